"""One shape for each type of row: its fields, and what it does besides filling columns.

To add a type, write its shape and name it in SHAPES; to add a field, name its reader.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django.db import models
from djmoney.money import Money

from consignment.holds import record_failed, record_paid
from consignment.identity import change_address
from consignment.ingest import fields as read
from consignment.ingest.fields import Field
from consignment.models import (
    Buyer,
    Consignment,
    Consignor,
    Item,
    Order,
    OrderLine,
    Payout,
    ReturnRequest,
    Shipment,
    User,
)
from consignment.models.goods import ItemState
from consignment.models.source import FromMarketplace
from consignment.moves import MoveRefused, walk_item
from consignment.numbers import Kind

Values = Mapping[str, Any]


class RowRefused(Exception):
    """The row cannot be taken, for ``problems``: sentences for people."""

    def __init__(self, *problems: str) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class Shape:
    """A row that fills the columns named like its fields, all but those in ``beyond``."""

    model: ClassVar[type[FromMarketplace]]
    fields: ClassVar[dict[str, Field]]
    beyond: ClassVar[frozenset[str]] = frozenset()

    def adopt(self, values: Values) -> Any:
        """Return a row made without the marketplace that these ``values`` are about, locked."""
        return None

    def check(self, row: Any, values: Values) -> None:
        """Raise RowRefused when ``values`` contradict what is known. ``row`` is None when new."""

    def columns(self, values: Values) -> dict[str, Any]:
        """Return what goes into which column; money fills two, a reference the one with the id."""
        filled: dict[str, Any] = {}
        for name in values.keys() - self.beyond:
            value = values[name]
            if isinstance(value, models.Model):
                filled[f"{name}_id"] = value.pk
                continue
            filled[name] = value
            if isinstance(value, Money):
                filled[f"{name}_currency"] = value.currency.code
        return filled

    def new(self, columns: dict[str, Any], values: Values) -> Any:
        """Return a row that is not saved yet."""
        return self.model(**columns)

    def follow(self, row: Any, values: Values, *, at: datetime) -> bool:
        """Do what lies beyond columns, for a saved, locked ``row``; True when that changed it."""
        return False


class PersonShape(Shape):
    model = User
    fields: ClassVar = {
        "email": Field(read.address, needed=True),
        "name": Field(read.text(150), nullable=True, empty=""),
        "phone": Field(read.phone, nullable=True, empty=""),
        "language": Field(read.language),
        "time_zone": Field(read.time_zone),
        "joined_at": Field(read.moment()),
        "roles": Field(read.roles),
    }
    beyond = frozenset({"roles", "email", "joined_at"})

    def adopt(self, values: Values) -> User | None:
        """Return the account that somebody opened here with this address.

        Whoever opened it may not own the address: unless they proved it, their password goes.
        """
        user = (
            User.objects.select_for_update()
            .filter(email=values.get("email", ""), external_id=None)
            .first()
        )
        if user is None or user.is_staff:
            return None
        if not EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists():
            user.set_unusable_password()
            user.save(update_fields=["password"])
        return user

    def check(self, row: User | None, values: Values) -> None:
        # A feed that could redirect the mail of staff could take over the desk.
        if row is not None and row.is_staff and values.get("email", row.email) != row.email:
            raise RowRefused(
                "This is a member of staff, whose address is not changed from outside."
            )

    def new(self, columns: dict[str, Any], values: Values) -> User:
        user = User(email=values["email"], **columns)
        user.set_unusable_password()
        return user

    def columns(self, values: Values) -> dict[str, Any]:
        filled = super().columns(values)
        if "joined_at" in values:
            filled["date_joined"] = values["joined_at"]
        return filled

    def follow(self, row: User, values: Values, *, at: datetime) -> bool:
        changed = False
        if "email" in values and values["email"] != row.email:
            change_address(row, values["email"])
            changed = True
        roles = values.get("roles", ())
        for name, role in (("buyer", Buyer), ("consignor", Consignor)):
            if name in roles:
                since = values.get("joined_at", at)
                _role, added = role._default_manager.get_or_create(
                    user=row, defaults={"since": since}
                )
                changed |= added
        return changed


class ConsignmentShape(Shape):
    model = Consignment
    fields: ClassVar = {
        "number": Field(read.number(Kind.CONSIGNMENT), needed=True),
        "consignor": Field(read.role(Consignor), needed=True),
        "received_at": Field(read.moment(), needed=True),
        "commission_percent": Field(read.share, needed=True),
    }


class ItemShape(Shape):
    model = Item
    fields: ClassVar = {
        "number": Field(read.number(Kind.ITEM), needed=True),
        "consignment": Field(read.reference(Consignment), needed=True),
        "title": Field(read.needed_text(200), needed=True),
        "price": Field(read.money, needed=True),
        "brand": Field(read.text(80), nullable=True, empty=""),
        "kind": Field(read.text(40), nullable=True, empty=""),
        "picture_url": Field(read.picture, nullable=True, empty=""),
        "authenticator": Field(read.text(80), nullable=True, empty=""),
        "state": Field(read.choice(ItemState)),
        "note": Field(read.text(300), nullable=True, empty=""),
    }
    beyond = frozenset({"state", "note"})

    def follow(self, row: Item, values: Values, *, at: datetime) -> bool:
        state = values.get("state", row.state)
        if state == row.state:
            return False
        try:
            walk_item(row, state, at=at, note=values.get("note", ""))
        except MoveRefused as error:
            raise RowRefused(str(error)) from error
        return True


class OrderShape(Shape):
    model = Order
    fields: ClassVar = {
        "number": Field(read.number(Kind.ORDER), needed=True),
        "buyer": Field(read.role(Buyer), needed=True),
        "total": Field(read.money, needed=True),
        "placed_at": Field(read.moment(), needed=True),
        "lines": Field(read.lines, needed=True),
        "state": Field(read.choice(Order.State)),
        "paid_at": Field(read.moment(), nullable=True),
        "ship_by": Field(read.moment(future=True), nullable=True),
        "return_until": Field(read.moment(future=True), nullable=True),
    }
    beyond = frozenset({"lines"})

    def follow(self, row: Order, values: Values, *, at: datetime) -> bool:
        if "lines" not in values:
            return False
        wanted: dict[Item, Money] = dict(values["lines"])
        changed = bool(row.lines.exclude(item__in=wanted).delete()[0])
        there = {line.item_id: line for line in row.lines.all()}
        for item, price in wanted.items():
            line = there.get(item.pk)
            if line is None:
                OrderLine.objects.create(order=row, item=item, price=price)
                changed = True
            elif line.price != price:
                line.price = price
                line.save(update_fields=["price", "price_currency"])
                changed = True
        return changed


class ShipmentShape(Shape):
    model = Shipment
    fields: ClassVar = {
        "order": Field(read.reference(Order), needed=True),
        "state": Field(read.choice(Shipment.State)),
        "courier": Field(read.text(60), nullable=True, empty=""),
        "tracking_number": Field(read.text(60), nullable=True, empty=""),
        "promised_at": Field(read.moment(future=True), nullable=True),
        "shipped_at": Field(read.moment(), nullable=True),
        "delivered_at": Field(read.moment(), nullable=True),
    }


class ReturnShape(Shape):
    model = ReturnRequest
    fields: ClassVar = {
        "order": Field(read.reference(Order), needed=True),
        "asked_at": Field(read.moment(), needed=True),
        "state": Field(read.choice(ReturnRequest.State)),
        "reason": Field(read.text(300), nullable=True, empty=""),
    }


class PayoutShape(Shape):
    model = Payout
    fields: ClassVar = {
        "number": Field(read.number(Kind.PAYOUT), needed=True),
        "consignor": Field(read.role(Consignor), needed=True),
        "item": Field(read.reference(Item), needed=True),
        "amount": Field(read.money, needed=True),
        "state": Field(read.choice(Payout.State)),
        "due_on": Field(read.day, nullable=True),
        "paid_at": Field(read.moment(), nullable=True),
    }
    beyond = frozenset({"state", "paid_at"})

    def check(self, row: Payout | None, values: Values) -> None:
        item = values.get("item") or (row and row.item)
        consignor = values.get("consignor") or (row and row.consignor)
        if item and consignor and item.consignment.consignor_id != consignor.pk:
            raise RowRefused(f"Item {item.number} was consigned by somebody else.")

    def follow(self, row: Payout, values: Values, *, at: datetime) -> bool:
        state = values.get("state", row.state)
        paid_at = values.get("paid_at") or at
        if state == Payout.State.PAID:
            return self._paid(row, paid_at, certain=bool(values.get("paid_at")))
        if state == row.state:
            return False
        if state == Payout.State.FAILED:
            record_failed(row, at=at)
        else:
            row.state, row.paid_at = state, None
            row.save(update_fields=["state", "paid_at"])
        return True

    def _paid(self, row: Payout, paid_at: datetime, *, certain: bool) -> bool:
        if row.state != Payout.State.PAID:
            record_paid(row, at=paid_at)
            return True
        if certain and row.paid_at != paid_at:
            row.paid_at = paid_at
            row.save(update_fields=["paid_at"])
            return True
        return False


SHAPES: dict[str, Shape] = {
    "person": PersonShape(),
    "consignment": ConsignmentShape(),
    "item": ItemShape(),
    "order": OrderShape(),
    "shipment": ShipmentShape(),
    "return": ReturnShape(),
    "payout": PayoutShape(),
}
