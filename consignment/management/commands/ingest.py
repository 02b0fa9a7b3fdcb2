"""Take over people, goods, orders and payouts from a file of the marketplace.

What the rows look like stands in ``consignment.ingest``.
"""

import json
import os
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress

from consignment.ingest import FileRefused, Format, Line, Report, load, read
from consignment.ingest.shapes import SHAPES

FORMATS = {
    ".csv": Format.CSV,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".json": Format.JSON_LINES,
}
QUIET_SECONDS = 2
"""A run that is over by then shows no progress bar."""


class Command(BaseCommand):
    help = "Take over people, goods, orders and payouts from a file of the marketplace."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="JSON lines or CSV, in UTF-8")
        parser.add_argument("--format", choices=list(Format), help="when the name does not tell")
        parser.add_argument("--type", choices=list(SHAPES), help="the type of rows that name none")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--json", action="store_true", help="write the report as JSON")

    def handle(self, *, file: Path, dry_run: bool, **options: Any) -> None:
        form = Format(options["format"]) if options["format"] else FORMATS.get(file.suffix.lower())
        if form is None:
            raise CommandError(f"{file.name} is neither .jsonl nor .csv: name its --format.")
        try:
            with file.open("rb") as stream:
                lines = self._watched(read(stream, form=form), stream)
                report = load(
                    lines, at=timezone.now(), default_type=options["type"], dry_run=dry_run
                )
        except (OSError, FileRefused) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(report, dry_run=dry_run), ensure_ascii=False))
        else:
            self._write(report, dry_run=dry_run)
        if report.refused:
            raise SystemExit(1)

    def _write(self, report: Report, *, dry_run: bool) -> None:
        for refusal in report.refused:
            self.stderr.write(f"line {refusal.line}: {' '.join(refusal.problems)}")
        for field, rows in sorted(report.unread.items()):
            self.stderr.write(f"{field}: nobody reads this field ({rows:,} rows)")
        self.stdout.write(
            f"{report.created:,} created, {report.updated:,} updated, "
            f"{report.unchanged:,} unchanged, {report.older:,} ignored as older, "
            f"{len(report.refused):,} refused." + (" Nothing was kept." if dry_run else "")
        )

    def _watched(self, lines: Iterable[Line], stream: BinaryIO) -> Iterator[Line]:
        """Pass ``lines`` on, and show on a terminal how much of the file is done."""
        console = Console(stderr=True)
        started = time.monotonic()
        with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
            task = progress.add_task(
                "Taking over", total=os.fstat(stream.fileno()).st_size, visible=False
            )
            for line in lines:
                yield line
                late = time.monotonic() - started > QUIET_SECONDS
                progress.update(task, completed=stream.tell(), visible=late)


def _as_json(report: Report, *, dry_run: bool) -> dict[str, Any]:
    return {
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "older": report.older,
        "refused": [
            {"line": refusal.line, "problems": refusal.problems} for refusal in report.refused
        ],
        "unread": report.unread,
        "dry_run": dry_run,
    }
