"""Probes tell whether the desk is of use, and no secret."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config import broker
from tickets.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def queues(settings):
    settings.CELERY_BROKER_URL = "pgmq://localhost"
    broker.install()


def test_a_process_with_a_database_is_alive(client, settings):
    settings.ALLOWED_HOSTS = ["desk.example"]

    answer = client.get("/healthz", headers={"Host": "10.0.0.7"})

    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer


@pytest.mark.usefixtures("queues")
def test_a_desk_with_all_its_parts_is_ready(client):
    answer = client.get("/readyz")

    assert answer.status_code == 200, answer.json()
    assert set(answer.json()["checks"]) == {"database", "migrations", "broker", "outbox"}


@pytest.mark.usefixtures("queues")
def test_a_row_that_waits_too_long_makes_the_desk_unready(client, settings):
    now = timezone.now()
    OutboxEntry.objects.create(
        kind="mail.receipt", created_at=now, available_at=now - timedelta(minutes=6)
    )

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["outbox"]["ok"] is False
    settings.OUTBOX_ALARM_AFTER = 600
    assert client.get("/readyz").status_code == 200


def test_a_broker_without_its_queues_makes_the_desk_unready(client, settings):
    settings.CELERY_BROKER_URL = "pgmq://localhost"

    checks = client.get("/readyz").json()["checks"]

    assert checks["broker"] == {
        "ok": False,
        "detail": "No queue now, slow: run manage.py install_broker.",
    }


def test_a_probe_only_reads(client):
    assert client.post("/healthz").status_code == 404
