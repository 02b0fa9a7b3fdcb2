"""Every address of the desk."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from config.language import set_language
from config.problem_types import problem_types
from config.profile import my_account
from config.robots import robots
from config.second_factor import second_step
from knowledge_base.sitemaps import HelpSitemap

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", my_account, name="account"),
    path("accounts/second-step/", second_step, name="second_step"),
    path("", include("config.security_keys")),
    path("accounts/", include("allauth.urls")),
    path("_allauth/", include("allauth.headless.urls")),
    path("i18n/setlang/", set_language, name="set_language"),
    path("api/v1/", include("tickets.api.urls")),
    path("api/problems/", problem_types, name="api_problems"),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api_docs"),
    path("help/", include("knowledge_base.urls")),
    path("robots.txt", robots),
    path("sitemap.xml", sitemap, {"sitemaps": {"help": HelpSitemap}}),
    path("", include("tickets.public.urls")),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
