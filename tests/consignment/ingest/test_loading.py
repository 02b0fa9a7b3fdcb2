"""Rows are taken over once, in the order of their dates, and a bad one stops no other."""

from functools import partial

import pytest
from django.db import connection
from structlog.testing import capture_logs

from consignment.ingest import Line, Refusal, Report, load
from consignment.models import (
    Item,
    Order,
    OrderLine,
    Payout,
    PayoutEvent,
    ReturnRequest,
    Shipment,
    User,
)
from consignment.models.goods import ItemState
from tests.consignment.ingest.rows import (
    EARLIER,
    LATER,
    consignment,
    everything,
    item,
    order,
    payout,
    person,
    problems,
    return_request,
    shipment,
    take,
    usd,
)
from tests.consignment.races import at_once
from tests.factories.trade import NOW

pytestmark = pytest.mark.django_db


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return (
        report.created,
        report.updated,
        report.unchanged,
        report.older,
        len(report.refused),
    )


def test_all_types_are_taken_over_and_lead_to_each_other():
    report = take(*everything())

    assert counts(report) == (7, 0, 0, 0, 0)
    assert report.rows == 7
    user = User.objects.get(external_id="p-1")
    placed = Order.objects.get(buyer__user=user)
    assert placed.lines.get().item == Item.objects.get(consignment__consignor__user=user)
    assert Shipment.objects.get().order == ReturnRequest.objects.get().order == placed
    assert Payout.objects.get().item == placed.lines.get().item


def test_the_same_file_twice_changes_nothing():
    take(*everything())

    assert counts(take(*everything())) == (0, 0, 7, 0, 0)


def test_a_later_report_is_taken_and_an_earlier_one_ignored():
    take(*everything())

    newer = take(order(updated_at=LATER, state="paid", paid_at="2026-04-12T09:05:00Z"))
    older = take(order(updated_at=EARLIER, state="cancelled"))

    assert counts(newer) == (0, 1, 0, 0, 0)
    assert counts(older) == (0, 0, 0, 1, 0)
    assert Order.objects.get().state == "paid"


def test_a_later_report_without_news_moves_the_date_all_the_same():
    take(person())
    take(person(updated_at=LATER))

    report = take(person(updated_at="2026-04-12T09:05:00Z", name="too late"))

    assert counts(report) == (0, 0, 0, 1, 0)


def test_what_a_row_leaves_out_stays_and_null_empties_it():
    take(*everything(), shipment(updated_at=LATER, courier="SF", tracking_number="SF1"))

    take(
        {
            "type": "shipment",
            "external_id": "s-1",
            "updated_at": LATER,
            "promised_at": None,
            "courier": None,
        }
    )

    parcel = Shipment.objects.get()
    assert (parcel.promised_at, parcel.courier, parcel.tracking_number) == (None, "", "SF1")


def test_money_is_changed_with_its_currency():
    take(*everything())

    take(item(updated_at=LATER, price={"amount": "5200.00", "currency": "CNY"}))

    assert str(Item.objects.get().price.currency) == "CNY"


def test_a_bad_row_is_reported_with_all_that_is_wrong_and_the_rest_is_loaded():
    rows = everything()
    rows[2:2] = [item("i-9", price="-1 USD", state="lost", updated_at="2027-01-01T00:00:00Z")]

    report = take(*rows)

    assert counts(report) == (7, 0, 0, 0, 1)
    assert report.refused[0].line == 3
    assert report.refused[0].problems == (
        "updated_at lies in the future.",
        "price is negative.",
        "state is 'lost', which is none of received, in_review, listed, reserved, sold, settled, "
        "rejected, returned.",
    )


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({}, "type is 'None', which is none of person, consignment"),
        ({"type": ["item"]}, "type is"),
        ({"type": "person"}, "external_id is missing. updated_at is missing."),
        (person(external_id="x" * 65), "external_id is 65 characters long"),
        (person(email=None), "email is not a text but nothing."),
        (
            consignment(consignor="p-2"),
            "consignor names 'p-2', who has not come yet as a consignor",
        ),
        (item(consignment="c-9"), "consignment names 'c-9', which has not come yet."),
        (order(lines=[]), "lines is empty."),
        (order(lines="i-1 5 USD"), "lines"),
        (order(lines=[{"item": "i-1", "price": usd("1")}] * 2), "lines names an item twice."),
        (order(lines=[{"item": "i-1"}]), "lines is not a text but nothing."),
        (order("o-2"), "number CO-20260412-0042 belongs to another one already."),
        (person("p-2", email="p-1@example.com"), "email p-1@example.com belongs to another one"),
        (item("i-2", number="IT-100235", title=None), "title is not a text but nothing."),
    ],
)
def test_why_a_row_is_refused_is_said_in_words(row, problem):
    assert problem in problems(*everything(), row)


def test_a_new_thing_needs_all_that_makes_it_one():
    row = {"type": "item", "external_id": "i-9", "updated_at": LATER, "brand": "Cartier"}

    assert problems(row) == (
        "number is missing, and this is new. consignment is missing, and this is new. "
        "title is missing, and this is new. price is missing, and this is new."
    )


def test_a_line_that_could_not_be_read_is_a_refused_row():
    report = load([Line(4, problem="The line is not UTF-8.")], at=NOW)

    assert report.refused == (Refusal(4, ("The line is not UTF-8.",)),)


def test_fields_that_nobody_reads_are_counted():
    report = take(person(nickname="Mei"), person("p-2", nickname="Lin", shoe_size=38))

    assert report.unread == {"person.nickname": 2, "person.shoe_size": 1}


def test_a_type_may_be_given_for_rows_that_name_none():
    row = person()
    del row["type"]

    assert counts(take(row, default_type="person")) == (1, 0, 0, 0, 0)


def test_a_rehearsal_reports_everything_and_keeps_nothing():
    report = take(*everything(), payout("y-2"), dry_run=True)

    assert counts(report) == (7, 0, 0, 0, 1)
    assert not User.objects.exists()
    assert not Payout.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_rehearsal_raises_no_alarm():
    take(*everything())
    Payout.objects.update(held_at=NOW, hold_reason="doubt")

    with capture_logs() as logs:
        take(payout(state="paid"), dry_run=True)

    assert not logs
    assert not PayoutEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_new_row_eight_times_at_once_is_one_thing():
    reports = at_once(*[partial(take, person())] * 8)

    assert [len(report.refused) for report in reports] == [0] * 8
    assert sum(report.created for report in reports) == 1
    assert User.objects.count() == 1


def test_lines_of_an_order_follow_the_last_report():
    take(*everything(), item("i-2", number="IT-100235"))

    changed = take(order(lines=[{"item": "i-2", "price": usd("80.00")}]))
    repriced = take(order(lines=[{"item": "i-2", "price": usd("70.00")}]))

    assert counts(changed) == counts(repriced) == (0, 1, 0, 0, 0)
    line = OrderLine.objects.get()
    assert (line.item.number, line.price.amount) == ("IT-100235", 70)


def test_an_item_walks_to_the_state_that_is_reported():
    take(*everything(), item(updated_at=LATER, state="sold", note="sold in the shop"))

    thing = Item.objects.get()
    assert thing.state == ItemState.SOLD
    steps = thing.events.values_list("transition", "note")
    assert list(steps) == [
        (name, "sold in the shop") for name in ("review", "list", "reserve", "sell")
    ]


def test_a_new_item_in_a_later_state_walks_there_too():
    take(person(), consignment(), item(state="rejected"))

    assert [event.transition for event in Item.objects.get().events.all()] == ["review", "reject"]


def test_where_no_way_leads_the_whole_row_is_refused():
    take(person(), consignment(), item(state="settled"))

    report = take(item(updated_at=LATER, state="listed", title="Another title"))

    assert report.refused[0].problems == (
        "No way leads from settled to listed for item IT-100234.",
    )
    assert Item.objects.get().title == "Reverso"


def test_a_paid_payout_is_recorded_as_paid():
    take(*everything(), payout(updated_at=LATER, state="paid", paid_at="2026-04-12T09:03:00Z"))

    paid = Payout.objects.get()
    assert (paid.state, paid.paid_at.minute) == ("paid", 3)
    assert [event.kind for event in paid.events.all()] == ["paid"]


def test_paid_while_held_is_taken_over_and_an_alarm():
    take(*everything())
    Payout.objects.update(held_at=NOW, hold_reason="doubt")

    report = take(payout(updated_at=LATER, state="paid"))

    assert counts(report) == (0, 1, 0, 0, 0)
    assert PayoutEvent.objects.alarms().count() == 1
    assert Payout.objects.get().is_held
    assert counts(take(payout(updated_at=LATER, state="paid"))) == (0, 0, 1, 0, 0)
    assert PayoutEvent.objects.alarms().count() == 1


@pytest.mark.parametrize(
    ("state", "kinds"),
    [("failed", ["paid", "failed"]), ("cancelled", ["paid"]), ("scheduled", ["paid"])],
)
def test_a_payout_may_leave_paid_again(state, kinds):
    take(*everything(), payout(state="paid"))

    take(payout(updated_at=LATER, state=state))

    row = Payout.objects.get()
    assert (row.state, row.paid_at) == (state, None)
    assert [event.kind for event in row.events.all()] == kinds


def test_the_day_of_a_payment_may_be_corrected():
    take(*everything(), payout(state="paid"))

    report = take(payout(updated_at=LATER, state="paid", paid_at="2026-04-10T00:00:00Z"))

    assert counts(report) == (0, 1, 0, 0, 0)
    assert Payout.objects.get().paid_at.day == 10


def test_a_payout_goes_to_nobody_but_the_consignor_of_the_item():
    assert (
        problems(*everything(), person("p-2"), payout(consignor="p-2"))
        == "Item IT-100234 was consigned by somebody else."
    )


def test_an_unchanged_row_takes_few_queries(django_assert_max_num_queries):
    take(*everything())

    with django_assert_max_num_queries(10):
        take(payout())


def test_a_row_that_was_refused_leaves_nothing_behind():
    take(person(), consignment(), item(), order("o-2", lines=[{"item": "i-9", "price": usd("1")}]))

    assert not Order.objects.exists()
    assert not connection.needs_rollback


def test_a_return_follows_its_order():
    take(*everything())

    take(return_request(updated_at=LATER, state="refunded", reason="too small"))

    assert ReturnRequest.objects.get().state == "refunded"
