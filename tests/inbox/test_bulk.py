"""One action over many tickets: each by the rules of a single one, none twice, all told about."""

import datetime as dt
import multiprocessing
import time
import uuid
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from tests.actions.crowd import crowd
from tests.factories.desk import MONDAY, AgentFactory, Desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory
from tickets.actions import bulk
from tickets.actions.bulk import BulkRefused
from tickets.conversation.models import Message, Note
from tickets.inbox.models import BulkAction, BulkOutcome, BulkRun
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import State
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry
from tickets.staff.actors import actor_of
from tickets.staff.models import Presence, Role

LATER = MONDAY + dt.timedelta(hours=1)
WITHIN = 30
"""Seconds that processes wait for one another, also on a busy machine."""


def start(by: Actor, action: BulkAction, tickets: list[Ticket], text: str = "") -> BulkRun:
    ids = [ticket.id for ticket in tickets]
    return bulk.start(by=by, action=action, ticket_ids=ids, text=text, at=LATER)


def work(run: BulkRun, now: Callable[[], dt.datetime] = lambda: LATER) -> BulkRun:
    bulk.work(run.id, now=now)
    return BulkRun.objects.get(id=run.id)


def outcomes(run: BulkRun) -> list[str]:
    return list(run.rows.order_by("position").values_list("outcome", flat=True))


def states(tickets: list[Ticket]) -> list[str]:
    return [Ticket.objects.get(id=ticket.id).state for ticket in tickets]


def test_what_fits_is_done_and_the_rest_refused_with_its_reason(desk: Desk):
    new, held, solved = open_ticket(), ticket_in(State.OPEN, desk), ticket_in(State.RESOLVED, desk)
    hidden = open_ticket(category="account-security", body="Help", answers={"seen": "A login"})
    by = actor_of(AgentFactory.create().user)
    nowhere = Ticket(id=uuid.uuid4())

    run = work(start(by, BulkAction.TAKE, [new, held, solved, hidden, nowhere]))

    assert outcomes(run) == ["done", "refused", "refused", "missing", "missing"]
    assert run.finished_at == LATER
    reasons = list(run.rows.order_by("position").values_list("reason", flat=True))
    assert "Open" in reasons[1]
    assert "Resolved" in reasons[2]
    assert Ticket.objects.get(id=new.id).assignee_id == by.agent_id
    assert Ticket.objects.get(id=hidden.id).state == State.NEW


@pytest.mark.parametrize(
    ("action", "state"),
    [
        (BulkAction.NOTE, State.OPEN),
        (BulkAction.REPLY, State.OPEN),
        (BulkAction.REPLY_WAIT, State.WAITING_ON_CUSTOMER),
        (BulkAction.REPLY_RESOLVE, State.RESOLVED),
        (BulkAction.PUT_BACK, State.NEW),
    ],
)
def test_a_text_goes_to_each(desk: Desk, action: BulkAction, state: State):
    tickets = [ticket_in(State.OPEN, desk) for _ in range(2)]

    run = work(start(desk.agent_actor, action, tickets, text="The courier is on strike."))

    assert outcomes(run) == ["done", "done"]
    assert states(tickets) == [state, state]
    said = Message.objects.filter(body="The courier is on strike.").count()
    noted = Note.objects.filter(body="The courier is on strike.").count()
    assert (said, noted) == (
        (0, 2) if action is BulkAction.NOTE else (0, 0) if action is BulkAction.PUT_BACK else (2, 0)
    )


def test_tickets_are_given_to_a_colleague_who_may_see_them(desk: Desk):
    plain, secret = (
        open_ticket(),
        open_ticket(category="account-security", body="Help", answers={"seen": "A login"}),
    )
    colleague = AgentFactory.create()
    run = bulk.start(
        by=desk.agent_actor,
        action=BulkAction.GIVE,
        ticket_ids=[plain.id, secret.id],
        text="You speak Danish.",
        agent_id=colleague.id,
        at=LATER,
    )

    assert outcomes(work(run)) == ["done", "refused"]
    assert Ticket.objects.get(id=plain.id).assignee == colleague


def test_only_a_supervisor_closes(desk: Desk):
    solved = ticket_in(State.RESOLVED, desk)

    assert outcomes(work(start(desk.agent_actor, BulkAction.CLOSE, [solved]))) == ["refused"]
    assert outcomes(work(start(desk.supervisor_actor, BulkAction.CLOSE, [solved]))) == ["done"]


def test_who_is_full_takes_what_fits(desk: Desk):
    desk.agent.capacity = 2
    desk.agent.save()

    run = work(start(desk.agent_actor, BulkAction.TAKE, [open_ticket() for _ in range(3)]))

    assert outcomes(run) == ["done", "done", "refused"]


def test_a_killed_worker_leaves_nothing_half_done_and_nothing_is_done_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    tickets = [ticket_in(State.OPEN, desk) for _ in range(3)]
    run = start(desk.agent_actor, BulkAction.NOTE, tickets, text="Strike.")
    note, calls = bulk.SINGLE[BulkAction.NOTE], []

    def dies(*args):
        calls.append(1)
        result = note(*args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return result

    monkeypatch.setitem(bulk.SINGLE, BulkAction.NOTE, dies)
    with pytest.raises(KeyboardInterrupt):
        work(run)
    assert outcomes(run) == ["done", "pending", "pending"]
    assert bulk.unfinished(LATER) == []

    after = LATER + bulk.LEASE * 2
    assert bulk.unfinished(after) == [run.id]
    work(run, now=lambda: after)

    assert outcomes(run) == ["done", "done", "done"]
    assert [Note.objects.filter(ticket=ticket).count() for ticket in tickets] == [1, 1, 1]


def test_a_long_run_rests_at_its_deadline_and_goes_on(desk: Desk):
    run = start(desk.agent_actor, BulkAction.TAKE, [open_ticket() for _ in range(3)])
    times = iter(range(1_000))

    work(run, now=lambda: LATER + next(times) * bulk.DEADLINE / 3)

    assert outcomes(run).count("done") == 1
    assert bulk.unfinished(LATER + bulk.DEADLINE) == [run.id]


def test_a_poisonous_ticket_stops_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    bad, good = open_ticket(), open_ticket()
    take = bulk.SINGLE[BulkAction.TAKE]

    def stumble(ticket_id, *rest):
        take(ticket_id, *rest)
        if ticket_id == bad.id:
            raise ZeroDivisionError

    monkeypatch.setitem(bulk.SINGLE, BulkAction.TAKE, stumble)
    run = work(start(desk.agent_actor, BulkAction.TAKE, [bad, good]))

    assert outcomes(run) == ["refused", "done"]
    assert states([bad, good]) == [State.NEW, State.OPEN]


def test_who_lost_their_role_changes_nothing_more(desk: Desk):
    run = start(desk.agent_actor, BulkAction.TAKE, [open_ticket()])
    desk.agent.role, desk.agent.presence = Role.READER, Presence.AWAY
    desk.agent.save()

    assert outcomes(work(run)) == ["refused"]
    assert "does not work on tickets any more" in run.rows.get().reason


def test_a_cancelled_run_leaves_the_rest_as_it_was(desk: Desk):
    tickets = [open_ticket() for _ in range(2)]
    run = start(desk.agent_actor, BulkAction.TAKE, tickets)
    bulk.cancel(run.id, by=desk.agent_actor, at=LATER)

    run = work(run)

    assert run.cancelled_at == run.finished_at == LATER
    assert set(outcomes(run)) == {BulkOutcome.LEFT}
    assert states(tickets) == [State.NEW, State.NEW]
    with pytest.raises(BulkRun.DoesNotExist):
        bulk.cancel(run.id, by=actor_of(AgentFactory.create().user), at=LATER)


def test_what_cannot_begin_says_why(desk: Desk):
    ticket, by = open_ticket(), desk.agent_actor
    DeskSettings.objects.update(bulk_limit=1)

    for action, tickets, text, why in (
        (BulkAction.TAKE, [], "", "Select tickets"),
        (BulkAction.NOTE, [ticket], "  ", "empty"),
        (BulkAction.REPLY, [ticket], "x" * 20_001, "too long"),
        (BulkAction.TAKE, [ticket, open_ticket()], "", "At most 1 ticket"),
        ("explode", [ticket], "", "Choose what to do"),
    ):
        with pytest.raises(BulkRefused, match=why):
            start(by, action, tickets, text)
    assert not BulkRun.objects.exists()


def test_a_run_is_told_to_the_workers_through_the_outbox(desk: Desk):
    run = start(desk.agent_actor, BulkAction.TAKE, [open_ticket()])

    assert OutboxEntry.objects.get(kind=bulk.KIND).payload == {"run": str(run.id)}


@pytest.mark.parametrize("action", [BulkAction.GIVE, BulkAction.PUT_BACK])
def test_a_reason_that_no_history_holds_is_refused_at_the_start(desk: Desk, action: BulkAction):
    with pytest.raises(BulkRefused, match="too long: 500 characters fit"):
        start(desk.agent_actor, action, [ticket_in(State.OPEN, desk)], text="because " * 80)


@pytest.mark.django_db(transaction=True)
def test_whoever_cancels_waits_for_the_ticket_at_hand_and_not_in_a_circle(desk: Desk):
    tickets = [open_ticket() for _ in range(3)]
    run = start(desk.agent_actor, BulkAction.NOTE, tickets, text="Noted.")
    held = multiprocessing.get_context("fork").Event()

    def one(index: int) -> bool:
        if index == 0:
            with transaction.atomic():
                Ticket.objects.locked(tickets[0].id)
                held.set()
                return many_wait(2)
        assert held.wait(WITHIN)
        if index == 1:
            return bulk.work(run.id, now=lambda: LATER)
        assert many_wait(1)
        return bulk.cancel(run.id, by=desk.agent_actor, at=LATER).finished_at == LATER

    assert crowd(3, one) == [True, True, True]
    assert outcomes(run) == ["done", "left", "left"]


def many_wait(count: int) -> bool:
    """Wait until ``count`` connections wait for a lock; False when too few do for too long."""
    waiting = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    until = time.monotonic() + WITHIN
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            # Within one transaction the view would show what it showed first.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(waiting)
            if cursor.fetchone() == (count,):
                return True
        time.sleep(0.05)
    return False


def test_several_of_one_customer_become_the_oldest_of_them_or_none_begins(desk: Desk):
    customer = BuyerFactory.create().user
    minute = dt.timedelta(minutes=1)
    oldest, *others = [open_ticket(customer=customer, at=MONDAY + n * minute) for n in range(3)]
    stranger, by = open_ticket(), desk.agent_actor

    for tickets, why in (
        ([oldest], "at least two"),
        ([oldest, stranger], "different customers"),
        ([oldest, ticket_in(State.RESOLVED, desk, customer=customer)], "is resolved"),
    ):
        with pytest.raises(BulkRefused, match=why):
            start(by, BulkAction.MERGE, tickets)
    run = work(start(by, BulkAction.MERGE, [others[1], oldest, others[0]]))

    assert outcomes(run) == ["done", "done", "done"]
    into = Ticket.objects.filter(id__in=[one.id for one in others])
    assert set(into.values_list("merged_into", flat=True)) == {oldest.id}
    assert Ticket.objects.get(id=oldest.id).state == State.NEW
