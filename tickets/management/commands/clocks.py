"""Prove the clocks by their events, or mend them."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from tickets.sla.models import Clock
from tickets.sla.proof.verifying import Finding, Tally, findings


class Command(BaseCommand):
    help = (
        "Hold every stored clock, of all tickets, against its events (--verify), or mend from them "
        "what differs (--rebuild). Ends with status 1 and the numbers of the tickets when a clock "
        "is not what its events say, or when they say what cannot be."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--verify", action="store_true", help="look, and change nothing")
        what.add_argument("--rebuild", action="store_true", help="mend what differs")
        parser.add_argument("--json", action="store_true", help="one JSON object, for programs")

    def handle(self, *args: Any, rebuild: bool, **options: Any) -> None:
        tally, found = Tally(), list[Finding]()
        as_json = options["json"]
        with self._progress() as progress:
            task = progress.add_task("Clocks", total=Clock.objects.count())
            for finding in findings(tally=tally, mend=rebuild):
                found.append(finding)
                if not as_json:
                    self.stdout.write(finding.words)
                progress.update(task, completed=tally.clocks)
        wrong = [finding for finding in found if not finding.mended]
        mended = len(found) - len(wrong)
        tickets = sorted({f"T-{finding.number}" for finding in wrong})
        told = {
            "clocks": tally.clocks,
            "wrong": len(wrong),
            "mended": mended,
            "tickets": tickets,
        }
        if as_json:
            self.stdout.write(json.dumps({**told, "findings": [f.words for f in found]}))
        else:
            self.stdout.write(
                f"{tally.clocks} clocks: {mended} findings mended, {len(wrong)} wrong."
                if rebuild
                else f"{tally.clocks} clocks, {len(wrong)} findings."
            )
        if wrong:
            raise CommandError(f"Wrong: {', '.join(tickets)}", returncode=1)

    def _progress(self) -> Progress:
        console = Console(stderr=True)
        return Progress(console=console, transient=True, disable=not sys.stderr.isatty())
