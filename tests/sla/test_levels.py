"""Levels by size of business: what changes, what staff edited, and nobody worse off for more."""

import datetime as dt
import itertools
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from tests.factories.desk import make_desk
from tests.sla.test_presets import first_response
from tickets.changes.tracking import recorded
from tickets.lifecycle.choices import Channel, Lane, Tier, Urgency
from tickets.management import levels, presets
from tickets.sla.levels import Doing, Level
from tickets.sla.models import Policy
from tickets.triage.models import LaneLimit

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


def run(*options: str) -> list[str]:
    out = StringIO()
    call_command("levels", *options, stdout=out)
    return out.getvalue().splitlines()


def active() -> dict[str, tuple]:
    rows = Policy.objects.active().values_list("key", "first_response_within", "calendar__key")
    return {key: terms for key, *terms in rows}


@pytest.mark.parametrize("level", Level)
def test_in_no_level_somebody_waits_longer_for_being_more_urgent(level: Level) -> None:
    levels.apply(level)
    keys = itertools.product(Tier, Channel, Lane, Urgency)
    waits = {key: first_response(*key) for key in keys}

    for (tier, channel, lane, urgency), wait in waits.items():
        assert wait <= waits[tier, channel, Lane.STANDARD, urgency]
        assert waits[tier, channel, lane, Urgency.BLOCKING] <= wait
        for lower in list(Tier)[list(Tier).index(tier) :]:
            assert wait <= waits[lower, channel, lane, urgency]
    assert len(set(waits.values())) == 2 or level is not Level.SMALL


def test_the_standard_level_is_what_a_new_desk_has() -> None:
    presets.load()

    assert levels.plan(Level.STANDARD) == []


@pytest.mark.parametrize("level", Level)
def test_a_second_time_nothing_is_left_to_do_and_back_again_all_is_as_before(level: Level) -> None:
    presets.load()
    before, limits = active(), set(LaneLimit.objects.values_list("currency", "amount"))

    levels.apply(level)
    assert levels.apply(level) == []
    assert level is Level.STANDARD or active() != before

    levels.apply(Level.STANDARD)
    assert active() == before
    assert set(LaneLimit.objects.values_list("currency", "amount")) == limits


def test_small_has_two_levels_and_no_lane_and_luxury_a_finer_one() -> None:
    presets.load()

    levels.apply(Level.SMALL)
    assert set(active()) == {"urgent", "high", "any"}
    assert not LaneLimit.objects.exists()

    levels.apply(Level.LUXURY)
    assert "medium-vip-chat-blocking" in active()
    assert LaneLimit.objects.get(currency="USD").amount == Decimal(10_000)


def test_what_would_change_is_told_first_and_nothing_is() -> None:
    presets.load()
    before = active()

    told = run("--preset", "small", "--dry-run")

    assert "- VIP from USD: 5000.00: no lane" in told
    assert any(line.startswith("~ urgent: 0:02:00") for line in told)
    assert told[-1].endswith("0 kept as staff left them.")
    assert active() == before


def test_what_staff_edited_or_switched_off_is_kept_unless_told_otherwise() -> None:
    desk = make_desk()
    with recorded(user=desk.supervisor.user):
        Policy.objects.filter(key="urgent").update(first_response_within=dt.timedelta(minutes=5))
        Policy.objects.filter(key="high").update(active=False)
    LaneLimit.objects.filter(currency="USD").update(amount=7_000)

    kept = {step.what for step in levels.apply(Level.SMALL) if step.doing is Doing.KEEP}
    assert kept == {"urgent", "high", "VIP from USD"}
    assert Policy.objects.get(key="urgent").first_response_within == dt.timedelta(minutes=5)
    assert LaneLimit.objects.get().amount == 7_000

    levels.apply(Level.SMALL, replace_edited=True)
    assert active()["urgent"][0] == active()["high"][0] == HOUR
    assert not LaneLimit.objects.exists()


def test_a_policy_of_the_staffs_own_keeps_its_place() -> None:
    presets.load()
    general = Policy.objects.get(key="any")
    Policy.objects.filter(key="any").delete()
    general.pk, general.key, general.first_response_within = None, "ours", 3 * HOUR
    general.save()

    levels.apply(Level.SMALL)
    assert active()["ours"][0] == 3 * HOUR
    assert "any" not in active()

    levels.apply(Level.SMALL, replace_edited=True)
    assert set(active()) == {"urgent", "high", "any"}


def test_the_presets_bring_no_limit_back_that_a_level_has_taken_away() -> None:
    presets.load()
    levels.apply(Level.SMALL)
    presets.load()
    assert not LaneLimit.objects.exists()
    assert levels.plan(Level.SMALL) == []
