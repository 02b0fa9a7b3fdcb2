"""Who judged the pieces and who carried them: some of them stand behind more trouble than others.

The dice are its own: whoever judges and carries changes nothing else of the week.
"""

import random
from collections.abc import Iterable

from tickets.management.week.goods import COURIERS, Goods, Sale
from tickets.management.week.plans import Plan

AUTHENTICATORS = ("Brigitte Aumont", "Kenji Arai", "Sofia Lindqvist")
JUDGED_BY = (5, 4, 2)
DOUBTED_BY = (1, 1, 5)
"""How often each judged a piece, and how often one that a buyer came to doubt."""
CARRIED_BY = (1, 1, 4)
"""How often each courier had a parcel that somebody missed."""


def spread(goods: Goods, plans: Iterable[Plan], *, seed: int) -> None:
    """Name an authenticator for every piece that was judged, and a courier for what was missed."""
    dice = random.Random(seed)  # noqa: S311
    for stock in goods.stocks:
        if any(step == "review" for step, _ in stock.way):
            stock.item.authenticator = dice.choices(AUTHENTICATORS, JUDGED_BY)[0]
    for plan in plans:
        if plan.thing is None:
            continue
        if plan.category == "authenticity":
            plan.thing.stock.item.authenticator = dice.choices(AUTHENTICATORS, DOUBTED_BY)[0]
        elif plan.category == "not-received" and plan.thing.sale:
            _carry(plan.thing.sale, dice.choices(COURIERS, CARRIED_BY)[0])


def _carry(sale: Sale, courier: str) -> None:
    letters = "".join(word[0] for word in courier.split())
    digits = "".join(c for c in sale.tracking if c.isdigit())
    sale.courier, sale.tracking = courier, f"{letters}{digits}"
    if sale.shipment:
        sale.shipment.courier, sale.shipment.tracking_number = sale.courier, sale.tracking
