"""Hold and release a payout, and take note of what the marketplace says became of it.

A hold asks the marketplace not to pay. Should it pay all the same, the money is gone: the payout
is paid, its hold stays visible, and staff get an alarm that stays until somebody acknowledges it.

Lock order: callers that also lock tickets or a dispute lock those first.
"""

from datetime import datetime

import structlog
from django.db import transaction

from consignment.models import Payout, PayoutEvent, User
from consignment.models.payouts import PAYOUT_FACTS

log = structlog.get_logger(__name__)

REASON_LENGTH = 200


class HoldRefused(Exception):
    """The payout cannot be held or released as asked; the message says why."""


class NothingToHold(HoldRefused):
    """The money has left already, or never will."""


class HeldForAnotherReason(HoldRefused):
    """A hold stands already, and its reason is not this one."""


class NotHeld(HoldRefused):
    """There is no hold to release."""


@transaction.atomic
def hold(payout: Payout, *, reason: str, at: datetime) -> Payout:
    """Hold ``payout`` for ``reason`` from ``at`` on; return it as it is now.

    Asking twice with the same reason changes nothing. Locks the row. Raises NothingToHold when it
    is paid or cancelled, HeldForAnotherReason, and ValueError for a reason that is empty or too
    long.
    """
    reason = _checked(reason)
    locked = _locked(payout)
    if locked.is_held:
        if locked.hold_reason == reason:
            return locked
        raise HeldForAnotherReason(f"{locked.number} is held already: {locked.hold_reason}")
    if not PAYOUT_FACTS[locked.state].can_be_held:
        raise NothingToHold(f"{locked.number} is {locked.state}: there is nothing left to hold.")
    locked.held_at = at
    locked.hold_reason = reason
    locked.save(update_fields=["held_at", "hold_reason"])
    _record(locked, PayoutEvent.Kind.HELD, at=at, note=reason)
    return locked


@transaction.atomic
def release(payout: Payout, *, reason: str, at: datetime) -> Payout:
    """End the hold of ``payout``; return it as it is now.

    Also ends the hold of one that was paid in spite of it. Locks the row. Raises NotHeld, and
    ValueError for an empty reason.
    """
    reason = _checked(reason)
    locked = _locked(payout)
    if not locked.is_held:
        raise NotHeld(f"{locked.number} is not held.")
    locked.held_at = None
    locked.hold_reason = ""
    locked.save(update_fields=["held_at", "hold_reason"])
    _record(locked, PayoutEvent.Kind.RELEASED, at=at, note=reason)
    return locked


@transaction.atomic
def record_paid(payout: Payout, *, at: datetime) -> Payout:
    """Take note that the marketplace paid ``payout`` at ``at``; return it as it is now.

    Reported twice, it is recorded once. Paid while held raises the alarm: an event that
    ``PayoutEvent.objects.alarms()`` gives until it is acknowledged, and once that is committed the
    log event ``payout.paid_while_held`` at level error. Locks the row.
    """
    locked = _locked(payout)
    if locked.state == Payout.State.PAID:
        return locked
    locked.state = Payout.State.PAID
    locked.paid_at = at
    locked.save(update_fields=["state", "paid_at"])
    if locked.is_held:
        _record(locked, PayoutEvent.Kind.PAID_WHILE_HELD, at=at, note=locked.hold_reason)
        facts = {"payout_id": str(locked.pk), "payout": locked.number}
        transaction.on_commit(lambda: log.error("payout.paid_while_held", **facts))
    else:
        _record(locked, PayoutEvent.Kind.PAID, at=at)
    return locked


@transaction.atomic
def record_failed(payout: Payout, *, at: datetime) -> Payout:
    """Take note that the bank sent the money of ``payout`` back; return it as it is now.

    Reported twice, it is recorded once. A hold stays. Locks the row.
    """
    locked = _locked(payout)
    if locked.state == Payout.State.FAILED:
        return locked
    locked.state = Payout.State.FAILED
    locked.paid_at = None
    locked.save(update_fields=["state", "paid_at"])
    _record(locked, PayoutEvent.Kind.FAILED, at=at)
    return locked


def acknowledge(event: PayoutEvent, *, by: User, at: datetime) -> bool:
    """Note that ``by`` has seen the alarm ``event``; False when somebody else was first.

    Compare and set in one statement, so no lock is needed.
    """
    return bool(
        PayoutEvent.objects.alarms()
        .filter(pk=event.pk)
        .update(acknowledged_at=at, acknowledged_by=by)
    )


def _checked(reason: str) -> str:
    """Return ``reason`` trimmed. Raises ValueError when it is empty or longer than the column."""
    reason = reason.strip()
    if not 0 < len(reason) <= REASON_LENGTH:
        raise ValueError(
            f"A hold and its release need a reason of 1 to {REASON_LENGTH} characters."
        )
    return reason


def _locked(payout: Payout) -> Payout:
    return Payout.objects.select_for_update().get(pk=payout.pk)


def _record(payout: Payout, kind: PayoutEvent.Kind, *, at: datetime, note: str = "") -> None:
    PayoutEvent.objects.create(payout=payout, kind=kind, at=at, note=note)
