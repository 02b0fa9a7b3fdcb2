"""Group what is asked, and keep a proposal for each group that is large enough."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Sequence
from statistics import median_low

from django.db import transaction

from knowledge_base.assistant.doable import well_known
from knowledge_base.language.grouping import MOST, groups
from knowledge_base.language.segmenting import normalise
from tickets.insight.fewer.gathering import Asked, first_day, gather
from tickets.insight.fewer.models import ProductProposal, State
from tickets.lifecycle.desk import DeskSettings

KEPT = 20
"""Of a group so many questions are kept, the most frequent."""
BACK_AT = 2
"""What was put aside is proposed again once it is asked so many times as often as then."""
_I = re.compile(r"\bi\b(?!-)")
REMEMBERED = dt.timedelta(days=366)
"""So long it is known how often something was asked on a day."""


def reckon(*, at: dt.datetime) -> int:
    """Count anew what is asked that the product could let people do; return the open proposals.

    A group that was asked often enough in the days that count (both are numbers of the desk) is
    proposed. One that shares questions with a proposal of before is that proposal: what somebody
    decided of it stays, but what was put aside comes back when it is asked twice as often. An open
    one that is asked less often goes. The question by which a proposal is known stands among those
    that are grouped, so that it is found again when nobody used the same words since; so do things
    that are asked for everywhere, since a few texts alone all look alike.

    No more texts than can be grouped are counted, the most frequent first.
    """
    desk = DeskSettings.current()
    days, fewest = desk.asked_days, desk.asked_least
    gathered = gather(at=at, days=days)
    first = first_day(at=at, days=days)
    names = [
        Asked(normalise(question), language)
        for question, language in ProductProposal.objects.values_list("question", "language")
        if normalise(question) not in gathered.closed
    ]
    asked = {one.text: one for one in (*names, *gathered.asked)}
    texts = list(dict.fromkeys([*_texts(names), *_texts(gathered.asked), *well_known()]))[:MOST]
    found = [
        [asked[texts[place]] for place in members if texts[place] in asked]
        for members in groups(texts)
    ]
    found.sort(key=_times, reverse=True)
    with transaction.atomic():
        # Two who reckon at once do so one after the other.
        list(DeskSettings.objects.select_for_update())
        known = _without(gathered.closed)
        for members in found:
            if any(one.per_day for one in members):
                _keep(members, known, at=at, first=first, fewest=fewest)
        for gone in known:
            if gone.state == State.OPEN:
                gone.delete()
            else:
                _count(gone, [], at=at, first=first)
                gone.save()
        open_now: int = ProductProposal.objects.undecided().count()
    return open_now


def _texts(asked: Sequence[Asked]) -> list[str]:
    return [one.text for one in asked[:MOST]]


def _without(closed: Collection[str]) -> list[ProductProposal]:
    """Return the proposals, locked, without those known by what is said in restricted matters."""
    known = []
    for one in ProductProposal.objects.select_for_update().order_by("pk"):
        one.questions = [asked for asked in one.questions if asked["text"] not in closed]
        if normalise(one.question) in closed:
            if one.state == State.OPEN or not one.questions:
                one.delete()
                continue
            one.question = _as_question(one.questions[0]["text"])
        known.append(one)
    return known


def _keep(
    members: Sequence[Asked],
    known: list[ProductProposal],
    *,
    at: dt.datetime,
    first: dt.date,
    fewest: int,
) -> None:
    """Write down what ``members`` come to; takes the proposal that they are out of ``known``."""
    times = _times(members)
    proposal = _same(members, known)
    if proposal is not None and (times >= fewest or proposal.state != State.OPEN):
        known.remove(proposal)
    elif times >= fewest:
        proposal = ProductProposal(counted_from=first)
    else:
        return
    # As it was named to who decided, so that it is found again.
    if proposal.state == State.OPEN:
        said = [one for one in members if one.times]
        plainest = max(said[: max(1, len(said) // 2)], key=lambda one: one.times)
        proposal.question = _as_question(plainest.text)
        proposal.language = _language_of(members)
    _count(proposal, members, at=at, first=first)
    if proposal.state == State.PUT_ASIDE and times >= BACK_AT * (proposal.times_then or 1):
        proposal.state = State.OPEN
        proposal.decided_at = proposal.decided_by = None
    proposal.save()


def _count(
    proposal: ProductProposal, members: Sequence[Asked], *, at: dt.datetime, first: dt.date
) -> None:
    """Say how often it was asked, by whom and where, as of ``at``."""
    said = [one for one in members if one.per_day]
    often = sorted(said, key=lambda one: -(one.times + one.before))[:KEPT]
    proposal.questions = [
        {"text": one.text, "language": one.language, "times": one.times + one.before}
        for one in often
    ]
    proposal.times, proposal.before = _times(said), sum(one.before for one in said)
    proposal.as_tickets = sum(one.as_tickets for one in said)
    waits = [wait for one in said for wait in one.waits]
    proposal.waited = median_low(waits) if waits else None
    categories: Counter[int] = Counter()
    for one in said:
        categories.update(one.categories)
    proposal.category_ids = sorted(categories)
    proposal.category_id = categories.most_common(1)[0][0] if categories else None
    proposal.per_day = _per_day(proposal, said, at=at, first=first)
    proposal.reckoned_at = at


def _per_day(
    proposal: ProductProposal, said: Sequence[Asked], *, at: dt.datetime, first: dt.date
) -> dict[str, int]:
    """Return how often on each day: anew from ``first`` on, and as it was counted before that.

    Once it is built, the days before it was stay as they were counted: by what it is held against.
    """
    anew = max(first, proposal.built_on) if proposal.built_on else first
    oldest = at.astimezone(dt.UTC).date() - REMEMBERED
    counted = {
        day: times
        for day, times in proposal.per_day.items()
        if oldest.isoformat() <= day < anew.isoformat()
    }
    fresh: Counter[dt.date] = Counter()
    for one in said:
        fresh.update(one.per_day)
    proposal.counted_from = max(proposal.counted_from, oldest)
    return counted | {day.isoformat(): fresh[day] for day in sorted(fresh) if day >= anew}


def _times(members: Sequence[Asked]) -> int:
    return sum(one.times for one in members)


def _same(members: Sequence[Asked], known: Sequence[ProductProposal]) -> ProductProposal | None:
    """Return the one of ``known`` that shares most with ``members``; None when none shares any."""
    often = {one.text: max(1, one.times + one.before) for one in members}
    shared = [
        sum(
            often.get(text, 0)
            for text in {normalise(one.question), *(asked["text"] for asked in one.questions)}
        )
        for one in known
    ]
    most = max(shared, default=0)
    return known[shared.index(most)] if most else None


def _language_of(members: Sequence[Asked]) -> str:
    spoken: Counter[str] = Counter()
    for one in members:
        spoken[one.language] += one.times
    return spoken.most_common(1)[0][0]


def _as_question(text: str) -> str:
    """Return ``text``, which is normalised, as somebody would write it.

    >>> _as_question("where can i see my payouts, i'm new")
    "Where can I see my payouts, I'm new"
    """
    return _I.sub("I", text[:1].upper() + text[1:])
