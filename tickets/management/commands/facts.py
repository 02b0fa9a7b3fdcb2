"""Build the facts of the dashboards again, from the tickets."""

import datetime as dt
import json
import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.console import Console
from rich.progress import track

from tickets.insight import facts

DAY = dt.timedelta(days=1)


class Command(BaseCommand):
    help = (
        "Tell how far the facts of the dashboards are known, or build them again (--rebuild). "
        "They come out the same whenever it is done; facts that stood otherwise are counted."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="build the facts again")
        parser.add_argument(
            "--from", dest="first", type=_date, help="first day, by UTC (default: the first ticket)"
        )
        parser.add_argument("--to", dest="last", type=_date, help="last day (default: today)")
        parser.add_argument("--dry-run", action="store_true", help="count only, write nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object, for programs")

    def handle(
        self,
        *args: Any,
        rebuild: bool,
        first: dt.date | None,
        last: dt.date | None,
        dry_run: bool,
        **options: Any,
    ) -> None:
        at = timezone.now()
        if not rebuild:
            if first or last or dry_run:
                raise CommandError("--from, --to and --dry-run go with --rebuild.")
            self._tell_state(as_json=options["json"])
            return
        begin = facts.beginning()
        since = _midnight(first) if first else begin or at
        until = _midnight(last) + DAY if last else at
        if until <= since:
            raise CommandError("--from is after --to: give the earlier day first.")
        if until > at + DAY:
            raise CommandError("--to has not come yet: give today or an earlier day.")
        if begin is None or until <= begin:
            self._tell(as_json=options["json"], days=0, written=0, changed=0, dry_run=dry_run)
            return
        since = max(since, begin)
        days = -(-(until - _midnight(since.astimezone(dt.UTC).date())) // DAY)
        reports = [
            report
            for _, report in self._watched(facts.rebuild(since, until, dry_run=dry_run), days)
        ]
        if not dry_run and since <= begin and until >= at:
            facts.filled(at=at)
        self._tell(
            as_json=options["json"],
            days=len(reports),
            written=sum(report.facts for report in reports),
            changed=sum(report.changed for report in reports),
            dry_run=dry_run,
        )

    def _watched(self, days: Iterator[Any], total: int) -> Iterator[Any]:
        console = Console(stderr=True)
        if not (sys.stderr.isatty() and total > 1):
            return days
        return iter(track(days, total=total, description="Days", console=console, transient=True))

    def _tell(self, *, as_json: bool, days: int, written: int, changed: int, dry_run: bool) -> None:
        if as_json:
            told = {"days": days, "facts": written, "changed": changed, "dry_run": dry_run}
            self.stdout.write(json.dumps(told))
            return
        would = "would stand otherwise" if dry_run else "stood otherwise before"
        self.stdout.write(f"{days} days, {written} facts; {changed} {would}.")

    def _tell_state(self, *, as_json: bool) -> None:
        state = facts.known()
        until = state.known_until.isoformat() if state.known_until else None
        if as_json:
            self.stdout.write(json.dumps({"known_until": until, "version": state.version}))
        else:
            self.stdout.write(f"Known until {until}." if until else "Not counted yet: --rebuild.")


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)
