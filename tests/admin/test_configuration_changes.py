"""Changes of the configuration: kept with who, when, before and after; undone by a click."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format

from tests.admin.conftest import NO_EXCEPTIONS, NO_LEVELS, browser_of
from tests.admin.test_configuration import category_facts, forms
from tests.factories.desk import AgentFactory, Desk, open_ticket
from tickets.admin.fields import in_units
from tickets.changes.deltas import Change
from tickets.changes.reading import Asked, page_of
from tickets.changes.tracking import TRACKED, recorded
from tickets.management import presets
from tickets.sla.models import Calendar, Holiday, Policy
from tickets.staff.models import Skill
from tickets.triage.models import Category

CHANGES = "/admin/desk/configuration/changes/"


def latest(count: int = 1) -> list[Change]:
    return page_of(Asked(), known=set(TRACKED), offset=0, limit=count)


def undo(client: Client, change: Change, **sent: str):
    return client.post(f"{CHANGES}{change.key}/undo/", sent)


def save_policy(client: Client, policy: Policy, **changes: object):
    facts = {
        "name": policy.name,
        "tier": policy.tier,
        "first_response_within": "24 h",
        "next_response_within": in_units(policy.next_response_within),
        "progress_within": in_units(policy.progress_within),
        "resolution_within": "72 h",
        "calendar": policy.calendar_id,
        **NO_LEVELS,
        "active": "on",
    }
    return client.post(f"/admin/tickets/policy/{policy.pk}/change/", {**facts, **changes})


@pytest.fixture
def low(desk: Desk) -> Policy:
    return Policy.objects.get(key="low")


def test_a_change_is_told_in_the_words_of_the_form(desk: Desk, supervisor: Client, low: Policy):
    save_policy(supervisor, low, first_response_within="20 h 30 min", active="")

    page = supervisor.get(CHANGES)
    [change] = page.context["changes"][:1]
    [shown] = change["things"]

    assert change["who"] == str(desk.supervisor.user)
    assert [(row.label, row.before, row.after) for row in shown["rows"]] == [
        ("First response within", "24 h", "20 h 30 min"),
        ("Active", "yes", "no"),
    ]


def test_undo_puts_it_back_as_a_change_of_its_own(desk: Desk, supervisor: Client, low: Policy):
    save_policy(supervisor, low, first_response_within="20 h")
    [change] = latest()

    answer = undo(supervisor, change)

    low.refresh_from_db()
    [undoing, undone] = latest(2)
    assert answer.status_code == 302
    assert low.first_response_within == dt.timedelta(hours=24)
    assert (undoing.undoes, undone.undone_by) == (change.key, undoing.key)
    assert undoing.user_id == str(desk.supervisor.user.pk)


def test_an_undo_can_be_undone(desk: Desk, supervisor: Client, low: Policy):
    save_policy(supervisor, low, first_response_within="20 h")
    undo(supervisor, latest()[0])

    undo(supervisor, latest()[0])

    low.refresh_from_db()
    assert low.first_response_within == dt.timedelta(hours=20)


def test_what_somebody_changed_since_is_shown_and_asked(
    desk: Desk, supervisor: Client, low: Policy
):
    save_policy(supervisor, low, first_response_within="20 h")
    [change] = latest()
    save_policy(supervisor, low, first_response_within="10 h", name="Lowest")

    asked = undo(supervisor, change)
    low.refresh_from_db()
    kept = low.first_response_within
    undo(supervisor, change, although="changed")

    low.refresh_from_db()
    assert asked.status_code == 409
    assert "Somebody changed the same since" in asked.text
    assert ("20 h" in asked.text, "10 h" in asked.text) == (True, True)
    assert kept == dt.timedelta(hours=10)
    # What the change did not touch stays as it was made later.
    assert (low.first_response_within, low.name) == (dt.timedelta(hours=24), "Lowest")


def test_a_category_with_its_questions_is_one_change(desk: Desk, supervisor: Client):
    category = Category.objects.get(key="not-shipped")
    before = list(category.fields.values())
    gone = [
        {"id": q["id"], "category": category.pk, "key": q["key"], "kind": q["kind"],
         "label_en": q["label_en"], "DELETE": "on"}
        for q in before
    ]  # fmt: skip
    facts = category_facts(category) | {"name_en": "Late parcel"}
    supervisor.post(
        f"/admin/tickets/category/{category.pk}/change/",
        facts | forms("fields", *gone, existing=len(gone)),
    )
    [change] = latest()
    emptied = category.fields.count()

    answer = undo(supervisor, change)

    category.refresh_from_db()
    assert emptied == 0
    assert answer.status_code == 302
    assert list(category.fields.values()) == before
    assert category.name_en != "Late parcel"


def test_a_removed_row_comes_back_with_its_parts(desk: Desk, supervisor: Client):
    calendar = Calendar.objects.create(key="gone", name="Gone", always_open=True)
    Holiday.objects.create(calendar=calendar, date=dt.date(2026, 12, 25), name="Christmas")
    supervisor.post(f"/admin/tickets/calendar/{calendar.pk}/delete/", {"post": "yes"})
    gone = not Calendar.objects.filter(key="gone").exists()

    undo(supervisor, latest()[0])

    assert gone
    assert Calendar.objects.get(key="gone").holidays.get().name == "Christmas"


def test_a_removed_object_whose_place_is_taken_is_refused_with_the_reason(
    desk: Desk, supervisor: Client, low: Policy
):
    supervisor.post(f"/admin/tickets/policy/{low.pk}/delete/", {"post": "yes"})
    [change] = latest()
    with recorded():
        Policy.objects.create(
            key="new-low", name="New low", tier="low", calendar=low.calendar,
            first_response_within=dt.timedelta(hours=1),
        )  # fmt: skip

    answer = undo(supervisor, change)

    assert answer.status_code == 409
    assert "Another active policy fits exactly the same tickets." in answer.text
    assert not Policy.objects.filter(key="low").exists()


def test_what_was_added_and_is_in_use_is_not_taken_away(desk: Desk, supervisor: Client):
    facts = category_facts(Category.objects.get(key="rules-fees"))
    supervisor.post("/admin/tickets/category/add/", {**facts, "key": "new", "name_en": "New"})
    [change] = latest()
    open_ticket(category="new")

    answer = undo(supervisor, change)

    assert answer.status_code == 409
    assert "in use by now" in answer.text
    assert "1 ticket" in answer.text
    assert Category.objects.filter(key="new").exists()


def test_what_was_added_by_mistake_goes(desk: Desk, supervisor: Client):
    facts = category_facts(Category.objects.get(key="rules-fees"))
    supervisor.post("/admin/tickets/category/add/", {**facts, "key": "new", "name_en": "New"})

    undo(supervisor, latest()[0])

    assert not Category.objects.filter(key="new").exists()


def test_skills_of_an_agent_are_kept_and_undone(desk: Desk, supervisor: Client):
    agent = desk.agent
    skills = set(agent.skills.all())
    facts = {"capacity": 25, "presence": "here", "languages": ["en"], "skills": []}
    facts |= NO_EXCEPTIONS
    supervisor.post(f"/admin/tickets/agent/{agent.pk}/change/", facts)
    page = supervisor.get(CHANGES).text
    removed = not agent.skills.exists()

    undo(supervisor, latest()[0])

    assert removed
    assert "Payments" in page
    assert set(agent.skills.all()) == skills


def test_a_supervisor_does_not_undo_what_is_for_administrators(desk: Desk, supervisor: Client):
    with recorded(user=desk.supervisor.user):
        desk.agent.teams.clear()
    [change] = latest()

    page = supervisor.get(f"{CHANGES}{change.key}/")
    answer = undo(supervisor, change)

    assert not page.context["change"]["may_undo"]
    assert answer.status_code == 403
    assert not desk.agent.teams.exists()


def test_two_who_undo_the_same_undo_once(desk: Desk, supervisor: Client, low: Policy):
    save_policy(supervisor, low, first_response_within="20 h")
    [change] = latest()
    undo(supervisor, change)

    answer = undo(supervisor, change)

    assert answer.status_code == 409
    assert "This change is undone already." in answer.text


def test_the_history_is_never_rewritten(desk: Desk, low: Policy):
    events = TRACKED["tickets.Policy"].events._base_manager

    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        events.update(name="Something else")
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        events.all().delete()


def test_the_presets_loaded_again_change_nothing(desk: Desk):
    before = len(latest(100))

    presets.load()

    assert len(latest(100)) == before
    assert latest(100)[-1].how["command"] == "load_presets"


def test_the_second_who_saves_is_shown_what_the_first_changed(
    desk: Desk, supervisor: Client, low: Policy
):
    address = f"/admin/tickets/policy/{low.pk}/change/"
    seen = supervisor.get(address).context["seen"]()
    other = browser_of(AgentFactory.create(supervisor=True))
    save_policy(other, low, first_response_within="20 h", _seen=seen)

    refused = save_policy(supervisor, low, first_response_within="10 h", _seen=seen)
    low.refresh_from_db()
    kept = low.first_response_within
    save_policy(supervisor, low, first_response_within="10 h", _seen=refused.context["seen"]())

    low.refresh_from_db()
    assert "saved this while you were editing" in refused.text
    assert "First response within: 24 h → 20 h" in refused.text
    assert 'value="10 h"' in refused.text
    assert (kept, low.first_response_within) == (dt.timedelta(hours=20), dt.timedelta(hours=10))


def test_changes_are_found_by_kind_by_thing_and_by_person(
    desk: Desk, supervisor: Client, low: Policy
):
    save_policy(supervisor, low, first_response_within="20 h")
    with recorded():
        Skill.objects.create(key="watches", name="Watches")

    def found(query: str) -> list[str]:
        page = supervisor.get(f"{CHANGES}?{query}").context["changes"]
        return [shown["thing"].name for change in page for shown in change["things"]]

    assert found(f"of=tickets.Policy:{low.pk}&by={desk.supervisor.user.pk}") == ["Low"]
    assert found(f"by={desk.supervisor.user.pk}") == ["Low"]
    assert "Watches" in found("kind=tickets.Skill&by=-")
    assert found("kind=tickets.Nothing") == found("")
    assert found("of=tickets.Policy:0") == []


def test_the_list_costs_the_same_for_more_changes(desk: Desk, supervisor: Client, low: Policy):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert supervisor.get(CHANGES).status_code == 200
        return len(captured)

    save_policy(supervisor, low, first_response_within="20 h")
    few = queries()
    for hours in range(1, 20):
        save_policy(supervisor, low, first_response_within=f"{hours} h")

    assert queries() <= few <= 15


def test_times_are_the_readers(desk: Desk, supervisor: Client, low: Policy):
    desk.supervisor.user.time_zone = "Asia/Shanghai"
    desk.supervisor.user.save()
    save_policy(supervisor, low, first_response_within="20 h")
    [change] = latest()

    text = supervisor.get(CHANGES).text

    shanghai = change.at.astimezone(dt.timezone(dt.timedelta(hours=8)))
    assert date_format(shanghai, "DATETIME_FORMAT") in text
