"""Look at what should leave the house, and send again what was given up."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tickets.outbox import relay
from tickets.outbox.models import OutboxEntry


class Command(BaseCommand):
    help = "Count the outbox; list the rows that were given up (--dead), send one again (--replay)."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--dead", action="store_true", help="list the rows that were given up")
        what.add_argument("--replay", type=int, metavar="ID", help="send this dead row again")

    def handle(self, *args: Any, dead: bool, replay: int | None, **options: Any) -> None:
        if replay is not None:
            if not relay.replay(replay, at=timezone.now()):
                raise CommandError(f"No dead row has the id {replay}.")
            self.stdout.write(f"Row {replay} leaves with the next sweep.")
            return
        rows = OutboxEntry.objects.dead()
        if dead:
            for row in rows.iterator():
                self.stdout.write(
                    f"{row.pk}\t{row.dead_at:%Y-%m-%d %H:%M}\t{row.kind}\t{row.last_error}"
                )
        waiting = OutboxEntry.objects.undelivered().count()
        self.stdout.write(f"{waiting} rows wait, {rows.count()} were given up.")
