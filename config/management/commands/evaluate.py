"""Measure triage or answers on data of one's own, or serve as a measured process."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.evaluation.serving import Bench, parsed, serve
from config.evaluation.subject import InputRefused, Line
from config.evaluation.subjects import SUBJECTS


class Command(BaseCommand):
    help = (
        "Measure how well the desk would have understood a marketplace's own history, before it is "
        "switched on (--data FILE, JSON lines), or answer one JSON object a line (serve). "
        "The desk's own data is neither read nor written."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("subject", choices=[*SUBJECTS, "serve"])
        parser.add_argument("--data", type=Path, help="JSON lines, in UTF-8")
        parser.add_argument("--json", action="store_true", help="one JSON object, for programs")

    def handle(self, *args: Any, subject: str, data: Path | None, **options: Any) -> None:
        if subject == "serve":
            if data is not None:
                raise CommandError("serve reads standard input: leave --data out.")
            serve(Bench(SUBJECTS), sys.stdin.buffer, sys.stdout.buffer)
            return
        if data is None:
            raise CommandError("Say with --data which file to measure on.")
        measured = SUBJECTS[subject]()
        try:
            report = measured.evaluate(_lines(data))
        except InputRefused as refused:
            raise CommandError(f"{data}: {refused.why}") from refused
        finally:
            measured.close()
        if options["json"]:
            self.stdout.write(json.dumps(report.figures, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(report.said))


def _lines(file: Path) -> list[Line]:
    """Return what stands in ``file``. Raises CommandError, InputRefused with the line's number."""
    try:
        raw = file.read_bytes().splitlines()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    lines = []
    for number, line in enumerate(raw, start=1):
        if line.strip():
            try:
                lines.append(Line(number, parsed(line)))
            except InputRefused as refused:
                raise InputRefused(f"line {number}: {refused.why}") from refused
    return lines
