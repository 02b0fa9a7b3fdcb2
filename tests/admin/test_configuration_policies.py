"""Policies as a matrix, which would apply, and what is refused because of the others."""

import datetime as dt
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.admin.conftest import NO_LEVELS
from tests.admin.test_configuration_changes import latest, save_policy, undo
from tests.factories.desk import Desk
from tickets.admin.fields import SpanField
from tickets.lifecycle.choices import Channel, Lane, Tier, Urgency
from tickets.sla.models import Policy
from tickets.triage.models import Category

POLICIES = "/admin/desk/configuration/policies/"
MINUTE = dt.timedelta(minutes=1)
SATURDAY_NIGHT = "2026-03-07T23:00"


@pytest.fixture(autouse=True)
def in_shanghai(desk: Desk) -> None:
    user = desk.supervisor.user
    user.time_zone = "Asia/Shanghai"
    user.save()


def which(client: Client, **case: object):
    usual = {"channel": "site", "lane": "standard", "at": SATURDAY_NIGHT}
    return client.get(POLICIES, usual | case)


def test_it_says_which_would_apply_why_and_until_when_on_the_readers_clock(supervisor: Client):
    category = Category.objects.get(key="not-shipped")

    answer = which(supervisor, category=category.pk, tier="medium", urgency="blocking")

    said = answer.context["answer"]
    assert said["policy"].key == "medium-blocking"
    assert "is the closest fit" in said["why"]
    assert [one.key for one, _fits in said["passed_over"]] == ["medium", "any"]
    # The office opens on Sunday at ten; an hour of open time later somebody answers.
    assert said["first"]["at"].isoformat() == "2026-03-08T03:00:00+00:00"
    assert "11:00" in answer.text


def test_tier_and_urgency_are_the_categorys_unless_chosen(supervisor: Client):
    category = Category.objects.get(key="account-security")

    said = which(supervisor, category=category.pk, lane="vip").context["answer"]

    assert said["policy"].key == "urgent-vip"


def test_own_values_stand_out_from_inherited_ones(supervisor: Client):
    [standard, _vip] = supervisor.get(POLICIES).context["lanes"]
    medium = next(line for line in standard["lines"] if line.label == "Medium")

    by_channel = dict(zip(Channel.values, medium.cells, strict=True))

    assert (by_channel["chat"].own, by_channel["chat"].first) == (True, "10 min")
    assert (by_channel["app"].own, by_channel["app"].first) == (False, "2 h")


def test_a_policy_that_nothing_reaches_is_refused_with_what_comes_first(supervisor: Client):
    low = Policy.objects.get(key="low")
    facts = {"calendar": low.calendar_id, **NO_LEVELS, "active": "on", "tier": "low"}
    times = {"first_response_within": "1 h", "resolution_within": "2 h"}
    for lane in Lane:
        Policy.objects.create(
            key=f"social-{lane}", name=f"Social {lane}", tier=Tier.LOW, lane=lane,
            channel=Channel.SOCIAL, calendar=low.calendar,
            first_response_within=dt.timedelta(hours=1),
        )  # fmt: skip

    answer = supervisor.post(
        "/admin/tickets/policy/add/",
        {"key": "social", "name": "Social", "channel": "social", **facts, **times},
    )

    assert "No ticket would ever fall under this policy." in answer.text
    assert "Social standard" in answer.text
    assert not Policy.objects.filter(key="social").exists()


def test_a_policy_against_its_own_category_is_refused(supervisor: Client):
    low = Policy.objects.get(key="low")
    category = Category.objects.get(key="account-security")

    answer = save_policy(supervisor, low, category=category.pk)

    assert "Its category has another tier or urgency" in answer.text


def test_the_last_policy_that_fits_is_neither_switched_off_nor_removed(supervisor: Client):
    net = Policy.objects.get(key="any")
    Policy.objects.exclude(pk=net.pk).delete()

    off = save_policy(supervisor, net, active="")
    removed = supervisor.post(f"/admin/tickets/policy/{net.pk}/delete/", {"post": "y"}, follow=True)

    assert "Then no policy would fit tickets" in off.text
    assert "Then no policy would fit tickets" in removed.text
    assert Policy.objects.filter(active=True).get() == net


def test_an_undo_that_would_leave_a_gap_is_refused(supervisor: Client):
    Policy.objects.exclude(key="low").delete()
    low = Policy.objects.get(key="low")
    save_policy(supervisor, low, tier="")
    [change] = latest()

    answer = undo(supervisor, change)

    low.refresh_from_db()
    assert answer.status_code == 409
    assert "Then no policy would fit tickets" in answer.text
    assert low.tier == ""


@pytest.mark.parametrize("target", ["0 s", "731 d"])
def test_a_target_of_nothing_or_of_years_is_refused(supervisor: Client, target: str):
    low = Policy.objects.get(key="low")

    answer = save_policy(supervisor, low, first_response_within=target, resolution_within="")

    assert "more than nothing and less than a year" in answer.text


@pytest.mark.parametrize("query", ["channel=x&lane=y", "channel=chat&lane=vip&category=0&at=x"])
def test_nonsense_is_said_at_its_field(supervisor: Client, query: str):
    answer = supervisor.get(f"{POLICIES}?{query}")

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert answer.context["answer"] is None


def test_gaps_are_shown(supervisor: Client):
    Policy.objects.exclude(channel=Channel.CHAT).delete()

    text = supervisor.get(POLICIES).text

    assert "Tickets without any policy" in text


def test_the_matrix_costs_the_same_for_more_policies(supervisor: Client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert supervisor.get(POLICIES).status_code == 200
        return len(captured)

    few = queries()
    calendar = Policy.objects.get(key="any").calendar
    for category in Category.objects.all():
        Policy.objects.create(
            key=category.key, name=category.key, category=category, calendar=calendar,
            urgency=Urgency(category.urgency), first_response_within=dt.timedelta(hours=1),
        )  # fmt: skip

    assert queries() <= few <= 15


def cell_of(**where: str) -> str:
    """Return the address that edits a cell."""
    usual = {"category": "", "channel": "chat", "lane": "vip", "tier": "low", "urgency": "general"}
    return f"{POLICIES}?{urlencode(usual | where)}&edit=on"


def sent(**more: str) -> dict[str, str]:
    return {"first_response_within": "5 min", "resolution_within": "8 h", **more}


def test_a_cell_that_inherits_gets_a_policy_of_its_own_in_one_step(supervisor: Client):
    address = cell_of()
    page = supervisor.get(address)
    held = page.context["editor"].policy

    saved = supervisor.post(address, sent(what="own"))

    made = Policy.objects.get(key="low-general-vip-chat")
    assert 'name="first_response_within"' in page.text
    assert (made.tier, made.urgency, made.lane, made.channel) == ("low", "general", "vip", "chat")
    assert (made.first_response_within, made.resolution_within) == (5 * MINUTE, 480 * MINUTE)
    assert (made.calendar, made.progress_within) == (held.calendar, held.progress_within)
    assert supervisor.get(saved["Location"]).context["answer"]["policy"] == made
    [change] = latest()
    assert change.user_id == str(supervisor.session["_auth_user_id"])
    assert undo(supervisor, change).status_code == 302
    assert not Policy.objects.filter(pk=made.pk).exists()


def test_a_cell_may_change_its_policy_wherever_that_holds(supervisor: Client):
    address = cell_of()
    editor = supervisor.get(address).context["editor"]

    supervisor.post(address, sent(what="change", _seen=str(editor.seen)))

    held = Policy.objects.get(pk=editor.policy.pk)
    assert editor.elsewhere > 1
    assert held.first_response_within == 5 * MINUTE
    # What a page showed that was changed since is not overwritten unseen.
    met = supervisor.post(
        address, sent(what="change", first_response_within="1 h", _seen=str(editor.seen))
    )
    held.refresh_from_db()
    assert "saved this while you were editing" in met.text
    assert held.first_response_within == 5 * MINUTE


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"first_response_within": "soon"}, "first_response_within", "Write a length of time"),
        ({"first_response_within": "0 s"}, "first_response_within", "more than nothing"),
        ({"resolution_within": "1 min"}, "resolution_within", "at least as long as a first"),
        ({"first_response_within": "", "resolution_within": ""}, "__all__", "Promise a first"),
        ({"what": "nothing"}, "what", "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_what_was_typed_stays(
    supervisor: Client, changes: dict[str, str], field: str, why: str
):
    count = Policy.objects.count()

    page = supervisor.post(cell_of(), sent(what="own") | changes)

    form = page.context["editor"].form
    assert why in " ".join(form.errors[field])
    assert why in page.text
    assert form["resolution_within"].value() == (sent() | changes)["resolution_within"]
    assert Policy.objects.count() == count


def test_nonsense_changes_nothing(supervisor: Client):
    assert supervisor.post(POLICIES, sent()).status_code == 403
    assert supervisor.post(f"{POLICIES}?channel=x&edit=on", sent()).status_code == 200
    assert supervisor.post(cell_of(category="999"), sent()).status_code == 200
    assert not [change for change in latest() if change.user_id]


def test_times_are_read_in_the_readers_words_and_typed_in_either(desk: Desk, supervisor: Client):
    desk.supervisor.user.language = "zh-hans"
    desk.supervisor.user.save()

    text = supervisor.get("/admin/desk/configuration/policies/").text

    assert "15分钟" in text
    assert "15 min" not in text
    assert SpanField().clean("15分钟") == dt.timedelta(minutes=15)
