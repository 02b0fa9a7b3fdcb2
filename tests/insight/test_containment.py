"""Which talks the assistant finished, judged after three days."""

import datetime as dt

import pytest
from django.utils import timezone

from consignment.models import User
from knowledge_base.assistant.models import Dialogue
from tests.admin.conftest import browser_of
from tests.factories.desk import make_desk, open_ticket
from tests.factories.trade import NOW, OrderFactory
from tickets.actions.say_to_assistant import say
from tickets.channels.chat.talking import vote
from tickets.insight import facts
from tickets.insight.containment import Outcome, TalkOutcome, reckon, routine
from tickets.insight.models import Fact, MeasureKey

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def talk(person: User | None, *texts: str, at: dt.datetime = NOW) -> Dialogue:
    if person is None:
        dialogue, _secret = Dialogue.objects.begin_with_guest(language="en", at=at)
    else:
        dialogue = Dialogue.objects.begin(person, language="en", at=at)
    for text in texts:
        say(dialogue, text, person=person, at=at)
    return dialogue


def buyer() -> User:
    order = OrderFactory(late=True)
    return order.buyer.user


def outcome(dialogue: Dialogue) -> str:
    return TalkOutcome.objects.get(dialogue=dialogue).outcome


def test_each_talk_ends_as_it_did_and_is_judged_when_nothing_can_follow_any_more() -> None:
    make_desk()
    asks = "Where is my order?"
    finished, again, disliked = (talk(buyer(), asks) for _ in range(3))
    handed = talk(buyer(), asks, "talk to a person")
    left = talk(buyer(), "hello")
    stranger = talk(None, "hello")
    vote(disliked, 1, helpful=False)

    assert reckon(at=NOW + 2 * DAY) == 0
    assert reckon(at=NOW + 4 * DAY) == 6
    assert outcome(finished) == Outcome.CONTAINED
    assert outcome(disliked) == Outcome.UNHELPFUL
    assert outcome(handed) == Outcome.HANDED_OVER
    assert outcome(left) == outcome(stranger) == Outcome.LEFT
    assert outcome(again) == Outcome.CONTAINED
    assert not routine().filter(dialogue=stranger).exists()
    assert reckon(at=NOW + 4 * DAY) == 0

    # It goes on, and then its customer files a request on the same matter.
    say(again, asks, person=again.person, at=NOW + DAY)
    category = TalkOutcome.objects.get(dialogue=again).category.key
    open_ticket(category=category, customer=again.person, complete=False, at=NOW + 2 * DAY)
    assert reckon(at=NOW + 5 * DAY) == 1
    assert outcome(again) == Outcome.CAME_AGAIN

    facts.fill(at=NOW + 5 * DAY)
    counted = Fact.objects.filter(measure=MeasureKey.CONTAINED)
    routine_talks = routine().count()
    assert sum(fact.count for fact in counted) == routine_talks > 0
    contained = routine().filter(outcome=Outcome.CONTAINED).count()
    assert sum(fact.good for fact in counted) == contained


def test_a_supervisor_is_led_from_the_share_to_the_talks_behind_it() -> None:
    desk = make_desk()
    at = timezone.now() - 5 * DAY
    finished = talk(buyer(), "Where is my order?", at=at)
    reckon(at=timezone.now())
    facts.fill(at=timezone.now())
    browser = browser_of(desk.supervisor)
    measure = f"/admin/desk/dashboard/measures/{MeasureKey.CONTAINED}"

    page = browser.get(f"{measure}/tickets/").text
    table = browser.get(f"{measure}/csv/?what=tickets")

    assert f"/admin/desk/talks/{finished.id}/" in page
    lines = b"".join(table.streaming_content).decode().splitlines()  # type: ignore[arg-type]
    assert len(lines) == 2
    assert str(Outcome.CONTAINED.label) in lines[1]
