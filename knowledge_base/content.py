"""The articles that come with the product: Markdown files in ``content/``, loaded into the tables.

``<slug>.en.md`` and ``<slug>.zh-hans.md`` are one article. Front matter is ``name: value`` lines
between two ``---``; the English file also says where the article stands. Every number that more
than one article tells is decided here, once; ``tests/knowledge_base/test_content.py`` holds the
articles to it:

=========================================  =====================================================
leaves us after payment                    3 business days
late: may be cancelled                     more than 2 business days past the promised day
delivery                                   2 to 5 business days in the country, 5 to 10 abroad
damage: the courier takes a claim          7 days from delivery; we take it for the 14 days below
no scan: a search is opened                5 business days; the search takes up to 10
"delivered" but not there: tell us         7 days
return: ask for it                         14 days from delivery
return: hand it over                       7 days from the label
return: change of mind costs               US$25
returned piece is examined                 3 business days from arrival
bank shows a refund                        5 to 10 business days
voucher of a cancelled order               valid again, for 30 days at least
authenticity guarantee                     no time limit
reserved during payment                    30 minutes; 3 business days for a transfer
estimate from photographs                  2 business days
label for sending in                       14 days; insured up to US$20,000
item review                                5 business days; 10 with movement or laboratory
photographs, text, proposed price          3 business days; listed the business day after a yes
second look at a rejected piece            ask within 14 days; 10 business days
on sale                                    120 days
early withdrawal                           US$35 in the first 60 days
commission                                 22% to US$1,000, 20% to US$5,000, 18% above
own change of price                        once every 7 days
answer to a proposed price                 5 days; silence changes nothing
payout leaves us                           10 days after delivery; bank 1 to 3 business days
new bank details                           72 hours without payout
longest hold of a payout                   30 days
dispute                                    plan in 24 hours, 48 at most; each side has 3 days
objection to a ruling                      14 days, once
piece lost with us                         searched for 10 business days, paid 10 later
pieces returned to the consignor           7 business days; kept free for 30 days
who one is, without phone and mailbox      checked in one business day
copy of one's data, or its deletion        15 days; papers for tax are kept up to 10 years
answered by a person                       as ``tickets.sla.presets`` promises
=========================================  =====================================================

``questions.<language>.txt`` holds questions as people ask them, a line each, with the article that
answers: examples for the search to learn from.

The payout comes before the return window ends: the last four days are the platform's risk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from knowledge_base.articles import publishing
from knowledge_base.articles.choices import Audience, Language
from knowledge_base.articles.models import Article, Section
from knowledge_base.articles.publishing import Words
from knowledge_base.articles.rendering import faults_of_images
from knowledge_base.search.models import ExampleQuestion

FOLDER = Path(__file__).parent / "content"
REVIEW_AFTER = timedelta(days=180)

# slug: title in English, in Chinese; in the order of the help page.
SECTIONS: Mapping[str, tuple[str, str]] = {
    "orders-and-delivery": ("Orders and delivery", "订单与配送"),
    "authenticity-and-returns": ("Authenticity and returns", "鉴定与退货"),
    "consigning": ("Consigning with us", "寄售"),
    "payouts-and-fees": ("Payouts and fees", "结算与费用"),
    "your-account": ("Your account", "账户与安全"),
    "contacting-us": ("Contacting us", "联系我们"),
    "for-the-desk": ("For the desk", "客服内部"),
}
# The category of the desk that readers of a section most likely ask in, where it is but one.
MATTERS: Mapping[str, str] = {
    "authenticity-and-returns": "return-refund",
    "consigning": "item-review",
    "payouts-and-fees": "payout",
}
_PLACE = {"section", "audience", "position"}
_WORDS = {"title", "summary", "keywords"}


class ContentError(Exception):
    """A file of ``content/`` is not as it should be; the message names it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An article as its files have it."""

    slug: str
    section: str
    audience: str
    position: int
    words: Mapping[str, Words]


class Question(NamedTuple):
    """What people ask, and the article that answers it."""

    slug: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, in texts; one article has a text per language."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    """Left as an editor wrote them."""


def load(at: datetime, *, overwrite: bool = False, dry_run: bool = False) -> Loaded:
    """Bring the articles of ``content/`` into the tables, all or none; loading again is harmless.

    What an editor changed is kept: words that a person saved last, and the place, audience and
    state of an article that exists. ``overwrite`` sets words, place and audience anew, and keeps
    the state. ``dry_run`` tells what would be done. Raises ContentError.
    """
    pieces = read(FOLDER)
    asked = questions(FOLDER)
    with transaction.atomic():
        sections = _load_sections()
        outcomes = [
            outcome
            for piece in pieces
            for outcome in _load_piece(piece, sections[piece.section], at, overwrite=overwrite)
        ]
        _load_questions(asked, at)
        transaction.set_rollback(dry_run)
    return Loaded(**{name: outcomes.count(name) for name in Loaded.__dataclass_fields__})


def read(folder: Path) -> list[Piece]:
    """Return the articles in ``folder``, by slug. Raises ContentError."""
    files = {path.name.removesuffix(".md"): path for path in folder.glob("*.md")}
    slugs = sorted({name.rpartition(".")[0] for name in files})
    return [_piece(slug, files) for slug in slugs]


def questions(folder: Path) -> list[Question]:
    """Return the questions in ``folder``, in the order of their lines."""
    return [
        Question(slug, language.value, text)
        for language in Language
        if (path := folder / f"questions.{language}.txt").exists()
        for line in path.read_text(encoding="utf-8").splitlines()
        for slug, _, text in [line.partition(": ")]
    ]


def _piece(slug: str, files: Mapping[str, Path]) -> Piece:
    words: dict[str, Words] = {}
    place: dict[str, str] = {}
    for language in Language:
        path = files.get(f"{slug}.{language}")
        if path is None:
            raise ContentError(f"{slug}: there is no {slug}.{language}.md")
        matter, body = _split(path)
        expected = _WORDS | _PLACE if language == Language.ENGLISH else _WORDS
        if matter.keys() != expected:
            raise ContentError(f"{path.name}: has {sorted(matter)}, needs {sorted(expected)}")
        place |= {name: matter[name] for name in _PLACE & matter.keys()}
        if faults := faults_of_images(body):
            raise ContentError(f"{path.name}: {' '.join(faults)}")
        words[language.value] = Words(body=body, **{name: matter[name] for name in _WORDS})
    if place["section"] not in SECTIONS:
        raise ContentError(f"{slug}: unknown section {place['section']!r}")
    if place["audience"] not in Audience.values:
        raise ContentError(f"{slug}: unknown audience {place['audience']!r}")
    if not place["position"].isdecimal():
        raise ContentError(f"{slug}: the position {place['position']!r} is not a number")
    return Piece(slug, place["section"], place["audience"], int(place["position"]), words)


def _split(path: Path) -> tuple[dict[str, str], str]:
    """Return the front matter and the Markdown of the file at ``path``."""
    start, *rest = path.read_text(encoding="utf-8").split("---\n", 2)
    if start or len(rest) != 2:
        raise ContentError(f"{path.name}: does not begin with front matter between two '---'")
    lines = [line.partition(":") for line in rest[0].splitlines()]
    return {name.strip(): value.strip() for name, _, value in lines}, rest[1].strip() + "\n"


def _load_sections() -> dict[str, Section]:
    return {
        slug: Section.objects.get_or_create(
            slug=slug,
            defaults={
                "position": position,
                "title_en": english,
                "title_zh": chinese,
                "matter": MATTERS.get(slug, ""),
            },
        )[0]
        for position, (slug, (english, chinese)) in enumerate(SECTIONS.items(), start=1)
    }


def _load_questions(asked: Sequence[Question], at: datetime) -> None:
    """Add what people ask to the articles that have no example yet: of others, editors took some
    away, and wrote their own.
    """
    articles = Article.objects.filter(examples=None, slug__in={one.slug for one in asked})
    ids = dict(articles.values_list("slug", "pk"))
    ExampleQuestion.objects.bulk_create(
        ExampleQuestion(
            article_id=ids[one.slug],
            language=one.language,
            text=one.text,
            source=ExampleQuestion.Source.EDITOR,
            at=at,
        )
        for one in asked
        if one.slug in ids
    )


def _load_piece(piece: Piece, section: Section, at: datetime, *, overwrite: bool) -> list[str]:
    """Load one article; return what was done with each of its texts, in the words of Loaded."""
    article = Article.objects.filter(slug=piece.slug).first()
    is_new = article is None
    if article is None:
        article = Article(
            section=section,
            slug=piece.slug,
            audience=piece.audience,
            position=piece.position,
            review_on=(at + REVIEW_AFTER).date(),
        )
        publishing.create(article, by=None, at=at)
    elif overwrite:
        publishing.file(
            article,
            section=section,
            audience=piece.audience,
            position=piece.position,
            review_on=article.review_on,
            by=None,
            at=at,
        )
    outcomes = [
        _load_words(article, language, words, at, overwrite=overwrite)
        for language, words in piece.words.items()
    ]
    if is_new:
        publishing.publish(article, by=None, at=at)
    return outcomes


def _load_words(
    article: Article, language: str, words: Words, at: datetime, *, overwrite: bool
) -> str:
    text = article.texts.filter(language=language).first()
    if text is None:
        publishing.write(article, language, words, by=None, at=at)
        return "added"
    if publishing.words_of(text) == words:
        return "unchanged"
    if not overwrite and text.revisions.latest("id").by_id is not None:
        return "kept"
    publishing.write(article, language, words, is_published=text.is_published, by=None, at=at)
    return "changed"
