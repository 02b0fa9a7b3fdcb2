"""A policy for one kind of ticket alone, made from the one that held for it."""

from django.utils.text import slugify

from tickets.sla.coverage import Case
from tickets.sla.models import Calendar, Policy
from tickets.sla.policies import fits_in_words

PROMISES = (
    "first_response_within",
    "next_response_within",
    "progress_within",
    "resolution_within",
)


def own_policy(holds: Policy | None, case: Case) -> Policy:
    """Return a policy for ``case`` alone, not saved yet: of its category, or of its tier.

    It promises what ``holds`` does, by the same calendar; without one nothing, by any.
    """
    made = Policy(
        category_id=case.category_id,
        # A category says its tier and urgency itself.
        tier="" if case.category_id else case.tier,
        urgency="" if case.category_id else case.urgency,
        lane=case.lane,
        channel=case.channel,
    )
    if holds is None:
        theirs = Calendar.objects.exclude(key=Calendar.ON_THE_WALL)
        made.calendar_id = theirs.values_list("pk", flat=True).first()  # type: ignore[assignment]
    else:
        made.calendar_id = holds.calendar_id
        for name in PROMISES:
            setattr(made, name, getattr(holds, name))
    made.name = fits_in_words(made)[:120]
    made.key = _free_key(made)
    return made


def _free_key(made: Policy) -> str:
    what = made.category.key if made.category else f"{made.tier}-{made.urgency}"
    base = slugify(f"{what}-{made.lane}-{made.channel}")[:44]
    taken = set(Policy.objects.filter(key__startswith=base).values_list("key", flat=True))
    keys = [base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))]
    return next(key for key in keys if key not in taken)
