"""Run the whole desk on this machine, with a believable week of data."""

import logging
import os
import signal
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from config import demo
from config.database.server import ServerError
from config.processes import AlreadyRunningError, Supervisor, end_leftovers
from tickets.management import week


class Command(BaseCommand):
    help = (
        "Run site, workers and beat on an embedded PostgreSQL (or on DATABASE_URL), with a week of "
        "data in an empty desk. Ctrl-C ends everything and keeps the data."
    )
    # The database is not there yet when Django would look at it.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="of the site, on this machine")
        parser.add_argument("--fresh", action="store_true", help="delete the data and begin anew")
        parser.add_argument("--no-data", action="store_true", help="presets only, no week")
        parser.add_argument(
            "--yes", action="store_true", help="with --fresh: delete even what DATABASE_URL names"
        )

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        self.console = Console(highlight=False)
        self._settle(port)
        signal.signal(signal.SIGTERM, _interrupt)
        try:
            if left := end_leftovers(demo.RECORD):
                self._say(f"Ended {left} processes that a run before had left behind.")
        except AlreadyRunningError as error:
            raise CommandError(str(error), returncode=2) from error
        if not demo.port_is_free(port):
            raise CommandError(
                f"Port {port} is taken. Stop what uses it, or choose another: --port {port + 1}",
                returncode=2,
            )
        if options["fresh"]:
            self._forget(sure=options["yes"])
        try:
            self._prepare(with_data=not options["no_data"])
            self._run(port)
        except KeyboardInterrupt:
            pass
        except (ServerError, OperationalError) as error:
            raise CommandError(f"The database cannot be used: {error}") from error
        finally:
            if server := demo.embedded():
                server.stop_server()
        self._say("Everything has ended; the data is kept.")

    def _settle(self, port: int) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "The demo has logins that everybody knows: not with DESK_ENV=production."
            )
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        if "SITE_URL" not in os.environ:
            settings.SITE_URL = f"http://localhost:{port}"
        if "LOG_LEVEL" not in os.environ:
            # Workers configure logging once more, from the settings.
            settings.LOGGING["root"]["level"] = logging.WARNING
            logging.getLogger().setLevel(logging.WARNING)

    def _forget(self, *, sure: bool) -> None:
        if not demo.embedded() and not sure:
            raise CommandError(
                "--fresh would delete everything in the database of DATABASE_URL. "
                "If that is meant: --fresh --yes",
                returncode=2,
            )
        demo.forget_everything()

    def _prepare(self, *, with_data: bool) -> None:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=self.console, transient=True) as bar:
            task = bar.add_task("Starting the database", total=None)
            demo.prepare(
                with_data=with_data,
                say=lambda text: bar.update(task, description=text),
                progress=lambda done, total, text: bar.update(
                    task, description=text, completed=done, total=total
                ),
            )

    def _run(self, port: int) -> None:
        watch = demo.Watch(port, ready=lambda: self._welcome(port), say=self._say)
        Supervisor(demo.children(port), record=demo.RECORD, say=self._say).run(watch=watch)

    def _welcome(self, port: int) -> None:
        site = f"http://localhost:{port}"
        table = Table(title=f"{settings.SITE_NAME} is open", title_justify="left", box=None)
        for heading in ("", "address or mail", "password"):
            table.add_column(heading)
        for name, path in PAGES:
            table.add_row(name, site + path)
        for role, email in demo.logins().items():
            table.add_row(role, email, week.PASSWORD)
        self.console.print(table)
        self.console.print("Ctrl-C ends everything and keeps the data.")

    def _say(self, text: str) -> None:
        self.console.print(text, markup=False, soft_wrap=True)


PAGES = (
    ("site", "/"),
    ("help", "/help/"),
    ("desk (staff)", "/admin/"),
    ("API", "/api/docs/"),
)


def _interrupt(number: int, frame: object) -> None:
    """End as Ctrl-C does while the data is being loaded."""
    sys.stdout.flush()
    raise KeyboardInterrupt
