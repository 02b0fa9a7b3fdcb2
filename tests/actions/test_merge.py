"""Two tickets of one customer become one, and one becomes two: nothing is lost, nobody is promised
less, and every promise can be proven.
"""

import datetime as dt
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.actions.crowd import crowd
from tests.admin.conftest import browser_of
from tests.api.calls import at as address
from tests.api.calls import caller
from tests.factories.desk import MONDAY, AgentFactory, Desk, make_desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory, OrderFactory
from tests.public.visits import visitor
from tickets.actions.assign import take
from tickets.actions.book_callback import Wanted, book_callback
from tickets.actions.callback_slots import offered
from tickets.actions.hold import Letter, hold
from tickets.actions.merge import MergeRefused, merge
from tickets.actions.note import note
from tickets.actions.open import Guest
from tickets.actions.receive import TicketIsDone, receive
from tickets.actions.release import release
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.actions.split import SplitRefused, split
from tickets.actions.wait import wait_for_customer
from tickets.channels.email import delivery
from tickets.conversation import drafts, visits
from tickets.conversation.held import HeldState
from tickets.conversation.models import Message
from tickets.lifecycle import guests
from tickets.lifecycle.choices import Channel, EventKind, State
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import MoveRefused
from tickets.outbox.models import OutboxEntry
from tickets.sla.breaches import sweep
from tickets.sla.choices import ClockEventKind, ClockKind
from tickets.sla.merging import PROMISED_EARLIER
from tickets.sla.models import Clock
from tickets.sla.proof.verifying import Tally, findings
from tickets.staff.actors import actor_of

pytestmark = pytest.mark.django_db

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def proven() -> bool:
    return list(findings(tally=Tally())) == []


def open_clock(ticket: Ticket, kind: ClockKind) -> Clock:
    return ticket.clocks.open().get(kind=kind)


def fresh(ticket: Ticket) -> Ticket:
    return Ticket.objects.get(id=ticket.id)


def test_all_that_was_said_and_linked_stands_on_the_kept_ticket(desk: Desk) -> None:
    buyer = BuyerFactory.create()
    order = OrderFactory.create(buyer=buyer)
    first = open_ticket(customer=buyer.user, body=f"Where is {order.number}?")
    second = open_ticket(customer=buyer.user, at=MONDAY + HOUR, body="Still no parcel here.")
    reply(first.id, by=desk.agent_actor, body="The courier looks for it.", at=MONDAY + HOUR / 2)
    note(first.id, by=desk.agent_actor, body="Called the depot.", at=MONDAY + HOUR / 2)

    kept = merge(first.id, into=second.id, by=desk.agent_actor, at=MONDAY + 2 * HOUR)

    said = [message.body for message in kept.messages.in_order()]
    assert said[:3] == [
        f"Where is {order.number}?",
        "The courier looks for it.",
        "Still no parcel here.",
    ]
    assert f"{first.reference} and {kept.reference}" in said[3]
    assert [note.body for note in kept.notes.all()] == ["Called the depot."]
    assert set(kept.messages.values_list("said_on", flat=True)) == {first.id, None}
    assert kept.links.get().order_id == order.pk
    gone = fresh(first)
    assert (gone.state, gone.merged_into_id, gone.due_at) == (State.MERGED, kept.id, None)
    assert gone.links.exists()
    # Each history stays where it happened, and says what moved.
    assert gone.events.filter(kind=EventKind.REPLIED).exists()
    event = kept.events.get(kind=EventKind.MERGED)
    assert (event.data["ticket"], len(event.data["messages"])) == (str(first.id), 2)


def test_the_earliest_promise_of_each_kind_is_kept_with_what_it_used_up(desk: Desk) -> None:
    buyer = BuyerFactory.create().user
    early = open_ticket(customer=buyer)
    late = open_ticket(customer=buyer, at=MONDAY + HOUR)
    due = {kind: open_clock(early, kind).due_at for kind in ("first_response", "resolution")}
    ids = {kind: open_clock(early, kind).id for kind in due}

    kept = merge(early.id, into=late.id, by=desk.agent_actor, at=MONDAY + 2 * HOUR)

    for kind, due_at in due.items():
        clock = open_clock(kept, kind)
        assert (clock.id, clock.due_at, clock.round) == (ids[kind], due_at, 2)
        dropped = kept.clocks.get(kind=kind, round=1)
        assert dropped.events.get(kind=ClockEventKind.CANCELLED).reason == PROMISED_EARLIER
    assert kept.due_at == min(due.values())
    assert not early.clocks.exists()
    assert proven()


def test_a_promise_that_stood_still_runs_on_when_the_other_waits_for_us(desk: Desk) -> None:
    buyer = BuyerFactory.create().user
    waiting = ticket_in(State.WAITING_ON_CUSTOMER, desk, customer=buyer)
    asked = open_ticket(customer=buyer, at=MONDAY + HOUR)

    kept = merge(asked.id, into=waiting.id, by=desk.agent_actor, at=MONDAY + 2 * HOUR)

    assert kept.state == State.OPEN
    assert all(clock.is_running for clock in kept.clocks.open())
    assert proven()


def test_a_booked_call_goes_along_with_its_promise(desk: Desk) -> None:
    buyer = BuyerFactory.create().user
    with_call, kept = open_ticket(customer=buyer), open_ticket(customer=buyer)
    slot = offered("en", at=MONDAY).slots[0].starts_at
    wanted = Wanted("+442071838750", slot)
    call = book_callback(with_call.id, wanted, by=actor_of(buyer), at=MONDAY)

    merge(with_call.id, into=kept.id, by=desk.agent_actor, at=MONDAY + MINUTE)

    assert kept.callbacks.open().get().id == call.id
    assert open_clock(kept, ClockKind.CALLBACK).is_running
    assert proven()


def test_what_is_written_on_the_merged_one_goes_on_by_every_door(desk: Desk) -> None:
    buyer = BuyerFactory.create().user
    merged, kept = open_ticket(customer=buyer), open_ticket(customer=buyer)
    reply(merged.id, by=desk.agent_actor, body="We look for it.", at=MONDAY + MINUTE)
    entry = OutboxEntry.objects.get(kind="mail.reply")
    merge(merged.id, into=kept.id, by=desk.agent_actor, at=MONDAY + 2 * MINUTE)

    # A mail that was under way still says what was written.
    assert delivery._message(entry, fresh(merged)) == "We look for it."
    answer = caller(buyer).post(address(merged, "messages"), {"body": "Any news?"})
    assert answer.status_code == 201
    assert kept.messages.filter(body="Any news?").exists()
    told = caller(buyer).get(address(merged)).json()
    assert (told["state"], told["merged_into"], told["can"]["follow_up"]) == (
        "merged",
        str(kept.id),
        False,
    )
    site = visitor(buyer)
    page = site.get(f"/requests/{merged.id}/")
    assert (page.status_code, page.headers["Location"]) == (302, f"/requests/{kept.id}/")
    staff = browser_of(desk.agent)
    page = staff.get(f"/admin/desk/tickets/{merged.id}/")
    assert page.headers["Location"] == f"/admin/desk/tickets/{kept.id}/"
    assert staff.get(f"/admin/desk/tickets/{merged.id}/?as-it-was").status_code == 200
    with pytest.raises(TicketIsDone, match="merged"):
        reply(merged.id, by=desk.agent_actor, body="Hello?", at=MONDAY + HOUR)


def test_a_guests_old_link_leads_on_and_a_receipt_shows_nothing_of_the_other(desk: Desk) -> None:
    who = Guest("ada@example.com", "Ada")
    old = open_ticket(customer=who, body="My parcel was stolen.")
    new = open_ticket(customer=who, at=MONDAY + HOUR)
    secret = guests.make(old, at=MONDAY)
    merge(old.id, into=new.id, by=desk.agent_actor, at=MONDAY + 2 * HOUR)

    by = guests.follow(secret, at=MONDAY + 3 * HOUR)
    assert by.ticket_id == new.id
    assert set(Ticket.objects.visible_to(by)) == {old, new}
    message = receive(old.id, by=by, body="Me again.", channel=Channel.EMAIL, at=MONDAY + 3 * HOUR)
    assert message.ticket_id == new.id
    # Whoever filed the new one has not proven that the address is theirs.
    assert new.messages.in_order()[0].body == "My parcel was stolen."
    assert new.messages.filter(said_on=None).in_order()[0].body != "My parcel was stolen."


def refused(merged: Ticket, kept: Ticket, desk: Desk) -> str:
    with pytest.raises(MergeRefused) as refusal:
        merge(merged.id, into=kept.id, by=desk.agent_actor, at=MONDAY + 5 * HOUR)
    return refusal.value.code


def test_what_cannot_become_one_is_refused_with_words_and_nothing_changes(desk: Desk) -> None:
    buyer = BuyerFactory.create().user
    here, there = open_ticket(customer=buyer), open_ticket(customer=buyer)
    stranger = open_ticket(customer=BuyerFactory.create().user)
    solved = ticket_in(State.RESOLVED, desk, customer=buyer)
    secret = open_ticket(
        customer=buyer,
        category="account-security",
        body="Somebody changed my password.",
        answers={"seen": "A mail about it."},
    )
    guest = open_ticket(customer=Guest(buyer.email))

    assert refused(here, here, desk) == "same_ticket"
    assert refused(here, stranger, desk) == refused(here, guest, desk) == "other_customer"
    assert refused(here, solved, desk) == refused(solved, here, desk) == "is_done"
    assert refused(here, secret, desk) == "restricted"
    # Not there and not for me are the same.
    elsewhere = actor_of(AgentFactory.create().user)
    for unknown in (secret.id, uuid.uuid4()):
        with pytest.raises(MergeRefused, match="other tickets"):
            merge(here.id, into=unknown, by=elsewhere, at=MONDAY)
    merge(here.id, into=there.id, by=desk.agent_actor, at=MONDAY + 5 * HOUR)
    assert refused(here, there, desk) == refused(there, here, desk) == "merged_already"
    assert fresh(stranger).state == State.NEW


def test_agents_merge_and_split_by_the_page_and_by_the_api(desk: Desk) -> None:
    buyer = BuyerFactory.create().user
    here, there = open_ticket(customer=buyer), open_ticket(customer=buyer)
    page, staff = f"/admin/desk/tickets/{here.id}", browser_of(desk.agent)

    assert there.reference in staff.get(f"{page}/others/").content.decode()
    asked = {"other": str(there.id), "stays": "other"}
    answer = staff.post(f"{page}/merge/", asked, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == f"/admin/desk/tickets/{there.id}/"
    assert fresh(here).merged_into_id == there.id
    page = f"/admin/desk/tickets/{there.id}"
    assert "written on" in staff.get(f"{page}/messages/").content.decode()
    moved = there.messages.get(said_on=here, author_kind="customer")
    answer = staff.post(f"{page}/split/", {"messages": [str(moved.id)], "subject": "Again"})
    new = Ticket.objects.get(split_from=there)
    assert (answer.headers["Location"], new.subject) == (f"/admin/desk/tickets/{new.id}/", "Again")
    answer = staff.post(f"{page}/split/", {"messages": ["no id"]})
    assert (answer.status_code, "Choose one from the list." in answer.content.decode()) == (
        409,
        True,
    )

    agent = caller(desk.agent.user)
    kept = agent.post(address(new, "merge"), {"into": str(there.id)})
    assert (kept.status_code, kept.json()["id"]) == (200, str(there.id))
    again = agent.post(address(new, "merge"), {"into": str(there.id)})
    assert (again.status_code, again.json()["code"]) == (409, "merged_already")
    parted = agent.post(address(there, "split"), {"messages": [str(moved.id)]})
    assert (parted.status_code, parted.json()["split_from"]) == (201, str(there.id))


def test_what_is_typed_or_on_its_way_out_goes_along(desk: Desk) -> None:
    buyer = BuyerFactory.create().user
    here, there = open_ticket(customer=buyer), open_ticket(customer=buyer)
    me = drafts.Owner(user_id=desk.agent.user.id)
    visits.visited(here.id, user_id=desk.agent.user.id, at=MONDAY)
    drafts.keep(me, drafts.desk_place("note", here.id), {"body": "Ask the dep"}, at=MONDAY)
    letter, held_id = Letter("We look for it."), uuid.uuid4()
    at, wait = MONDAY + MINUTE, dt.timedelta(seconds=10)
    hold(here.id, letter, by=desk.agent_actor, at=at, held_id=held_id, wait=wait)

    kept = merge(here.id, into=there.id, by=desk.supervisor_actor, at=at)

    assert release(held_id, by=desk.agent_actor, at=at + MINUTE).state == HeldState.SENT
    assert kept.messages.filter(body="We look for it.").exists()
    typed = drafts.of(me, drafts.desk_place("note", kept.id))
    assert typed is not None
    assert typed.content == {"body": "Ask the dep"}


STEPS = ["merge", "split", "reply", "write", "wait", "take", "solve"]
walks = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 5), st.integers(0, 5), st.integers(1, 600)),
    min_size=3,
    max_size=12,
)


@settings(max_examples=15, suppress_health_check=QUIET, deadline=None)
@given(walk=walks)
def test_after_any_merges_and_splits_every_promise_is_proven_and_nothing_is_lost(
    desk: Desk, walk: list[tuple[str, int, int, int]]
) -> None:
    buyer = BuyerFactory.create().user
    tickets = [open_ticket(customer=buyer, at=MONDAY + n * HOUR) for n in range(4)]
    customer, agent, at = actor_of(buyer), desk.agent_actor, MONDAY + 4 * HOUR
    written = Message.objects.filter(automatic=False).count()
    for step, a, b, minutes in walk:
        at += minutes * MINUTE
        one, other = tickets[a % len(tickets)], tickets[b % len(tickets)]
        try:
            match step:
                case "merge":
                    merge(one.id, into=other.id, by=agent, at=at)
                case "split":
                    some = list(fresh(one).messages.filter(author_kind="customer")[:1])
                    tickets.append(split(one.id, messages=[m.id for m in some], by=agent, at=at))
                case "reply":
                    reply(one.id, by=agent, body=f"It is {minutes} yuan.", at=at)
                    written += 1
                case "write":
                    receive(one.id, by=customer, body="And?", channel=Channel.SITE, at=at)
                    written += 1
                case "wait":
                    wait_for_customer(one.id, by=agent, at=at)
                case "take":
                    take(one.id, by=agent, at=at)
                case "solve":
                    resolve(one.id, by=agent, at=at)
        except (MergeRefused, SplitRefused, MoveRefused, TicketIsDone):
            continue
        if minutes % 2:
            sweep(at=at)
    assert proven()
    assert Message.objects.filter(automatic=False).count() == written
    for ticket in map(fresh, tickets):
        gone = ticket.state == State.MERGED
        assert gone is (ticket.merged_into_id is not None)
        assert not (gone and ticket.messages.exists())
        assert not (ticket.facts.group is Group.DONE and ticket.clocks.open().exists())
        assert ticket.facts.pauses_clocks or not ticket.clocks.paused().exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.processes
def test_agents_who_merge_both_ways_at_once_make_one_of_two() -> None:
    desk = make_desk()
    buyer = BuyerFactory.create().user
    pair = open_ticket(customer=buyer), open_ticket(customer=buyer)
    by, customer = desk.agent_actor, actor_of(buyer)

    def work(n: int) -> str:
        try:
            if n % 3 == 2:
                receive(
                    pair[n % 2].id, by=customer, body="?", channel=Channel.SITE, at=MONDAY + MINUTE
                )
                return "wrote"
            merge(pair[n % 2].id, into=pair[1 - n % 2].id, by=by, at=MONDAY + MINUTE)
        except MergeRefused as refusal:
            return refusal.code
        return "merged"

    done = crowd(6, work)

    assert sorted(done) == ["merged", *["merged_already"] * 3, "wrote", "wrote"]
    kept = Ticket.objects.exclude(state=State.MERGED).get()
    assert kept.messages.filter(body="?").count() == 2
    assert proven()
