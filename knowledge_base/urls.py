"""The addresses of the help pages, each without a language and with one (``addresses.py``)."""

from django.urls import include, path, register_converter

from knowledge_base.addresses import LanguageConverter
from knowledge_base.views import pages, searching, voting

register_converter(LanguageConverter, "language")

app_name = "help"
PAGES = [
    path("", pages.home, name="home"),
    path("search/", searching.search, name="search"),
    path("search/suggestions/", searching.suggestions, name="suggestions"),
    path("sections/<slug:slug>/", pages.section, name="section"),
    path("articles/<slug:slug>/", pages.article, name="article"),
    path("articles/<slug:slug>/vote/", voting.vote, name="vote"),
]
urlpatterns = [*PAGES, path("<language:language>/", include(PAGES))]
