"""Rough input at the doors of the desk: refused in words or made harmless, never a fault."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.desk import Desk, ticket_in
from tickets.inbox.models import SavedView
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket

NUL = "a\x00b"
LONG = "9" * 5_000
CHANGES = "/admin/desk/configuration/changes/"
CHECK = "/admin/desk/configuration/calendars/check/"
ASKED = [
    ("/admin/desk/", {"deleted": "<script>"}),
    ("/admin/desk/counts/", {"since": "0001-01-01T00:00:00+23:59"}),
    ("/admin/desk/counts/", {"since": "2026-03-01T00:00:00+00:00", "shown": LONG}),
    ("/admin/desk/dashboard/", {"to": "0001-01-01"}),
    ("/admin/desk/dashboard/backlog/csv/", {"from": "0001-01-01", "to": "9999-12-31"}),
    (CHANGES, {"page": LONG}),
    (CHANGES, {"by": NUL}),
    (CHANGES, {"of": f"tickets.Category:{NUL}"}),
    (CHANGES, {"of": f"tickets.Category:{LONG}"}),
    ("{ticket}thread/", {"before": "9999-12-31T23:59:59-23:59 note-1"}),
    ("{ticket}thread/", {"before": f"2026-03-01T00:00:00+00:00 note-{LONG}"}),
    ("{ticket}canned/", {"q": NUL}),
    ("/admin/desk/configuration/categories/{category}/used/", {"key": NUL}),
]


@pytest.fixture
def ticket(desk: Desk) -> Ticket:
    return ticket_in(State.OPEN, desk, at=timezone.now() - dt.timedelta(minutes=10))


@pytest.mark.parametrize(("path", "query"), ASKED)
def test_an_address_that_means_nothing_is_answered(
    ticket: Ticket, supervisor: Client, path: str, query: dict[str, str]
):
    of = f"/admin/desk/tickets/{ticket.id}/"

    answer = supervisor.get(path.format(ticket=of, category=ticket.category_id), query)

    assert answer.status_code == 200


def test_a_view_is_kept_without_what_no_column_keeps(supervisor: Client):
    form = {"name": f"Late {NUL}", "q": f"is:late {NUL}", "sharing": "nobody"}

    supervisor.post("/admin/desk/views/", form)

    view = SavedView.objects.get(owner__isnull=False)
    assert (view.name, view.query) == ("Late ab", "is:late ab")


def test_hours_with_no_number_of_rows_are_none(supervisor: Client):
    form = {"time_zone": "UTC", "windows-TOTAL_FORMS": LONG}

    assert "Without a window nothing would ever be due" in supervisor.post(CHECK, form).text
