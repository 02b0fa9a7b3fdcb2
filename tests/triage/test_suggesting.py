"""From words and things to the category that is meant: measured on what customers write."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consignment.models import Item, Order, Payout, Shipment
from consignment.models.goods import ItemState
from tests.triage import sentences
from tests.triage.sentences import Said
from tickets.lifecycle.choices import Party, Tier
from tickets.management.week import texts
from tickets.triage.models import Category
from tickets.triage.preset_categories import PRESETS
from tickets.triage.situations import Situation
from tickets.triage.suggesting import Suggestion, suggest

AT = datetime(2026, 4, 12, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
CATEGORIES = [
    Category(
        key=preset.key,
        name_en=preset.en,
        name_zh=preset.zh,
        hint_en=preset.hint_en,
        hint_zh=preset.hint_zh,
        audience=preset.audience,
        tier=preset.tier,
        words_en=preset.words_en,
        words_zh=preset.words_zh,
        situations=list(preset.situations),
    )
    for preset in PRESETS
]


def of_the_week(language: str) -> list[Said]:
    """Return every other opening of the demo's corpus: nobody chose words by these."""
    said = [
        Said(key, re.sub(r"\{\w+\}", "", f"{opening.subject}\n{opening.text}"))
        for key, matters in texts.matters().items()
        for matter in matters
        for opening in matter.talks[language].openings
    ]
    return said[1::2]


def suggested(text: str, **facts: object) -> list[str]:
    found = suggest(text, **{"at": AT, "categories": CATEGORIES, **facts})
    return [suggestion.category.key for suggestion in found]


def shares(said: list[Said]) -> tuple[float, float]:
    """Return how often the category is first, and among the first three."""
    found = [(one.category, suggested(one.text)) for one in said]
    first = sum(keys[:1] == [category] for category, keys in found)
    among = sum(category in keys[:3] for category, keys in found)
    return first / len(said), among / len(said)


# Measured: what the floors stand just below. The held-out rows are what a customer meets.
@pytest.mark.parametrize(
    ("said", "first_at_least", "among_three_at_least"),
    [
        pytest.param(sentences.TRIED_EN, 0.95, 1.0, id="tried-en"),  # 0.98, 1.00
        pytest.param(sentences.TRIED_ZH, 0.97, 1.0, id="tried-zh"),  # 1.00, 1.00
        pytest.param(sentences.HELD_OUT_EN, 0.9, 0.97, id="held-out-en"),  # 0.93, 1.00
        pytest.param(sentences.HELD_OUT_ZH, 0.9, 0.95, id="held-out-zh"),  # 0.95, 0.98
        pytest.param(of_the_week("en"), 0.65, 0.9, id="week-en"),  # 0.75, 0.94
        pytest.param(of_the_week("zh-hans"), 0.7, 0.93, id="week-zh"),  # 0.74, 0.96
    ],
)
def test_what_customers_write_leads_to_its_category(
    said: list[Said], first_at_least: float, among_three_at_least: float
) -> None:
    first, among_three = shares(said)

    assert first >= first_at_least
    assert among_three >= among_three_at_least


@pytest.mark.parametrize(
    "said",
    [
        s
        for name in ("TRIED", "HELD_OUT")
        for lang in ("EN", "ZH")
        for s in getattr(sentences, f"{name}_{lang}")
        if s.category in {"account-security", "funds-frozen"}
    ],
    ids=lambda said: said.text[:30],
)
def test_an_urgent_matter_is_always_among_the_first_three(said: Said) -> None:
    assert said.category in suggested(said.text)[:3]


def order(state: Order.State, **facts: object) -> Order:
    """Return an order that needs no database: its parcels are given."""
    parcels = facts.pop("parcels", ())
    made = Order(number="CO-20260405-0001", state=state, **facts)
    made._prefetched_objects_cache = {"shipments": Parcels(parcels)}
    return made


class Parcels(list[Shipment]):
    def all(self) -> "Parcels":
        return self


LATE = Shipment(state=Shipment.State.IN_TRANSIT, promised_at=AT - DAY)


@pytest.mark.parametrize(
    ("thing", "first"),
    [
        (order(Order.State.PENDING), "payment-failed"),
        (order(Order.State.PAID, ship_by=AT - DAY), "not-shipped"),
        (order(Order.State.PAID, ship_by=AT + DAY), "not-shipped"),
        (order(Order.State.CANCELLED), "return-refund"),
        (Item(number="IT-100001", state=ItemState.RECEIVED), "item-review"),
        (Item(number="IT-100001", state=ItemState.IN_REVIEW), "item-review"),
        (Item(number="IT-100001", state=ItemState.REJECTED), "authentication-rejected"),
        (Item(number="IT-100001", state=ItemState.LISTED), "price-change"),
        (Item(number="IT-100001", state=ItemState.SOLD), "payout"),
        (Item(number="IT-100001", state=ItemState.RETURNED), "damage-in-custody"),
        (Payout(number="PO-300001", state=Payout.State.PAID, paid_at=AT), "payout"),
        (
            Payout(
                number="PO-300001",
                state=Payout.State.SCHEDULED,
                held_at=AT - DAY,
                hold_reason="A dispute",
            ),
            "payout",
        ),
    ],
    ids=lambda value: f"{type(value).__name__}-{value.state}" if hasattr(value, "state") else value,
)
def test_a_thing_leads_to_what_fits_the_state_it_is_in(thing: object, first: str) -> None:
    assert suggested("", things=[thing])[0] == first


def test_a_return_is_offered_while_the_window_is_open_and_not_after() -> None:
    open_still = order(Order.State.DELIVERED, return_until=AT + DAY)
    over = order(Order.State.COMPLETED, return_until=AT - DAY)

    assert set(suggested("", things=[open_still])) == {
        "not-as-described",
        "authenticity",
        "return-refund",
    }
    assert set(suggested("", things=[over])) == {"not-as-described", "authenticity"}


def test_words_and_thing_together_are_told_as_the_reason() -> None:
    best = suggest(
        "it has not arrived",
        at=AT,
        things=[order(Order.State.SHIPPED, parcels=[LATE])],
        categories=CATEGORIES,
    )[0]

    assert best.category.key == "not-received"
    assert best.why == (
        "because of: “not arrived”, CO-20260405-0001 (Order: should have arrived by now, or is "
        "lost)"
    )


def test_the_side_of_the_customer_leaves_out_what_is_for_the_other() -> None:
    text = "where is my payout, and when does my order ship"

    assert "payout" not in suggested(text, party=Party.BUYER)
    assert "not-shipped" not in suggested(text, party=Party.CONSIGNOR)
    assert {"payout", "not-shipped"} <= set(suggested(text, party=Party.UNKNOWN))


def test_nothing_known_gives_nothing() -> None:
    assert suggested("") == []
    assert suggested("Zwölf Boxkämpfer jagen Viktor") == []
    assert suggested("hacked", categories=[]) == []


def test_one_line_that_staff_add_is_enough() -> None:
    ours = Category(key="gift-cards", name_en="Gift cards", audience="both", tier=Tier.LOW)
    ours.words_en = "gift card\nvoucher code"
    ours.words_zh = "礼品卡"

    categories = [*CATEGORIES, ours]
    assert suggested("my vuocher code has expired", categories=categories)[0] == "gift-cards"
    assert suggested("礼品卡过期了", categories=categories)[0] == "gift-cards"


@pytest.mark.parametrize(
    ("typed", "category"),
    [
        ("i havent recieved it", "not-received"),
        ("dispached yet?", "not-shipped"),
        ("my acount was hackd", "account-security"),
        ("couterfeit!", "authenticity"),
        ("ｒｅｆｕｎｄ", "return-refund"),
        ("ＲＥＴＵＲＮ　ＬＡＢＥＬ", "return-refund"),
    ],
)
def test_a_slip_of_the_finger_is_read_as_it_was_meant(typed: str, category: str) -> None:
    assert suggested(typed)[0] == category


@given(st.text(max_size=300), st.sampled_from([None, *Party]))
def test_any_text_gives_an_order_without_repeats(text: str, party: Party | None) -> None:
    found = suggest(text, at=AT, party=party, categories=CATEGORIES)

    assert all(isinstance(one, Suggestion) and one.score > 0 and one.why for one in found)
    assert len({one.category.key for one in found}) == len(found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@pytest.mark.parametrize(
    "text",
    [
        "\x00" * 50,
        "😡🔥" * 5_000,
        "\u202eחבילה לא הגיעה\u202c",
        "没" * 100_000,
        "hacked " * 15_000,
        "a" * 100_000,
        "\ud800 lone surrogate",
        "'\u0301" * 1_000,
    ],
    ids=["nul", "emoji", "right-to-left", "han", "words", "one-word", "surrogate", "marks"],
)
def test_odd_and_long_texts_are_read_and_never_raise(text: str) -> None:
    suggest(text, at=AT, categories=CATEGORIES)


def test_every_situation_is_named_by_a_category_or_means_nothing_to_customers() -> None:
    named = {situation for preset in PRESETS for situation in preset.situations}

    assert set(Situation) - named == {Situation.ITEM_RESERVED}
