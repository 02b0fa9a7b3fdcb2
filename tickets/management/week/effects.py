"""What an answer changes in the trade: parcels leave, money flows, pieces are listed or go home.

The marketplace does these things and reports them, so they come in by its doors: ``ingest`` for
orders, parcels and returns, ``moves`` and ``holds`` for items and payouts.
"""

import datetime as dt
from collections.abc import Callable

from consignment import holds, ingest, moves
from consignment.models.goods import ItemState
from tickets.management.week.goods import RETURN_WINDOW, Sale
from tickets.management.week.plans import Plan
from tickets.management.week.storing import external_id
from tickets.management.week.telling import Teller

DOUBT = "The buyer doubts that it is genuine: second examination"
TO_DELIVER = dt.timedelta(days=3)


class FeedRefused(Exception):
    """A report of the simulated marketplace was not taken."""


def examine(plan: Plan, at: dt.datetime) -> None:
    """Hold the owner's money while a doubt is examined."""
    if plan.category == "authenticity" and plan.thing and plan.thing.payout:
        holds.hold(plan.thing.payout, reason=DOUBT, at=at)


def solve(plan: Plan, teller: Teller, at: dt.datetime, *, refused: bool, examined: bool) -> None:
    """Change in the trade what the solution of ``plan`` tells of."""
    if plan.thing is None:
        return
    if examined and plan.thing.payout:
        holds.release(plan.thing.payout, reason="Second examination: genuine", at=at)
    if plan.category == "price-change" and not refused:
        price = teller.new_price
        _report(
            at,
            type="item",
            external_id=plan.thing.stock.item.external_id,
            price={"amount": str(price.amount), "currency": price.currency.code},
        )
    elif plan.category == "unsold-return":
        moves.move_item(plan.thing.stock.item, "return_to_consignor", at=at)
    elif change := CHANGES.get(plan.matter.thing):
        change(plan, at, refused)


def arrive(sale: Sale, at: dt.datetime) -> None:
    """Let the parcel of ``sale`` come to its buyer."""
    _report(
        at,
        type="shipment",
        external_id=external_id(sale.tracking),
        state="delivered",
        delivered_at=at.isoformat(),
    )
    until = at + RETURN_WINDOW
    _report_order(sale, at, state="delivered", return_until=until.isoformat())


def _ship(plan: Plan, at: dt.datetime, refused: bool) -> None:
    sale = _sale(plan)
    _report(
        at,
        type="shipment",
        external_id=external_id(sale.tracking),
        order=sale.order.external_id,
        state="in_transit",
        courier=sale.courier,
        tracking_number=sale.tracking,
        shipped_at=at.isoformat(),
        promised_at=(at + TO_DELIVER).isoformat(),
    )
    _report_order(sale, at, state="shipped")


def _lose(plan: Plan, at: dt.datetime, refused: bool) -> None:
    """A parcel that was found comes later (``arrive``); one that was not is paid back."""
    if refused:
        sale = _sale(plan)
        _report(at, type="shipment", external_id=external_id(sale.tracking), state="lost")
        _report_order(sale, at, state="refunded")


def _accept_return(plan: Plan, at: dt.datetime, refused: bool) -> None:
    if refused or plan.category == "authenticity":
        return
    sale = _sale(plan)
    _report(
        at,
        type="return",
        external_id=external_id(f"return-{sale.order.number}"),
        order=sale.order.external_id,
        asked_at=plan.at.isoformat(),
        state="accepted",
        reason="Changed my mind" if plan.category == "return-refund" else "Not as described",
    )


def _refund(plan: Plan, at: dt.datetime, refused: bool) -> None:
    sale = _sale(plan)
    _report(
        at,
        type="return",
        external_id=external_id(f"return-{sale.order.number}"),
        state="refunded",
    )
    _report_order(sale, at, state="refunded")


def _pay(plan: Plan, at: dt.datetime, refused: bool) -> None:
    sale = _sale(plan)
    ship_by = at + TO_DELIVER
    _report_order(sale, at, state="paid", paid_at=at.isoformat(), ship_by=ship_by.isoformat())
    for stock in sale.stocks:
        moves.move_item(stock.item, "sell", at=at)


def _pay_out(plan: Plan, at: dt.datetime, refused: bool) -> None:
    if plan.thing and plan.thing.payout:
        holds.record_paid(plan.thing.payout, at=at)
        moves.walk_item(plan.thing.stock.item, ItemState.SETTLED, at=at)


def _release(plan: Plan, at: dt.datetime, refused: bool) -> None:
    if plan.thing and plan.thing.payout:
        holds.release(plan.thing.payout, reason="Examined after the sale, no objection", at=at)


def _begin_review(plan: Plan, at: dt.datetime, refused: bool) -> None:
    if plan.thing:
        moves.move_item(plan.thing.stock.item, "review", at=at)


def _list(plan: Plan, at: dt.datetime, refused: bool) -> None:
    if plan.thing:
        moves.move_item(plan.thing.stock.item, "list", at=at)


CHANGES: dict[str, Callable[[Plan, dt.datetime, bool], None]] = {
    "order_late": _ship,
    "order_soon": _ship,
    "parcel_late": _lose,
    "delivered": _accept_return,
    "refund_due": _refund,
    "order_pending": _pay,
    "payout_late": _pay_out,
    "payout_held": _release,
    "item_received": _begin_review,
    "item_in_review": _list,
}


def _sale(plan: Plan) -> Sale:
    if plan.thing is None or plan.thing.sale is None:
        raise ValueError(f"A ticket about {plan.matter.thing} has no order.")
    return plan.thing.sale


def _report_order(sale: Sale, at: dt.datetime, **fields: str) -> None:
    _report(at, type="order", external_id=sale.order.external_id, **fields)


def _report(at: dt.datetime, **fields: object) -> None:
    """Let the marketplace report ``fields`` at ``at``."""
    line = ingest.Line(1, {**fields, "updated_at": at.isoformat()})
    report = ingest.load([line], at=at)
    if report.refused:
        raise FeedRefused(f"{fields}: {report.refused[0].problems}")
