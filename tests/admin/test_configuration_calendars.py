"""Calendars as a week: what the typed hours mean before they are saved, and public holidays."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import translation

from tests.admin.test_configuration import forms, window
from tests.admin.test_configuration_changes import latest, undo
from tests.factories.desk import Desk
from tickets.changes.tracking import recorded
from tickets.lifecycle.choices import Channel, Lane, Tier
from tickets.sla.models import Calendar, Holiday, Policy
from tickets.sla.public_holidays import countries

CALENDARS = "/admin/desk/configuration/calendars/"


def check(client: Client, *windows: dict[str, object], **more: object) -> str:
    facts = {"time_zone": "Asia/Shanghai", **forms("windows", *windows), **forms("holidays")}
    return client.post(f"{CALENDARS}check/", {**facts, **more}).text


def test_hours_that_are_not_saved_are_told_what_they_mean(desk: Desk, supervisor: Client):
    always = check(supervisor, always_open="on")
    whole_week = check(supervisor, *(window(day, "00:00", "00:00") for day in range(7)))

    assert "open now" in always
    assert "open now" in whole_week
    assert "in Asia/Shanghai." in always
    assert "A promise of 2 h made now falls due" in always


@pytest.mark.parametrize(
    ("windows", "words"),
    [
        ((), "Without a window nothing would ever be due"),
        (
            (window(0, "22:00", "06:00"), window(1, "05:00", "09:00")),
            "Two windows overlap: Monday 22:00–06:00 and Tuesday 05:00–09:00.",
        ),
        (
            (window(6, "22:00", "06:00"), window(0, "05:00", "09:00")),
            "Two windows overlap: Sunday 22:00–06:00 and Monday 05:00–09:00.",
        ),
        ((window(0, "soon", "later"),), "Enter a valid time"),
    ],
)
def test_hours_that_cannot_be_are_refused_while_they_are_typed(
    desk: Desk, supervisor: Client, windows: tuple[dict[str, object], ...], words: str
):
    assert words in check(supervisor, *windows)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc", ""])
def test_a_wrong_time_zone_is_said(desk: Desk, supervisor: Client, zone: str):
    assert "is no time zone" in check(supervisor, always_open="on", time_zone=zone)


def test_a_removed_window_does_not_count(desk: Desk, supervisor: Client):
    gone = window(0, "05:00", "09:00", DELETE="on")

    assert "overlap" not in check(supervisor, window(0, "08:00", "18:00"), gone)


def test_public_holidays_are_shown_before_they_are_saved(desk: Desk, supervisor: Client):
    calendar = Calendar.objects.create(
        key="york", name="New York", time_zone="America/New_York", always_open=True
    )
    with recorded():
        Holiday.objects.create(calendar=calendar, date=dt.date(2026, 12, 25), name="Christmas Day")
    address = f"{CALENDARS}{calendar.pk}/holidays/?country=US&region=NY&year=2026"

    shown = supervisor.get(address)
    before = calendar.holidays.count()
    saved = supervisor.post(address, {"day": ["2026-01-01", "2026-12-25", "2026-02-02"]})

    assert "there already" in shown.text
    assert "2026-07-03" in shown.text
    assert before == 1
    assert saved.status_code == 302
    # What stood there stays as it was; what is no holiday is not made one.
    assert set(calendar.holidays.values_list("date", flat=True)) == {
        dt.date(2026, 1, 1),
        dt.date(2026, 12, 25),
    }


def test_what_was_taken_in_is_undone_as_one(desk: Desk, supervisor: Client):
    calendar = Calendar.objects.create(
        key="lisbon", name="Lisbon", always_open=True, time_zone="Asia/Shanghai"
    )
    address = f"{CALENDARS}{calendar.pk}/holidays/?country=CN&region=&year=2026"
    days = [d["date"].isoformat() for d in supervisor.get(address).context["days"]]
    supervisor.post(address, {"day": days})
    taken_in = calendar.holidays.count()

    undo(supervisor, latest()[0])

    assert taken_in == len(days) > 5
    assert not calendar.holidays.exists()


@pytest.mark.parametrize("query", ["country=XX&year=2026", "country=US&year=x", "country="])
def test_a_country_that_is_not_there_is_refused(desk: Desk, supervisor: Client, query: str):
    calendar = Calendar.objects.get(key="office")

    answer = supervisor.get(f"{CALENDARS}{calendar.pk}/holidays/?{query}")

    assert answer.status_code == 200
    assert answer.context["days"] is None
    assert answer.context["form"].errors


def test_countries_are_named_and_sorted_as_the_reader_does(desk: Desk, supervisor: Client):
    calendar = Calendar.objects.get(key="desk")
    desk.supervisor.user.language = "zh-hans"
    desk.supervisor.user.save()

    shown = supervisor.get(f"{CALENDARS}{calendar.pk}/holidays/?country=CN&year=2026")

    names = list(countries("zh-hans").values())
    assert '<option value="CN" selected>中国</option>' in shown.text
    assert "China" not in shown.text
    # By sound: ao, ba, de, ri, zhong.
    found = [name for name in names if name in {"中国", "德国", "日本", "巴西", "澳大利亚"}]
    assert found == ["澳大利亚", "巴西", "德国", "日本", "中国"]
    assert list(countries("en").values())[:3] == ["Afghanistan", "Åland Islands", "Albania"]


def test_names_that_came_with_the_desk_are_said_in_the_readers_language(desk: Desk):
    policy = Policy.objects.get(key="medium-vip-chat")
    typed = Calendar(name="Ours alone")

    with translation.override("zh-hans"):
        assert str(policy) == " · ".join(
            str(one.label) for one in (Tier.MEDIUM, Lane.VIP, Channel.CHAT)
        )
        assert str(typed) == "Ours alone"
    assert str(policy) == policy.name
