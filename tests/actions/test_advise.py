"""What is told while a customer writes, and what it costs."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from djmoney.money import Money

from consignment.languages import ENGLISH
from consignment.models import User
from knowledge_base.articles.models import Article
from knowledge_base.feedback.models import SearchMiss
from tests.factories.desk import MONDAY
from tests.factories.knowledge import ENGLISH_WORDS, ArticleFactory
from tests.factories.laid_out import lay_out
from tests.factories.trade import BuyerFactory, ConsignorFactory, ItemFactory, OrderFactory
from tickets.actions.advise import Advice, advise
from tickets.lifecycle.choices import Channel, Lane, Tier
from tickets.lifecycle.desk import DeskSettings
from tickets.sla.models import Calendar, Policy
from tickets.triage.models import Category, LaneLimit

MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def desk(db: None) -> None:
    lay_out()


@pytest.fixture
def buyer() -> User:
    return BuyerFactory.create().user


def article(title: str, **facts: Any) -> Article:
    words = {ENGLISH: replace(ENGLISH_WORDS, title=title)}
    return ArticleFactory.create(words=words, at=MONDAY - dt.timedelta(days=9), **facts)


def told(text: str, person: Any = None, *, category: str = "", **facts: Any) -> Advice:
    chosen = Category.objects.with_template().get(key=category) if category else None
    facts = {"language": "en", "at": MONDAY, **facts}
    return advise(text=text, person=person or AnonymousUser(), category=chosen, **facts)


def test_words_and_a_number_in_them_lead_to_the_category(buyer: User) -> None:
    order = OrderFactory.create(buyer=buyer.buyer, late=True)

    advice = told(f"where is my parcel, {order.number.lower()}", buyer)

    best = advice.categories[0]
    assert best.category.key == "not-received"
    assert order.number in best.why
    assert len(advice.categories) <= 3


def test_somebody_elses_number_leads_to_nothing(buyer: User) -> None:
    theirs = OrderFactory.create(late=True)

    advice = told(f"about {theirs.number}", buyer)

    assert advice.categories == ()


def test_articles_come_as_the_reader_may_read_them_and_no_search_is_counted(buyer: User) -> None:
    article("When your refund arrives")
    hidden = article("Refund of payouts", for_staff=True)

    advice = told("where is my refund", buyer)
    told("zzzzz qqqqq", buyer)

    assert [hit.title for hit in advice.articles] == ["When your refund arrives"]
    assert hidden.slug not in {hit.slug for hit in advice.articles}
    assert not SearchMiss.objects.exists()


def test_a_text_without_substance_looks_for_no_article() -> None:
    article("How to get help")

    assert told("help me please").articles == ()


def test_the_promise_is_that_of_category_channel_and_lane(buyer: User) -> None:
    small = OrderFactory.create(buyer=buyer.buyer, delivered=True, total=Money(100, "USD"))
    dear = OrderFactory.create(buyer=buyer.buyer, delivered=True, total=Money(90_000, "USD"))
    LaneLimit.objects.filter(currency="USD").update(amount=Decimal(5_000))
    category = Category.objects.get(key="not-as-described")
    Policy.objects.filter(category=category).delete()
    Policy.objects.create(
        key="dear-differences",
        name="Dear differences",
        category=category,
        lane=Lane.VIP,
        first_response_within=dt.timedelta(seconds=30),
        calendar=Policy.objects.filter(tier=Tier.URGENT).first().calendar,
    )

    standard = told("it differs", buyer, category="not-as-described", things=[small])
    vip = told("it differs", buyer, category="not-as-described", answers={"order": dear.number})

    assert standard.promised_at is not None
    assert vip.promised_at == MONDAY + dt.timedelta(seconds=30)
    assert standard.promised_at > vip.promised_at


def test_item_status_and_progress_are_promised_within_the_hour() -> None:
    for key in ("not-shipped", "not-received", "item-review"):
        for channel in (Channel.SITE, Channel.APP):
            promised_at = told("any news", category=key, channel=channel).promised_at
            assert promised_at is not None, key
            assert promised_at <= MONDAY + dt.timedelta(hours=1), (key, channel)


def test_nothing_is_promised_before_a_category_is_chosen_or_without_a_policy() -> None:
    assert told("where is it").promised_at is None
    Policy.objects.update(active=False)
    assert told("where is it", category="not-received").promised_at is None


def test_outside_office_hours_it_says_when_somebody_works_again() -> None:
    office = Calendar.objects.filter(always_open=False).first()
    Policy.objects.create(
        key="rules-by-day",
        name="Rules, by day",
        category=Category.objects.get(key="rules-fees"),
        first_response_within=dt.timedelta(hours=2),
        calendar=office,
    )
    saturday_night = dt.datetime(2026, 3, 7, 20, 0, tzinfo=dt.UTC)

    advice = told("how much commission", category="rules-fees", at=saturday_night)

    assert advice.opens_at is not None
    assert advice.promised_at is not None
    assert saturday_night < advice.opens_at < advice.promised_at
    assert told("how much commission", category="rules-fees").opens_at is None


def test_the_question_offers_the_customers_own_things(buyer: User) -> None:
    mine = OrderFactory.create(buyer=buyer.buyer, paid=True)
    OrderFactory.create(paid=True)

    question = told("nothing has been sent", buyer, category="not-shipped").question

    assert question is not None
    assert [choice.value for choice in question.choices] == [mine.number]
    named = told("not sent", buyer, category="not-shipped", answers={"order": mine.number})
    assert named.question is None


def test_a_consignors_items_are_offered_in_their_language() -> None:
    consignor = ConsignorFactory.create()
    item = ItemFactory.create(consignment__consignor=consignor, in_review=True)

    question = told("到哪了", consignor.user, category="item-review", language="zh-hans").question

    assert question is not None
    assert question.words == "哪一件物品？"
    assert question.choices[0].value == item.number


def test_staff_switch_the_questions_off() -> None:
    DeskSettings.objects.update(ask_back=False)

    assert told("help", category="rules-fees").question is None
    assert told("help").question is None


@pytest.mark.parametrize("text", ["\x00" * 9, "😡" * 40_000, "\u202eשלום", "a" * 100_000])
def test_odd_texts_are_answered(buyer: User, text: str) -> None:
    assert told(text, buyer, category="technical", answers={"where": text}) is not None


def test_the_queries_do_not_grow_with_articles_and_orders(buyer: User) -> None:
    """Everything at once: words, a number in them, articles, a missing thing, a promise."""

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            advice = told(text, buyer, category="payout", things=[first])
        assert advice.categories
        assert advice.articles
        assert advice.promised_at
        return len(captured)

    first = OrderFactory.create(buyer=buyer.buyer, late=True)
    text = "the refund and payout for my order are late"
    article("Payout and refund")
    category_and_template = 2
    for _ in range(10):
        OrderFactory.create(buyer=buyer.buyer, paid=True)
        article("Caring for leather")
    queries()
    with_ten = queries()
    for _ in range(40):
        OrderFactory.create(buyer=buyer.buyer, paid=True)
        article("Caring for leather")
    queries()

    assert queries() == with_ten <= MOST_QUERIES + category_and_template
