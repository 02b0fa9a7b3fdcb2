"""Each row reaches its handler, whatever the others do."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from tickets.outbox import recording, relay
from tickets.outbox.models import OutboxEntry, StoredReply
from tickets.outbox.relay import Delivered, DeliveryError

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def row(kind="mail.receipt", at=NOW, **payload):
    with transaction.atomic():
        return recording.record(kind, payload, at=at)


def deliver(handler, at=NOW, **options):
    return relay.deliver(handlers={"mail.receipt": handler}, at=at, **options)


@pytest.mark.django_db(transaction=True)
def test_a_row_is_handed_to_the_handler_of_its_kind_outside_any_transaction():
    entry, seen = row(ticket="0190"), []

    counts = deliver(lambda got: seen.append((got, connection.in_atomic_block)))

    entry.refresh_from_db()
    assert seen == [(entry, False)]
    assert counts == Delivered(delivered=1)
    assert entry.delivered_at is not None
    assert entry.claimed_until is None


def test_rows_leave_in_the_order_of_their_time():
    late, early, seen = row(at=NOW), row(at=NOW - timedelta(minutes=1)), []

    deliver(lambda got: seen.append(got.pk))

    assert seen == [early.pk, late.pk]


def test_a_row_of_the_future_stays():
    row(at=NOW + timedelta(seconds=90))

    assert deliver(lambda got: None) == Delivered()


def test_what_was_delivered_is_not_delivered_again():
    row()
    deliver(lambda got: None)

    assert deliver(lambda got: pytest.fail("twice")) == Delivered()


def test_a_fault_is_tried_again_later_and_later():
    entry, waits, at = row(), [], NOW

    for _ in range(relay.MOST_ATTEMPTS - 1):
        deliver(_failing(DeliveryError("mail server away")), at=at)
        entry.refresh_from_db()
        waits.append(round((entry.available_at - at).total_seconds()))
        at = entry.available_at

    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert entry.dead_at is None
    assert entry.last_error == "mail server away"


def test_after_the_last_attempt_a_row_is_given_up():
    entry, at = row(), NOW

    for _ in range(relay.MOST_ATTEMPTS):
        counts = deliver(_failing(DeliveryError("mail server away")), at=at)
        at += timedelta(hours=2)

    entry.refresh_from_db()
    assert counts == Delivered(dead=1)
    assert entry.attempts == 10
    assert entry.dead_at is not None
    assert deliver(lambda got: None, at=at) == Delivered()


def test_a_permanent_fault_is_given_up_at_once():
    entry = row()

    counts = deliver(_failing(DeliveryError("no such mailbox", permanent=True)))

    entry.refresh_from_db()
    assert counts == Delivered(dead=1)
    assert entry.last_error == "no such mailbox"


def test_an_unknown_kind_is_given_up_and_says_so():
    entry = row(kind="pigeon.post")

    assert deliver(lambda got: None) == Delivered(dead=1)

    entry.refresh_from_db()
    assert entry.last_error == "Nobody handles rows of kind 'pigeon.post'."


def test_one_poison_row_stops_nothing():
    poison, *good = [row(n=n) for n in range(4)]
    seen = []

    def handler(got):
        if got.pk == poison.pk:
            raise ValueError("somebody@example.com said: my card number is")
        seen.append(got.pk)

    counts = deliver(handler)

    poison.refresh_from_db()
    assert counts == Delivered(delivered=3, retried=1)
    assert seen == [entry.pk for entry in good]


def test_the_words_of_a_foreign_fault_are_not_kept():
    entry = row()

    deliver(_failing(ValueError("somebody@example.com said: my card number is")))

    entry.refresh_from_db()
    assert entry.last_error.startswith("ValueError at test_relay.py:")
    assert "@" not in entry.last_error


def test_a_row_that_a_worker_holds_is_left_to_it_until_its_lease_ends():
    entry = row()
    OutboxEntry.objects.update(claimed_until=NOW + relay.LEASE)

    assert deliver(lambda got: None) == Delivered()
    assert deliver(lambda got: None, at=NOW + relay.LEASE) == Delivered(delivered=1)

    entry.refresh_from_db()
    assert entry.delivered_at is not None


def test_a_row_that_kills_its_worker_each_time_comes_to_an_end():
    entry = row()
    OutboxEntry.objects.update(attempts=relay.MOST_ATTEMPTS, claimed_until=NOW)

    assert deliver(lambda got: pytest.fail("an eleventh time")) == Delivered(dead=1)

    entry.refresh_from_db()
    assert "worker died" in entry.last_error


def test_a_worker_whose_lease_ended_does_not_undo_what_the_next_one_did():
    entry = row()

    def slow(got):
        # Meanwhile the lease ends, and another worker delivers the row.
        OutboxEntry.objects.update(claimed_until=None, delivered_at=NOW + timedelta(minutes=6))
        raise DeliveryError("too late")

    deliver(slow)

    entry.refresh_from_db()
    assert entry.delivered_at == NOW + timedelta(minutes=6)
    assert entry.last_error == ""


def test_no_row_begins_after_the_deadline():
    row(), row()

    assert deliver(lambda got: None, deadline=timedelta(seconds=-1)) == Delivered()


def test_a_call_takes_no_more_rows_than_its_limit():
    row(), row(), row()

    assert deliver(lambda got: None, limit=2) == Delivered(delivered=2)


@pytest.mark.django_db(transaction=True)
def test_four_workers_deliver_forty_rows_once_each():
    rows = [row(n=n).pk for n in range(40)]
    seen, lock = [], threading.Lock()

    def handler(got):
        with lock:
            seen.append(got.pk)

    def work():
        try:
            deliver(handler)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(seen) == rows


def test_the_oldest_due_row_tells_how_long_the_outbox_stands():
    assert relay.oldest_due(NOW) is None
    row(at=NOW + timedelta(hours=1))
    assert relay.oldest_due(NOW) is None
    row(at=NOW - timedelta(minutes=7))
    row(at=NOW - timedelta(minutes=3))

    assert relay.oldest_due(NOW) == NOW - timedelta(minutes=7)


def test_a_dead_row_can_be_replayed_and_a_living_one_not():
    entry = row(kind="pigeon.post")
    deliver(lambda got: None)

    assert relay.replay(entry.pk, at=NOW)
    assert not relay.replay(entry.pk, at=NOW)

    entry.refresh_from_db()
    assert (entry.attempts, entry.dead_at) == (0, None)


def test_old_deliveries_and_replies_are_forgotten_and_dead_rows_stay():
    delivered, dead, waiting = row(), row(kind="pigeon.post"), row(at=NOW + timedelta(days=90))
    deliver(lambda got: None)
    StoredReply.objects.create(scope="s", key="old", fingerprint="f", created_at=NOW)
    StoredReply.objects.create(
        scope="s", key="new", fingerprint="f", created_at=NOW + timedelta(days=31)
    )

    assert relay.purge(at=NOW + timedelta(days=31)) == 2

    assert set(OutboxEntry.objects.all()) == {dead, waiting}
    assert delivered not in OutboxEntry.objects.all()
    assert StoredReply.objects.get().key == "new"


def _failing(error):
    def handler(got):
        raise error

    return handler
