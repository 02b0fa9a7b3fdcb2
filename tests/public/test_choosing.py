"""Step 1: own things with picture and state, matters that suit them, one's own words."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from consignment.models import Consignment, Item, Order, OrderLine, Payout, User
from consignment.models.orders import Order as Purchase
from knowledge_base.articles.publishing import Words
from tests.factories.desk import Desk
from tests.factories.knowledge import ArticleFactory
from tests.factories.trade import (
    NOW,
    BuyerFactory,
    ConsignmentFactory,
    ConsignorFactory,
    ItemFactory,
    OrderFactory,
    PayoutFactory,
)
from tests.public.visits import form_of, page, queries, visitor, words
from tickets.lifecycle.models import Ticket
from tickets.triage.models import Category

NEW = reverse("public:new")


@pytest.fixture
def both(buyer: User) -> User:
    """Somebody who has bought and consigned."""
    ConsignorFactory.create(user=buyer)
    return buyer


def trade_of(user: User, count: int) -> None:
    """Write ``count`` orders, items and payouts of ``user``, straight into the tables."""
    day = dt.timedelta(days=1)
    consignment = ConsignmentFactory.create(consignor=user.consignor)
    items = Item.objects.bulk_create(
        Item(
            number=f"IT-{700_000 + n}",
            consignment=consignment,
            title=f"Piece {n}",
            kind="bag",
            price=f"{n + 1}",
            price_currency="USD",
        )
        for n in range(count)
    )
    orders = Order.objects.bulk_create(
        Order(
            number=f"CO-20260101-{n:05}",
            buyer=user.buyer,
            total="10.00",
            total_currency="USD",
            placed_at=NOW - n * day,
        )
        for n in range(count)
    )
    OrderLine.objects.bulk_create(
        OrderLine(order=order, item=item, price=item.price)
        for order, item in zip(orders, items, strict=True)
    )
    Payout.objects.bulk_create(
        Payout(
            number=f"PO-{700_000 + n}",
            consignor=user.consignor,
            item=item,
            amount="8.00",
            amount_currency="USD",
        )
        for n, item in enumerate(items)
    )


def test_ones_orders_items_and_payouts_stand_as_cards_with_state_number_and_date(
    visit: Client, both: User
) -> None:
    order = OrderFactory.create(buyer=both.buyer, shipped=True)
    item = ItemFactory.create(
        consignment=ConsignmentFactory(consignor=both.consignor), title="Cape", in_review=True
    )
    payout = PayoutFactory.create(
        item=ItemFactory(consignment=item.consignment, sold=True), held=True
    )

    text = words(visit.get(NEW))

    assert "Your orders Reverso Classic, steel, 1998 Shipped" in text
    assert f"{order.number} 5 Apr 2026" in text
    assert "Your items" in text
    assert "Cape In review" in text
    assert "Your payouts" in text
    assert "On hold" in text
    assert "doubts that it is genuine" not in text
    for query in (f"?order={order.number}", f"?item={item.number}", f"?payout={payout.number}"):
        assert f'href="{query}"' in visit.get(NEW).content.decode()


def test_nobody_elses_things_are_there(visit: Client, buyer: User) -> None:
    others = OrderFactory.create(paid=True)

    assert others.number not in words(visit.get(NEW))
    found = visit.get(NEW, {"find": others.number, "orders": "9"})
    assert f"order={others.number}" not in found.content.decode()


def test_a_picture_is_shown_from_a_host_that_the_settings_name_and_else_a_drawing(
    visit: Client, both: User, settings: Settings
) -> None:
    settings.PICTURE_HOSTS = ["img.example.com"]
    consignment = ConsignmentFactory.create(consignor=both.consignor)
    for kind, picture in (
        ("watch", "https://img.example.com/1.jpg"),
        ("Sneakers", "https://elsewhere.example.com/2.jpg"),
        ("", ""),
    ):
        ItemFactory.create(consignment=consignment, kind=kind, picture_url=picture)

    html = visit.get(NEW).content.decode()

    assert 'src="https://img.example.com/1.jpg" alt="" width="72" height="72"' in html
    assert 'loading="lazy"' in html
    assert "elsewhere.example.com" not in html
    assert "goods.svg#shoes" in html
    assert "goods.svg#other" in html


def test_more_than_six_are_shown_on_asking_a_dozen_more_each_time(
    visit: Client, both: User
) -> None:
    trade_of(both, 30)

    first = visit.get(NEW)
    second = visit.get(NEW, {"orders": "1"})

    assert first.content.decode().count('class="things__one"') == 18
    assert "Show more (24)" in words(first)
    assert second.content.decode().count('href="?order=') == 18
    assert 'href="?orders=2#orders"' in second.content.decode()


@pytest.mark.parametrize("page_number", ["-1", "²", "9" * 5000, "x", ""])
def test_a_page_that_is_none_shows_the_first(visit: Client, both: User, page_number: str) -> None:
    trade_of(both, 8)

    html = visit.get(NEW, {"orders": page_number}).content.decode()

    assert html.count('href="?order=') == 6


def test_one_finds_an_old_order_by_its_number_or_a_word_of_its_title(
    visit: Client, both: User
) -> None:
    trade_of(both, 30)

    by_number = visit.get(NEW, {"find": "0101-00029"})
    by_title = visit.get(NEW, {"find": "piece 29"})
    nothing = visit.get(NEW, {"find": "<b>%_"})

    assert "CO-20260101-00029" in words(by_number)
    assert by_number.content.decode().count('class="things__one"') == 1
    assert "Your payouts Piece 29" in words(by_title)
    assert "None of yours is called “<b>%_”." in words(nothing)


def test_the_page_takes_as_many_queries_for_ten_orders_as_for_a_thousand(
    desk: Desk, both: User
) -> None:
    other = ConsignorFactory.create(user=BuyerFactory.create().user).user
    trade_of(both, 10)
    visitor(both).get(form_of("not-shipped"))  # what the search knows is read once
    few = queries(visitor(both), NEW), queries(visitor(both), form_of("not-shipped"))

    OrderLine.objects.all().delete()
    for model in (Payout, Purchase, Item, Consignment):
        model.objects.all().delete()
    trade_of(other, 1_000)
    many = queries(visitor(other), NEW), queries(visitor(other), form_of("not-shipped"))

    assert all(much <= little for much, little in zip(many, few, strict=True))
    assert many[0] <= 14


def test_a_chosen_thing_leads_to_the_matters_that_suit_it_as_it_stands(
    visit: Client, buyer: User
) -> None:
    order = OrderFactory.create(buyer=buyer.buyer, paid=True)

    response = visit.get(NEW, {"order": order.number})

    html = response.content.decode()
    shipped = f"{form_of('not-shipped')}?order={order.number}"
    assert "What about it?" in words(response)
    assert html.index(shipped) < html.index(f"{form_of('authenticity')}?order={order.number}")
    assert form_of("price-change") not in html


def test_the_chosen_thing_stands_chosen_in_the_form_however_old_it_is(
    visit: Client, both: User
) -> None:
    trade_of(both, 20)
    oldest = "CO-20260101-00019"

    html = visit.get(f"{form_of('not-shipped')}?order={oldest}").content.decode()

    assert f'value="{oldest}" id="id_answer_order_0"' in html
    assert html.count("checked") == 1
    assert "Choose another one" in html


def test_what_was_chosen_is_linked_though_no_question_asks_for_it(
    visit: Client, buyer: User
) -> None:
    order = OrderFactory.create(buyer=buyer.buyer, paid=True)
    fees = form_of("rules-fees")

    html = visit.get(f"{fees}?order={order.number}").content.decode()
    sent = {"order": order.number, "body": "How long can I return this one?"}
    answer = visit.post(fees, sent)

    assert f'<input type="hidden" name="order" value="{order.number}">' in html
    assert "choice--thing" not in html
    assert answer.status_code == 302
    assert Ticket.objects.get().links.get().order == order


def test_what_was_chosen_comes_back_with_errors_and_with_the_draft(
    visit: Client, buyer: User
) -> None:
    order = OrderFactory.create(buyer=buyer.buyer, paid=True)
    fees = form_of("rules-fees")

    refused = visit.post(fees, {"order": order.number, "body": ""})
    later = visit.get(fees)

    for response in (refused, later):
        assert f'name="order" value="{order.number}"' in response.content.decode()


def test_somebody_elses_thing_goes_along_to_nobodys_request(visit: Client, buyer: User) -> None:
    theirs = OrderFactory.create(paid=True)
    fees = form_of("rules-fees")

    html = visit.get(f"{fees}?order={theirs.number}").content.decode()
    visit.post(fees, {"order": theirs.number, "body": "How long can I return this one?"})

    assert 'name="order"' not in html
    assert not Ticket.objects.get().links.exists()


def test_somebody_elses_number_in_an_address_is_as_one_that_is_not_there(
    visit: Client, buyer: User
) -> None:
    others, absent = OrderFactory.create(paid=True).number, "CO-19990101-0001"
    OrderFactory.create(buyer=buyer.buyer, paid=True)

    for address in (NEW, form_of("not-shipped")):
        said = [
            words(visit.get(address, {"order": number})).replace(number, "")
            for number in (others, absent)
        ]
        assert said[0] == said[1]
        assert "We cannot find that among yours." in said[0]


@pytest.mark.parametrize("number", ["\x00", "<script>", "CO-" * 500, "🧥", "א"])
def test_any_number_in_an_address_gets_a_page(visit: Client, buyer: User, number: str) -> None:
    assert visit.get(NEW, {"order": number, "q": number, "find": number}).status_code == 200
    assert visit.get(form_of("not-shipped"), {"order": number}).status_code == 200


def test_ones_own_words_lead_to_matters_with_why_and_to_articles(visit: Client) -> None:
    ArticleFactory.create(words={"en": Words("Your parcel has not arrived", "Wait.", "Wait.")})

    response = visit.get(NEW, {"q": "my parcel has not arrived"})

    html = response.content.decode()
    found = Category.objects.get(key="not-received").name_en
    assert f"It may be one of these {found}" in words(response)
    assert "because of" in words(response)
    assert "Your parcel has not arrived" in words(response)
    assert html.index(f'action="{form_of("not-received")}"') < html.index('id="topics"')


def test_ones_own_words_come_along_to_the_form_and_never_in_an_address(visit: Client) -> None:
    said = "my parcel has not arrived <b>yet</b>"

    answer = visit.post(form_of("not-received"), {"body": said, "go": "not-received"}, follow=True)

    assert answer.redirect_chain == [(form_of("not-received"), 302)]
    assert said in words(answer)


def test_words_that_mean_nothing_to_us_are_answered_with_the_whole_list(visit: Client) -> None:
    response = visit.get(NEW, {"q": "zzzz qqqq"})

    assert "We are not sure what that is" in words(response)
    assert form_of("rules-fees") in response.content.decode()


def test_a_guest_is_told_that_signing_in_shows_the_orders(desk: Desk) -> None:
    response = visitor().get(NEW, {"order": "CO-20260101-0001"})

    assert "Sign in to choose from your own orders, or go on without." in words(response)
    assert "/accounts/login/?next=/requests/new/" in response.content.decode()


def test_the_page_of_one_thing_takes_no_more_queries_the_more_there_is(
    visit: Client, both: User
) -> None:
    trade_of(both, 40)

    assert queries(visit, f"{NEW}?order=CO-20260101-00001") <= 14
    assert timezone.now() > NOW


def test_while_writing_a_piece_of_the_page_tells_of_articles_and_of_another_matter(
    visit: Client,
) -> None:
    ArticleFactory.create(words={"en": Words("When payouts come", "Later.", "Later.")})
    address = reverse("public:advice", args=["rules-fees"])
    sent: dict[str, Any] = {"body": "My payout has not come, where is the money for my bag?"}

    response = visit.post(address, sent)

    assert "<html" not in response.content.decode()
    assert "When payouts come" in words(response)
    assert "This sounds like “My payout is late or wrong”." in words(response)
    assert 'name="go" value="payout"' in response.content.decode()
    assert "sounds like" not in words(visit.post(reverse("public:advice", args=["payout"]), sent))
    assert visit.post(reverse("public:advice", args=["no-such"]), sent).status_code == 404
    assert page("new") == NEW
