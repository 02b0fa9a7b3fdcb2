"""Why the desk decided so is said in the reader's language: each sentence that is kept is known."""

import datetime as dt
from decimal import Decimal

import pytest
from djmoney.money import Money

from consignment.dossier.stakes import Source, Stake
from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket
from tests.routing.test_placing import ANY, candidate
from tickets.actions.assign import take_next
from tickets.lifecycle.choices import EventKind
from tickets.lifecycle.records import TicketEvent
from tickets.reasons import KNOWN, in_words
from tickets.routing.choices import Band
from tickets.routing.placing import IN_WORDS, Need, choose
from tickets.routing.shares import NEAREST
from tickets.triage import lanes

HOUR = dt.timedelta(hours=1)


def is_known(reason: str) -> bool:
    return sum(bool(shape.fullmatch(reason)) for shape, _words in KNOWN) == 1


@pytest.mark.parametrize("source", Source)
@pytest.mark.parametrize("amount", [100, 9000])
def test_why_a_lane_was_chosen_is_known(source: Source, amount: int) -> None:
    stake = Stake(source, Money(amount, "EUR"), "CO-20261117-0006")

    reason = lanes.choose([stake], limits={"EUR": Decimal(5000)}).reason

    assert is_known(reason)
    assert in_words(reason) == reason
    assert is_known(lanes.choose([], limits={}).reason)


def test_why_somebody_was_given_a_ticket_is_known() -> None:
    need = Need(skill_id=7, language="en", knows_it=1, channel="chat")
    talks = candidate(1, skill_ids=frozenset({7}), live={"chat": 1}, on_for=3 * HOUR)
    reasons = [*choose(need, [talks]).why, *choose(ANY, [candidate(2, load=4)]).why]
    reasons += [words.format(minutes=9) for words in IN_WORDS.values()]

    assert [reason for reason in reasons if not is_known(reason)] == []
    assert in_words("speaks zh-hans") == "speaks Simplified Chinese"


@pytest.mark.django_db
def test_what_a_ticket_keeps_of_its_way_is_known() -> None:
    desk: Desk = make_desk()
    ticket = open_ticket(at=MONDAY)
    taken = take_next(by=desk.agent_actor, at=MONDAY)

    placed = TicketEvent.objects.get(ticket=taken, kind=EventKind.PLACED)

    kept = [ticket.reasons["tier"], ticket.reasons["lane"], *placed.data["why"]]
    assert [reason for reason in kept if not is_known(reason)] == []
    assert in_words(ticket.reasons["tier"]) == "as set for the category"


@pytest.mark.parametrize("band", Band.values)
def test_sentences_of_the_order_of_work_are_known(band: str) -> None:
    for reason in (
        "urgent comes first",
        f"{band} problems: 70 % of what is beyond the reserves",
        "VIP reserve of 10 %: 2 of 30 under work",
        "ordinary reserve of 70 %: 20 of 30 under work",
        NEAREST,
    ):
        assert is_known(reason)
        assert in_words(reason) == reason


def test_what_somebody_wrote_stays_as_it_is() -> None:
    assert in_words("He called, and is angry: 5 % off?") == "He called, and is angry: 5 % off?"
