"""What the beat does when it begins."""

from typing import Any

import pytest
from celery import signals

from config.celery import app
from config.schedule import BEAT


def test_a_desk_that_begins_learns_at_once_what_its_customers_write(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(app, "send_task", lambda name, **how: sent.append((name, how)))

    signals.beat_init.send(sender=None)

    assert [name for name, _how in sent] == [BEAT["triage-learn"]["task"]]
    assert sent[0][1]["queue"] == "slow"
