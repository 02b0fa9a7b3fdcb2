"""What search engines are told of: the help pages that everybody may read, in each language."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.utils import timezone

from knowledge_base.addresses import Address, language_here
from knowledge_base.articles.choices import Language
from knowledge_base.articles.models import ArticleText


@dataclass
class Page:
    """A help page, and when its words changed last in each language that it exists in."""

    address: Address
    changed: dict[str, datetime] = field(default_factory=dict)


class HelpSitemap(Sitemap):
    """Every public page once for each of its languages, with the addresses of the others."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> Sequence[Page]:
        """Return the home page, the sections and the articles; one query."""
        home = Page(Address("home"))
        sections: dict[str, Page] = {}
        articles: dict[str, Page] = {}
        texts = (
            ArticleText.objects.published(timezone.now())
            .visible_to(None)
            .order_by("article__section__position", "article__position", "article__slug")
        )
        rows = texts.values_list(
            "article__section__slug", "article__slug", "language", "updated_at"
        )
        for section, slug, language, changed in rows:
            page = articles.setdefault(slug, Page(Address("article", slug)))
            page.changed[language] = changed
            shelf = sections.setdefault(section, Page(Address("section", section)))
            for above in (home, shelf):
                # In each language, since what is not translated is listed there as well.
                for every in Language.values:
                    above.changed[every] = max(changed, above.changed.get(every, changed))
        return [home, *sections.values(), *articles.values()] if articles else []

    def get_languages_for_item(self, item: Page) -> list[str]:
        return sorted(item.changed)

    def location(self, item: Page) -> str:
        return item.address.path(language_here())

    def lastmod(self, item: Page) -> datetime:
        return item.changed[language_here()]

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc
