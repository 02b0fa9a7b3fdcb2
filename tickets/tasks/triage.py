"""Triage learns from what agents said since."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from tickets.actions import learn


@shared_task(name="tickets.tasks.triage.learn", queue="slow", ignore_result=True)
def learn_from_agents(**kwargs: Any) -> None:
    """Make a new model where there is something new to learn."""
    learn.learn(at=timezone.now())
