"""Rows are written with the change they tell of, and the bell rings once."""

from datetime import UTC, datetime, timedelta

import pytest
from celery import current_app
from django.db import connection, transaction
from psycopg import sql

from tickets.outbox import recording
from tickets.outbox.models import OutboxEntry

NOW = datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC)


@pytest.fixture
def bells(monkeypatch, settings):
    """Return the calls that a broker would have got."""
    settings.OUTBOX_BELL = "celery"
    rung = []
    monkeypatch.setattr(current_app, "send_task", lambda *args, **kwargs: rung.append((args, kwargs)))
    return rung


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_refused():
    with pytest.raises(recording.OutsideTransactionError, match="mail.receipt"):
        recording.record("mail.receipt", {}, at=NOW)

    assert not OutboxEntry.objects.exists()
