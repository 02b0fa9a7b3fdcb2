"""What a new desk promises, in every combination of tier, channel, lane and urgency."""

import datetime as dt
import itertools

import pytest

from tickets.lifecycle.choices import Channel, Lane, Tier, Urgency
from tickets.sla import calendars
from tickets.sla.models import Calendar, Policy
from tickets.sla.policies import choose
from tickets.sla.presets import CALENDARS, POLICIES, load
from tickets.sla.timetables import hours_of

pytestmark = pytest.mark.django_db

# Wednesday 10:00 in Shanghai: the office is open until 18:00.
MORNING = dt.datetime(2026, 11, 18, 2, tzinfo=dt.UTC)


def policy_of(tier: Tier, channel: Channel, lane: Lane, urgency: Urgency) -> Policy:
    return choose(category_id=None, tier=tier, channel=channel, lane=lane, urgency=urgency).policy


def first_response(tier: Tier, channel: Channel, lane: Lane, urgency: Urgency) -> dt.timedelta:
    """Return how long a ticket filed in the morning may wait for a person, by the wall."""
    policy = policy_of(tier, channel, lane, urgency)
    assert policy.first_response_within is not None
    return calendars.add(hours_of(policy.calendar), MORNING, policy.first_response_within) - MORNING


S, V = Lane.STANDARD, Lane.VIP
B, G = Urgency.BLOCKING, Urgency.GENERAL
SECOND, MINUTE, HOUR = dt.timedelta(seconds=1), dt.timedelta(minutes=1), dt.timedelta(hours=1)

PROMISED = [
    # Urgent and high keep their tier's promise on every channel.
    *[(Tier.URGENT, channel, S, urgency, 2 * MINUTE) for channel in Channel for urgency in (B, G)],
    *[(Tier.URGENT, channel, V, urgency, 30 * SECOND) for channel in Channel for urgency in (B, G)],
    *[(Tier.HIGH, channel, S, G, 15 * MINUTE) for channel in (Channel.SITE, Channel.EMAIL)],
    # Medium: 10 minutes on chat; as a ticket 1 h when a transaction is blocked, else 2 h.
    (Tier.MEDIUM, Channel.CHAT, S, B, 10 * MINUTE),
    (Tier.MEDIUM, Channel.CHAT, S, G, 10 * MINUTE),
    (Tier.MEDIUM, Channel.SITE, S, B, HOUR),
    (Tier.MEDIUM, Channel.APP, S, B, HOUR),
    (Tier.MEDIUM, Channel.EMAIL, S, B, HOUR),
    (Tier.MEDIUM, Channel.SITE, S, G, 2 * HOUR),
    (Tier.MEDIUM, Channel.APP, S, G, 2 * HOUR),
    # Mail and site messages within a day; a call waits three minutes at most.
    (Tier.MEDIUM, Channel.EMAIL, S, G, 24 * HOUR),
    (Tier.MEDIUM, Channel.SITE_MESSAGE, S, G, 24 * HOUR),
    (Tier.MEDIUM, Channel.PHONE, S, B, 3 * MINUTE),
    (Tier.LOW, Channel.PHONE, S, G, 3 * MINUTE),
    # Low within a day.
    (Tier.LOW, Channel.SITE, S, G, 24 * HOUR),
    (Tier.LOW, Channel.EMAIL, S, B, 24 * HOUR),
]


@pytest.mark.parametrize(("tier", "channel", "lane", "urgency", "within"), PROMISED)
def test_the_times_that_are_promised(
    tier: Tier, channel: Channel, lane: Lane, urgency: Urgency, within: dt.timedelta
) -> None:
    load()
    assert first_response(tier, channel, lane, urgency) == within


def test_nobody_waits_longer_for_being_more_urgent() -> None:
    load()
    waits = {key: first_response(*key) for key in itertools.product(Tier, Channel, Lane, Urgency)}
    for (tier, channel, lane, urgency), wait in waits.items():
        where = f"{tier} {channel} {lane} {urgency}"
        assert wait <= waits[tier, channel, S, urgency], f"{where}: VIP waits longer"
        assert waits[tier, channel, lane, B] <= wait, f"{where}: blocking waits longer"
        for lower in list(Tier)[list(Tier).index(tier) :]:
            assert wait <= waits[lower, channel, lane, urgency], f"{where}: {lower} is quicker"


def test_no_night_weekend_or_holiday_lets_a_lower_tier_go_first() -> None:
    load(holiday_years=[2026])
    due: dict[tuple[int, str, dt.datetime], dt.datetime] = {}

    def falls_due(policy: Policy, target: str, at: dt.datetime) -> dt.datetime:
        key = policy.pk, target, at
        if key not in due:
            due[key] = calendars.add(hours_of_policy[policy.pk], at, getattr(policy, target))
        return due[key]

    cases = {key: policy_of(*key) for key in itertools.product(Tier, Channel, Lane, Urgency)}
    hours_of_policy = {policy.pk: hours_of(policy.calendar) for policy in cases.values()}
    pairs = {
        (policy, cases[lower, channel, lane, urgency])
        for (tier, channel, lane, urgency), policy in cases.items()
        for lower in list(Tier)[list(Tier).index(tier) + 1 :]
    }
    # The golden week of October is in it, and a turn of the clock in New York.
    first = dt.datetime(2026, 9, 25, 0, 30, tzinfo=dt.UTC)
    for at in [first + n * HOUR for n in range(24 * 45)]:
        for higher, lower in pairs:
            for target in ("first_response_within", "resolution_within", "next_response_within"):
                assert falls_due(higher, target, at) <= falls_due(lower, target, at), (
                    f"{lower} goes before {higher} at {at}: {target}"
                )


def test_urgent_and_high_are_watched_day_and_night() -> None:
    load()
    for tier, channel, lane, urgency in itertools.product(
        (Tier.URGENT, Tier.HIGH), Channel, Lane, Urgency
    ):
        assert policy_of(tier, channel, lane, urgency).calendar.always_open


def test_every_ticket_has_a_policy_even_when_staff_switch_all_others_off() -> None:
    load()
    Policy.objects.exclude(key="any").update(active=False)
    assert policy_of(Tier.URGENT, Channel.CHAT, V, B).key == "any"


def test_everything_is_sound() -> None:
    load()
    for row in [*Calendar.objects.all(), *Policy.objects.all()]:
        row.full_clean()


def test_loading_twice_changes_nothing() -> None:
    first = load()
    assert len(first.made) == len(CALENDARS) + len(POLICIES)
    rows = list(Policy.objects.order_by("id").values())
    second = load()
    assert (second.made, set(second.kept)) == ((), set(first.made))
    assert list(Policy.objects.order_by("id").values()) == rows


def test_what_staff_edited_is_kept() -> None:
    load()
    Policy.objects.filter(key="urgent").update(first_response_within=MINUTE)
    Policy.objects.filter(key="low").update(active=False)
    Calendar.objects.get(key="office").windows.filter(weekday=5).delete()
    load()
    assert Policy.objects.get(key="urgent").first_response_within == MINUTE
    assert not Policy.objects.get(key="low").active
    assert Calendar.objects.get(key="office").windows.count() == 6


def test_a_policy_of_staff_in_the_same_place_is_kept() -> None:
    load()
    Policy.objects.filter(key="urgent").update(key="ours")
    assert "urgent" in load().kept
    assert not Policy.objects.filter(key="urgent").exists()


def test_what_is_missing_is_made_again() -> None:
    load()
    Policy.objects.filter(key="urgent").delete()
    assert load().made == ("urgent",)


def test_public_holidays_come_with_their_years() -> None:
    load(holiday_years=[2026])
    office = Calendar.objects.get(key="office")
    assert office.holidays.filter(date=dt.date(2026, 10, 1)).exists()
    new_york = Calendar.objects.get(key="office-new-york")
    assert new_york.holidays.filter(date=dt.date(2026, 7, 3)).exists()
    assert not Calendar.objects.get(key="always").holidays.exists()


def test_holidays_that_staff_took_out_stay_out() -> None:
    load(holiday_years=[2026])
    office = Calendar.objects.get(key="office")
    office.holidays.filter(date=dt.date(2026, 10, 1)).delete()
    load(holiday_years=[2026, 2027])
    assert not office.holidays.filter(date=dt.date(2026, 10, 1)).exists()
    assert office.holidays.filter(date__year=2027).exists()
