"""Tasks that keep the facts up with what happens, and say what follows from them."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from tickets.insight import facts
from tickets.insight.fewer import reckoning as wishes
from tickets.insight.levels import reckoning


@shared_task(name="tickets.tasks.insight.refresh", queue="slow", ignore_result=True)
def refresh(**kwargs: Any) -> None:
    """Take what happened since the last time into the facts."""
    facts.refresh(at=timezone.now())


@shared_task(name="tickets.tasks.insight.rebuild_tail", queue="slow", ignore_result=True)
def rebuild_tail(**kwargs: Any) -> None:
    """Go over the last weeks again, for outcomes that came late."""
    facts.rebuild_tail(at=timezone.now())


@shared_task(name="tickets.tasks.insight.propose_levels", queue="slow", ignore_result=True)
def propose_levels(**kwargs: Any) -> None:
    """Judge the level of each category by the last weeks, and propose others."""
    reckoning.reckon(at=timezone.now())


@shared_task(name="tickets.tasks.insight.propose_to_product", queue="slow", ignore_result=True)
def propose_to_product(**kwargs: Any) -> None:
    """Count what is asked most and could be solved in the product, and propose it."""
    wishes.reckon(at=timezone.now())
