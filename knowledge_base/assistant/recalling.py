"""Which of the customer's own numbers a mistyped one, or its last digits, is meant to be.

What is found is found among ``owned_by(person)``. Digits that are a whole number of somebody else's
are never taken for one of theirs that looks like it: those are asked back.
"""

from collections.abc import Sequence

from consignment.models import Item, Order, Payout, User
from consignment.numbers import Kind, Mention, Scrap

NEWEST = 20
"""Among so many of the newest of each kind a number is looked for."""
TAIL = 4
"""So many last digits name a thing, if only one of theirs ends so."""
LONG, ODD = 9, 2
"""In so long a number two digits may be wrong, in a shorter one a single one."""


def recalled(person: User, scraps: Sequence[Scrap]) -> list[Mention]:
    """Return for each of ``scraps`` the one number of ``person`` that it can mean, if one can."""
    if not scraps:
        return []
    own = _own(person)
    return [found for scrap in scraps if (found := _meant(scrap, own)) is not None]


def _meant(scrap: Scrap, own: Sequence[tuple[Kind, str]]) -> Mention | None:
    among = [(kind, number) for kind, number in own if scrap.kind in {None, kind}]
    digits = {(kind, number): "".join(filter(str.isdigit, number)) for kind, number in among}
    for fits in (
        [one for one in among if digits[one] == scrap.digits],
        [one for one in among if digits[one].endswith(scrap.digits)],
        # A whole number is another's, or none: not one that looks like it.
        [one for one in among if scrap.mention is None and _is_near(scrap.digits, digits[one])],
    ):
        if len(fits) == 1:
            kind, number = fits[0]
            return Mention(kind, number, scrap.start, scrap.end)
    return None


def _is_near(typed: str, meant: str) -> bool:
    """Tell whether ``typed`` is ``meant`` but for a digit or two: wrong, missing, one too many."""
    if len(typed) <= TAIL or len(typed) == len(meant) < LONG:
        return False
    return _distance(typed, meant) <= (ODD if len(meant) >= LONG else 1)


def _distance(one: str, other: str) -> int:
    """Return how many digits differ, with two neighbours that changed places counted once."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        two_before, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _own(person: User) -> list[tuple[Kind, str]]:
    """Return the newest numbers of ``person`` that can be asked about. Three queries."""
    orders = Order.objects.owned_by(person).newest_first()
    items = Item.objects.consigned_by(person).newest_first()
    payouts = Payout.objects.owned_by(person).newest_first()
    return [
        *((Kind.ORDER, number) for number in orders.values_list("number", flat=True)[:NEWEST]),
        *((Kind.ITEM, number) for number in items.values_list("number", flat=True)[:NEWEST]),
        *((Kind.PAYOUT, number) for number in payouts.values_list("number", flat=True)[:NEWEST]),
    ]
