"""What was given up can be looked at and sent again, from the command line."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from tickets.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 2, 28, 23, 59, tzinfo=UTC)


@pytest.fixture
def dead():
    return OutboxEntry.objects.create(
        kind="mail.receipt",
        created_at=NOW,
        available_at=NOW,
        dead_at=NOW,
        attempts=10,
        last_error="no such mailbox",
    )


def test_dead_rows_are_listed_with_their_fault(dead, capsys):
    call_command("outbox", dead=True)

    row, summary = capsys.readouterr().out.splitlines()
    assert row == f"{dead.pk}\t2026-02-28 23:59\tmail.receipt\tno such mailbox"
    assert summary == "0 rows wait, 1 were given up."


def test_a_dead_row_is_sent_again(dead, capsys):
    call_command("outbox", replay=dead.pk)

    assert "leaves with the next sweep" in capsys.readouterr().out
    assert OutboxEntry.objects.undelivered().get() == dead


def test_a_row_that_is_not_dead_cannot_be_sent_again():
    with pytest.raises(CommandError, match="No dead row has the id 77"):
        call_command("outbox", replay=77)
