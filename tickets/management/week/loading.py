"""Live through a week, from eight days ago until now, with the same actions that the doors call."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Min
from django.utils import translation

from tickets.actions.act_on_warning import act_on_pending
from tickets.actions.close import close_resolved
from tickets.actions.count_bands import count_bands
from tickets.actions.refresh_standing import refresh_standing
from tickets.insight import facts
from tickets.lifecycle.desk import DeskSettings
from tickets.management import presets
from tickets.management.week import arrivals, calling, coaching, demo, faults, filler, storing
from tickets.management.week.asking import ask_for_what_could_be_built
from tickets.management.week.desk import Desk
from tickets.management.week.goods import Goods
from tickets.management.week.levels import judge_levels
from tickets.management.week.people import SHANGHAI, SHARES, People
from tickets.management.week.plans import Plan, Planner
from tickets.management.week.searching import search_in_vain
from tickets.management.week.staffing import employ, give_shifts
from tickets.management.week.stories import Stories
from tickets.management.week.timeline import Timeline
from tickets.outbox.recording import as_history
from tickets.sla import breaches
from tickets.sla.models import Clock, ClockWarning
from tickets.triage.models import Audience, Category

SEED = 20260412
LENGTH = dt.timedelta(days=8)
PROMOTION_BEFORE = dt.timedelta(days=4)
CLOSE_AFTER_DAYS = 5
"""The demo closes what stays silent sooner than a desk would, so that a week shows it."""
TICK = dt.timedelta(seconds=15)
TOLD_WITHIN = dt.timedelta(minutes=10)
"""Longer than who was told of a warning has to look before a mail follows."""
"""How often the sweep of a running desk looks at the clocks."""

BUYERS, CONSIGNORS, ITEMS, ORDERS, TICKETS = 200, 40, 600, 400, 300
LATELY, LATELY_WITHIN = 26, dt.timedelta(minutes=100)
"""So many of the tickets come shortly before now, so that the inbox is alive at any hour."""

# Told how much is done, of how much, and what is being done.
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What was made."""

    people: int
    items: int
    orders: int
    tickets: int
    warnings: int
    breaches: int


def load(
    *,
    now: dt.datetime,
    seed: int = SEED,
    scale: float = 1.0,
    progress: Progress | None = None,
) -> Summary:
    """Fill an empty desk with a believable week that ends at ``now``, an aware time.

    The same ``seed`` and ``now`` give the same week, but for ids and secrets. ``scale`` shrinks
    the numbers for a quick look. It is one transaction: broken off, it leaves nothing behind.
    What the week records in the outbox counts as delivered at its own time, and no bell rings
    (``recording.as_history``): no customer of the week gets a mail.
    """
    now = now.astimezone(dt.UTC)
    tell = progress or (lambda done, total, words: None)
    with translation.override("en"), as_history(), transaction.atomic():
        return _Week(random.Random(seed), now=now, scale=scale).live(tell)  # noqa: S311


class _Week:
    def __init__(self, rng: random.Random, *, now: dt.datetime, scale: float) -> None:
        self.rng = rng
        self.now = now
        self.start = now - LENGTH
        self.scale = scale
        self.mark: dt.datetime | None = None
        # Nothing is silent for long enough before that.
        self.next_hour = self.start + dt.timedelta(days=CLOSE_AFTER_DAYS)

    def live(self, tell: Progress) -> Summary:
        tell(0, 100, "People and goods")
        presets.load()
        DeskSettings.objects.filter(id=1).update(close_after_days=CLOSE_AFTER_DAYS)
        categories = {
            category.key: category
            for category in Category.objects.select_related("queue").with_template()
        }
        people = People(
            self.rng, buyers=self._some(BUYERS), consignors=self._some(CONSIGNORS), now=self.now
        )
        goods = Goods(self.rng, now=self.now)
        plans = self._plan(people, goods, categories)
        filler.fill_for_demo(goods, people)
        filler.fill(goods, people, orders=self._some(ORDERS), items=self._some(ITEMS))
        faults.spread(goods, plans, seed=len(plans))
        storing.number(goods)
        people.save()
        storing.save(goods)
        staff = employ(joined_at=self.start - dt.timedelta(days=200))

        timeline = Timeline(self.start)
        desk = Desk(self.rng, timeline, staff, start=self.start, end=self.now)
        stories = Stories(self.rng, timeline, desk, categories)
        for plan in plans:
            stories.expect(plan)
        told = 0
        for at, happens in timeline.until(self.now):
            self._watch(desk, at)
            happens(at)
            if (done := int((at - self.start) / LENGTH * 95)) > told:
                told = done
                tell(5 + done, 100, f"Living through {at:%A}")
        self._watch(desk, self.now)
        desk.welcome(self.now)
        give_shifts(staff, now=self.now)
        calling.call_and_escalate(now=self.now)
        breaches.sweep(at=self.now)
        count_bands(at=self.now)
        refresh_standing(at=self.now)
        facts.fill(at=self.now)
        coaching.give(staff, now=self.now)
        search_in_vain(now=self.now)
        ask_for_what_could_be_built(now=self.now)
        judge_levels(now=self.now)
        tell(100, 100, "The week is over")
        return Summary(
            people=len(people.all) + len(staff),
            items=len(goods.stocks),
            orders=len(goods.sales),
            tickets=len(plans),
            warnings=ClockWarning.objects.count(),
            breaches=Clock.objects.filter(breached_at__isnull=False).count(),
        )

    def _plan(self, people: People, goods: Goods, categories: dict[str, Category]) -> list[Plan]:
        """Return the tickets of the week, the first one first, and trade what they are about."""
        promotion = (self.now - PROMOTION_BEFORE).astimezone(ZoneInfo(SHANGHAI)).date()
        audiences = {key: Audience(category.audience) for key, category in categories.items()}
        planner = Planner(
            self.rng, people=people, goods=goods, audiences=audiences, promotion=promotion
        )
        plans = demo.scripts(planner, people, now=self.now)
        end = self.now - dt.timedelta(minutes=1)
        lately = round(LATELY * self.scale)
        come = arrivals.draw(
            self.rng,
            start=self.start,
            end=end,
            count=self._some(TICKETS) - len(plans) - lately,
            shares=SHARES,
            promotion=promotion,
        )
        come += arrivals.lately(
            self.rng, end=end, within=LATELY_WITHIN, count=lately, shares=SHARES
        )
        plans += [planner.plan(arrival) for arrival in come]
        return sorted(plans, key=lambda plan: plan.at)

    def _watch(self, desk: Desk, at: dt.datetime) -> None:
        """Do what beat would have done until ``at``: notice levels and do what follows, close what
        stayed silent.
        """
        if desk.clocks_changed:
            self.mark = self._next_mark()
            desk.clocks_changed = False
        while self.mark is not None and self.mark < at:
            swept = min(self.mark + TICK, at)
            breaches.sweep(at=swept)
            # What would still be told by mail later, the workers of the desk carry out.
            if swept < self.now - TOLD_WITHIN:
                act_on_pending(at=swept)
            self.mark = self._next_mark()
        while self.next_hour <= at:
            close_resolved(at=self.next_hour)
            self.next_hour += dt.timedelta(hours=1)

    def _next_mark(self) -> dt.datetime | None:
        """Return the earliest level that a clock will pass, as things stand."""
        running = Clock.objects.running()
        first: dt.datetime | None = running.aggregate(first=Min("next_mark_at"))["first"]
        return first

    def _some(self, number: int) -> int:
        return max(round(number * self.scale), 4)
