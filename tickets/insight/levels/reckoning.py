"""Judge each category anew, and keep what is proposed until somebody decides."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from django.db import transaction
from django.db.models import Max

from tickets.insight.dashboards import targets as chosen_targets
from tickets.insight.levels.gathering import figures, urgent_words
from tickets.insight.levels.judging import Rule, Rules, Targets, Wish, judge
from tickets.insight.levels.models import CERTAINTIES, Ground, LevelProposal, LevelRule, State, What
from tickets.insight.models import MeasureKey
from tickets.triage.models import Category

Place = tuple[int, str, str, str]
"""Category, what changes, lane, channel: of these one proposal is open at most."""
Wanted = dict[Place, tuple[Wish, dt.datetime]]
"""What is wished for, and since when its figures are."""


@transaction.atomic
def reckon(*, at: dt.datetime) -> int:
    """Judge all categories by the last days; return how many proposals wait for somebody.

    After an accepted change, and after one that was taken back, what came before counts no more:
    it happened under another level. What was put aside rests for the days of its rule. An open
    proposal that the figures speak for no more goes.
    """
    # Whoever else reckons waits, and so does who decides on one of these: else what is accepted
    # meanwhile would be proposed once more.
    rules = list(LevelRule.objects.select_for_update().order_by("pk"))
    rows = LevelProposal.objects.select_for_update().filter(state=State.OPEN)
    known = {(one.category_id, one.what, one.lane, one.channel): one for one in rows}
    wanted = _wanted(rules, at=at)
    resting = _resting(rules, at=at)
    for place, (wish, since) in wanted.items():
        if (*place, wish.ground) in resting or _is_raised(place, wanted):
            continue
        _keep(known.pop(place, None), place, wish, since=since, at=at)
    LevelProposal.objects.filter(pk__in=[one.pk for one in known.values()]).delete()
    return int(LevelProposal.objects.undecided().count())


def _wanted(rules: Sequence[LevelRule], *, at: dt.datetime) -> Wanted:
    found: Wanted = {}
    targets = _targets()
    for days, by_ground in _by_days(rules):
        for since, categories in _by_beginning(at - dt.timedelta(days=days)):
            enough = targets[MeasureKey.FIRST_RESPONSE]
            for one in figures(categories, since=since, at=at, enough=enough):
                for wish in judge(one, by_ground, targets):
                    place = (one.category_id, wish.what.value, wish.lane, wish.channel)
                    found.setdefault(place, (wish, since))
    return found


def _targets() -> Targets:
    return {key: float(value) for key, value in chosen_targets().items() if value is not None}


def _by_days(rules: Iterable[LevelRule]) -> Iterator[tuple[int, Rules]]:
    parted: dict[int, dict[Ground, Rule]] = defaultdict(dict)
    for rule in (one for one in rules if one.active):
        parted[rule.days][Ground(rule.ground)] = Rule(
            rule.fewest, float(rule.share or 0), CERTAINTIES[rule.certainty]
        )
    yield from sorted(parted.items())


def _by_beginning(usual: dt.datetime) -> Iterator[tuple[dt.datetime, list[Category]]]:
    """Yield the categories by when their figures begin: later after a change of their level."""
    changed = dict(
        LevelProposal.objects.filter(
            state__in=[State.ACCEPTED, State.TAKEN_BACK], decided_at__gt=usual
        )
        .order_by()
        .values_list("category")
        .annotate(last=Max("decided_at"))
    )
    parted: dict[dt.datetime, list[Category]] = defaultdict(list)
    for category in Category.objects.order_by("pk"):
        parted[changed.get(category.pk, usual)].append(category)
    yield from parted.items()


def _resting(rules: Iterable[LevelRule], *, at: dt.datetime) -> set[tuple[int, str, str, str, str]]:
    """Return what was put aside a while ago and is not proposed again yet."""
    found: set[tuple[int, str, str, str, str]] = set()
    for rule in rules:
        rows = LevelProposal.objects.filter(
            ground=rule.ground,
            state__in=[State.REJECTED, State.TAKEN_BACK],
            decided_at__gt=at - dt.timedelta(days=rule.days),
        )
        found.update(rows.values_list("category", "what", "lane", "channel", "ground"))
    return found


def _is_raised(place: Place, wanted: Wanted) -> bool:
    """Tell whether it is a promise of a category whose tier is proposed to be higher: a rule of
    other days may have wished for it, and the tier brings promises of its own.
    """
    category, what, _lane, _channel = place
    return what in (What.FIRST_RESPONSE, What.PROGRESS, What.HEADS) and (
        (category, What.TIER.value, "", "") in wanted
    )


def _keep(
    proposal: LevelProposal | None, place: Place, wish: Wish, *, since: dt.datetime, at: dt.datetime
) -> None:
    category, what, lane, channel = place
    row = proposal or LevelProposal(category_id=category, what=what, lane=lane, channel=channel)
    row.ground, row.old, row.new = wish.ground, wish.old, wish.new
    row.evidence = [asdict(one) for one in wish.evidence]
    if wish.ground is Ground.SOUNDS_URGENT:
        row.evidence[0]["words"] = urgent_words(category, since=since, at=at)
    row.contacts, row.since, row.reckoned_at = wish.contacts, since, at
    row.save()
