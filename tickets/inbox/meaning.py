"""What a search means: its words as conditions, and what of them means nothing, with what would."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consignment import numbers
from knowledge_base.language.segmenting import normalise
from tickets.inbox import asking
from tickets.inbox.vocabulary import KEYS, Is, Key, Sort, Value, Vocabulary, key_of
from tickets.inbox.words import LONGEST, Parsed, Term, parse
from tickets.lifecycle.choices import Lane, State
from tickets.lifecycle.facts import STATES, UNFINISHED, Group, states_in
from tickets.lifecycle.records import TicketLink
from tickets.routing.escalating import Escalation
from tickets.satisfaction.models import Rating
from tickets.sla.choices import OURS
from tickets.sla.models import Clock
from tickets.triage.pressing import PressingDeadline

MOST_NAMED = 12
"""Possible values that a refusal lists; the rest is offered while typing."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What means nothing: where it stands, why, and what could stand there instead."""

    said: str
    why: str
    possible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """A search, understood.

    ``query`` is the text part as a tsquery, empty without one; ``conditions`` narrow by columns.
    ``sort`` is what was asked for, or what suits what was asked.
    """

    parsed: Parsed
    query: str = ""
    conditions: tuple[Q, ...] = ()
    sort: Sort = Sort.NEWEST
    problems: tuple[Problem, ...] = ()
    only_negative: bool = False
    values: dict[Key, tuple[str, ...]] = field(default_factory=dict)
    """What was said for each key, as it is typed: for the controls beside the field."""


@dataclass
class _Reading:
    """A search being understood."""

    vocabulary: Vocabulary
    at: dt.datetime
    asked: list[str] = field(default_factory=list)
    positive: bool = False
    conditions: list[Q] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sort: Sort | None = None
    groups: set[Group] | None = None
    values: dict[Key, tuple[str, ...]] = field(default_factory=dict)


def understand(text: str, *, vocabulary: Vocabulary, at: dt.datetime) -> Meaning:
    """Return what ``text`` asks for at ``at``, in the words of one reader. Never raises."""
    parsed = parse(text)
    reading = _Reading(vocabulary, at)
    if parsed.unread:
        why = ngettext(
            "Only the first %(limit)d characters are read; %(count)d more was left out.",
            "Only the first %(limit)d characters are read; %(count)d more were left out.",
            parsed.unread,
        )
        said = parsed.text[LONGEST - 20 : LONGEST] + "…"
        reading.problems.append(Problem(said, why % {"limit": LONGEST, "count": parsed.unread}))
    for term in parsed.terms:
        _read(term, parsed.text, reading)
    return Meaning(
        parsed=parsed,
        query=" & ".join(reading.asked),
        conditions=tuple(reading.conditions),
        sort=reading.sort or _sort_for(reading),
        problems=tuple(reading.problems),
        only_negative=not reading.positive,
        values=reading.values,
    )


def _read(term: Term, text: str, reading: _Reading) -> None:
    said = text[term.start : term.end]
    key = key_of(term.key) if term.key else None
    if term.key and key is None and term.key.isascii():
        why = _("“%(key)s:” is no word of the search.") % {"key": term.key}
        reading.problems.append(Problem(said, why, tuple(f"{key}:" for key in Key)))
        return
    if key is None:
        # “问题：退款” is a sentence, not a key.
        words = said if term.key else " ".join(term.values)
        asked = asking.text(words, phrase=term.phrase, unfinished=term.unfinished)
        _ask(asked, term, said, reading)
        return
    if not term.values:
        example = KEYS[key].example
        why = _("“%(said)s” says nothing yet. For example: %(example)s")
        reading.problems.append(
            Problem(said, why % {"said": said, "example": example}, _some(key, reading))
        )
        return
    READERS.get(key, _read_listed)(key, term, said, reading)


def _ask(asked: str, term: Term, said: str, reading: _Reading) -> None:
    if not asked:
        why = _("There is no word in “%(said)s” that could be looked for.") % {"said": said}
        reading.problems.append(Problem(said, why))
        return
    reading.positive = reading.positive or not term.negated
    reading.asked.append(f"!({asked})" if term.negated else asked)


def _read_listed(key: Key, term: Term, said: str, reading: _Reading) -> None:
    """Read a key whose values are known: staff's own, or a closed list."""
    found: list[Value] = []
    for value in term.values:
        named = reading.vocabulary.find(key, value)
        if not named:
            why = _("“%(value)s” is nothing that “%(key)s:” knows.") % {"value": value, "key": key}
            reading.problems.append(Problem(said, why, _some(key, reading)))
            return
        found += named
    if key is Key.SORT:
        reading.sort = Sort(found[0].value)
        return
    condition = Q()
    for one in found:
        condition |= CONDITIONS[key](one, reading)
    reading.conditions.append(~condition if term.negated else condition)
    if not term.negated:
        reading.values[key] = tuple(dict.fromkeys(one.said for one in found))
        _narrow_groups(key, found, reading)


def _some(key: Key, reading: _Reading) -> tuple[str, ...]:
    values = reading.vocabulary.values(key)
    return tuple(value.said for value in values[:MOST_NAMED]) or (KEYS[key].example,)


def _narrow_groups(key: Key, found: Sequence[Value], reading: _Reading) -> None:
    """Remember which groups of states are left: the order of a list follows from it."""
    if key is Key.STATE:
        groups = {STATES[State(one.value)].group for one in found}
    elif key is Key.IS and all(one.value in GROUPS_OF for one in found):
        groups = {group for one in found for group in GROUPS_OF[one.value]}
    else:
        return
    reading.groups = groups if reading.groups is None else reading.groups & groups


def _sort_for(reading: _Reading) -> Sort:
    if reading.positive or reading.groups is None:
        return Sort.NEWEST
    return Sort.CHANGED if reading.groups == {Group.DONE} else _of_work(reading.groups)


def _of_work(groups: set[Group]) -> Sort:
    return Sort.NEWEST if Group.DONE in groups else Sort.WORK


def _read_number(key: Key, term: Term, said: str, reading: _Reading) -> None:
    """Read a number of the trade: the tickets that are about it."""
    found = []
    for value in term.values:
        number = numbers.canonical(value, numbers.Kind(key.value))
        if number is None:
            why = _("“%(value)s” is no such number. One looks like this: %(example)s")
            reading.problems.append(
                Problem(said, why % {"value": value, "example": KEYS[key].example})
            )
            return
        found.append(number)
    links = TicketLink.objects.filter(
        ticket=OuterRef("pk"), kind=key.value, **{f"{key.value}__number__in": found}
    )
    condition = Q(Exists(links))
    reading.conditions.append(~condition if term.negated else condition)


def _read_from(key: Key, term: Term, said: str, reading: _Reading) -> None:
    """Read whose ticket it is, by mail address, the end of one, or a name."""
    asked = [asking.customer(value) for value in term.values]
    _ask(" | ".join(f"({one})" for one in asked if one), term, said, reading)


RATING = re.compile(r"(<=|>=|<|>|=)?([1-5])")
LOOKUPS = {"<": "score__lt", "<=": "score__lte", ">": "score__gt", ">=": "score__gte"}


def _read_rating(key: Key, term: Term, said: str, reading: _Reading) -> None:
    condition = Q()
    for value in term.values:
        match = RATING.fullmatch(normalise(value))
        if match is None:
            why = _("A rating is 1 to 5: rating:5, rating:<3, rating:>=4.")
            reading.problems.append(Problem(said, why))
            return
        condition |= Q(**{LOOKUPS.get(match[1] or "=", "score"): int(match[2])})
    rated = Q(Exists(Rating.objects.filter(condition, ticket=OuterRef("pk"))))
    reading.conditions.append(~rated if term.negated else rated)


DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
AGO = re.compile(r"(\d{1,4})(h|小时|d|天|w|周)")
UNIT = {"h": 1, "小时": 1, "d": 24, "天": 24, "w": 168, "周": 168}
NAMED_DAYS = {"today": 0, "今天": 0, "yesterday": 1, "昨天": 1}


def _read_date(key: Key, term: Term, said: str, reading: _Reading) -> None:
    moment = day_of(term.values[0], at=reading.at)
    if moment is None or len(term.values) > 1:
        why = _("“%(value)s” is no day: 2026-03-01, today, yesterday, 7d or 12h.")
        reading.problems.append(Problem(said, why % {"value": ",".join(term.values)}))
        return
    condition = Q(created_at__gte=moment) if key is Key.AFTER else Q(created_at__lt=moment)
    reading.conditions.append(~condition if term.negated else condition)


def day_of(said: str, *, at: dt.datetime) -> dt.datetime | None:
    """Return when the day begins that ``said`` names, on the reader's wall; or so long before
    ``at``. None when it names none.
    """
    value = normalise(said)
    if match := AGO.fullmatch(value):
        return at - dt.timedelta(hours=int(match[1]) * UNIT[match[2]])
    midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    if value in NAMED_DAYS:
        return midnight - dt.timedelta(days=NAMED_DAYS[value])
    match = DAY.fullmatch(value)
    try:
        year, month, day = map(int, match.groups()) if match else (0, 0, 0)
        return dt.datetime(year, month, day, tzinfo=midnight.tzinfo)
    except ValueError:
        return None


def _is(one: Value, reading: _Reading) -> Q:
    match Is(one.value):
        case Is.UNASSIGNED:
            return Q(state=State.NEW, assignee=None)
        case Is.MINE:
            return Q(assignee_id=reading.vocabulary.by.agent_id)
        case Is.OPEN:
            return Q(state__in=UNFINISHED)
        case Is.LATE:
            return Q(state__in=UNFINISHED, due_at__lt=reading.at)
        case Is.WAITING:
            return Q(state__in=states_in(Group.WAITING))
        case Is.PAUSED:
            return Q(state__in=PAUSED)
        case Is.UNANSWERED:
            return Q(customer_spoke_last=True, state__in=UNFINISHED)
        case Is.RESOLVED:
            return Q(state=State.RESOLVED)
        case Is.DONE:
            return Q(state__in=states_in(Group.DONE))
        case Is.VIP:
            return Q(lane=Lane.VIP)
        case Is.TO_SORT:
            return Q(to_sort=True, state__in=UNFINISHED)
        case _:
            return _is_beside(one, reading)


def _is_beside(one: Value, reading: _Reading) -> Q:
    """Read a condition of what stands beside the ticket: its promises, escalations, deadlines."""
    ticket = OuterRef("pk")
    match Is(one.value):
        case Is.DANGER:
            return Q(Exists(Clock.objects.in_danger().filter(ticket=ticket)))
        case Is.BREACHED:
            return Q(
                Exists(
                    Clock.objects.filter(ticket=ticket, breached_at__isnull=False, kind__in=OURS)
                )
            )
        case Is.ESCALATED:
            waiting = Escalation.objects.open().for_agent(reading.vocabulary.by.agent_id)
            return Q(Exists(waiting.filter(ticket=ticket)), state__in=UNFINISHED)
        case Is.PRESSING:
            near = PressingDeadline.objects.filter(ticket=ticket, due_at__gte=reading.at)
            return Q(Exists(near), state__in=UNFINISHED)
    raise ValueError(f"{one.value} has no meaning.")


PAUSED = [state for state in UNFINISHED if STATES[state].pauses_clocks]
UNDONE = (Group.OPEN, Group.WAITING)
GROUPS_OF = {
    Is.UNASSIGNED: UNDONE,
    Is.OPEN: UNDONE,
    Is.LATE: UNDONE,
    Is.DANGER: UNDONE,
    Is.WAITING: UNDONE,
    Is.PAUSED: UNDONE,
    Is.UNANSWERED: UNDONE,
    Is.PRESSING: UNDONE,
    Is.ESCALATED: UNDONE,
    Is.TO_SORT: UNDONE,
    Is.RESOLVED: (Group.DONE,),
    Is.DONE: (Group.DONE,),
}

Condition = Callable[[Value, _Reading], Q]


def _equals(column: str) -> Condition:
    return lambda one, reading: Q(**{column: one.value})


CONDITIONS: dict[Key, Condition] = {
    Key.IS: _is,
    Key.STATE: _equals("state"),
    Key.TIER: _equals("tier"),
    Key.LANE: _equals("lane"),
    Key.QUEUE: _equals("queue_id"),
    Key.CATEGORY: _equals("category_id"),
    Key.AGENT: _equals("assignee_id"),
    Key.CHANNEL: _equals("channel"),
    Key.LANG: _equals("language"),
}
READERS = {
    Key.ORDER: _read_number,
    Key.ITEM: _read_number,
    Key.CONSIGNMENT: _read_number,
    Key.PAYOUT: _read_number,
    Key.FROM: _read_from,
    Key.RATING: _read_rating,
    Key.AFTER: _read_date,
    Key.BEFORE: _read_date,
}
