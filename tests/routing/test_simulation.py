"""A VIP lane costs the ordinary lane nothing: shown on a desk that runs for a day, by a seed.

``pytest tests/routing/test_simulation.py -s`` prints the figures.
"""

import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from tests.routing.simulation import SHARES, Contact, Outcome, Simulation, drawn

AGENTS, SEED = 30, 20260412
LOADS = (0.7, 0.9, 1.1)
VIP = (0.02, 0.05, 0.10)
STANDING = 10
"""What a level of standing is worth, in percent of the promised time."""


@pytest.fixture
def say() -> Callable[[str], int]:
    """Print a figure, for ``-s`` or where the test fails."""
    return sys.stdout.write


@cache
def contacts(load: float, vip: float, *, at_once: bool = False) -> tuple[Contact, ...]:
    return tuple(drawn(SEED, load=load, vip=vip, days=1, agents=AGENTS, at_once=at_once))


@cache
def without_lane(load: float, *, at_once: float = 0) -> Outcome:
    """Who is VIP makes no difference then, but for when they all come at once."""
    came = contacts(load, at_once or VIP[0], at_once=bool(at_once))
    return Simulation(agents=AGENTS, lane=False).run(came)


@cache
def with_lane(load: float, vip: float, *, at_once: bool = False, standing: int = 0) -> Outcome:
    shares = replace(SHARES, contacts=1 - vip)
    simulation = Simulation(agents=AGENTS, lane=True, standing=standing, shares=shares)
    return simulation.run(contacts(load, vip, at_once=at_once))


def ids(came: tuple[Contact, ...], *, vip: bool, raised: bool | None = None) -> set[object]:
    return {
        contact.id
        for contact in came
        if contact.vip is vip and (raised is None or (contact.level > 0) is raised)
    }


@pytest.mark.parametrize("load", LOADS)
@pytest.mark.parametrize("vip", VIP)
def test_the_ordinary_lane_keeps_its_promises_as_without_a_vip_lane(load, vip, say):
    came = contacts(load, vip)
    ordinary, important = ids(came, vip=False), ids(came, vip=True)

    before = without_lane(load).attainment(ordinary)
    after = with_lane(load, vip).attainment(ordinary)
    vips = with_lane(load, vip).attainment(important)

    say(f"load {load} VIP {vip:.0%}: ordinary {before:.2f} -> {after:.2f}, VIP {vips:.2f}\n")
    assert after >= before - 1
    assert load != 0.9 or vips >= 95


@pytest.mark.parametrize("load", LOADS)
def test_neither_when_all_vip_of_a_day_come_within_one_hour(load, say):
    came = contacts(load, 0.10, at_once=True)
    ordinary = ids(came, vip=False)

    before = without_lane(load, at_once=0.10).attainment(ordinary)
    after = with_lane(load, 0.10, at_once=True).attainment(ordinary)

    say(f"load {load}, all VIP in one hour: ordinary {before:.2f} -> {after:.2f}\n")
    assert after >= before - 1


def test_standing_helps_and_costs_those_without_it_nothing_beyond_a_point(say):
    came = contacts(0.9, 0.05)
    raised, others = ids(came, vip=False, raised=True), ids(came, vip=False, raised=False)
    plain, ahead = with_lane(0.9, 0.05), with_lane(0.9, 0.05, standing=STANDING)

    for name, of in (("with standing", raised), ("without", others)):
        say(f"{name}: {plain.attainment(of):.2f} -> {ahead.attainment(of):.2f}\n")
    assert ahead.attainment(raised) >= plain.attainment(raised)
    assert ahead.attainment(others) >= plain.attainment(others) - 1


@pytest.mark.parametrize("at_once", [False, True])
def test_nobody_waits_for_ever_while_more_comes_than_can_be_done(at_once, say):
    outcome = with_lane(1.1, 0.10, at_once=at_once)

    say(f"longest wait: {outcome.longest_wait}\n")
    assert outcome.never_answered == 0
    # Within the day that the slowest is promised, and what is left over when no more comes.
    assert outcome.longest_wait < dt.timedelta(hours=30)
