"""Whatever is written: nothing of another person is said, nothing is echoed, nothing is done."""

import pytest

from consignment.models import Order, Payout, User
from tests.factories.knowledge import ArticleFactory
from tests.factories.trade import (
    BuyerFactory,
    ConsignmentFactory,
    ConsignorFactory,
    ItemFactory,
    OrderFactory,
    PayoutFactory,
    UserFactory,
)
from tests.knowledge_base.assistant.hostile import NUMBERS, texts
from tests.knowledge_base.assistant.talks import Talk

pytestmark = pytest.mark.django_db

FOREIGN = ("Mallory", "Quint", "mallory@", "Nautilus", "forgery", "Evil", "evil.example", "DE8937")
ECHOED = (
    "<",
    ">",
    "{",
    "}",
    "DROP",
    "SELECT",
    "javascript:",
    "%(",
    "\x00",
    "\x1b",
    "\u202e",
    "http",
)
HARMLESS = {"person", "callback", "sign_in", "read_article"}


def stranger() -> None:
    user = UserFactory(name="Mallory Quint", email="mallory@example.com")
    consignment = ConsignmentFactory(
        number="CN-20260101-9999", consignor=ConsignorFactory(user=user)
    )
    item = ItemFactory(
        number="IT-999999", title="Nautilus 5711", sold=True, consignment=consignment
    )
    OrderFactory(number="CO-20260101-9999", buyer=BuyerFactory(user=user), items=[item], late=True)
    PayoutFactory(number="PO-999999", item=item, due=True, hold_reason="It is a forgery")


def state_of_trade() -> list[object]:
    tables = (Order, Payout, User)
    return [list(table.objects.order_by("pk").values_list()) for table in tables]


def test_two_hundred_hostile_texts_get_nothing_of_others_and_do_nothing():
    ArticleFactory.create_batch(3, bilingual=True)
    stranger()
    order = OrderFactory(late=True)
    before, count = state_of_trade(), 0
    own = {order.number, *(line.item.number for line in order.lines.all())}

    for count, text in enumerate(texts(), start=1):
        reply = Talk(order.buyer.user if count % 4 else None).say(text)

        shown = "\n".join([reply.words, *(choice.words for choice in reply.choices)])
        assert shown.strip(), text[:200]
        assert not [part for part in (*FOREIGN, *NUMBERS, *ECHOED) if part in shown], text[:200]
        for action in reply.actions:
            numbers = {value for key, value in action.about.items() if key in {"order", "item"}}
            assert action.kind in HARMLESS or numbers <= own, text[:200]
        assert not {fact.number for fact in reply.facts if fact.own} - own, text[:200]

    assert count >= 200
    assert state_of_trade() == before
