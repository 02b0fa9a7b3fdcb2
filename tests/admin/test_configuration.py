"""Configuration in stock pages: what is read, and what is refused with words that help."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.admin.conftest import NO_EXCEPTIONS, NO_LEVELS
from tests.factories.desk import AgentFactory, Desk, open_ticket
from tickets.lifecycle.desk import DeskSettings
from tickets.outbox.models import OutboxEntry
from tickets.sla.models import Calendar, CalendarWindow, Holiday, Policy
from tickets.triage.models import Category, FieldKind, TemplateField

CHANGELISTS = (
    "category",
    "lanelimit",
    "policy",
    "calendar",
    "queue",
    "agent",
    "team",
    "skill",
    "measuretarget",
    "outboxentry",
)


def forms(prefix: str, *rows: dict[str, object], existing: int = 0) -> dict[str, object]:
    """Return what a browser sends for an inline: ``rows``, the first ``existing`` are changes."""
    data: dict[str, object] = {
        f"{prefix}-TOTAL_FORMS": len(rows),
        f"{prefix}-INITIAL_FORMS": existing,
    }
    for index, row in enumerate(rows):
        data |= {f"{prefix}-{index}-{name}": value for name, value in row.items()}
    return data


def window(weekday: int, start: str, end: str, **more: object) -> dict[str, object]:
    return {"weekday": weekday, "start": start, "end": end, **more}


def save_calendar(
    client: Client, calendar: Calendar | None, *windows: dict[str, object], **more: object
):
    facts = {"name": "Night", "key": "night", "time_zone": "UTC", **more}
    holidays = facts.pop("holidays", ())
    path = f"{calendar.pk}/change" if calendar else "add"
    return client.post(
        f"/admin/tickets/calendar/{path}/",
        {
            "reach": "new",
            **facts,
            **forms("windows", *windows),
            **forms("holidays", *holidays),
            **forms("openings"),
        },
    )


@pytest.mark.parametrize("page", CHANGELISTS)
def test_every_list_opens_for_a_supervisor_and_costs_the_same_for_more_rows(
    desk: Desk, supervisor: Client, page: str
):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert supervisor.get(f"/admin/tickets/{page}/").status_code == 200
        return len(captured)

    few = queries()
    AgentFactory.create_batch(5, skilled=True)
    for n in range(5):
        calendar = Calendar.objects.create(key=f"c{n}", name=f"C {n}", always_open=True)
        Policy.objects.create(
            key=f"p{n}",
            name=f"P {n}",
            calendar=calendar,
            category=Category.objects.all()[n],
            first_response_within=dt.timedelta(hours=1),
        )
        open_ticket()

    assert queries() <= few + 1


@pytest.mark.parametrize("page", [name for name in CHANGELISTS if name != "outboxentry"])
def test_every_row_opens(desk: Desk, supervisor: Client, page: str):
    rows = supervisor.get(f"/admin/tickets/{page}/").context["cl"].queryset

    assert supervisor.get(f"/admin/tickets/{page}/{rows[0].pk}/change/").status_code == 200


def test_policies_are_read_in_words(desk: Desk, supervisor: Client):
    Policy.objects.filter(key="low").update(resolution_within=dt.timedelta(hours=27))

    text = supervisor.get("/admin/tickets/policy/").text

    assert "VIP · Urgent" in text
    assert ">30 s<" in text
    # Hours of an office are never days.
    assert ">27 h<" in text
    assert "every ticket" in text


def test_a_target_is_typed_in_words(desk: Desk, supervisor: Client):
    policy = Policy.objects.get(key="low")
    facts = {
        "name": policy.name,
        "tier": "low",
        "first_response_within": "20 h 30 min",
        "resolution_within": "3 d",
        "calendar": policy.calendar_id,
        **NO_LEVELS,
        "active": "on",
    }

    answer = supervisor.post(f"/admin/tickets/policy/{policy.pk}/change/", facts)

    policy.refresh_from_db()
    assert answer.status_code == 302
    assert policy.first_response_within == dt.timedelta(hours=20, minutes=30)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"first_response_within": "soon"}, "Write a length of time like 15 min, 2 h or 1 d."),
        ({"first_response_within": "", "resolution_within": ""}, "Promise a first response"),
        ({"resolution_within": "1 min"}, "A resolution takes at least as long"),
        ({"tier": "urgent"}, "Another active policy fits exactly the same tickets."),
    ],
)
def test_a_policy_that_cannot_be_is_refused_with_what_to_do(
    desk: Desk, supervisor: Client, changes: dict[str, str], words: str
):
    policy = Policy.objects.get(key="low")
    facts = {
        "name": policy.name,
        "tier": "low",
        "first_response_within": "24 h",
        "resolution_within": "72 h",
        "calendar": policy.calendar_id,
        **NO_LEVELS,
        "active": "on",
    }

    answer = supervisor.post(f"/admin/tickets/policy/{policy.pk}/change/", {**facts, **changes})

    assert answer.status_code == 200
    assert words in answer.text
    assert Policy.objects.get(key="low").first_response_within == dt.timedelta(hours=24)


def test_a_calendar_is_made_with_its_windows_in_one_go(desk: Desk, supervisor: Client):
    answer = save_calendar(
        supervisor, None, window(0, "22:00", "06:00"), window(1, "22:00", "06:00")
    )

    assert answer.status_code == 302
    assert CalendarWindow.objects.filter(calendar__key="night").count() == 2


def test_windows_that_overlap_are_refused_by_name(desk: Desk, supervisor: Client):
    answer = save_calendar(
        supervisor, None, window(0, "22:00", "06:00"), window(1, "05:00", "09:00")
    )

    assert "Two windows overlap: Monday 22:00–06:00 and Tuesday 05:00–09:00." in answer.text
    windows = answer.context["inline_admin_formsets"][0].formset
    assert [list(form.errors) for form in windows.forms] == [[], ["start"]]
    assert not Calendar.objects.filter(key="night").exists()


def test_a_calendar_that_would_never_open_is_refused(desk: Desk, supervisor: Client):
    assert "Without a window nothing would ever be due" in save_calendar(supervisor, None).text
    assert save_calendar(supervisor, None, always_open="on").status_code == 302


def test_an_empty_calendar_gets_its_first_window(desk: Desk, supervisor: Client):
    empty = Calendar.objects.create(key="empty", name="Empty")

    answer = save_calendar(supervisor, empty, window(0, "09:00", "18:00"))

    assert answer.status_code == 302
    assert empty.windows.count() == 1


def test_the_last_window_of_a_calendar_is_not_taken_away(desk: Desk, supervisor: Client):
    calendar = Calendar.objects.create(key="small", name="Small")
    last = CalendarWindow.objects.create(
        calendar=calendar, weekday=0, start=dt.time(9), end=dt.time(18)
    )
    gone = window(0, "09:00", "18:00", id=last.pk, calendar=calendar.pk, DELETE="on")

    answer = supervisor.post(
        f"/admin/tickets/calendar/{calendar.pk}/change/",
        {
            "name": "Small",
            "time_zone": "UTC",
            **forms("windows", gone, existing=1),
            **forms("holidays"),
        },
    )

    assert "Without a window nothing would ever be due" in answer.text
    assert calendar.windows.exists()


def test_the_same_holiday_twice_is_refused_with_words(desk: Desk, supervisor: Client):
    day = {"date": "2026-12-25", "name": "Christmas"}

    answer = save_calendar(supervisor, None, always_open="on", holidays=(day, day))

    assert "2026-12-25 Christmas stands here twice." in answer.text
    assert not Holiday.objects.filter(name="Christmas").exists()


def test_a_wrong_time_zone_is_refused_with_an_example(desk: Desk, supervisor: Client):
    assert "Asia/Shanghai" in save_calendar(supervisor, None, time_zone="Mars/Olympus").text


def category_facts(category: Category, *questions: dict[str, object]) -> dict[str, object]:
    return {
        "name_en": category.name_en,
        "name_zh": category.name_zh,
        "audience": category.audience,
        "tier": category.tier,
        "urgency": category.urgency,
        "queue": category.queue_id,
        "position": category.position,
        "active": "on",
        **forms("fields", *questions),
        **forms("policies"),
    }


def test_a_question_with_answers_to_choose_from_is_typed_in_lines(desk: Desk, supervisor: Client):
    category = Category.objects.get(key="rules-fees")
    question = {
        "key": "topic",
        "kind": FieldKind.CHOICE,
        "label_en": "About what?",
        "choices": "fees | Fees | 费用\nrules | Rules",
        "position": 10,
    }

    answer = supervisor.post(
        f"/admin/tickets/category/{category.pk}/change/", category_facts(category, question)
    )

    assert answer.status_code == 302
    assert TemplateField.objects.get(category=category, key="topic").choices == [
        {"value": "fees", "en": "Fees", "zh": "费用"},
        {"value": "rules", "en": "Rules", "zh": ""},
    ]


def test_a_choice_without_answers_is_refused(desk: Desk, supervisor: Client):
    category = Category.objects.get(key="rules-fees")
    question = {"key": "q", "kind": "choice", "label_en": "?", "choices": "", "position": 10}

    answer = supervisor.post(
        f"/admin/tickets/category/{category.pk}/change/", category_facts(category, question)
    )

    assert "Write the answers to choose from, one a line." in answer.text


def test_the_key_of_a_category_never_changes(desk: Desk, supervisor: Client):
    category = Category.objects.get(key="rules-fees")

    supervisor.post(
        f"/admin/tickets/category/{category.pk}/change/",
        {**category_facts(category), "key": "other"},
    )

    category.refresh_from_db()
    assert category.key == "rules-fees"


def test_the_settings_of_the_desk_are_one_page(desk: Desk, supervisor: Client):
    answer = supervisor.get("/admin/tickets/desksettings/")

    assert answer["Location"] == "/admin/tickets/desksettings/1/change/"
    assert supervisor.get(answer["Location"]).status_code == 200
    assert supervisor.get("/admin/tickets/desksettings/add/").status_code == 403
    DeskSettings.objects.get(id=1)


def test_what_was_given_up_is_sent_again(desk: Desk, supervisor: Client):
    at = timezone.now()
    dead, waits = (
        OutboxEntry.objects.create(
            kind="mail.reply", created_at=at, available_at=at, dead_at=dead_at, attempts=10
        )
        for dead_at in (at, None)
    )

    dead_ones = supervisor.get("/admin/tickets/outboxentry/?fate=dead").context["cl"]
    shown = list(dead_ones.queryset)
    answer = supervisor.post(
        "/admin/tickets/outboxentry/",
        {"action": "send_again", "_selected_action": [dead.pk, waits.pk]},
        follow=True,
    )

    dead.refresh_from_db()
    assert shown == [dead]
    assert "1 entry leaves again." in answer.text
    assert (dead.dead_at, dead.attempts) == (None, 0)


def test_an_agent_without_a_language_is_refused(desk: Desk, supervisor: Client):
    answer = supervisor.post(
        f"/admin/tickets/agent/{desk.agent.pk}/change/",
        {"capacity": 5, "presence": "here", "skills": [], **NO_EXCEPTIONS},
    )

    assert "without a language nobody gets work" in answer.text
