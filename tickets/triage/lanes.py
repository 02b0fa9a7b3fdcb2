"""Which lane, by the money at stake. Pure; the limits are read by ``limits()``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from djmoney.money import Money

from consignment.dossier import Stake
from tickets.lifecycle import configuration
from tickets.lifecycle.choices import Lane
from tickets.triage.models import LaneLimit


@dataclass(frozen=True, slots=True)
class LaneChoice:
    lane: Lane
    reason: str


def limits() -> dict[str, Decimal]:
    """Return the VIP limit of each currency. Remembered."""
    return configuration.remembered(
        "lane limits", lambda: dict(LaneLimit.objects.values_list("currency", "amount"))
    )


def choose(stakes: Iterable[Stake], *, limits: Mapping[str, Decimal]) -> LaneChoice:
    """Return the lane that the largest of ``stakes`` asks for, with the reason in words.

    Amounts of different currencies are compared by their share of their own currency's limit;
    a currency without a limit never makes a ticket VIP.
    """
    weighed = [
        (stake.money.amount / limits[stake.money.currency.code], stake)
        for stake in stakes
        if stake.money.currency.code in limits
    ]
    if not weighed:
        return LaneChoice(Lane.STANDARD, "no money at stake that is known")
    share, top = max(weighed, key=lambda pair: pair[0])
    limit = Money(limits[top.money.currency.code], top.money.currency)
    what = f"{top.source.replace('_', ' ')} of {top.number}: {top.money}"
    if share >= 1:
        return LaneChoice(Lane.VIP, f"{what}, VIP from {limit}")
    return LaneChoice(Lane.STANDARD, f"{what}, below the VIP limit of {limit}")
