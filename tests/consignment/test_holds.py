"""Holds of payouts: once, with a reason, and never silently paid over."""

from functools import partial

import pytest
from structlog.testing import capture_logs

from consignment.holds import (
    HeldForAnotherReason,
    NotHeld,
    NothingToHold,
    acknowledge,
    hold,
    record_failed,
    record_paid,
    release,
)
from consignment.models import Payout, PayoutEvent
from tests.consignment.races import at_once
from tests.factories.trade import NOW, PayoutFactory, UserFactory

pytestmark = pytest.mark.django_db

DOUBT = "The buyer doubts that it is genuine"


def stored(payout: Payout) -> Payout:
    return Payout.objects.get(pk=payout.pk)


def kinds(payout: Payout) -> list[str]:
    return list(payout.events.values_list("kind", flat=True))


@pytest.mark.parametrize("state", ["pending", "scheduled", "failed"])
def test_a_payout_whose_money_has_not_left_can_be_held(state):
    payout = PayoutFactory(state=state)

    held = hold(payout, reason=f" {DOUBT} ", at=NOW)

    assert (held.held_at, held.hold_reason, held.state) == (NOW, DOUBT, state)
    assert stored(payout).is_held
    event = payout.events.get()
    assert (event.kind, event.at, event.note) == ("held", NOW, DOUBT)


def test_asking_twice_for_the_same_hold_changes_nothing():
    payout = PayoutFactory(held=True)

    again = hold(payout, reason=payout.hold_reason, at=NOW)

    assert again.held_at == payout.held_at
    assert kinds(payout) == ["held"]


def test_a_hold_is_not_replaced_by_another():
    payout = PayoutFactory(held=True)

    with pytest.raises(HeldForAnotherReason, match=payout.hold_reason):
        hold(payout, reason="The bank account is new", at=NOW)

    assert stored(payout).hold_reason == payout.hold_reason


@pytest.mark.parametrize("traits", [{"paid": True}, {"state": "cancelled"}])
def test_nothing_is_left_to_hold_when_the_money_is_gone(traits):
    payout = PayoutFactory(**traits)

    with pytest.raises(NothingToHold, match=payout.number):
        hold(payout, reason=DOUBT, at=NOW)

    assert not stored(payout).is_held


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201])
def test_hold_and_release_need_a_reason_that_fits(reason):
    payout = PayoutFactory(held=True)

    with pytest.raises(ValueError, match="reason"):
        hold(payout, reason=reason, at=NOW)
    with pytest.raises(ValueError, match="reason"):
        release(payout, reason=reason, at=NOW)


def test_a_release_ends_the_hold_and_keeps_its_history():
    payout = PayoutFactory(held=True)

    released = release(payout, reason="Found genuine", at=NOW)

    assert not released.is_held
    assert stored(payout).hold_reason == ""
    assert kinds(payout) == ["held", "released"]


def test_there_is_nothing_to_release_without_a_hold():
    with pytest.raises(NotHeld):
        release(PayoutFactory(), reason="Found genuine", at=NOW)


def test_a_payment_is_recorded_once_however_often_it_is_reported(
    django_capture_on_commit_callbacks,
):
    payout = PayoutFactory(due=True)

    with capture_logs() as logs, django_capture_on_commit_callbacks(execute=True):
        record_paid(payout, at=NOW)
        record_paid(payout, at=NOW)

    assert (stored(payout).state, stored(payout).paid_at) == ("paid", NOW)
    assert kinds(payout) == ["paid"]
    assert not logs
    assert not PayoutEvent.objects.alarms().exists()


def test_paid_while_held_is_recorded_raises_an_alarm_and_keeps_the_hold_in_sight(
    django_capture_on_commit_callbacks,
):
    payout = PayoutFactory(due=True, held=True)

    with capture_logs() as logs, django_capture_on_commit_callbacks(execute=True):
        record_paid(payout, at=NOW)

    assert stored(payout).state == "paid"
    assert stored(payout).is_held
    assert PayoutEvent.objects.alarms().get().payout == payout
    assert logs == [
        {
            "event": "payout.paid_while_held",
            "log_level": "error",
            "payout_id": str(payout.pk),
            "payout": payout.number,
        }
    ]


def test_an_alarm_that_is_taken_back_with_its_transaction_is_not_logged(
    django_capture_on_commit_callbacks,
):
    payout = PayoutFactory(held=True)

    with capture_logs() as logs, django_capture_on_commit_callbacks(execute=False):
        record_paid(payout, at=NOW)

    assert not logs


def test_the_hold_of_a_payout_that_was_paid_all_the_same_can_be_ended():
    payout = PayoutFactory(held=True, paid=True)

    release(payout, reason="Clawed back", at=NOW)

    assert kinds(payout) == ["held", "paid_while_held", "released"]
    assert PayoutEvent.objects.alarms().count() == 1


def test_money_that_the_bank_sent_back_is_owed_again():
    payout = PayoutFactory(paid=True)

    record_failed(payout, at=NOW)
    record_failed(payout, at=NOW)

    assert (stored(payout).state, stored(payout).paid_at) == ("failed", None)
    assert kinds(payout) == ["paid", "failed"]


def test_a_failed_payout_that_is_paid_while_held_is_an_alarm_of_its_own():
    payout = PayoutFactory(held=True, paid=True)
    record_failed(payout, at=NOW)

    record_paid(payout, at=NOW)

    assert PayoutEvent.objects.alarms().count() == 2


def test_an_alarm_goes_away_when_somebody_acknowledges_it():
    alarm = PayoutFactory(held=True, paid=True).events.get(kind="paid_while_held")
    agent, late = UserFactory(staff=True), UserFactory(staff=True)

    assert acknowledge(alarm, by=agent, at=NOW)
    assert not acknowledge(alarm, by=late, at=NOW)

    alarm = PayoutEvent.objects.get(pk=alarm.pk)
    assert (alarm.acknowledged_by, alarm.acknowledged_at) == (agent, NOW)
    assert not alarm.is_alarm
    assert not PayoutEvent.objects.alarms().exists()


def test_only_alarms_are_acknowledged():
    event = PayoutFactory(held=True).events.get()

    assert not event.is_alarm
    assert not acknowledge(event, by=UserFactory(staff=True), at=NOW)


@pytest.mark.django_db(transaction=True)
def test_a_hold_and_a_payment_at_once_leave_an_alarm_or_a_refusal_and_no_gap():
    for _round in range(5):
        payout = PayoutFactory(due=True)

        held, _paid = at_once(
            partial(hold, payout, reason=DOUBT, at=NOW), partial(record_paid, payout, at=NOW)
        )

        assert stored(payout).state == "paid"
        if isinstance(held, NothingToHold):
            assert kinds(payout) == ["paid"]
        else:
            assert kinds(payout) == ["held", "paid_while_held"]


@pytest.mark.django_db(transaction=True)
def test_a_payment_reported_eight_times_at_once_is_recorded_once():
    payout = PayoutFactory(held=True)

    at_once(*[partial(record_paid, payout, at=NOW)] * 8)

    assert kinds(payout) == ["held", "paid_while_held"]
