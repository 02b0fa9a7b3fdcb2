"""Index tickets that were there before the search was, or all of them anew."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.progress import Progress

from tickets.inbox import indexing
from tickets.lifecycle.models import Ticket


class Command(BaseCommand):
    help = "Index every ticket for the search of the inbox; work goes on meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--missing", action="store_true", help="only those not indexed yet")
        parser.add_argument("--dry-run", action="store_true", help="count them, change nothing")

    def handle(self, *args: Any, missing: bool, dry_run: bool, **options: Any) -> None:
        tickets = Ticket.objects.filter(search_row=None) if missing else Ticket.objects.all()
        total = tickets.count()
        if dry_run:
            self.stdout.write(f"{total} tickets would be indexed.")
            return
        done = 0
        with Progress(disable=not sys.stderr.isatty()) as progress:
            task = progress.add_task("Indexing", total=total)
            for done in indexing.rebuild(missing_only=missing):
                progress.update(task, completed=done)
        self.stdout.write(f"{done} tickets are indexed.")
