"""What real workers and real brokers do to a row: nothing is lost, nobody waits."""

import os
import signal
import socket
import time

import pytest
from celery import current_app
from django.db import connection, transaction
from django.utils import timezone
from kombu import pools

from config import broker, postgres
from tests.machine import needs
from tests.outbox import brokers
from tests.processes import eventually, running
from tickets.outbox import recording, relay
from tickets.outbox.models import OutboxEntry

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

WORKER = ("worker", "--pool", "solo", "--queues", "now")
ALONE = ("--without-gossip", "--without-mingle", "--without-heartbeat")


@pytest.fixture
def bell_to(settings):
    """Return a function that points the bell of this process to a broker."""
    conf = current_app.conf
    before = conf.broker_url, conf.broker_transport_options

    def point(url, options):
        conf.broker_url, conf.broker_transport_options = url, options
        pools.reset()
        current_app._pool = current_app.amqp._producer_pool = None
        settings.OUTBOX_BELL = "celery"

    yield point
    point(*before)


@pytest.fixture
def pgmq(bell_to, settings):
    """The broker in the database of this test, set up."""
    url, options = postgres.broker("", database=connection.settings_dict)
    settings.CELERY_BROKER_URL = url
    broker.install()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pgmq.purge_queue('now')")
    bell_to(url, options)


def record(kind):
    with transaction.atomic():
        return recording.record(kind, {}, at=timezone.now())


@pytest.mark.usefixtures("pgmq")
def test_the_bell_reaches_a_worker_through_the_database():
    with running("celery", "-A", "config", *WORKER, *ALONE, LOG_LEVEL="ERROR"):
        assert_somebody_comes(record("pigeon.post"))


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(brokers.redis, marks=needs("redis-server")),
        pytest.param(brokers.rabbitmq, marks=needs("rabbitmq-server")),
    ],
)
def test_the_bell_reaches_a_worker_through_another_broker(start, bell_to, settings, tmp_path):
    with start(tmp_path) as url:
        settings.CELERY_BROKER_URL, options = postgres.broker(url, database={})
        bell_to(url, options)
        worker = ("celery", "-A", "config", *WORKER, *ALONE)
        with running(*worker, BROKER_URL=url, LOG_LEVEL="ERROR"):
            if start is brokers.rabbitmq:
                # A new RabbitMQ has no queue before the worker asks for one, and drops the bell.
                eventually(_queue_is_there)
            assert_somebody_comes(record("pigeon.post"))
        broker.check()


@pytest.mark.usefixtures("pgmq")
def test_a_worker_killed_in_the_middle_loses_nothing(tmp_path):
    began = tmp_path / "began"
    with running(
        *("celery", "-A", "tests.outbox.slow_post", *WORKER, *ALONE), SLOW_POST_BEGAN=str(began)
    ) as worker:
        entry = record("test.letter")
        eventually(began.exists)
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    entry.refresh_from_db()
    assert entry.delivered_at is None
    now, delivered = timezone.now(), []
    handlers = {"test.letter": lambda got: delivered.append(got.pk)}

    assert relay.deliver(handlers=handlers, at=now) == relay.Delivered()
    assert relay.deliver(handlers=handlers, at=now + relay.LEASE) == relay.Delivered(delivered=1)
    assert delivered == [entry.pk]


@pytest.mark.parametrize("scheme", ["pgmq", "redis", "amqp"])
@pytest.mark.parametrize("listens", [False, True], ids=["away", "silent"])
def test_filing_is_quick_whatever_the_broker_does(scheme, listens, bell_to):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        if listens:
            nobody.listen()
        bell_to(*_broker_at(scheme, nobody.getsockname()[1]))

        seconds = _seconds_of(lambda: record("mail.receipt"))

    assert OutboxEntry.objects.count() == 1
    assert seconds < 1


def test_the_queues_are_installed_once(settings):
    settings.CELERY_BROKER_URL = "pgmq://localhost"
    broker.install()

    assert broker.install() is False

    broker.check()


def assert_somebody_comes(entry):
    """Nobody carries pigeon post: whoever finds the row gives it up, and says so."""
    eventually(lambda: OutboxEntry.objects.filter(pk=entry.pk).exclude(dead_at=None))
    entry.refresh_from_db()
    assert "pigeon.post" in entry.last_error


def _queue_is_there():
    with current_app.connection_for_read() as connected:
        try:
            connected.default_channel.queue_declare("now", passive=True)
        except connected.channel_errors:
            return False
    return True


def _broker_at(scheme, port):
    if scheme == "pgmq":
        database = {**connection.settings_dict, "HOST": "127.0.0.1", "PORT": str(port)}
        return postgres.broker("", database=database)
    return postgres.broker(f"{scheme}://127.0.0.1:{port}//", database=connection.settings_dict)


def _seconds_of(call):
    started = time.monotonic()
    call()
    return time.monotonic() - started
