"""How frequent each problem is, is counted anew; staff confirm what is to hold."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from tickets.routing import bands
from tickets.routing.models import CategoryBand
from tickets.triage.models import Category


@transaction.atomic
def count_bands(*, at: dt.datetime) -> int:
    """Count the contacts of each category; return how many bands wait for confirmation."""
    return bands.recount(list(Category.objects.order_by("id").values_list("id", flat=True)), at=at)


@transaction.atomic
def confirm_bands(category_ids: Iterable[int]) -> int:
    """Let what was counted hold for these categories; return how many changed."""
    return bands.confirm(CategoryBand.objects.filter(category__in=list(category_ids)))
