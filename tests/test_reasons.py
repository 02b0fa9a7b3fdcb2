"""Why the desk decided so is said in the reader's language: each sentence that is kept is known."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone, translation
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
from tickets.triage.pressing import PressingKind

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


@pytest.mark.django_db
def test_the_policy_is_said_as_the_reader_reads_and_not_as_the_customer_writes() -> None:
    make_desk()
    with translation.override("zh-hans"):
        ticket = open_ticket(at=MONDAY, language="zh-hans")
    reason = ticket.reasons["policy"]

    assert all(is_known(part) for part in reason.split("; "))
    with translation.override("en"):
        assert in_words(reason) == (
            "“Low” is the closest fit: it is made for tier Low. More general and passed over: 1."
        )
    with translation.override("zh-hans"):
        assert "低" in in_words(reason)
        assert "closest" not in in_words(reason)


@pytest.mark.parametrize("kind", PressingKind)
def test_a_deadline_that_presses_is_told_on_the_readers_clock(kind: PressingKind) -> None:
    with timezone.override("Asia/Shanghai"), translation.override("en"):
        said = in_words(f"{kind.label} of CO-20261117-0006: 2026-03-02 02:00 UTC")

    assert said.startswith(f"{kind.label} of CO-20261117-0006: ")
    assert "10" in said
    assert "UTC" not in said
    by_hand = "Return window of CO-1: 2026-99-99 99:99 UTC"
    assert in_words(by_hand) == by_hand
