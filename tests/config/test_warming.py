"""A process reads what it needs beside serving, and keeps it out of the way of its garbage."""

import gc
from types import SimpleNamespace

import pytest
from django.utils.translation import get_language
from structlog.testing import capture_logs

from config import warming

OUTCOMES = {warming.WARMED, "not_warmed"}


def outcomes(told):
    """Return how warming ended. Threads of the desk log beside it."""
    return [line["event"] for line in told if line["event"] in OUTCOMES]


@pytest.fixture
def closed(monkeypatch):
    """Return a list that gets an entry when the connections are given back."""
    said = []
    given_back = SimpleNamespace(close_all=lambda: said.append("closed"))
    monkeypatch.setattr(warming, "connections", given_back)
    yield said
    gc.unfreeze()


def test_what_was_read_is_never_looked_through_again(monkeypatch, closed):
    monkeypatch.setattr(warming, "warm", lambda *, at: None)

    with capture_logs() as told:
        warming._warm()

    assert closed == ["closed"]
    assert gc.get_freeze_count() > 0
    assert outcomes(told) == [warming.WARMED]


def test_a_fault_delays_nobody(monkeypatch, closed):
    def fails(*, at):
        raise ConnectionError

    monkeypatch.setattr(warming, "warm", fails)

    with capture_logs() as told:
        warming._warm()

    assert closed == ["closed"]
    assert outcomes(told) == ["not_warmed"]


def test_the_first_visitor_waits_for_no_page_to_be_imported(monkeypatch, closed):
    known = []
    monkeypatch.setattr(warming, "warm", lambda *, at: None)
    monkeypatch.setattr(warming, "reverse", lambda name: known.append((get_language(), name)))

    warming._warm()

    assert known == [("en", "admin:index"), ("zh-hans", "admin:index")]
