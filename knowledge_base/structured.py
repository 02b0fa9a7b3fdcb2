"""What help pages tell machines, as data in the words of schema.org (JSON-LD 1.1).

Built as dictionaries; only ``templatetags/help.py`` writes them into a page, escaped.
"""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from knowledge_base.addresses import Address, Place
from knowledge_base.articles.choices import LANGUAGES, Language
from knowledge_base.articles.models import ArticleText, Section

Data = dict[str, Any]

CONTEXT = "https://schema.org"


def home(place: Place) -> Data:
    """Return the help centre as a site that can be searched."""
    search = f"{Address('search').url(place.language)}?q={{words}}"
    site = {
        "@type": "WebSite",
        "@id": f"{place.canonical}#site",
        "name": f"{settings.SITE_NAME} – {_('Help centre')}",
        "url": place.canonical,
        "inLanguage": _tag(place.language),
        "publisher": {"@id": _organization_id()},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=words",
        },
    }
    return _graph(site, _organization())


def section(place: Place, this: Section) -> Data:
    """Return a section as a page that lists articles."""
    page = {
        "@type": "CollectionPage",
        "@id": place.canonical,
        "name": str(this.title),
        "url": place.canonical,
        "inLanguage": _tag(place.language),
        "publisher": {"@id": _organization_id()},
    }
    trail = [(_("Help centre"), Address("home").url(place.language))]
    return _graph(page, _breadcrumbs([*trail, (str(this.title), place.canonical)]), _organization())


def article(place: Place, text: ArticleText) -> Data:
    """Return an article, with the language it is written in: not always that of the page."""
    this = text.article
    page: Data = {
        "@type": "Article",
        "@id": f"{place.canonical}#article",
        "headline": text.title,
        "description": text.summary,
        "articleSection": str(this.section.title),
        "inLanguage": text.html_lang,
        "dateModified": text.updated_at.isoformat(),
        "mainEntityOfPage": place.canonical,
        "author": {"@id": _organization_id()},
        "publisher": {"@id": _organization_id()},
        "isAccessibleForFree": True,
    }
    if this.published_at is not None:
        page["datePublished"] = this.published_at.isoformat()
    trail = [
        (_("Help centre"), Address("home").url(place.language)),
        (str(this.section.title), Address("section", this.section.slug).url(place.language)),
        (text.title, place.canonical),
    ]
    return _graph(page, _breadcrumbs(trail), _organization())


def _graph(*things: Data) -> Data:
    return {"@context": CONTEXT, "@graph": list(things)}


def _organization() -> Data:
    return {
        "@type": "Organization",
        "@id": _organization_id(),
        "name": settings.SITE_NAME,
        "url": f"{settings.SITE_URL}/",
    }


def _organization_id() -> str:
    return f"{settings.SITE_URL}/#organization"


def _breadcrumbs(trail: list[tuple[str, str]]) -> Data:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(trail, start=1)
        ],
    }


def _tag(language: str) -> str:
    return LANGUAGES[Language(language)].html_tag
