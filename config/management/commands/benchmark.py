"""Measure how fast the desk is, on a database of its own, beside bare endpoints."""

import dataclasses
import json
import logging
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from config.benchmark import database, loading, measuring, serving, trials
from config.benchmark.measuring import Figure
from config.benchmark.trials import TRIALS, Outcome
from config.benchmark.works import WORKS


@dataclasses.dataclass(slots=True)
class Run:
    """What came of one, as it came: a work that fails takes no other's figures away."""

    load_seconds: float | None = None
    trials: dict[str, Outcome] = dataclasses.field(default_factory=dict)
    figures: list[Figure] = dataclasses.field(default_factory=list)
    failed: list[str] = dataclasses.field(default_factory=list)


class Command(BaseCommand):
    help = (
        "Load many tickets into a database of its own, serve the site as production does, and "
        "measure it over HTTP. The desk's own data is neither read nor written."
    )
    # The database is not there yet when Django would look at it.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tickets", type=int, default=200_000, help="of four messages each")
        parser.add_argument("--seconds", type=float, default=8, help="for each work")
        parser.add_argument("--connections", type=int, default=8)
        parser.add_argument(
            "--only",
            action="append",
            default=[],
            choices=[one.key for one in (*WORKS, *TRIALS)],
            help="measure this work alone, with its bare counterpart; may be repeated. Trials at "
            "the database itself are done when they are named: "
            + ", ".join(trial.key for trial in TRIALS),
        )
        parser.add_argument("--reuse", action="store_true", help="measure what was kept")
        parser.add_argument("--fresh", action="store_true", help="drop what was kept, load anew")
        parser.add_argument("--keep", action="store_true", help="keep the database at the end")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, tickets: int, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("A benchmark takes all of a machine: not with DESK_ENV=production.")
        if tickets < 100 or options["seconds"] <= 0 or options["connections"] < 1:
            raise CommandError("At least 100 tickets, some seconds and one connection.")
        self.console = Console(highlight=False, stderr=options["json"])
        # What is signed here, the site reads.
        settings.SECRET_KEY = serving.new_secret()
        # No worker of the desk hears of what is filed here.
        settings.OUTBOX_BELL = "off"
        logging.getLogger().setLevel(logging.WARNING)
        try:
            run = self._run(tickets, options)
        except (database.DatabaseExists, serving.SiteDoesNotStart) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            told = dataclasses.asdict(run)
            for figure, row in zip(run.figures, told["figures"], strict=True):
                row["ratio"] = figure.ratio
            self.stdout.write(json.dumps({"tickets": tickets, **told}))
        elif run.figures:
            self.console.print(_table(run.figures))
            self.console.print(_summary(run.figures), soft_wrap=True)
        if run.failed:
            raise CommandError("\n".join(run.failed))

    def _run(self, tickets: int, options: dict[str, Any]) -> Run:
        keep = options["keep"] or options["reuse"]
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeElapsedColumn(),
        )
        with (
            database.own_database(reuse=options["reuse"], fresh=options["fresh"], keep=keep) as own,
            Progress(*columns, console=self.console, transient=True) as bar,
        ):
            task = bar.add_task("Making the tables", total=None)
            run = Run()
            if own.empty:
                run.load_seconds = loading.load(
                    tickets=tickets,
                    progress=lambda done, total: bar.update(
                        task, description="Loading tickets", completed=done, total=total
                    ),
                )
                own.empty = False
                self.console.print(f"{tickets:,} tickets were loaded in {run.load_seconds:.0f} s.")
            for trial in trials.chosen(options["only"]):
                bar.update(task, description=trial.name)
                outcome = run.trials[trial.key] = trial.run()
                mark = "" if outcome.fine else "NOT AS IT SHOULD BE: "
                self.console.print(f"{mark}{outcome.said}", soft_wrap=True)
            works = measuring.chosen([key for key in options["only"] if key not in run.trials])
            if run.trials and len(run.trials) == len(set(options["only"])):
                return run
            steps = len(works) + sum(bool(work.bare) for work in works)
            bar.update(task, description="Starting the site", completed=0, total=steps)
            with serving.site(secret=settings.SECRET_KEY) as site:
                run.figures, run.failed = measuring.measure(
                    works,
                    at=site,
                    seconds=options["seconds"],
                    connections=options["connections"],
                    say=lambda name: bar.update(task, description=name, advance=1),
                )
        return run


def _table(figures: list[Figure]) -> Table:
    table = Table(box=None)
    table.add_column("work")
    for heading in ("per second", "aim", "p50 ms", "p95 ms", "cpu ms", "queries", "of bare"):
        table.add_column(heading, justify="right")
    for figure in figures:
        table.add_row(
            figure.name,
            f"{figure.rate:.0f}",
            str(figure.aim or ""),
            f"{figure.p50:.1f}",
            f"{figure.p95:.1f}",
            f"{figure.cpu:.2f}",
            str(figure.queries),
            f"{figure.ratio:.0%}" if figure.ratio else "",
        )
    return table


def _summary(figures: list[Figure]) -> str:
    aimed = [figure for figure in figures if figure.aim]
    missed = [figure.name for figure in aimed if figure.rate < (figure.aim or 0)]
    reached = f"{len(aimed) - len(missed)} of {len(aimed)} aims reached"
    return f"{reached}; below: {', '.join(missed)}." if missed else f"{reached}."
