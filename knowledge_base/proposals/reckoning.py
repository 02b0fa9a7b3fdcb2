"""Group what was asked in vain, and keep a proposal for each group that is large enough."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from knowledge_base.articles.choices import Audience
from knowledge_base.assistant.models import DialogueQuerySet
from knowledge_base.language.grouping import MOST, groups
from knowledge_base.proposals.gathering import Asked, unanswered
from knowledge_base.proposals.models import ArticleProposal, ProposalState
from knowledge_base.search.index import index_for

KEPT = 20
"""Of a group so many questions are kept, the most frequent."""
BACK_AT = 2
"""What was rejected is proposed again once it is asked so many times as often as then."""


def reckon(*, at: datetime, days: int, fewest: int, talks: DialogueQuerySet) -> int:
    """Count anew what was asked in vain in the ``days`` before ``at``; return the open proposals.

    Of talks those of ``talks``, which everybody who reads proposals may know of.

    A group that was asked ``fewest`` times or more is proposed. One that shares questions with a
    proposal of before is that proposal: what somebody decided of it stays, but what was rejected
    comes back when it is asked twice as often. An open one that is asked less often goes.
    """
    asked = unanswered(at=at, days=days, talks=talks)[:MOST]
    found = [[asked[place] for place in members] for members in groups([one.text for one in asked])]
    found.sort(key=_times, reverse=True)
    with transaction.atomic():
        known = list(ArticleProposal.objects.select_for_update().order_by("pk"))
        for members in found:
            _keep(members, known, at=at, fewest=fewest)
        # Those that no group of today is.
        gone = [proposal.pk for proposal in known]
        ArticleProposal.objects.filter(pk__in=gone, state=ProposalState.OPEN).delete()
        ArticleProposal.objects.filter(pk__in=gone).update(
            times=0, before=0, searched=0, reckoned_at=at
        )
        open_now: int = ArticleProposal.objects.undecided().count()
    return open_now


def _keep(
    members: Sequence[Asked], known: list[ArticleProposal], *, at: datetime, fewest: int
) -> None:
    """Write down what ``members`` come to; takes the proposal that they are out of ``known``."""
    times = _times(members)
    proposal = _same(members, known)
    if proposal is not None and (times >= fewest or proposal.state != ProposalState.OPEN):
        known.remove(proposal)
    elif times >= fewest:
        proposal = ArticleProposal()
    else:
        return
    # As it was named to who decided, so that it is found again.
    if proposal.state == ProposalState.OPEN:
        plainest = max(members[: max(1, len(members) // 2)], key=lambda one: one.times)
        proposal.question = _as_question(plainest.text)
        proposal.language = _language_of(members)
        proposal.nearest_id = _nearest(proposal.question, at)
    often = sorted(members, key=lambda one: -(one.times + one.before))[:KEPT]
    proposal.questions = [
        {"text": one.text, "language": one.language, "times": one.times} for one in often
    ]
    proposal.times, proposal.before = times, sum(one.before for one in members)
    proposal.searched = sum(one.searched for one in members)
    proposal.reckoned_at = at
    if proposal.state == ProposalState.REJECTED and times >= BACK_AT * (proposal.times_then or 1):
        proposal.state, proposal.decided_at = ProposalState.OPEN, None
    proposal.save()


def _times(members: Sequence[Asked]) -> int:
    return sum(one.times for one in members)


def _same(members: Sequence[Asked], known: Sequence[ArticleProposal]) -> ArticleProposal | None:
    """Return the one of ``known`` that shares most with ``members``; None when none shares any."""
    often = {one.text: one.times + one.before for one in members}
    shared = [
        sum(often.get(question["text"], 0) for question in proposal.questions) for proposal in known
    ]
    most = max(shared, default=0)
    return known[shared.index(most)] if most else None


def _language_of(members: Sequence[Asked]) -> str:
    spoken: Counter[str] = Counter()
    for one in members:
        spoken[one.language] += one.times or 1
    return spoken.most_common(1)[0][0]


def _as_question(text: str) -> str:
    return text[:1].upper() + text[1:]


def _nearest(question: str, at: datetime) -> UUID | None:
    """Return the id of the article that comes nearest; None where none does, or not known yet."""
    index = index_for(frozenset(Audience.values), at=at)
    if not index.is_ready:
        return None
    keys, _answer = index.ask(question)
    return keys[0].article if keys else None
