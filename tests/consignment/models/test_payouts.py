"""Payouts: whose they are, and what the database refuses."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, IntegrityError, transaction
from djmoney.money import Money

from consignment.models import Payout, PayoutEvent
from consignment.models.payouts import PAYOUT_FACTS
from tests.factories.trade import NOW, OrderFactory, PayoutFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_every_state_has_its_facts():
    assert set(PAYOUT_FACTS) == set(Payout.State)


def test_consignors_own_their_payouts_and_the_buyer_of_the_item_does_not():
    payout = PayoutFactory()
    order = OrderFactory(items=[payout.item], paid=True)

    assert list(Payout.objects.owned_by(payout.consignor.user)) == [payout]
    assert not Payout.objects.owned_by(order.buyer.user).exists()
    assert not Payout.objects.owned_by(UserFactory()).exists()
    assert not Payout.objects.owned_by(AnonymousUser()).exists()


def test_owed_are_those_whose_money_has_not_left():
    payouts = {state: PayoutFactory(state=state) for state in ("pending", "scheduled", "failed")}
    PayoutFactory(paid=True)
    PayoutFactory(state=Payout.State.CANCELLED)

    assert set(Payout.objects.owed()) == set(payouts.values())


def test_held_are_those_with_a_hold_paid_or_not():
    PayoutFactory(paid=True)
    held = {PayoutFactory(held=True), PayoutFactory(held=True, paid=True)}

    assert set(Payout.objects.held()) == held


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"held_at": NOW}, "payout_hold_has_a_reason"),
        ({"hold_reason": "because"}, "payout_hold_has_a_reason"),
        ({"state": "paid"}, "payout_paid_has_a_time"),
        ({"amount": Money("-1", "USD")}, "payout_amount_not_negative"),
    ],
)
def test_the_database_refuses_half_a_hold_and_half_a_payment(columns, constraint):
    payout = PayoutFactory()

    with pytest.raises(IntegrityError, match=constraint):
        Payout.objects.filter(pk=payout.pk).update(**columns)


def test_what_happened_to_a_payout_is_kept_as_it_was_written():
    events = PayoutEvent.objects.filter(payout=PayoutFactory(held=True))

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        events.update(note="for another reason")
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        events.delete()


def test_an_alarm_is_acknowledged_by_somebody():
    events = PayoutEvent.objects.filter(payout=PayoutFactory(held=True))

    with pytest.raises(IntegrityError, match="payout_event_acknowledged_by_somebody"):
        events.update(acknowledged_at=NOW)
