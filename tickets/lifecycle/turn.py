"""When it is a ticket's turn within its line, as a column that the database keeps true.

``routing.order`` says the same of an object, and a test that both agree.
"""

import datetime as dt

from django.db import models
from django.db.models import F
from django.db.models.functions import Cast, Coalesce, Extract

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
UNPROMISED = dt.timedelta(days=7)
"""When it is the turn of a ticket that was promised nothing: so long after it was filed."""


def _seconds(moment: F) -> Extract:
    """Return ``moment`` in seconds since 1970, exactly, and in no time zone."""
    since = models.Value(EPOCH, output_field=models.DateTimeField())
    return Extract(
        models.ExpressionWrapper(moment - since, output_field=models.DurationField()),
        "epoch",
        output_field=models.DecimalField(),
    )


TURN = (
    Cast(
        Coalesce(
            _seconds(F("due_at")),
            _seconds(F("created_at")) + int(UNPROMISED.total_seconds()),
        )
        * 1_000_000,
        models.BigIntegerField(),
    )
    - Cast(F("head_start"), models.BigIntegerField()) * 1_000_000
)
"""Microseconds since 1970: when the next promise falls due, sooner by the head start."""
