"""Facts: the same whoever makes them and whenever, and never behind what happened."""

import datetime as dt
import io
import json
import random

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory
from tests.insight.reading import board
from tickets.actions.rate import rate
from tickets.actions.receive import receive
from tickets.insight import facts
from tickets.insight.dashboards import rows_behind
from tickets.insight.facts import as_written
from tickets.insight.measures import MEASURES
from tickets.insight.models import Fact, FactState, MeasureKey
from tickets.insight.windows import Window, slot_of
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.models import Ticket
from tickets.sla import breaches
from tickets.staff.actors import actor_of

pytestmark = pytest.mark.django_db

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
ALL = Window(MONDAY - DAY, MONDAY + 7 * DAY)


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def written() -> list[tuple]:
    return sorted(as_written(ALL), key=repr)


def rebuilt() -> list[tuple]:
    """Return the facts as a rebuild of everything makes them."""
    list(facts.rebuild(ALL.since, ALL.until))
    return written()


def some_days(desk: Desk) -> list[Ticket]:
    """Live through three days in which something of every kind happens."""
    buyer = BuyerFactory.create().user
    tickets = []
    for hours, state in (
        (0, State.RESOLVED),
        (9, State.RESOLVED),
        (30, State.OPEN),
        (50, State.NEW),
    ):
        at = MONDAY + hours * HOUR
        tickets.append(ticket_in(state, desk, at=at, customer=buyer))
    rate(tickets[0].id, by=actor_of(buyer), score=5, at=MONDAY + HOUR)
    receive(
        tickets[1].id, by=actor_of(buyer), body="No.", channel=Channel.SITE, at=MONDAY + 20 * HOUR
    )
    open_ticket(body="hello?", channel=Channel.APP, at=MONDAY + 2 * DAY)
    breaches.sweep(at=MONDAY + 5 * DAY)
    return tickets


def test_a_day_is_rebuilt_the_same_and_in_any_order(desk: Desk) -> None:
    some_days(desk)
    first = rebuilt()
    days = [MONDAY.replace(hour=0) + n * DAY for n in range(-1, 8)]
    random.Random(1).shuffle(days)

    Fact.objects.all().delete()
    for day in days:
        list(facts.rebuild(day, day + HOUR))

    assert first
    assert written() == first
    assert rebuilt() == first


def test_what_is_stored_in_another_order_gives_the_same_facts(desk: Desk) -> None:
    cases = [
        (hours, channel, state)
        for hours in (0, 1, 26)
        for channel in (Channel.SITE, Channel.EMAIL)
        for state in (State.NEW, State.RESOLVED)
    ]

    def lived(order: list[tuple[int, Channel, State]]) -> list[tuple]:
        with transaction.atomic():
            for hours, channel, state in order:
                ticket_in(state, desk, at=MONDAY + hours * HOUR, channel=channel)
            found = rebuilt()
            transaction.set_rollback(True)
        return found

    assert lived(cases) == lived(random.Random(2).sample(cases, len(cases)))


def test_kept_up_step_by_step_they_are_those_of_a_rebuild(desk: Desk) -> None:
    """A refresh after each step, and one after all, come to the same."""
    facts.refresh(at=MONDAY - DAY)
    at = MONDAY
    buyer = BuyerFactory.create().user
    by = actor_of(buyer)
    ticket = ticket_in(State.RESOLVED, desk, at=at, customer=buyer)
    facts.refresh(at=at + 10 * MINUTE)
    rate(ticket.id, by=by, score=2, at=at + HOUR)
    facts.refresh(at=at + HOUR)
    receive(ticket.id, by=by, body="Not so.", channel=Channel.SITE, at=at + DAY)
    facts.refresh(at=at + DAY)
    other = ticket_in(State.RESOLVED, desk, at=at + 2 * DAY, customer=buyer)
    open_ticket(at=at + 3 * DAY, customer=buyer)
    facts.refresh(at=at + 3 * DAY)
    breaches.sweep(at=at + 7 * DAY)
    facts.refresh(at=at + 7 * DAY + MINUTE)
    kept = written()

    assert kept == rebuilt()
    assert other.id in set(
        rows_behind(MeasureKey.REPEATED, tickets=Ticket.objects.all(), window=ALL)
        .filter(value=1)
        .values_list("ticket", flat=True)
    )


def test_a_late_outcome_changes_the_slot_it_belongs_to(desk: Desk) -> None:
    ticket = ticket_in(State.RESOLVED, desk)
    solved = MONDAY + 3 * MINUTE

    def reopened() -> list[tuple]:
        slots = Fact.objects.filter(measure=MeasureKey.REOPENED)
        return list(slots.values_list("slot", "count", "good"))

    facts.refresh(at=MONDAY + HOUR)
    before = reopened()
    at = MONDAY + 6 * DAY
    receive(ticket.id, by=actor_of(ticket.requester), body="No.", channel=Channel.SITE, at=at)
    facts.refresh(at=at)

    assert before == [(slot_of(solved), 1, 0)]
    assert reopened() == [(slot_of(solved), 1, 1)]


def test_nothing_is_lost_while_no_worker_runs(desk: Desk) -> None:
    facts.refresh(at=MONDAY - HOUR)
    some_days(desk)

    facts.refresh(at=MONDAY + 6 * DAY)

    assert FactState.objects.get().known_until == MONDAY + 6 * DAY
    assert written() == rebuilt()


def test_a_refresh_that_has_no_time_goes_on_where_it_stopped(desk: Desk) -> None:
    facts.refresh(at=MONDAY - HOUR)
    some_days(desk)
    at = MONDAY + 3 * DAY

    steps = [facts.refresh(at=at, seconds=0) for _ in range(4)]

    assert steps == [*(MONDAY - HOUR + n * DAY for n in (1, 2, 3)), at]


def test_a_quiet_minute_changes_nothing(desk: Desk) -> None:
    ticket_in(State.RESOLVED, desk)
    facts.refresh(at=MONDAY + DAY)
    before = FactState.objects.get().version

    facts.refresh(at=MONDAY + DAY + MINUTE)

    state = FactState.objects.get()
    assert (state.version, state.known_until) == (before, MONDAY + DAY + MINUTE)


def test_every_figure_is_the_tickets_behind_it(desk: Desk) -> None:
    some_days(desk)
    shown = board(at=MONDAY + 6 * DAY, days=28)

    for key, figure in shown.figures.items():
        rows = rows_behind(key, tickets=Ticket.objects.all(), window=shown.period.window)
        values = list(rows.values_list("value", flat=True))
        assert figure.count == len(values), key
        if MEASURES[key].timed and not MEASURES[key].median and values:
            assert figure.value == pytest.approx(sum(values) / len(values) / 60), key
        elif figure.unit == "share" and values:
            assert figure.value == 100 * sum(values) / len(values), key


def test_the_command_tells_what_a_rebuild_would_change_and_then_changes_it(desk: Desk) -> None:
    some_days(desk)

    def run(*args: str) -> dict[str, int]:
        out = io.StringIO()
        call_command("facts", "--rebuild", "--json", *args, stdout=out)
        return json.loads(out.getvalue())

    would = run("--dry-run", "--to", "2026-03-05")
    assert would["changed"] > 0
    assert not Fact.objects.exists()
    assert run("--to", "2026-03-05")["changed"] == would["changed"] == Fact.objects.count()
    assert run("--to", "2026-03-05")["changed"] == 0


@pytest.mark.parametrize(
    "wrong",
    [("--from", "2026-03-05", "--to", "2026-03-04"), ("--to", "2999-01-01")],
)
def test_the_command_refuses_days_that_are_none(desk: Desk, wrong: tuple[str, ...]) -> None:
    open_ticket()

    with pytest.raises(CommandError, match="give"):
        call_command("facts", "--rebuild", *wrong)
