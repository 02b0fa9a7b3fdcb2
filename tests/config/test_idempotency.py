"""A call that is repeated does nothing and is answered as before."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tickets.outbox.models import OutboxEntry, StoredReply

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.config.doors")]


def post(client: Client, key: str | None, *, token: str = "alice", **body: Any):
    headers = {"X-Session-Token": token}
    if key is not None:
        headers["Idempotency-Key"] = key
    return client.post("/api/rows/", body, content_type="application/json", headers=headers)


@pytest.fixture(autouse=True)
def anybody_is_known(monkeypatch):
    """Tokens of these tests belong to nobody; the views ask for no login."""
    monkeypatch.setattr("tests.config.doors.rows.cls.authentication_classes", [])


def test_the_reply_is_given_again(client):
    first = post(client, "a-key", n=1)
    second = post(client, "a-key", n=1)

    assert OutboxEntry.objects.count() == 1
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert first["Location"] == second["Location"]
    assert "Idempotent-Replayed" not in first
    assert second["Idempotent-Replayed"] == "true"


def test_without_a_key_each_call_counts(client):
    post(client, None)
    post(client, None)

    assert OutboxEntry.objects.count() == 2


def test_the_same_key_for_something_else_is_refused(client):
    post(client, "a-key", n=1)
    answer = post(client, "a-key", n=2)

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert OutboxEntry.objects.count() == 1


def test_keys_of_two_people_never_meet(client):
    mine = post(client, "a-key", token="alice")
    theirs = post(client, "a-key", token="bob")

    assert "Idempotent-Replayed" not in theirs
    assert mine.content != theirs.content


def test_an_error_leaves_no_trace_and_may_be_tried_again(client):
    refused = post(client, "a-key", refuse=True)

    assert refused.status_code == 400
    assert not OutboxEntry.objects.exists()
    assert not StoredReply.objects.exists()
    assert post(client, "a-key").status_code == 201


def test_what_will_be_rolled_back_is_never_answered_as_done(client):
    client.raise_request_exception = False

    answer = post(client, "a-key", lose=True)

    assert answer.status_code == 500
    assert not OutboxEntry.objects.exists()


@pytest.mark.parametrize("key", ["", "with blank", "x" * 256, "schlüssel"])
def test_a_key_that_is_none_is_refused(client, key):
    answer = post(client, key)

    assert answer.status_code == 400
    assert not OutboxEntry.objects.exists()


def test_reading_needs_no_key_and_keeps_no_reply(client):
    client.get("/api/rows/", headers={"Idempotency-Key": "a-key"})

    assert not StoredReply.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_repetition_at_the_same_time_waits_for_the_first():
    answers = []

    def call():
        try:
            answers.append(post(Client(), "a-key", seconds=0.5))
        finally:
            connection.close()

    callers = [threading.Thread(target=call) for _ in range(4)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()

    assert OutboxEntry.objects.count() == 1
    assert [answer.status_code for answer in answers] == [201] * 4
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotent-Replayed" in answer for answer in answers) == 3
