"""The tickets of the two customers whom a visitor of the demo can be: each in another state."""

import datetime as dt

from tickets.management.week.people import People
from tickets.management.week.plans import Fate, Path, Plan, Planner

HOUR = dt.timedelta(hours=1)

# Who, how many hours ago, category and matter, and what becomes of it.
SCRIPTS = (
    ("buyer", 180, "rules-fees", "rules", Fate(Path.DIRECT)),
    ("buyer", 75, "return-refund", "return", Fate(Path.DIRECT, rates=False)),
    ("buyer", 30, "not-as-described", "condition", Fate(Path.ASK, silent=True)),
    ("buyer", 27, "not-received", "late", Fate(Path.HOLD, partner_silent=True)),
    ("buyer", 0.1, "payment-failed", "refused", Fate(Path.ASK)),
    ("consignor", 170, "price-change", "change", Fate(Path.THANKS)),
    ("consignor", 70, "payout", "late", Fate(Path.HOLD, rates=False)),
    ("consignor", 50, "authentication-rejected", "again", Fate(Path.HOLD, partner_silent=True)),
    ("consignor", 26, "damage-in-custody", "damage", Fate(Path.ASK, silent=True)),
    ("consignor", 0.4, "item-review", "progress", Fate(Path.HOLD, partner_silent=True)),
)


def scripts(planner: Planner, people: People, *, now: dt.datetime) -> list[Plan]:
    """Return the plans of SCRIPTS."""
    return [
        planner.script(now - hours * HOUR, category, matter, people.demo[role], fate)
        for role, hours, category, matter, fate in SCRIPTS
    ]
