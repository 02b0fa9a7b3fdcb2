"""What the assistant looks up: the customer's own things alone, as they stand now."""

from datetime import timedelta

import pytest
from djmoney.money import Money

from consignment.models import Order, Payout, ReturnRequest
from knowledge_base.assistant.replies import ActionKind, ReplyKind
from tests.factories.trade import (
    NOW,
    BuyerFactory,
    ConsignmentFactory,
    ConsignorFactory,
    ItemFactory,
    OrderFactory,
    PayoutFactory,
    UserFactory,
)
from tests.knowledge_base.assistant.talks import HIGH, Talk, offered

pytestmark = pytest.mark.django_db


def filled_in(reply, kind: ActionKind) -> dict[str, str]:
    return dict(next(action.about for action in reply.actions if action.kind == kind))


def test_an_order_not_sent_in_time_says_so_and_offers_the_remedy_filled_in():
    order = OrderFactory(paid=True, ship_by=NOW - timedelta(days=1))

    reply = Talk(order.buyer.user).say("my order has not shipped")

    assert (reply.kind, reply.topic) == (ReplyKind.LOOKUP, "shipping")
    assert "was to be shipped by 11 Apr 2026" in reply.words
    assert "not kept" in reply.words
    for kind in (ActionKind.CHASE_SHIPMENT, ActionKind.AFTER_SALES):
        assert filled_in(reply, kind) == {"order": order.number}


def test_days_are_those_where_the_customer_lives():
    shanghai = UserFactory(time_zone="Asia/Shanghai")
    late_in_the_day = NOW.replace(hour=20) + timedelta(days=1)
    OrderFactory(buyer=BuyerFactory(user=shanghai), paid=True, ship_by=late_in_the_day)

    assert "14 Apr 2026" in Talk(shanghai).say("when will you ship it?").words


def test_a_hold_is_told_and_its_reason_is_not():
    payout = PayoutFactory(due=True, held=True)

    reply = Talk(payout.consignor.user).say("why is my payout on hold?")

    assert reply.topic == "hold"
    assert "on hold" in reply.words
    assert "genuine" not in reply.words
    assert "buyer" not in reply.words.lower()
    assert filled_in(reply, ActionKind.PAYOUT_QUESTION)["payout"] == payout.number


def test_a_payout_that_is_as_promised_is_told_though_payouts_are_a_high_matter():
    payout = PayoutFactory(due=True)

    reply = Talk(payout.consignor.user).say("when is my payout?", matter=HIGH)

    assert reply.kind == ReplyKind.LOOKUP
    assert "15 Apr 2026" in reply.words


def test_a_payout_that_is_overdue_goes_to_a_person_at_once_with_how_it_stands():
    payout = PayoutFactory(due=True, due_on=(NOW - timedelta(days=2)).date())

    reply = Talk(payout.consignor.user).say("when is my payout?", matter=HIGH)

    assert reply.kind == ReplyKind.HAND_OFF
    assert payout.number in reply.words
    assert reply.hand_off.matter == "payout"


@pytest.mark.parametrize(
    ("fields", "said", "unsaid"),
    [
        ({"state": Order.State.REFUNDED, "paid": True}, "A person", "refund"),
        ({"delivered": True, "asked_back": True}, "has been asked for", "accepted"),
    ],
)
def test_what_was_decided_on_money_is_for_a_person_to_say(fields, said, unsaid):
    asked_back = fields.pop("asked_back", False)
    order = OrderFactory(**fields)
    if asked_back:
        ReturnRequest.objects.create(
            order=order, state=ReturnRequest.State.ACCEPTED, asked_at=NOW - timedelta(days=1)
        )

    reply = Talk(order.buyer.user).say(f"can I still return {order.number}?")

    assert reply.kind == ReplyKind.HAND_OFF
    assert said in reply.words
    assert unsaid not in reply.words.lower()


def test_the_return_window_is_told_and_the_form_offered_while_it_is_open():
    order = OrderFactory(delivered=True)
    talk = Talk(order.buyer.user)

    still = talk.say("until when can I return it?")
    Order.objects.update(return_until=NOW)
    over = talk.say("can I still return it?", at=NOW + timedelta(days=2))

    assert "until 24 Apr 2026" in still.words
    assert filled_in(still, ActionKind.AFTER_SALES) == {"order": order.number}
    assert "ended on" in over.words
    assert "after_sales" not in offered(over)


def test_of_several_the_customer_chooses_by_tapping():
    buyer = BuyerFactory()
    orders = OrderFactory.create_batch(2, buyer=buyer, shipped=True)
    talk = Talk(buyer.user)

    question = talk.say("where is my order?")
    answer = talk.say(question.choices[1].value)

    assert question.kind == ReplyKind.QUESTION
    assert {choice.value for choice in question.choices} == {order.number for order in orders}
    assert (answer.kind, answer.topic) == (ReplyKind.LOOKUP, "progress")
    assert question.choices[1].value in answer.words


def test_somebody_elses_number_and_one_of_nothing_get_the_same_words():
    mine, theirs = OrderFactory(shipped=True), OrderFactory(late=True)

    strange = Talk(mine.buyer.user).say(f"where is {theirs.number}?")
    none = Talk(mine.buyer.user).say("where is CO-20200101-4242?")

    assert (strange.kind, strange.words) == (none.kind, none.words)
    assert strange.choices == none.choices
    assert strange.actions == none.actions
    assert theirs.number not in strange.words


def test_a_logged_out_customer_is_told_to_sign_in_whatever_the_number():
    order = OrderFactory(shipped=True)

    real = Talk().say(f"where is {order.number}?")
    none = Talk().say("where is CO-20200101-4242?")

    assert real.words == none.words
    assert offered(real) == {"sign_in", "person"}


def test_an_item_one_bought_is_told_as_the_order_it_came_in():
    order = OrderFactory(shipped=True)
    item = order.lines.get().item

    reply = Talk(order.buyer.user).say(f"where is {item.number}?")

    assert order.number in reply.words


@pytest.mark.parametrize("state", [state for state in Payout.State if state != "cancelled"])
def test_every_state_of_a_payout_has_its_words_without_an_amount(state):
    money = Money("4321.00", "USD")
    how = {"paid": True} if state == Payout.State.PAID else {"state": state}
    payout = PayoutFactory(amount=money, **how)

    reply = Talk(payout.consignor.user).say("when is my payout?")

    assert reply.kind == ReplyKind.LOOKUP
    assert payout.number in reply.words
    assert "4321" not in reply.words


def test_items_are_told_by_state_to_whoever_consigned_them():
    consignor = ConsignorFactory()
    consignment = ConsignmentFactory(consignor=consignor)
    ItemFactory(in_review=True, consignment=consignment, title="Speedy 25 bag")
    ItemFactory(listed=True, consignment=consignment, title="Reverso watch", kind="watch")
    talk = Talk(consignor.user)

    assert "in review" in talk.say("has my bag been reviewed?").words
    assert "listed" in talk.say("and the watch?").words
