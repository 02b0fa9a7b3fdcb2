"""Articles, made through ``publishing`` as editors make them, around the NOW of ``trade``."""

from datetime import timedelta
from typing import Any

import factory

from consignment.languages import CHINESE, ENGLISH
from knowledge_base.articles import publishing
from knowledge_base.articles.choices import Audience, State
from knowledge_base.articles.indexing import vector
from knowledge_base.articles.models import Article, ArticleText, Section
from knowledge_base.articles.publishing import Words
from knowledge_base.articles.rendering import render
from tests.factories.trade import NOW

ENGLISH_WORDS = Words(
    title="Caring for leather",
    summary="How to keep a bag as good as it came.",
    body="## Every day\n\nKeep it out of the rain.\n\n## Once a year\n\nA little **balsam**.\n",
    keywords="polish",
)
CHINESE_WORDS = Words(
    title="皮具保养",
    summary="怎样让包一直像新的一样。",
    body="## 平时\n\n避免淋雨。\n\n## 每年一次\n\n薄薄涂一层**护理膏**。\n",
    keywords="打理",
)


class SectionFactory(factory.django.DjangoModelFactory[Section]):
    class Meta:
        model = Section

    slug = factory.Sequence("section-{}".format)
    position = factory.Sequence(int)
    title_en = factory.Sequence("Section {}".format)
    title_zh = factory.Sequence("栏目 {}".format)


class ArticleFactory(factory.django.DjangoModelFactory[Article]):
    """An article in English, published ``at``; the traits say otherwise."""

    class Meta:
        model = Article

    class Params:
        draft = factory.Trait(state=State.DRAFT)
        retired = factory.Trait(state=State.RETIRED)
        bilingual = factory.Trait(words={ENGLISH: ENGLISH_WORDS, CHINESE: CHINESE_WORDS})
        chinese_only = factory.Trait(words={CHINESE: CHINESE_WORDS})
        for_buyers = factory.Trait(audience=Audience.BUYERS)
        for_consignors = factory.Trait(audience=Audience.CONSIGNORS)
        for_staff = factory.Trait(audience=Audience.STAFF)

    section = factory.SubFactory(SectionFactory)
    slug = factory.Sequence("article-{}".format)
    state = State.PUBLISHED
    words = {ENGLISH: ENGLISH_WORDS}
    at = NOW - timedelta(days=30)

    @classmethod
    def _create(cls, model_class: type[Article], *args: Any, **fields: Any) -> Article:
        state, words, at = fields.pop("state"), fields.pop("words"), fields.pop("at")
        article = publishing.create(model_class(*args, **fields), by=None, at=at)
        for language, written in words.items():
            publishing.write(article, language, written, by=None, at=at)
        if state != State.DRAFT:
            article = publishing.publish(article, by=None, at=at)
        if state == State.RETIRED:
            article = publishing.retire(article, by=None, at=at)
        return article


def many_articles(count: int, *, section: Section | None = None) -> Section:
    """Make ``count`` published articles in both languages, in few queries; for counting queries."""
    section = section or SectionFactory()
    articles = Article.objects.bulk_create(
        Article(
            section=section,
            slug=f"many-{section.slug}-{number}",
            position=number % 30_000,
            state=State.PUBLISHED,
            published_at=NOW,
        )
        for number in range(count)
    )
    for language, words in ((ENGLISH, ENGLISH_WORDS), (CHINESE, CHINESE_WORDS)):
        rendered = render(words.body)
        texts = ArticleText.objects.bulk_create(
            ArticleText(
                article=article,
                language=language,
                title=f"{words.title} {article.slug}",
                summary=words.summary,
                keywords=words.keywords,
                body=words.body,
                html=rendered.html,
                plain=rendered.plain,
                search="",
                updated_at=NOW,
            )
            for article in articles
        )
        # One vector for all, so that PostgreSQL reckons it once.
        ArticleText.objects.filter(pk__in=[text.pk for text in texts]).update(
            search=vector(
                title=words.title,
                summary=words.summary,
                keywords=words.keywords,
                plain=rendered.plain,
                language=language,
            )
        )
    return section
