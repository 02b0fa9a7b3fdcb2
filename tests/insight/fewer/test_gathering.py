"""What is counted, and that nothing of a restricted matter is: that would be the worst fault."""

import datetime as dt

import pytest

from knowledge_base.assistant.models import SECURITY, Dialogue
from tests.factories.desk import Desk, make_desk, open_ticket
from tests.insight.fewer.asking import DAY, NIGHT, PHONE, filed, talked
from tests.matrix.world import RESTRICTED
from tickets.conversation.talks import Handover
from tickets.insight.fewer.gathering import Asked, Gathered, gather
from tickets.lifecycle.choices import Tier
from tickets.lifecycle.models import Ticket
from tickets.routing.models import Queue
from tickets.staff.models import Team
from tickets.triage.models import Category

TEXT = "how do i change my phone number"


@pytest.fixture(autouse=True)
def desk(db: None) -> Desk:
    return make_desk()


def gathered(days: int = 28) -> Gathered:
    return gather(at=NIGHT, days=days)


def only() -> Asked:
    (one,) = gathered().asked
    return one


def close_queue() -> Queue:
    """Return a queue that is restricted to a team."""
    return Queue.objects.exclude(restricted_to=None).first() or Queue.objects.create(
        key="closed", name="Closed", restricted_to=Team.objects.first()
    )


def test_the_same_words_of_two_people_are_one_text_whichever_way_they_came() -> None:
    filed()
    filed(ago=4)
    talked()

    asked = only()

    assert (asked.text, asked.times, asked.as_tickets, asked.before) == (TEXT, 3, 2, 0)


def test_a_question_that_the_assistant_answered_counts() -> None:
    talked()

    assert only().times == 1


def test_the_days_before_are_told_apart() -> None:
    filed(ago=27)
    filed(ago=28)
    filed(ago=55)
    filed(ago=56)

    asked = only()

    assert (asked.times, asked.before) == (1, 2)
    assert sorted(asked.per_day) == [(NIGHT - ago * DAY).date() for ago in (55, 28, 27)]


def test_a_talk_begins_with_the_first_of_its_texts_that_asks() -> None:
    talked("hello", "How do I change my phone number?", "thanks")

    assert only().text == TEXT


def test_a_talk_that_became_a_ticket_is_that_ticket() -> None:
    talk = talked()
    Handover.objects.create(dialogue=talk, ticket=filed(), turn=1, at=NIGHT, reason="unsure")

    asked = only()

    assert (asked.times, asked.as_tickets) == (1, 1)


def test_complaints_and_judgements_are_not_asked_of_the_product() -> None:
    filed("My bag is fake. How do I cancel my order?")
    talked("the courier lost my parcel")

    assert gathered().asked == []


def test_nothing_leads_to_a_person() -> None:
    filed("Hello, I am Jane Doe. Please change my mail address to jane@example.com.")
    filed("Can you cancel my order CO-20260412-0042?")

    assert sorted(one.text for one in gathered().asked) == [
        "can you cancel my order co-#",
        "please change my mail address",
    ]


def test_how_long_people_waited_is_kept() -> None:
    ticket = filed()
    Ticket.objects.filter(pk=ticket.pk).update(
        first_replied_at=ticket.created_at + dt.timedelta(hours=2)
    )

    assert only().waits == [dt.timedelta(hours=2)]


# --- Nothing restricted ---------------------------------------------------------------------------


def test_a_ticket_of_a_restricted_queue_is_left_out() -> None:
    open_ticket(**RESTRICTED | {"body": PHONE}, at=NIGHT - DAY)

    found = gathered()

    assert found.asked == []
    assert found.closed == {TEXT}


def test_a_ticket_that_was_moved_to_a_restricted_queue_is_left_out() -> None:
    ticket = filed()
    Ticket.objects.filter(pk=ticket.pk).update(queue=close_queue())

    assert gathered().asked == []


def test_a_ticket_of_a_category_whose_queue_is_restricted_is_left_out() -> None:
    filed()
    Category.objects.filter(key="technical").update(queue=close_queue())

    assert gathered().asked == []


def test_a_ticket_that_triage_read_as_a_restricted_matter_is_left_out() -> None:
    ticket = filed()
    Ticket.objects.filter(pk=ticket.pk).update(understood={"category": "account-security"})

    assert gathered().asked == []


def test_a_ticket_that_goes_on_with_a_restricted_one_is_left_out() -> None:
    before = open_ticket(**RESTRICTED, at=NIGHT - 2 * DAY)
    Ticket.objects.filter(pk=filed().pk).update(follows=before)

    assert gathered().asked == []


def test_a_ticket_out_of_a_talk_that_touched_danger_is_left_out() -> None:
    talk = talked("somebody reads my mail", matters=(SECURITY,))
    Handover.objects.create(dialogue=talk, ticket=filed(), turn=1, at=NIGHT, reason="unsure")

    assert gathered().asked == []


@pytest.mark.parametrize("matter", ["account-security", SECURITY])
def test_a_talk_that_touched_a_restricted_matter_is_left_out(matter: str) -> None:
    talked(matters=(matter, "technical"))

    found = gathered()

    assert found.asked == []
    assert found.closed == {TEXT}


def test_a_talk_whose_ticket_went_to_a_restricted_queue_is_left_out() -> None:
    ticket = open_ticket(**RESTRICTED, at=NIGHT - DAY)
    Handover.objects.create(dialogue=talked(), ticket=ticket, turn=1, at=NIGHT, reason="unsure")

    assert gathered().asked == []


@pytest.mark.parametrize(
    "text",
    [
        "I think I was hacked. How do I change my phone number?",
        "there is a login that I don't recognise, how do I reset my password",
        "我的账号被盗了，怎么改密码",
    ],
)
def test_words_of_an_account_in_danger_are_left_out_wherever_they_were_filed(text: str) -> None:
    filed(text)
    talked(text)

    assert gathered().asked == []


def test_words_that_others_said_openly_are_not_closed() -> None:
    open_ticket(**RESTRICTED | {"body": PHONE}, at=NIGHT - DAY)
    filed()

    found = gathered()

    assert [(one.text, one.times) for one in found.asked] == [(TEXT, 1)]
    assert found.closed == frozenset()


# --- Routine matters ------------------------------------------------------------------------------


def test_a_ticket_that_became_high_is_no_routine() -> None:
    ticket = filed()
    Ticket.objects.filter(pk=ticket.pk).update(tier=Tier.HIGH)

    assert gathered().asked == []


def test_a_talk_about_a_high_matter_is_no_routine() -> None:
    high = Category.objects.filter(tier=Tier.HIGH).exclude(key="account-security").first()
    assert high is not None
    talked(matters=(high.key,))

    assert gathered().asked == []


def test_many_take_as_many_queries_as_one(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for _ in range(5):
        filed()
        talked()
    assert Dialogue.objects.count() == 5

    with django_assert_max_num_queries(6):
        gathered()
