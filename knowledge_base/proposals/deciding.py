"""What becomes of a proposal: an article is begun, an article is told that it answers it, or
nothing is done and why.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from consignment.models import User
from knowledge_base import learning
from knowledge_base.articles import publishing
from knowledge_base.articles.models import RESERVED_SLUGS, Article, Section
from knowledge_base.proposals.models import ArticleProposal, ProposalState
from knowledge_base.search.models import ExampleQuestion

LONGEST_SLUG = 60


class AlreadyDecided(Exception):
    """Somebody was quicker; the proposal is as they left it."""


class NoSection(Exception):
    """There is no section yet in which an article could stand."""


def begin_article(proposal_id: int, *, by: User, at: datetime) -> Article:
    """Begin a draft that has the questions as its text and as examples; return it.

    It stands beside the article that comes nearest. Nobody but editors sees it until it is
    published. Raises DoesNotExist, AlreadyDecided, NoSection.
    """
    with transaction.atomic():
        proposal = _open(proposal_id)
        section = proposal.nearest.section if proposal.nearest else Section.objects.first()
        if section is None:
            raise NoSection(proposal.question)
        last = section.articles.aggregate(last=Max("position"))["last"] or 0
        article = publishing.create(
            Article(
                section=section,
                slug=_free_slug(proposal),
                audience=proposal.nearest.audience if proposal.nearest else "public",
                position=last + 1,
            ),
            by=by,
            at=at,
        )
        publishing.write(article, proposal.language, _words(proposal), by=by, at=at)
        _teach(proposal, article, by=by, at=at)
        _decide(proposal, ProposalState.WRITTEN, article=article, by=by, at=at)
    return article


def name_article(proposal_id: int, article: Article, *, by: User, at: datetime) -> None:
    """Say that ``article`` answers it: its questions become examples, found by the next who asks.

    Raises DoesNotExist, AlreadyDecided.
    """
    with transaction.atomic():
        proposal = _open(proposal_id)
        _teach(proposal, article, by=by, at=at)
        _decide(proposal, ProposalState.TAUGHT, article=article, by=by, at=at)


def reject(proposal_id: int, why: str, *, by: User, at: datetime) -> None:
    """Say that the help centre is not the place. Raises DoesNotExist, AlreadyDecided."""
    with transaction.atomic():
        _decide(_open(proposal_id), ProposalState.REJECTED, why=why, by=by, at=at)


def reopen(proposal_id: int) -> None:
    """Take a rejection back; does nothing of any other. Raises DoesNotExist."""
    with transaction.atomic():
        proposal = ArticleProposal.objects.select_for_update().get(pk=proposal_id)
        if proposal.state == ProposalState.REJECTED:
            proposal.state, proposal.why = ProposalState.OPEN, ""
            proposal.decided_at = proposal.decided_by = None
            proposal.save()


def _open(proposal_id: int) -> ArticleProposal:
    locked = ArticleProposal.objects.select_for_update(of=["self"])
    proposal: ArticleProposal = locked.select_related("nearest__section").get(pk=proposal_id)
    if proposal.state != ProposalState.OPEN:
        raise AlreadyDecided(proposal.state)
    return proposal


def _decide(
    proposal: ArticleProposal,
    state: ProposalState,
    *,
    article: Article | None = None,
    why: str = "",
    by: User,
    at: datetime,
) -> None:
    proposal.state, proposal.article, proposal.why = state, article, why
    proposal.decided_by, proposal.decided_at, proposal.times_then = by, at, proposal.times
    proposal.save()


def _teach(proposal: ArticleProposal, article: Article, *, by: User, at: datetime) -> None:
    for question in proposal.questions:
        learning.confirm(
            article,
            question["text"],
            language=question["language"],
            source=ExampleQuestion.Source.EDITOR,
            by=by,
            at=at,
        )


def _words(proposal: ArticleProposal) -> publishing.Words:
    """Return what the draft says: what was asked, in the language of the proposal."""
    asked = "\n".join(f"- {question['text']}" for question in proposal.questions)
    with translation.override(proposal.language):
        begun = _("Write the answer here. People asked:")
        summary = _("One sentence: what the reader will know.")
    return publishing.Words(
        title=proposal.question[:160], summary=summary, body=f"{begun}\n\n{asked}"
    )


def _free_slug(proposal: ArticleProposal) -> str:
    slug = slugify(proposal.question)[:LONGEST_SLUG].strip("-") or f"question-{proposal.pk}"
    is_taken = slug in RESERVED_SLUGS or Article.objects.filter(slug=slug).exists()
    return f"{slug}-{proposal.pk}" if is_taken else slug
