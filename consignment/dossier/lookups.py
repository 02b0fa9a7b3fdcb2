"""One thing by its number, if it is this customer's.

Somebody else's thing, one that does not exist and a number that is none give the same None, so an
answer tells nothing of other people's trade. The number may be written in any way that
``consignment.numbers`` reads.
"""

from consignment.models import Consignment, Item, Order, Payout, User
from consignment.numbers import Kind, canonical


def find_order(user: User, number: str) -> Order | None:
    """Return the order of ``user`` with this number, or None."""
    return Order.objects.owned_by(user).filter(number=canonical(number, Kind.ORDER)).first()


def find_item(user: User, number: str) -> Item | None:
    """Return the item with this number that ``user`` consigned or bought, or None."""
    rows = Item.objects.owned_by(user).select_related("consignment")
    return rows.filter(number=canonical(number, Kind.ITEM)).first()


def find_payout(user: User, number: str) -> Payout | None:
    """Return the payout owed to ``user`` with this number, or None."""
    rows = Payout.objects.owned_by(user).select_related("item")
    return rows.filter(number=canonical(number, Kind.PAYOUT)).first()


def find_consignment(user: User, number: str) -> Consignment | None:
    """Return the consignment of ``user`` with this number, or None."""
    rows = Consignment.objects.owned_by(user)
    return rows.filter(number=canonical(number, Kind.CONSIGNMENT)).first()
