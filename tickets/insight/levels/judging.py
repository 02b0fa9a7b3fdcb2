"""What the figures of a category say about its level. Pure.

* **Breached**: fewer first answers come in time than the target. A medium or low matter is promised
  the time in which the target's share was answered; where customers ask where it stands as well, it
  gets a higher tier instead. An urgent or high one keeps its promise: no level mends it, heads do.
* **Rated low**: satisfaction is below its target and the rule's share of the low ratings is for
  being slow, though the promise is kept. Low becomes medium; medium is answered a step sooner.
* **Sounds urgent**: the rule's share of the messages does. The next higher tier, up to high.
* **Chased**: more customers ask where it stands than the target. Word of progress comes a step more
  often, or once a day where none is promised.
* **Reopened**: more solutions come undone than the target: they were rushed. A step more time.
* **Over-served**: the promise is kept, people are satisfied and do not ask, and nearly all were
  answered within the rule's share of the time. A medium or low matter gets a step more.

Each beyond chance: the whole interval lies on that side (``uncertainty.wilson``), of 99 % unless
the rule asks for less: some hundred figures are asked each night, and by chance some would at 95 %.
And of as many rows as the rule asks for. What is about safety or money (urgent, high) is never
answered later, VIP never later than ordinary, and no answer of a category is promised otherwise
together with its tier, which brings promises of its own.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tickets.insight.levels import ladder
from tickets.insight.levels.models import Ground, What
from tickets.insight.models import MeasureKey
from tickets.insight.uncertainty import Z_99, Interval, wilson
from tickets.lifecycle.choices import Lane, Tier

A_DAY = dt.timedelta(days=1)
LOOSE = (Tier.MEDIUM, Tier.LOW)
"""The tiers whose answers may be promised later."""
SAY_WHY = 3
"""Of so many times the fewest contacts that are asked for, low ratings must say why: few do."""
HIGHER = {Tier.LOW: Tier.MEDIUM, Tier.MEDIUM: Tier.HIGH}


@dataclass(frozen=True, slots=True)
class Share:
    """``good`` of ``count``."""

    good: int = 0
    count: int = 0

    @property
    def percent(self) -> float:
        return 100 * self.good / self.count if self.count else 0.0

    def sure(self, z: float) -> Interval:
        """Return the interval it lies in, in percent; everything of nothing."""
        if not self.count:
            return 0.0, 100.0
        low, high = wilson(self.good / self.count, self.count, z)
        return 100 * low, 100 * high


@dataclass(frozen=True, slots=True)
class Promised:
    """What the policy of a cell promises; None where it does not."""

    first: dt.timedelta | None = None
    resolution: dt.timedelta | None = None
    progress: dt.timedelta | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Tickets of a category in one lane that came by one channel, and what they are promised.

    ``kept`` counts first answers under the promise of today alone; ``enough`` is the time in which
    the target's share of them came, ``nearly_all`` that of 95 in 100, both in the hours of its
    calendar, None where not so many came at all.
    """

    lane: Lane
    channel: str
    promised: Promised
    kept: Share = Share()
    enough: dt.timedelta | None = None
    nearly_all: dt.timedelta | None = None
    rated: Share = Share()
    reopened: Share = Share()
    chased: Share = Share()


@dataclass(frozen=True, slots=True)
class Figures:
    """A category: ``slow`` of its low ratings say so, ``urgent`` of its messages sound it."""

    category_id: int
    tier: Tier
    cells: Sequence[Cell]
    slow: Share = Share()
    urgent: Share = Share()

    @property
    def rated(self) -> Share:
        return _together(cell.rated for cell in self.cells)

    @property
    def chased(self) -> Share:
        return _together(cell.chased for cell in self.cells)

    @property
    def kept(self) -> Share:
        return _together(cell.kept for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Rule:
    """From what on one ground is proposed (``models.LevelRule``); ``z`` is how sure it must be."""

    fewest: int
    share: float = 0.0
    z: float = Z_99

    def below(self, share: Share, percent: float) -> bool:
        """Tell whether ``share`` is below ``percent``, beyond chance and of enough rows."""
        return share.count >= self.fewest and share.sure(self.z)[1] < percent

    def above(self, share: Share, percent: float) -> bool:
        return share.count >= self.fewest and share.sure(self.z)[0] > percent


Rules = Mapping[Ground, Rule]
"""Those that are switched on."""
Targets = Mapping[MeasureKey, float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure: ``what`` names it, in percent beside ``bound`` with its counts, or a time.

    ``words`` are those by which messages sound so, the most frequent first.
    """

    what: str
    good: int = 0
    count: int = 0
    bound: float | None = None
    seconds: int | None = None
    words: tuple[str, ...] = ()

    @classmethod
    def share(cls, what: str, share: Share, bound: float | None) -> "Evidence":
        return cls(what, share.good, share.count, bound)

    @classmethod
    def time(cls, what: str, time: dt.timedelta) -> "Evidence":
        return cls(what, seconds=int(time.total_seconds()))


@dataclass(frozen=True, slots=True)
class Wish:
    """What is proposed; ``old`` and ``new`` as ``models.LevelProposal`` keeps them."""

    ground: Ground
    what: What
    contacts: int
    evidence: tuple[Evidence, ...]
    lane: str = ""
    channel: str = ""
    old: str = ""
    new: str = ""


def judge(figures: Figures, rules: Rules, targets: Targets) -> list[Wish]:
    """Return what is proposed for a category; of one thing at most one change."""
    raised = next(_raising(figures, rules, targets), None)
    wishes = [raised] if raised else []
    for cell in figures.cells:
        first = None if raised else next(_first_answers(figures, cell, rules, targets), None)
        found = [first, _progress(cell, rules, targets), _solutions(cell, rules, targets)]
        wishes += [wish for wish in found if wish and (not raised or wish.what is What.RESOLUTION)]
    return wishes


def _raising(figures: Figures, rules: Rules, targets: Targets) -> Iterator[Wish]:
    """Yield why the tier is to be higher, the strongest ground first."""
    higher = HIGHER.get(figures.tier)
    if higher is None:
        return

    def wish(ground: Ground, share: Share, *evidence: Evidence) -> Wish:
        old, new = figures.tier.value, higher.value
        return Wish(ground, What.TIER, share.count, evidence, old=old, new=new)

    rule = rules.get(Ground.SOUNDS_URGENT)
    if rule and rule.above(figures.urgent, rule.share):
        yield wish(
            Ground.SOUNDS_URGENT,
            figures.urgent,
            Evidence.share("sounds_urgent", figures.urgent, rule.share),
        )
    kept_target, chased_target = targets[MeasureKey.FIRST_RESPONSE], targets[MeasureKey.CHASED]
    kept, chased = figures.kept, figures.chased
    rule = rules.get(Ground.BREACHED)
    if rule and rule.below(kept, kept_target) and rule.above(chased, chased_target):
        yield wish(
            Ground.BREACHED,
            kept,
            Evidence.share(MeasureKey.FIRST_RESPONSE, kept, kept_target),
            Evidence.share(MeasureKey.CHASED, chased, chased_target),
        )
    if figures.tier is Tier.LOW and (evidence := _rated_low(figures, rules, targets)):
        yield wish(Ground.RATED_LOW, figures.rated, *evidence)


def _rated_low(figures: Figures, rules: Rules, targets: Targets) -> tuple[Evidence, ...]:
    """Return the figures that say it is rated low for being slow; none where it is not.

    Where the promise is broken it is that ground, and no other promise is the answer.
    """
    rule, target = rules.get(Ground.RATED_LOW), targets[MeasureKey.SATISFACTION]
    if not rule or rule.below(figures.kept, targets[MeasureKey.FIRST_RESPONSE]):
        return ()
    if (
        not rule.below(figures.rated, target)
        or figures.slow.count < rule.fewest / SAY_WHY
        or figures.slow.percent < rule.share
    ):
        return ()
    return (
        Evidence.share(MeasureKey.SATISFACTION, figures.rated, target),
        Evidence.share("slow", figures.slow, rule.share),
    )


def _first_answers(figures: Figures, cell: Cell, rules: Rules, targets: Targets) -> Iterator[Wish]:
    """Yield why the first answer of a cell is to be promised otherwise, the strongest first."""
    now, target = cell.promised.first, targets[MeasureKey.FIRST_RESPONSE]
    if now is None:
        return
    kept = Evidence.share(MeasureKey.FIRST_RESPONSE, cell.kept, target)
    rule = rules.get(Ground.BREACHED)
    if rule and rule.below(cell.kept, target):
        honest = ladder.at_least(cell.enough) if cell.enough else None
        evidence = (kept, *([Evidence.time("enough", cell.enough)] if cell.enough else ()))
        then = _not_slower_than_others(figures, cell, honest)
        if figures.tier in LOOSE and then and then > now and _before_it_is_solved(cell, then):
            yield _of(Ground.BREACHED, What.FIRST_RESPONSE, cell, evidence, (now, then))
        else:
            yield _of(Ground.BREACHED, What.HEADS, cell, evidence)
        return
    if figures.tier is Tier.MEDIUM and (low := _rated_low(figures, rules, targets)):
        then = ladder.shorter(now)
        if then and _is_largest(figures, cell) and _vip_is_not_later(figures, cell, then):
            yield _of(Ground.RATED_LOW, What.FIRST_RESPONSE, cell, (*low, kept), (now, then))
            return
    rule = rules.get(Ground.OVER_SERVED)
    if (
        rule
        and figures.tier in LOOSE
        and cell.nearly_all is not None
        and rule.above(cell.kept, target)
        and cell.nearly_all <= now * (rule.share / 100)
        and figures.rated.percent >= targets[MeasureKey.SATISFACTION]
        and cell.chased.percent <= targets[MeasureKey.CHASED]
    ):
        then = _not_slower_than_others(figures, cell, ladder.longer(now))
        if then and then > now and _before_it_is_solved(cell, then):
            evidence = (
                kept,
                Evidence.time("nearly_all", cell.nearly_all),
                Evidence.share(
                    MeasureKey.SATISFACTION, figures.rated, targets[MeasureKey.SATISFACTION]
                ),
            )
            yield _of(Ground.OVER_SERVED, What.FIRST_RESPONSE, cell, evidence, (now, then))


def _progress(cell: Cell, rules: Rules, targets: Targets) -> Wish | None:
    rule, target = rules.get(Ground.CHASED), targets[MeasureKey.CHASED]
    if not rule or not rule.above(cell.chased, target):
        return None
    now = cell.promised.progress
    then = ladder.shorter(now) if now else A_DAY
    if then is None:
        return None
    evidence = (Evidence.share(MeasureKey.CHASED, cell.chased, target),)
    return _of(Ground.CHASED, What.PROGRESS, cell, evidence, (now, then))


def _solutions(cell: Cell, rules: Rules, targets: Targets) -> Wish | None:
    rule, target = rules.get(Ground.REOPENED), targets[MeasureKey.REOPENED]
    now = cell.promised.resolution
    if not rule or now is None or not rule.above(cell.reopened, target):
        return None
    then = ladder.longer(now)
    if then is None:
        return None
    evidence = (Evidence.share(MeasureKey.REOPENED, cell.reopened, target),)
    return _of(Ground.REOPENED, What.RESOLUTION, cell, evidence, (now, then))


def _of(
    ground: Ground,
    what: What,
    cell: Cell,
    evidence: Iterable[Evidence],
    times: tuple[dt.timedelta | None, dt.timedelta | None] = (None, None),
) -> Wish:
    contacts = {Ground.REOPENED: cell.reopened, Ground.CHASED: cell.chased}.get(ground, cell.kept)
    return Wish(
        ground,
        what,
        contacts.count,
        tuple(evidence),
        lane=cell.lane.value,
        channel=cell.channel,
        old=_seconds(times[0]),
        new=_seconds(times[1]),
    )


def _seconds(time: dt.timedelta | None) -> str:
    return "" if time is None else str(int(time.total_seconds()))


def _not_slower_than_others(
    figures: Figures, cell: Cell, then: dt.timedelta | None
) -> dt.timedelta | None:
    """Return ``then``, for VIP no later than what ordinary tickets of the channel are promised."""
    if then is None or cell.lane is not Lane.VIP:
        return then
    ordinary = _beside(figures, cell, Lane.STANDARD)
    if ordinary is None or ordinary.promised.first is None:
        return then
    return min(then, ordinary.promised.first)


def _vip_is_not_later(figures: Figures, cell: Cell, then: dt.timedelta) -> bool:
    if cell.lane is Lane.VIP:
        return True
    vip = _beside(figures, cell, Lane.VIP)
    return vip is None or vip.promised.first is None or vip.promised.first <= then


def _beside(figures: Figures, cell: Cell, lane: Lane) -> Cell | None:
    found = (one for one in figures.cells if (one.lane, one.channel) == (lane, cell.channel))
    return next(found, None)


def _before_it_is_solved(cell: Cell, then: dt.timedelta) -> bool:
    return cell.promised.resolution is None or then <= cell.promised.resolution


def _is_largest(figures: Figures, cell: Cell) -> bool:
    """Tell whether most of the category comes this way: ratings are too few to part them all."""
    return cell is max(figures.cells, key=lambda one: one.kept.count)


def _together(shares: Iterable[Share]) -> Share:
    some = list(shares)
    return Share(sum(one.good for one in some), sum(one.count for one in some))
