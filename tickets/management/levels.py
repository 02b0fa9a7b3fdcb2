"""Give a desk the levels of a small, a standard or a luxury business; say first what changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from tickets.changes.tracking import recorded
from tickets.sla import levels, presets
from tickets.sla.levels import Doing, Level, PolicyStep, Step
from tickets.sla.models import Calendar, Policy
from tickets.triage.models import LaneLimit
from tickets.triage.presets import VIP_FROM

VIP_LIMITS: dict[Level, dict[str, Decimal]] = {
    # Two levels and no lane beside them.
    Level.SMALL: {},
    Level.STANDARD: VIP_FROM,
    # Where most goods are dear, the lane is for the dearest.
    Level.LUXURY: {currency: 2 * amount for currency, amount in VIP_FROM.items()},
}


@dataclass(frozen=True, slots=True)
class LimitStep(Step):
    """``amount`` is what the limit becomes, None where there is to be none or it is kept."""

    currency: str
    amount: Decimal | None


def plan(level: Level, *, replace_edited: bool = False) -> list[Step]:
    """Return what would change, and what is kept since staff edited it. Writes nothing."""
    return [
        *levels.policy_steps(level, replace_edited=replace_edited),
        *_limit_steps(level, replace_edited=replace_edited),
    ]


def apply(
    level: Level, *, replace_edited: bool = False, holiday_years: Iterable[int] = ()
) -> list[Step]:
    """Do what ``plan`` says, all of it or nothing, kept as one change; return it.

    A second time there is nothing left to do. Calendars that are missing are made first.
    """
    with recorded(command="levels"), transaction.atomic():
        presets.load_calendars(holiday_years=holiday_years)
        steps = plan(level, replace_edited=replace_edited)
        # What goes makes room first: two active policies never fit the same tickets.
        for step in sorted(steps, key=lambda step: step.doing is not Doing.RETIRE):
            match step:
                case PolicyStep():
                    _set_policy(step)
                case LimitStep():
                    _set_limit(step)
        return steps


def _set_policy(step: PolicyStep) -> None:
    row, preset = step.row, step.preset
    if preset is not None:
        row = row or Policy(key=preset.key, name=preset.name)
        for name, value in preset.matchers.items():
            setattr(row, name, value)
        row.first_response_within, row.next_response_within = preset.first, preset.following
        row.resolution_within = preset.resolution
        row.calendar = Calendar.objects.get(key=preset.calendar)
        row.category, row.active = None, True
        row.save()
    elif row is not None and step.doing is Doing.RETIRE:
        row.active = False
        row.save(update_fields=["active"])


def _set_limit(step: LimitStep) -> None:
    if step.amount is not None:
        LaneLimit.objects.update_or_create(currency=step.currency, defaults={"amount": step.amount})
    elif step.doing is Doing.RETIRE:
        LaneLimit.objects.filter(currency=step.currency).delete()


def _limit_steps(level: Level, *, replace_edited: bool) -> list[LimitStep]:
    wanted = VIP_LIMITS[level]
    there = dict(LaneLimit.objects.values_list("currency", "amount"))
    steps = []
    for currency in sorted({*wanted, *there}):
        amount, new = there.get(currency), wanted.get(currency)
        if amount == new:
            continue
        what = f"VIP from {currency}"
        ours = {limits.get(currency) for limits in VIP_LIMITS.values()}
        if amount is None:
            steps.append(LimitStep(Doing.MAKE, what, f"{new}", currency, new))
        elif amount not in ours and not replace_edited:
            steps.append(LimitStep(Doing.KEEP, what, f"edited by staff: {amount}", currency, None))
        elif new is None:
            steps.append(LimitStep(Doing.RETIRE, what, f"{amount}: no lane", currency, None))
        else:
            steps.append(LimitStep(Doing.CHANGE, what, f"{amount} → {new}", currency, new))
    return steps
