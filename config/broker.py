"""The broker seen from the house: is it there, and is it set up."""

from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from pgmq.install import get_embedded_install_sql

QUEUES = ("now", "slow")
# Any number that no other advisory lock of the desk uses.
INSTALL_LOCK = 7_406_113
CONNECT_SECONDS = 2


class BrokerUnreachableError(Exception):
    """The broker does not answer, or lacks a queue; the text says which."""


def uses_pgmq() -> bool:
    return settings.CELERY_BROKER_URL.startswith("pgmq://")


def install() -> bool:
    """Install the message queue into the database; False when it was there or is not used.

    Its SQL is no extension and does not bear a second run, so one caller at a time looks first.
    """
    if not uses_pgmq():
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [INSTALL_LOCK])
        installed = not _has_schema()
        if installed:
            cursor.execute(get_embedded_install_sql())
        for queue in QUEUES:
            cursor.execute("SELECT pgmq.create(%s)", [queue])
    return installed


def check() -> None:
    """Ask the broker whether it is there. Raises BrokerUnreachableError."""
    if uses_pgmq():
        missing = set(QUEUES) - _queues()
        if missing:
            raise BrokerUnreachableError(
                f"No queue {', '.join(sorted(missing))}: run manage.py install_broker."
            )
        return
    try:
        with current_app.connection_for_read(connect_timeout=CONNECT_SECONDS) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, timeout=CONNECT_SECONDS)
    except Exception as error:  # each broker has faults of its own kind
        raise BrokerUnreachableError(f"No connection: {type(error).__name__}.") from error


def _has_schema() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('pgmq.meta') IS NOT NULL")
        return bool(cursor.fetchone()[0])


def _queues() -> set[str]:
    if not _has_schema():
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT queue_name FROM pgmq.list_queues()")
        return {name for (name,) in cursor.fetchall()}
