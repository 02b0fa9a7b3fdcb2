"""What becomes of a proposed level: it is made so, put aside, or taken back."""

import datetime as dt
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from consignment.models import User
from tickets.actions import retarget_open
from tickets.changes.reading import NO_AGENT, NoSuchChange, Reader
from tickets.changes.reading import change as read_change
from tickets.changes.tracking import TRACKED, recorded
from tickets.changes.undoing import ChangedSince, UndoRefused, undo
from tickets.insight.levels.models import LevelProposal, State, What
from tickets.sla.coverage import Case, winner
from tickets.sla.models import Policy
from tickets.sla.own_policy import own_policy
from tickets.sla.touching import open_kinds, touched
from tickets.triage.models import Category

COLUMN = {
    What.FIRST_RESPONSE: "first_response_within",
    What.RESOLUTION: "resolution_within",
    What.PROGRESS: "progress_within",
}
Check = Callable[[], None]


class LevelRefused(Exception):
    """It cannot be done; ``why`` says what to do."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def accept(
    proposal_id: int,
    *,
    by: User,
    at: dt.datetime,
    open_too: bool = False,
    check: Check = lambda: None,
) -> LevelProposal:
    """Make the level so, for new tickets, and with ``open_too`` for open ones as well; return the
    proposal. The change is kept with who made it, and names its proposal.

    A promise is changed where it stands for these tickets alone, else by a policy of their own,
    so that nobody else's changes with it. ``check`` is asked whether the desk holds together; it
    raises ValidationError.

    Raises DoesNotExist, LevelRefused.
    """
    try:
        with recorded(user=by, level_proposal=proposal_id) as context, transaction.atomic():
            proposal = _open(proposal_id)
            before = list(Policy.objects.active().select_related("category"))
            if proposal.what == What.HEADS:
                raise LevelRefused(_("No level mends this: put it aside, or find the heads."))
            if proposal.what == What.TIER:
                _raise_tier(proposal)
            else:
                _promise(proposal, before)
            check()
            proposal.change_key = str(context.id) if context else ""
            _decide(proposal, State.ACCEPTED, by=by, at=at)
            if open_too:
                _follow(proposal, before, by=by, at=at)
    except ValidationError as error:
        raise LevelRefused(" ".join(error.messages)) from error
    return proposal


def reject(proposal_id: int, why: str, *, by: User, at: dt.datetime) -> LevelProposal:
    """Put it aside for the days of its rule. Raises DoesNotExist, LevelRefused."""
    with transaction.atomic():
        proposal = _open(proposal_id)
        proposal.why = why
        _decide(proposal, State.REJECTED, by=by, at=at)
    return proposal


def take_back(
    proposal_id: int,
    *,
    by: User,
    at: dt.datetime,
    reader: Reader = NO_AGENT,
    although_changed: bool = False,
    check: Check = lambda: None,
) -> LevelProposal:
    """Make the level again what it was; the proposal rests then as one that was put aside.

    A policy that was made for it is switched off, since tickets hold promises by it. Raises
    DoesNotExist, LevelRefused, and ChangedSince unless ``although_changed``.
    """
    try:
        with transaction.atomic():
            proposal = LevelProposal.objects.select_for_update(of=("self",)).get(pk=proposal_id)
            if proposal.state != State.ACCEPTED:
                raise LevelRefused(_("Only what was accepted can be taken back."))
            if proposal.policy_is_new:
                _switch_off(proposal, by=by, although_changed=although_changed, check=check)
            elif not is_undone(proposal, reader=reader):
                undo(
                    proposal.change_key,
                    known=set(TRACKED),
                    user=by,
                    reader=reader,
                    although_changed=although_changed,
                    check=check,
                )
            _decide(proposal, State.TAKEN_BACK, by=by, at=at)
    except NoSuchChange as gone:
        raise LevelRefused(_("The history does not hold this change any more.")) from gone
    except UndoRefused as refused:
        raise LevelRefused(refused.why) from refused
    except ValidationError as error:
        raise LevelRefused(" ".join(error.messages)) from error
    return proposal


def is_undone(proposal: LevelProposal, *, reader: Reader = NO_AGENT) -> bool:
    """Tell whether the change was undone on the page of changes. Raises NoSuchChange."""
    return bool(read_change(proposal.change_key, known=set(TRACKED), reader=reader).undone_by)


def case_of(proposal: LevelProposal) -> Case:
    """Return the kind of ticket whose promise it changes."""
    category = proposal.category
    return Case(category.pk, category.tier, category.urgency, proposal.channel, proposal.lane)


def _open(proposal_id: int) -> LevelProposal:
    rows = LevelProposal.objects.select_for_update(of=("self",)).select_related("category")
    proposal: LevelProposal = rows.get(pk=proposal_id)
    if proposal.state != State.OPEN:
        raise LevelRefused(_("Somebody was quicker: it is decided."))
    return proposal


def _decide(proposal: LevelProposal, state: State, *, by: User, at: dt.datetime) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, at
    proposal.save()


def _raise_tier(proposal: LevelProposal) -> None:
    category = Category.objects.select_for_update(of=("self",)).get(pk=proposal.category_id)
    if category.tier != proposal.old:
        raise LevelRefused(_stale())
    category.tier = proposal.new_tier
    category.save(update_fields=["tier"])


def _promise(proposal: LevelProposal, policies: list[Policy]) -> None:
    case, column = case_of(proposal), COLUMN[What(proposal.what)]
    holds = winner(policies, case)
    if holds is None or _seconds(getattr(holds, column)) != proposal.old:
        raise LevelRefused(_stale())
    own = holds.category_id == case.category_id and (holds.lane, holds.channel) == (
        case.lane,
        case.channel,
    )
    policy = Policy.objects.select_for_update().get(pk=holds.pk) if own else own_policy(holds, case)
    setattr(policy, column, proposal.new_time)
    policy.full_clean()
    policy.save()
    proposal.policy, proposal.policy_is_new = policy, not own


def _stale() -> str:
    return _("The level was changed meanwhile; this is counted anew tonight.")


def _seconds(time: dt.timedelta | None) -> str:
    return "" if time is None else str(int(time.total_seconds()))


def _follow(proposal: LevelProposal, before: list[Policy], *, by: User, at: dt.datetime) -> None:
    after = list(Policy.objects.active().select_related("category"))
    kinds = touched(
        open_kinds(),
        before=before,
        after=after,
        concerns=lambda one: one.pk == proposal.policy_id,
    )
    retarget_open.start(kinds, reason=str(proposal), by=by, at=at)


def _switch_off(proposal: LevelProposal, *, by: User, although_changed: bool, check: Check) -> None:
    policy = proposal.policy
    if policy is None or not policy.active:
        return
    column = COLUMN[What(proposal.what)]
    if _seconds(getattr(policy, column)) != proposal.new and not although_changed:
        raise ChangedSince([])
    with recorded(user=by, undoes=proposal.change_key):
        policy.active = False
        policy.save(update_fields=["active"])
        check()
