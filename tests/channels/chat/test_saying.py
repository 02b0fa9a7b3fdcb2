"""What becomes of a text to the assistant: an answer, or a ticket with all that was said."""

import datetime as dt

import pytest
from django.test import Client

from consignment.models import User
from knowledge_base.assistant.models import Dialogue
from knowledge_base.assistant.replies import ReplyKind
from tests.factories.desk import Desk, make_desk
from tests.factories.trade import NOW, BuyerFactory, OrderFactory
from tickets.actions import hand_over_talk
from tickets.actions.open import Guest
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.actions.say_to_assistant import Said, leave_address, say
from tickets.conversation.models import Author, Message
from tickets.conversation.talks import Handover
from tickets.lifecycle import linked
from tickets.lifecycle.choices import Channel, State, Tier
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.triage.understanding import Heard

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def desk() -> Desk:
    return make_desk()


class Talk:
    """A talk of ``person``, or of a guest; each text a minute after the one before."""

    def __init__(self, person: User | None = None) -> None:
        self.person, self.at = person, NOW
        if person is not None:
            self.dialogue = Dialogue.objects.begin(person, language="en", at=NOW)
        else:
            self.dialogue, _secret = Dialogue.objects.begin_with_guest(language="en", at=NOW)

    def say(self, text: str, **facts: object) -> Said:
        self.at += MINUTE
        return say(self.dialogue, text, person=self.person, at=self.at, **facts)  # type: ignore[arg-type]


def written(ticket: Ticket) -> list[tuple[str, str]]:
    rows = Message.objects.filter(ticket=ticket).in_order()
    return [(row.author_kind, row.body) for row in rows]


def test_an_answer_files_nothing_and_asking_for_a_person_files_all_that_was_said(
    desk: Desk,
) -> None:
    order = OrderFactory(number="CO-20260405-0042", late=True)
    talk = Talk(order.buyer.user)

    looked_up = talk.say("Where is my order CO-20260405-0042?")
    assert looked_up.reply.kind is ReplyKind.LOOKUP
    assert Ticket.objects.count() == 0

    said = talk.say("I want to talk to a person")
    ticket = Ticket.objects.get(id=said.ticket_id)
    assert ticket.requester == talk.person
    assert ticket.channel == Channel.CHAT
    # Known from the first text on: nobody asks for it again.
    assert linked.own_things(ticket) == [order]
    assert "CO-20260405-0042" in ticket.subject
    assert written(ticket) == [
        (Author.CUSTOMER, "Where is my order CO-20260405-0042?"),
        (Author.ASSISTANT, looked_up.reply.words),
        (Author.CUSTOMER, "I want to talk to a person"),
        (Author.ASSISTANT, said.reply.words),
    ]
    assert ticket.due_at is not None
    handover = Handover.objects.get()
    assert handover.reason == "asked"
    assert handover.summary["facts"] == [["order", "CO-20260405-0042", True]]


def test_a_number_answers_the_question_of_the_category_and_what_is_urgent_is_filed_at_once(
    desk: Desk,
) -> None:
    talk = Talk(OrderFactory(number="CO-20260405-0042", late=True).buyer.user)
    talk.say("My order CO-20260405-0042 has not been shipped yet")
    filed = Ticket.objects.get(id=talk.say("Let me talk to an agent").ticket_id)
    assert [(answer["kind"], answer["value"]) for answer in filed.answers] == [
        ("order", "CO-20260405-0042")
    ]

    urgent = Talk(BuyerFactory().user).say("Somebody hacked my account and changed my password!")
    assert urgent.reply.kind is ReplyKind.HAND_OFF
    assert Ticket.objects.get(id=urgent.ticket_id).tier == Tier.URGENT


def test_a_person_sorts_a_talk_whose_category_was_guessed_with_less_than_staff_want(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def filed(sure: float) -> Ticket:
        heard = {"not-shipped": Heard(sure, ("shipped",))}
        monkeypatch.setattr(hand_over_talk, "heard", lambda text: heard)
        talk = Talk(BuyerFactory().user)
        talk.say("My order has not been shipped yet")
        return Ticket.objects.get(id=talk.say("Let me talk to an agent").ticket_id)

    DeskSettings.objects.update(sort_from=60)

    assert [filed(0.59).to_sort, filed(0.61).to_sort] == [True, False]


def test_the_assistant_falls_silent_with_the_first_word_of_a_person_until_given_back(
    desk: Desk,
) -> None:
    talk = Talk(BuyerFactory().user)
    ticket_id = talk.say("talk to a person please").ticket_id
    assert ticket_id is not None

    waiting = talk.say("It is about my watch")
    assert waiting.reply.kind is ReplyKind.TALK
    reply(ticket_id, by=desk.agent_actor, body="Hello, I am Ann.", at=talk.at + MINUTE)
    talk.at += MINUTE
    silent = talk.say("How much commission do you take?")
    assert silent.reply.kind is ReplyKind.SILENT
    ticket = Ticket.objects.get(id=ticket_id)
    assert written(ticket)[-3:] == [
        (Author.CUSTOMER, "It is about my watch"),
        (Author.AGENT, "Hello, I am Ann."),
        (Author.CUSTOMER, "How much commission do you take?"),
    ]

    at_the_desk = Client()
    at_the_desk.force_login(desk.agent.user, backend="django.contrib.auth.backends.ModelBackend")
    panel = at_the_desk.get(f"/admin/desk/tickets/{ticket_id}/understood/").content.decode()
    assert "asked for a person" in panel
    assert "Give back to the assistant" in panel
    at_the_desk.post(f"/admin/desk/tickets/{ticket_id}/give-back/")
    assert talk.say("thanks").reply.kind is ReplyKind.TALK
    assert len(written(ticket)) == 5


def test_after_the_matter_is_solved_the_assistant_answers_and_a_further_wish_reopens_it(
    desk: Desk,
) -> None:
    talk = Talk(BuyerFactory().user)
    ticket_id = talk.say("talk to a person please").ticket_id
    assert ticket_id is not None
    reply(ticket_id, by=desk.agent_actor, body="All is well.", at=talk.at + MINUTE)
    resolve(ticket_id, by=desk.agent_actor, at=talk.at + 2 * MINUTE)
    talk.at += 3 * MINUTE

    assert talk.say("thank you").reply.kind is ReplyKind.TALK
    assert Ticket.objects.get().state == State.RESOLVED
    assert talk.say("I want a human again").ticket_id == ticket_id
    assert Ticket.objects.get().state == State.NEW


def test_a_guest_says_first_how_to_be_reached_and_is_answered_meanwhile(desk: Desk) -> None:
    talk = Talk()
    first = talk.say("I want to talk to a person about order CO-20260405-0042")
    assert (first.ticket_id, first.needs_address) == (None, True)
    assert talk.say("hello").reply.kind is ReplyKind.TALK
    assert Ticket.objects.count() == 0

    said = talk.say("you reach me at ann@example.com.", contact=Guest("ann@example.com"))
    ticket = Ticket.objects.get(id=said.ticket_id)
    assert ticket.guest_email == "ann@example.com"
    # Nothing proves a number of a guest: it is told as text alone.
    assert ticket.links.count() == 0
    assert "CO-20260405-0042" in ticket.subject
    assert talk.say("and please hurry").reply.kind is ReplyKind.TALK
    assert written(ticket)[-1] == (Author.CUSTOMER, "and please hurry")

    other = Talk()
    assert leave_address(other.dialogue, Guest("bob@example.com"), at=NOW) is None
    other.say("talk to a human, now")
    filed = leave_address(other.dialogue, Guest("bob@example.com"), at=other.at)
    assert filed is not None
    assert written(filed)[0] == (Author.CUSTOMER, "talk to a human, now")
    assert ticket.messages.count() == len(written(ticket))


@pytest.mark.parametrize(
    ("text", "is_urgent"),
    [
        ("Talk to a person, my address is jo@example.com", False),
        ("人工客服，我的邮箱 jo@example.com", False),
        ("Talk to a person: somebody changed my password, I am jo@example.com", True),
    ],
)
def test_how_a_guest_is_reached_is_not_what_it_is_about(
    desk: Desk, text: str, is_urgent: bool
) -> None:
    talk, _secret = Dialogue.objects.begin_with_guest(language="en", at=NOW)
    said = say(talk, text, person=None, contact=Guest("jo@example.com"), at=NOW)
    ticket = Ticket.objects.get(id=said.ticket_id)
    assert (ticket.category.key == "account-security") is is_urgent
