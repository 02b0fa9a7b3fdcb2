"""Which policy wins, as a table."""

import itertools
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from tests.sla.conftest import hours, minutes
from tickets.sla.models import Calendar, Policy, WarningLevel
from tickets.sla.policies import NoPolicy, choose
from tickets.triage.models import Category

pytestmark = pytest.mark.django_db

TICKET = {"tier": "medium", "channel": "chat", "lane": "vip", "urgency": "blocking"}


def make(
    calendar: Calendar, *fields: str, category: Category | None = None, **other: Any
) -> Policy:
    """Make a policy that matches TICKET by ``fields``; its key says which."""
    key = "-".join([*(["category"] if category else []), *fields]) or "any"
    return Policy.objects.create(
        key=other.pop("key", key),
        name=key,
        category=category,
        first_response_within=hours(1),
        calendar=calendar,
        **{field: TICKET[field] for field in fields},
        **other,
    )


# The winner first, then what it beats.
TABLE = [
    (
        "category alone beats all fields without it",
        ["category"],
        ["lane", "tier", "urgency", "channel"],
    ),
    ("more fields beat fewer", ["urgency", "channel"], ["lane"]),
    ("three beat two", ["tier", "urgency", "channel"], ["lane", "tier"]),
    ("lane beats tier", ["lane"], ["tier"]),
    ("tier beats urgency", ["tier"], ["urgency"]),
    ("urgency beats channel", ["urgency"], ["channel"]),
    ("lane and channel beat tier and urgency", ["lane", "channel"], ["tier", "urgency"]),
    ("tier and urgency beat tier and channel", ["tier", "urgency"], ["tier", "channel"]),
    ("category and more beat category", ["category", "channel"], ["category"]),
    ("one field beats none", ["channel"], []),
]


@pytest.mark.parametrize(("winner", "loser"), [row[1:] for row in TABLE], ids=[r[0] for r in TABLE])
@pytest.mark.parametrize("winner_is_older", [True, False])
def test_the_most_specific_policy_wins(
    winner: list[str],
    loser: list[str],
    winner_is_older: bool,
    category: Category,
    always: Calendar,
) -> None:
    for fields in (winner, loser) if winner_is_older else (loser, winner):
        make(
            always,
            *(field for field in fields if field != "category"),
            category=category if "category" in fields else None,
        )
    chosen = choose(category_id=category.pk, **TICKET)
    assert chosen.policy.key == "-".join(winner)
    assert [policy.key for policy in chosen.passed_over] == ["-".join(loser) or "any"]


def test_every_two_policies_have_an_order(category: Category, always: Calendar) -> None:
    for n in range(5):
        for fields in itertools.combinations(TICKET, n):
            make(always, *fields)
            make(always, *fields, category=category)
    chosen = choose(category_id=category.pk, **TICKET)
    ranked = [chosen.policy, *chosen.passed_over]
    assert len(ranked) == 32
    assert chosen.policy.key == "category-tier-channel-lane-urgency"
    assert ranked[-1].key == "any"
    for _ in range(3):
        assert choose(category_id=category.pk, **TICKET) == chosen


@pytest.mark.parametrize(
    ("field", "value"),
    [("tier", "low"), ("channel", "email"), ("lane", "standard"), ("urgency", "general")],
)
def test_a_policy_for_others_does_not_fit(field: str, value: str, always: Calendar) -> None:
    make(always, "tier", "channel", "lane", "urgency")
    with pytest.raises(NoPolicy):
        choose(category_id=None, **{**TICKET, field: value})


def test_a_policy_of_another_category_does_not_fit(category: Category, always: Calendar) -> None:
    make(always, category=category)
    with pytest.raises(NoPolicy):
        choose(category_id=category.pk + 1, **TICKET)


def test_a_policy_that_is_switched_off_does_not_fit(always: Calendar) -> None:
    make(always, "lane", active=False)
    make(always)
    assert choose(category_id=None, **TICKET).policy.key == "any"


def test_the_choice_says_why(category: Category, always: Calendar) -> None:
    make(always, "tier", "channel", category=category)
    make(always, "tier")
    make(always)
    assert choose(category_id=category.pk, **TICKET).why == (
        "“category-tier-channel” is the closest fit: it is made for its category, tier medium, "
        "channel chat; more general and passed over: 2"
    )
    assert choose(category_id=None, **{**TICKET, "tier": "low"}).why == (
        "“any” fits every ticket, and nothing closer does"
    )


def test_without_a_policy_the_error_says_what_to_do(db: None) -> None:
    with pytest.raises(NoPolicy, match=r"tier “Medium”.*matchers are all blank"):
        choose(category_id=None, **TICKET)


def test_choosing_takes_one_query_and_one_more_after_a_change(
    category: Category, always: Calendar, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make(always, category=category)
    make(always)
    with django_assert_num_queries(2):
        choose(category_id=category.pk, **TICKET)
    with django_assert_num_queries(1):
        chosen = choose(category_id=category.pk, **TICKET)
        assert chosen.policy.calendar.always_open
        assert chosen.why


# --- Refused ----------------------------------------------------------------------------------

BAD = [
    (
        {"first_response_within": minutes(0)},
        "policy_first_response_within_bounds",
        "more than nothing",
    ),
    (
        {"first_response_within": minutes(-1)},
        "policy_first_response_within_bounds",
        "more than nothing",
    ),
    ({"first_response_within": hours(24 * 365)}, "policy_first_response_within_bounds", "a year"),
    ({"resolution_within": hours(24 * 365)}, "policy_resolution_within_bounds", "a year"),
    ({"first_response_within": None}, "policy_promises_something", "Promise a first response"),
    ({"resolution_within": minutes(59)}, "policy_answers_before_it_resolves", "at least as long"),
]


@pytest.mark.parametrize(("fields", "constraint", "words"), BAD)
def test_a_target_out_of_bounds_is_refused(
    fields: dict[str, Any], constraint: str, words: str, always: Calendar
) -> None:
    facts = {
        "key": "p",
        "name": "P",
        "first_response_within": hours(1),
        "calendar": always,
        **fields,
    }
    with pytest.raises(ValidationError, match=words):
        Policy(**facts).full_clean()
    with pytest.raises(IntegrityError, match=constraint):
        Policy.objects.create(**facts)


def test_two_active_policies_never_fit_the_same_tickets(always: Calendar) -> None:
    make(always, "tier")
    twin = Policy(
        key="twin", name="Twin", tier="medium", first_response_within=hours(1), calendar=always
    )
    with pytest.raises(ValidationError, match="exactly the same tickets"):
        twin.full_clean()
    with pytest.raises(IntegrityError, match="policy_one_active_per_match"):
        twin.save()


def test_an_inactive_twin_is_allowed(always: Calendar) -> None:
    make(always, "tier")
    make(always, "tier", key="old", active=False)


@pytest.mark.parametrize("level", [0, 101])
def test_a_warning_outside_of_one_to_a_hundred_is_refused(level: int, always: Calendar) -> None:
    with pytest.raises(ValidationError) as refused:
        WarningLevel(policy=make(always, "tier"), level=level).full_clean()
    assert "level" in refused.value.message_dict


def test_a_level_stands_once_in_a_policy_and_once_in_the_desk(always: Calendar) -> None:
    for policy in (make(always, "tier"), None):
        WarningLevel.objects.create(policy=policy, level=80)
        with pytest.raises(ValidationError, match="stands here already"):
            WarningLevel(policy=policy, level=80).full_clean()
        with pytest.raises(IntegrityError, match="once_per_policy"), transaction.atomic():
            WarningLevel.objects.create(policy=policy, level=80)
