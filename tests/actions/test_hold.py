"""A reply that was sent can be taken back for some seconds, goes out once, and asks when it crossed
something new."""

import datetime as dt
import uuid

import pytest

from tests.actions.crowd import crowd
from tests.conversation.files.sending import sent
from tests.factories.desk import MONDAY, AgentFactory, Desk, make_desk, open_ticket, ticket_in
from tickets.actions.close import close
from tickets.actions.hold import DUE, Letter, hold
from tickets.actions.receive import receive
from tickets.actions.release import release, release_overdue
from tickets.actions.resolve import resolve
from tickets.actions.take_back import SentAlready, take_back
from tickets.conversation import drafts
from tickets.conversation.crossing import Crossed
from tickets.conversation.drafts import Owner
from tickets.conversation.files.purging import purge
from tickets.conversation.held import Ending, HeldReply, HeldState
from tickets.conversation.models import Message
from tickets.conversation.writing import TextRefused
from tickets.lifecycle.actors import SYSTEM, Actor
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import MoveRefused
from tickets.outbox.models import OutboxEntry
from tickets.sla.choices import ClockKind
from tickets.staff.actors import actor_of
from tickets.tasks.outbox import handlers

SECONDS = dt.timedelta(seconds=1)
MINUTE = dt.timedelta(minutes=1)
AT = MONDAY + 5 * MINUTE
WAIT = 5 * SECONDS


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


def held(ticket: Ticket, by: Actor, body: str = "It is 15 %.", **facts: object) -> HeldReply:
    letter = Letter(body, **facts)  # type: ignore[arg-type]
    return hold(ticket.id, letter, by=by, at=AT, held_id=uuid.uuid4(), wait=WAIT)


def replies(ticket: Ticket) -> list[str]:
    said = Message.objects.filter(ticket=ticket, author_kind="agent").in_order()
    return list(said.values_list("body", flat=True))


def customer_writes(ticket: Ticket, body: str, *, at: dt.datetime = AT) -> Message:
    by = actor_of(ticket.requester)
    return receive(ticket.id, by=by, body=body, channel=Channel.SITE, at=at)


def newest(ticket: Ticket) -> uuid.UUID:
    return Message.objects.filter(ticket=ticket).in_order().last().id


def test_a_held_reply_counts_from_the_moment_it_really_goes_out(desk: Desk):
    ticket = open_ticket()
    reply = held(ticket, desk.agent_actor, ending=Ending.WAIT)

    assert replies(ticket) == []
    assert Ticket.objects.get(id=ticket.id).state == State.NEW

    release(reply.id, by=desk.agent_actor, at=AT + WAIT)

    after = Ticket.objects.get(id=ticket.id)
    assert replies(ticket) == ["It is 15 %."]
    assert after.state == State.WAITING_ON_CUSTOMER
    assert after.first_replied_at == AT + WAIT
    assert ticket.clocks.get(kind=ClockKind.FIRST_RESPONSE).met_at == AT + WAIT
    assert HeldReply.objects.get(id=reply.id).body == ""


def test_the_same_form_twice_is_one_reply(desk: Desk):
    ticket, form = ticket_in(State.OPEN, desk), uuid.uuid4()

    for body in ("It is 15 %.", "It is 15 %."):
        hold(ticket.id, Letter(body), by=desk.agent_actor, at=AT, held_id=form, wait=WAIT)
        release(form, by=desk.agent_actor, at=AT + WAIT)
        hold(ticket.id, Letter(body), by=desk.agent_actor, at=AT, held_id=form, wait=0 * WAIT)

    assert replies(ticket) == ["It is 15 %."]


def test_what_will_be_refused_is_refused_at_once_and_changes_nothing(desk: Desk):
    ticket = open_ticket()

    for body in ("", "x" * 20_001, "Your order [[order number]] is on its way."):
        with pytest.raises(TextRefused):
            held(ticket, desk.agent_actor, body)
    with pytest.raises(MoveRefused):
        held(ticket_in(State.RESOLVED, desk), desk.agent_actor, ending=Ending.RESOLVE)

    assert not HeldReply.objects.exists()
    assert Ticket.objects.get(id=ticket.id).state == State.NEW


def test_undo_gives_text_and_files_back_before_what_was_typed_since(desk: Desk):
    ticket, by = ticket_in(State.OPEN, desk), desk.agent_actor
    file = sent(desk.agent.user, at=AT)
    reply = held(ticket, by, files=[file])

    back = take_back(reply.id, by=by, at=AT + SECONDS, typed="And the")

    assert back.body == "It is 15 %.\n\nAnd the"
    assert back.files == [file]
    draft = drafts.of(Owner(user_id=by.user_id), f"desk-reply:{ticket.id}")
    assert draft is not None
    assert draft.content == {"body": back.body, "files": [str(file.id)]}
    assert release(reply.id, by=by, at=AT + WAIT).state == HeldState.UNDONE
    assert replies(ticket) == []
    with pytest.raises(SentAlready, match="taken back already"):
        take_back(reply.id, by=by, at=AT + WAIT)


def test_a_page_that_is_gone_leaves_the_sending_to_a_worker_once(desk: Desk):
    ticket, by = ticket_in(State.OPEN, desk), desk.agent_actor
    file = sent(desk.agent.user, at=AT)
    reply = held(ticket, by, files=[file], ending=Ending.RESOLVE)
    row = OutboxEntry.objects.get(kind=DUE)

    assert row.available_at > reply.send_after
    # Longer than an upload is kept that no message has.
    purge(at=AT + dt.timedelta(days=7))
    for _ in range(2):
        handlers()[DUE](row)

    assert replies(ticket) == ["It is 15 %."]
    assert Message.objects.get(body="It is 15 %.").attachments.count() == 1
    assert Ticket.objects.get(id=ticket.id).state == State.RESOLVED
    with pytest.raises(SentAlready, match="has been sent"):
        take_back(reply.id, by=by, at=AT + MINUTE)


def test_a_reply_that_crossed_something_new_asks_before_and_at_the_end(desk: Desk):
    ticket, by = ticket_in(State.OPEN, desk), desk.agent_actor
    read = newest(ticket)
    customer_writes(ticket, "Forget it.")

    with pytest.raises(Crossed) as crossed:
        held(ticket, by, seen=read)
    assert [message.body for message in crossed.value.messages] == ["Forget it."]

    reply = held(ticket, by, seen=newest(ticket))
    customer_writes(ticket, "Or not.")
    stopped = release(reply.id, by=by, at=AT + WAIT)

    assert stopped.state == HeldState.STOPPED
    assert stopped.body == "It is 15 %."
    assert release_overdue(reply.id, at=AT + MINUTE).state == HeldState.STOPPED
    assert replies(ticket) == []
    release(reply.id, by=by, at=AT + MINUTE, anyway=True)
    assert replies(ticket) == ["It is 15 %."]


def test_what_one_says_oneself_or_the_desk_by_itself_crosses_nothing(desk: Desk):
    ticket, by = ticket_in(State.OPEN, desk), desk.agent_actor
    read = newest(ticket)
    release(held(ticket, by, "One.", seen=read).id, by=by, at=AT)

    release(held(ticket, by, "Two.", seen=read).id, by=by, at=AT + SECONDS)

    assert replies(ticket) == ["One.", "Two."]


def test_what_is_not_allowed_any_more_at_the_end_gives_the_text_back_with_the_reason(desk: Desk):
    ticket, by = ticket_in(State.OPEN, desk), desk.agent_actor
    release(held(ticket, by, "First.").id, by=by, at=AT)
    reply = held(ticket, by)
    resolve(ticket.id, by=desk.supervisor_actor, at=AT)
    close(ticket.id, by=SYSTEM, at=AT)

    stopped = release(reply.id, by=by, at=AT + WAIT)

    assert stopped.state == HeldState.STOPPED
    assert "This ticket is closed" in stopped.why
    assert take_back(reply.id, by=by, at=AT + MINUTE).body == "It is 15 %."


def test_a_worker_that_may_not_send_keeps_the_text_for_its_author(desk: Desk):
    ticket, by = ticket_in(State.OPEN, desk), desk.agent_actor
    reply = held(ticket, by)
    ticket.queue.restricted_to = desk.agent.teams.model.objects.create(key="other", name="Other")
    ticket.queue.save()

    stopped = release_overdue(reply.id, at=AT + MINUTE)

    assert stopped is not None
    assert (stopped.state, stopped.body) == (HeldState.STOPPED, "It is 15 %.")
    assert replies(ticket) == []


def test_nobody_else_sends_or_takes_back_what_somebody_holds(desk: Desk):
    reply = held(ticket_in(State.OPEN, desk), desk.agent_actor)

    for act in (release, take_back):
        with pytest.raises(HeldReply.DoesNotExist):
            act(reply.id, by=desk.supervisor_actor, at=AT)


@pytest.mark.django_db(transaction=True)
@pytest.mark.processes
def test_page_worker_and_undo_at_once_do_one_of_two_things_wholly():
    desk = make_desk()
    tickets = [ticket_in(State.OPEN, desk) for _ in range(10)]
    waiting = [held(ticket, desk.agent_actor).id for ticket in tickets]
    by = desk.agent_actor

    def act(index: int) -> list[str]:
        done = []
        for held_id in waiting if index % 2 else reversed(waiting):
            if index < 2:
                release(held_id, by=by, at=AT + WAIT)
            elif index < 4:
                release_overdue(held_id, at=AT + WAIT)
            else:
                try:
                    done.append(take_back(held_id, by=by, at=AT + WAIT).body)
                except SentAlready:
                    continue
        return done

    taken = sum(map(len, crowd(6, act)))

    sent_out = [reply for ticket in tickets for reply in replies(ticket)]
    assert len(sent_out) + taken == len(tickets)
    states = list(HeldReply.objects.values_list("state", flat=True))
    assert states.count(HeldState.SENT) == len(sent_out)
    assert states.count(HeldState.UNDONE) == taken
    assert OutboxEntry.objects.filter(kind="mail.reply").count() == len(sent_out)


@pytest.mark.django_db(transaction=True)
@pytest.mark.processes
def test_two_agents_who_answer_at_once_lose_nothing_and_the_second_is_asked():
    desk = make_desk()
    ticket = ticket_in(State.OPEN, desk)
    actors = [desk.agent_actor, actor_of(AgentFactory.create(skilled=True).user)]
    read = newest(ticket)
    waiting = [held(ticket, by, f"By {n}.", seen=read).id for n, by in enumerate(actors)]

    states = crowd(2, lambda n: str(release(waiting[n], by=actors[n], at=AT + WAIT).state))

    assert sorted(states) == ["sent", "stopped"]
    second = states.index("stopped")
    assert replies(ticket) == [f"By {1 - second}."]
    assert HeldReply.objects.get(id=waiting[second]).body == f"By {second}."
