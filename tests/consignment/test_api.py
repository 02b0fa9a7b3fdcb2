"""``/me/``: one's own orders, items and payouts, read only, and the schema that says so."""

import pytest
from drf_spectacular.drainage import GENERATOR_STATS, reset_generator_stats
from drf_spectacular.generators import SchemaGenerator
from rest_framework.routers import SimpleRouter
from rest_framework.test import APIRequestFactory, force_authenticate

from consignment.api import ItemViewSet, OrderViewSet, PayoutViewSet
from tests.consignment.crowds import trader
from tests.factories.trade import BuyerFactory, OrderFactory, PayoutFactory, UserFactory

pytestmark = pytest.mark.django_db

VIEWSETS = [OrderViewSet, ItemViewSet, PayoutViewSet]


def get(viewset, user=None, *, pk=None, **query):
    """Ask for the list, or for one thing; return status and data."""
    request = APIRequestFactory().get("/", query)
    if user:
        force_authenticate(request, user)
    action = {"get": "retrieve"} if pk else {"get": "list"}
    # Limits are counted in the database, and would be counted among the queries.
    view = viewset.as_view(action, throttle_classes=[])
    response = view(request, **({"pk": pk} if pk else {}))
    return response.status_code, response.render().data


@pytest.fixture
def trade():
    """One item with its consignor's payout and the order of its buyer."""
    payout = PayoutFactory(due=True, held=True)
    return payout, OrderFactory(items=[payout.item], late=True)


def test_an_order_is_shown_with_its_lines_and_parcels(trade):
    _payout, order = trade
    line, parcel = order.lines.get(), order.shipments.get()

    status, page = get(OrderViewSet, order.buyer.user)

    assert status == 200
    (shown,) = page["results"]
    assert shown["number"] == order.number
    assert (shown["state"], shown["state_label"]) == ("shipped", "Shipped")
    assert shown["total"] == {"amount": "1200.00", "currency": "USD"}
    assert [dict(one) for one in shown["lines"]] == [
        {
            "item": line.item.number,
            "title": line.item.title,
            "picture_url": line.item.picture_url,
            "price": {"amount": "1200.00", "currency": "USD"},
        }
    ]
    assert shown["shipments"][0]["tracking_number"] == parcel.tracking_number
    assert shown["shipments"][0]["late"] is True


def test_a_payout_says_that_it_is_held_and_not_why(trade):
    payout, _order = trade

    status, shown = get(PayoutViewSet, payout.consignor.user, pk=str(payout.pk))

    assert status == 200
    assert shown["held"] is True
    assert shown["item"] == payout.item.number
    assert payout.hold_reason not in str(shown)


def test_items_are_those_one_consigned(trade):
    payout, order = trade

    assert get(ItemViewSet, payout.consignor.user)[1]["results"][0]["number"] == payout.item.number
    assert get(ItemViewSet, order.buyer.user)[1]["results"] == []


@pytest.mark.parametrize("who", ["buyer", "consignor", "stranger", "staff"])
def test_what_is_somebody_elses_is_not_there(who, trade):
    payout, order = trade
    user = {
        "buyer": order.buyer.user,
        "consignor": payout.consignor.user,
        "stranger": UserFactory(),
        "staff": UserFactory(administrator=True),
    }[who]
    owner = {OrderViewSet: "buyer", ItemViewSet: "consignor", PayoutViewSet: "consignor"}

    for viewset, thing in (
        (OrderViewSet, order),
        (ItemViewSet, payout.item),
        (PayoutViewSet, payout),
    ):
        expected = 200 if owner[viewset] == who else 404
        assert get(viewset, user, pk=str(thing.pk))[0] == expected


@pytest.mark.parametrize("viewset", VIEWSETS)
def test_visitors_are_asked_to_log_in(viewset):
    assert get(viewset)[0] in {401, 403}


@pytest.mark.parametrize("viewset", VIEWSETS)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(viewset, method):
    request = getattr(APIRequestFactory(), method)("/", {})
    force_authenticate(request, UserFactory())

    assert viewset.as_view({"get": "list"})(request).status_code == 405


@pytest.mark.parametrize("viewset", VIEWSETS)
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"state": "paid"}, 200),
        ({"state": "nonsense"}, 400),
        ({"cursor": "nonsense"}, 404),
        ({"cursor": "cD1ub25zZW5zZQ=="}, 404),
        ({"page_size": "-1"}, 200),
    ],
)
def test_odd_questions_get_clear_answers(viewset, query, status):
    user = trader(rows=3)

    assert get(viewset, user, **query)[0] == (
        400 if viewset is ItemViewSet and query == {"state": "paid"} else status
    )


@pytest.mark.parametrize("viewset", VIEWSETS)
def test_an_id_that_is_none_is_not_there(viewset):
    assert get(viewset, UserFactory(), pk="nonsense")[0] == 404


@pytest.mark.parametrize("rows", [10, 1000])
@pytest.mark.parametrize(
    ("viewset", "queries"), [(OrderViewSet, 3), (ItemViewSet, 1), (PayoutViewSet, 1)]
)
def test_a_page_takes_few_queries_however_many_rows(
    viewset, queries, rows, django_assert_num_queries
):
    user = trader(rows=rows)

    with django_assert_num_queries(queries):
        status, page = get(viewset, user)

    assert status == 200
    assert len(page["results"]) == min(rows, 25)


def test_pages_follow_each_other_without_gap_or_repeat():
    user = trader(rows=60)
    seen = []
    query = {"page_size": "25"}

    while query is not None:
        _status, page = get(OrderViewSet, user, **query)
        seen += [order["number"] for order in page["results"]]
        cursor = page["next"] and page["next"].split("cursor=")[1].split("&")[0]
        query = {"page_size": "25", "cursor": cursor.replace("%3D", "=")} if cursor else None

    assert seen == [f"CO-20260105-{row:04}" for row in range(60)]


def test_words_for_states_are_in_the_language_of_the_reader(settings):
    buyer = BuyerFactory()
    OrderFactory(buyer=buyer, paid=True)

    assert get(OrderViewSet, buyer.user)[1]["results"][0]["state_label"] == "Paid"


def test_the_schema_is_clean_and_names_every_field():
    router = SimpleRouter()
    router.register("me/orders", OrderViewSet)
    router.register("me/items", ItemViewSet)
    router.register("me/payouts", PayoutViewSet)
    reset_generator_stats()

    schema = SchemaGenerator(patterns=router.urls).get_schema(public=True)

    assert not GENERATOR_STATS
    components = schema["components"]["schemas"]
    assert set(components["Money"]["properties"]) == {"amount", "currency"}
    assert components["Order"]["properties"]["shipments"]["items"]["$ref"].endswith("/Shipment")
    assert "hold_reason" not in components["Payout"]["properties"]
