"""What cannot be promised is refused, with the reason beside the field."""

import datetime as dt

import pytest
from django.test import Client

from tests.admin.conftest import NO_LEVELS
from tests.factories.desk import Desk
from tickets.lifecycle.choices import Channel, Tier
from tickets.sla.models import Calendar, Policy, WarningLevel

ONE = {"warning_levels-TOTAL_FORMS": "1", "warning_levels-INITIAL_FORMS": "0"}


def level(number: int, percent: str, **more: str) -> dict[str, str]:
    facts = {"level": percent, "notify": "on", "mail_after": "5 min", **more}
    return {f"warning_levels-{number}-{name}": value for name, value in facts.items()}


def save(client: Client, **changes: str):
    low = Policy.objects.get(key="low")
    facts = {
        "name": low.name,
        "tier": "low",
        "first_response_within": "24 h",
        "resolution_within": "72 h",
        "calendar": low.calendar_id,
        "active": "on",
        **NO_LEVELS,
    }
    return client.post(f"/admin/tickets/policy/{low.pk}/change/", {**facts, **changes})


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("first_response_within", "0 min", "more than nothing and less than a year"),
        ("resolution_within", "365 d", "more than nothing and less than a year"),
        ("resolution_within", "1 h", "at least as long as a first response"),
    ],
)
def test_a_target_that_cannot_be_is_refused_beside_its_field(
    supervisor: Client, field: str, value: str, words: str
) -> None:
    answer = save(supervisor, **{field: value})
    (error,) = answer.context["adminform"].form.errors[field]
    assert words in error
    assert not answer.context["adminform"].form.non_field_errors()


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ({**ONE, **level(0, "0")}, "greater than or equal to 1"),
        ({**ONE, **level(0, "101")}, "less than or equal to 100"),
        ({**ONE, **level(0, "80", mail_after="8 d")}, "within a week"),
        (
            {**ONE, "warning_levels-TOTAL_FORMS": "2", **level(0, "80"), **level(1, "80")},
            "This level stands here already.",
        ),
    ],
)
def test_a_level_that_cannot_be_is_refused(supervisor: Client, levels, words: str) -> None:
    answer = save(supervisor, **levels)
    assert words in answer.text
    assert not WarningLevel.objects.exclude(policy=None).exists()


def test_levels_of_a_policy_stand_beside_it_and_hold(supervisor: Client) -> None:
    answer = save(supervisor, **{**ONE, **level(0, "70", mail_after="0 s", raise_tier="on")})
    assert answer.status_code == 302
    row = WarningLevel.objects.get(policy__key="low")
    assert (row.level, row.raise_tier, row.mail_after) == (70, True, dt.timedelta())


def test_a_policy_that_would_shadow_another_for_ever_is_refused(
    desk: Desk, supervisor: Client
) -> None:
    low = Policy.objects.get(key="low")
    facts = {
        "tier": Tier.MEDIUM,
        "urgency": "general",
        "calendar": low.calendar,
        "first_response_within": dt.timedelta(hours=1),
    }
    Policy.objects.filter(tier=Tier.MEDIUM).delete()
    Policy.objects.create(key="all", name="All of medium", **facts)
    *most, last = Channel.values
    for channel in most:
        Policy.objects.create(key=channel, name=channel, channel=channel, **facts)
    sent = {
        "key": "last",
        "name": "Last",
        "tier": "medium",
        "urgency": "general",
        "channel": last,
        "first_response_within": "1 h",
        "calendar": low.calendar_id,
        "active": "on",
        **NO_LEVELS,
    }
    answer = supervisor.post("/admin/tickets/policy/add/", sent)
    (refusal,) = answer.context["adminform"].form.errors["tier"]
    assert "Then no ticket would ever fall under “All of medium” again" in refusal
    assert not Policy.objects.filter(key="last").exists()


@pytest.mark.parametrize(("country", "refused"), [("CN", False), ("US", True), ("SG", False)])
def test_holidays_of_another_clock_are_refused_beside_the_country(
    desk: Desk, supervisor: Client, country: str, refused: bool
) -> None:
    office = Calendar.objects.get(key="office")
    page = f"/admin/desk/configuration/calendars/{office.pk}/holidays/"
    answer = supervisor.get(page, {"country": country, "region": "", "year": "2026"})
    assert ("country" in answer.context["form"].errors) is refused
