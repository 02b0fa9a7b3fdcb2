"""Staff say of a reply whether its article answers. What they say holds from the next question on.

A right article is confirmed to the search too, with the question as an example of others like it;
an article that does not answer is never given to the same question again. Whoever calls decides who
may; everything said can be taken back.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from consignment.models import User
from knowledge_base import learning
from knowledge_base.articles.models import Article, ArticleText
from knowledge_base.assistant.corrections import Correction, Verdict, asked_as
from knowledge_base.assistant.models import Turn
from knowledge_base.search.models import ExampleQuestion


class NotTeachable(Exception):
    """The words say why nothing was taught."""

    @property
    def why(self) -> str:
        return str(self)


def is_teachable(turn: Turn) -> bool:
    """Whether articles were asked: what was looked up or recognised by its words learns nothing."""
    return "articles" in turn.because


def nearest_of(turn: Turn) -> str:
    """Return the slug of the article that was given or came nearest; empty when none did."""
    near = turn.because.get("articles", {}).get("near") or [{}]
    return str(near[0].get("slug", ""))


@transaction.atomic
def teach(
    turn_id: int, article: Article | None, *, question: str = "", by: User, at: datetime
) -> Correction:
    """Keep that ``article`` answers the text of the turn, None: that no article does.

    ``question`` is how others would ask it, for the search to know; empty: as it was asked. What
    was said of the turn before is taken back. Raises NotTeachable.
    """
    turn = Turn.objects.select_for_update(of=("self",)).select_related("dialogue").get(pk=turn_id)
    if not is_teachable(turn):
        raise NotTeachable(_("No article was asked for here, so there is nothing to teach."))
    language = str(turn.because["articles"]["language"])
    if article is not None and not _is_readable(article, turn, language, at):
        raise NotTeachable(
            _("This customer cannot read that article. Choose one that is meant for them.")
        )
    before = Correction.objects.standing().filter(turn=turn).first()
    if before is not None:
        _take_back(before, by=by, at=at)
    nearest = Article.objects.filter(slug=nearest_of(turn)).first()
    was_right = article is not None and article == nearest
    example = None
    if article is not None:
        example = learning.confirm(
            article,
            question or turn.text,
            language=language,
            source=ExampleQuestion.Source.DESK,
            by=by,
            at=at,
        )
    verdict = Verdict.RIGHT if was_right else Verdict.OTHER if article else Verdict.NONE
    return Correction.objects.create(
        turn=turn,
        asked=asked_as(turn.text),
        language=language,
        verdict=verdict,
        right=article,
        wrong=None if was_right else nearest,
        example=example,
        confidence=_confidence(turn) if nearest else None,
        by=by,
        at=at,
    )


@transaction.atomic
def undo(correction_id: int, *, by: User, at: datetime) -> Correction:
    """Take back what was said, with the example question that came of it. Twice does no harm."""
    correction = Correction.objects.select_for_update(of=("self",)).get(pk=correction_id)
    if correction.undone_at is None:
        _take_back(correction, by=by, at=at)
    return correction


def _take_back(correction: Correction, *, by: User, at: datetime) -> None:
    correction.undone_by, correction.undone_at = by, at
    correction.save(update_fields=["undone_by", "undone_at"])
    example = correction.example
    if example is None or example.at != correction.at or example.by_id != correction.by_id:
        # It had been there before.
        return
    if not Correction.objects.standing().filter(example=example).exists():
        example.delete()


def _confidence(turn: Turn) -> float | None:
    """Return how sure the assistant was; what was taught before says nothing of its judgement."""
    articles = turn.because["articles"]
    return None if articles.get("taught") else float(articles["confidence"])


def _is_readable(article: Article, turn: Turn, language: str, at: datetime) -> bool:
    texts = ArticleText.objects.for_reader(turn.dialogue.person, language=language, at=at)
    return texts.filter(article=article).exists()
