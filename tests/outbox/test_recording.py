"""Rows are written with the change they tell of, and the bell rings once."""

import json
import time
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import connection, transaction

from tests.processes import eventually
from tickets.outbox import recording
from tickets.outbox.bell import PAUSE, Bell, bell
from tickets.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC)


@pytest.fixture
def bells(monkeypatch, settings):
    """Return a list that gets an entry with each ring."""
    settings.OUTBOX_BELL = "celery"
    rung = []
    monkeypatch.setattr(bell, "ring", lambda: rung.append("ring"))
    return rung


def test_recording_outside_a_transaction_is_refused():
    with pytest.raises(recording.OutsideTransactionError, match="in the transaction of its change"):
        recording.record("mail.receipt", {}, at=NOW)

    assert not OutboxEntry.objects.exists()


def test_a_row_leaves_at_once_unless_told_otherwise():
    with transaction.atomic():
        at_once = recording.record("mail.receipt", {"ticket": "1"}, at=NOW)
        later = recording.record("mail.rating", {}, at=NOW, available_at=NOW + timedelta(hours=1))

    assert at_once.available_at == NOW
    assert later.available_at == NOW + timedelta(hours=1)
    assert list(OutboxEntry.objects.due(NOW)) == [at_once]


def test_the_bell_rings_once_for_a_transaction_of_many_rows(bells):
    with transaction.atomic():
        recording.record("mail.receipt", {}, at=NOW)
        with transaction.atomic():
            recording.record("mail.reply", {}, at=NOW)
        assert bells == []

    assert bells == ["ring"]


def test_a_row_that_is_rolled_back_rings_no_bell(bells):
    with transaction.atomic():
        recording.record("mail.receipt", {}, at=NOW)
        transaction.set_rollback(True)

    assert bells == []
    assert not OutboxEntry.objects.exists()


def test_a_savepoint_that_is_rolled_back_takes_its_ring_along_and_no_other(bells):
    with transaction.atomic():
        with transaction.atomic():
            recording.record("mail.receipt", {}, at=NOW)
            transaction.set_rollback(True)
        recording.record("mail.reply", {}, at=NOW)

    assert len(bells) == 1
    assert OutboxEntry.objects.get().kind == "mail.reply"


def test_a_key_is_recorded_once():
    with transaction.atomic():
        first = recording.record("mail.receipt", {"n": 1}, at=NOW, key="receipt:42")
    with transaction.atomic():
        second = recording.record("mail.receipt", {"n": 2}, at=NOW, key="receipt:42")

    assert first == second
    assert OutboxEntry.objects.get().payload == {"n": 1}


def test_the_bell_is_off_where_tests_run(settings):
    assert settings.OUTBOX_BELL == "off"
    assert settings.CELERY_BROKER_URL == "memory://"


def test_an_announcement_is_heard_after_the_commit_and_not_before():
    with psycopg.connect(**_how_to_connect(), autocommit=True) as ear:
        ear.execute("LISTEN desk")
        with transaction.atomic():
            recording.announce("ticket", ticket="0190")
            assert not list(ear.notifies(timeout=0.1))
        heard = next(iter(ear.notifies(timeout=5, stop_after=1)))

    assert json.loads(heard.payload) == {"topic": "ticket", "ticket": "0190"}


def test_an_announcement_that_is_rolled_back_is_never_heard():
    with psycopg.connect(**_how_to_connect(), autocommit=True) as ear:
        ear.execute("LISTEN desk")
        with transaction.atomic():
            recording.announce("ticket", ticket="0190")
            transaction.set_rollback(True)

        assert not list(ear.notifies(timeout=0.2))


def _how_to_connect():
    params = connection.get_connection_params()
    return {
        name: params[name]
        for name in ("host", "port", "user", "password", "dbname")
        if name in params
    }


def test_history_counts_as_delivered_at_its_own_time_and_rings_no_bell(bells):
    with recording.as_history(), transaction.atomic():
        past = recording.record("mail.receipt", {}, at=NOW)
        recording.announce("ticket", ticket="1")
        assert connection.run_on_commit == []

    assert past.delivered_at == past.available_at == NOW
    assert not OutboxEntry.objects.undelivered().exists()
    assert bells == []


def test_after_history_the_present_rings_again(bells):
    with pytest.raises(ZeroDivisionError), recording.as_history():
        raise ZeroDivisionError
    with transaction.atomic():
        recording.record("mail.receipt", {}, at=NOW)

    assert bells == ["ring"]


def test_rings_in_a_row_become_one_and_the_last_is_never_lost(monkeypatch):
    sent = []
    own = Bell()
    monkeypatch.setattr(own, "_send", lambda: sent.append(time.monotonic()))

    own.ring()
    eventually(lambda: len(sent) == 1)
    for _ in range(20):
        own.ring()
    eventually(lambda: len(sent) == 2)
    time.sleep(2 * PAUSE)

    assert len(sent) == 2
    assert sent[1] - sent[0] >= PAUSE


def test_what_follows_an_announcement_waits_for_the_disk_again():
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = 'on'")
        with transaction.atomic():
            recording.announce("ticket", ticket="0190")
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)
        cursor.execute("RESET synchronous_commit")
