"""What a message names, and the language it is in."""

import pytest

from knowledge_base.language.telling import language_of
from tickets.triage.entities import Entity, EntityKind, entities


def test_numbers_phones_and_addresses_are_found_once_each_in_their_one_form():
    text = (
        "订单co-20260412-0042没发货，也就是 CO-20260412-0042，电话13812345678或+44 20 7946 0958，"
        "Mail Anna.Berg@Example.com; item IT-100234"
    )

    assert entities(text) == [
        Entity(EntityKind.ORDER, "CO-20260412-0042"),
        Entity(EntityKind.ITEM, "IT-100234"),
        Entity(EntityKind.MAIL, "anna.berg@example.com"),
        Entity(EntityKind.PHONE, "+8613812345678"),
        Entity(EntityKind.PHONE, "+442079460958"),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("LV包没收到", "zh"),
        ("Where is my order?", "en"),
        ("where is 我的 order 怎么还没 shipped", "mixed"),
        ("???", ""),
    ],
)
def test_short_texts_have_a_language(text: str, language: str):
    assert language_of(text) == language
