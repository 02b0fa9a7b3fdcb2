"""What becomes of a proposal to the product: handed on, built, put aside, or taken back."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from consignment.models import User
from tickets.insight.fewer.models import ProductProposal, State


class WishRefused(Exception):
    """It cannot be done; ``why`` says what to do."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def hand_on(proposal_id: int, *, note: str, link: str, by: User, at: dt.datetime) -> None:
    """Say that whoever builds the product has it, with a note and where it stands with them.

    Raises DoesNotExist, WishRefused.
    """
    with transaction.atomic():
        proposal = _locked(proposal_id, State.OPEN)
        proposal.note, proposal.link = note, link
        proposal.handed_by, proposal.handed_at = by, at
        _decide(proposal, State.HANDED_ON, by=by, at=at)


def build(proposal_id: int, *, on: dt.date, by: User, at: dt.datetime) -> None:
    """Say that it can be done in the product since the day ``on``.

    Raises DoesNotExist, WishRefused.
    """
    with transaction.atomic():
        proposal = _locked(proposal_id, State.OPEN, State.HANDED_ON)
        if on > at.astimezone(dt.UTC).date() + dt.timedelta(days=1):
            raise WishRefused(_("That day is still to come: say it once it is built."))
        proposal.built_on = on
        _decide(proposal, State.DONE, by=by, at=at)


def put_aside(proposal_id: int, *, why: str, by: User, at: dt.datetime) -> None:
    """Say that nothing is built; it comes back when it is asked twice as often.

    Raises DoesNotExist, WishRefused.
    """
    with transaction.atomic():
        proposal = _locked(proposal_id, State.OPEN, State.HANDED_ON)
        proposal.why = why
        _decide(proposal, State.PUT_ASIDE, by=by, at=at)


def take_back(proposal_id: int, *, by: User, at: dt.datetime) -> None:
    """Take the last decision back: what was built or put aside is again where it was before, what
    was handed on is to be decided. Raises DoesNotExist, WishRefused.
    """
    with transaction.atomic():
        proposal = _locked(proposal_id, State.HANDED_ON, State.DONE, State.PUT_ASIDE)
        was_handed_on = proposal.handed_at is not None and proposal.state != State.HANDED_ON
        proposal.why, proposal.built_on = "", None
        if was_handed_on:
            _decide(proposal, State.HANDED_ON, by=by, at=at)
            return
        proposal.state = State.OPEN
        proposal.handed_by = proposal.handed_at = None
        proposal.decided_by = proposal.decided_at = proposal.times_then = None
        proposal.save()


def _locked(proposal_id: int, *states: State) -> ProductProposal:
    proposal: ProductProposal = ProductProposal.objects.select_for_update().get(pk=proposal_id)
    if proposal.state not in states:
        raise WishRefused(_("Somebody was quicker: it is decided."))
    return proposal


def _decide(proposal: ProductProposal, state: State, *, by: User, at: dt.datetime) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, at
    proposal.times_then = proposal.times
    proposal.save()
