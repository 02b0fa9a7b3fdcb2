"""A whole desk on one machine: its data made ready, its processes, and when it can be visited."""

import http.client
import shutil
import socket
import time
import warnings
from collections.abc import Callable

import uvicorn
from celery.platforms import SecurityWarning  # type: ignore[attr-defined]
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from config import broker
from config.celery import app as celery_app
from config.database.base import DatabaseWrapper
from config.processes import Child
from consignment.models import User
from knowledge_base import content
from knowledge_base.articles.models import Article
from tickets.actions.learn import learn
from tickets.management import presets, week
from tickets.triage.learned import TriageModel

HOST = "127.0.0.1"
RECORD = settings.DATA_DIR / "demo.json"
SERVER_CHECK_SECONDS = 5.0
# Workers need not know of each other.
ALONE = ["--without-gossip", "--without-mingle", "--without-heartbeat"]

# Called with a line of what is being done.
Say = Callable[[str], None]
# Called with how much is done, of how much, and what is being done.
Progress = Callable[[int, int, str], None]


def embedded() -> DatabaseWrapper | None:
    """Return the connection to the embedded server; None when DATABASE_URL names another."""
    # Not the proxy that ``connection`` is.
    wrapper = connections["default"]
    return wrapper if isinstance(wrapper, DatabaseWrapper) else None


def port_is_free(port: int) -> bool:
    """Tell whether the site could listen on ``port`` now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def forget_everything() -> None:
    """Drop all data of the desk: the embedded server's, or all tables behind DATABASE_URL."""
    if server := embedded():
        server.remove_server()
        for folder in (settings.MEDIA_ROOT, settings.EMAIL_FILE_PATH):
            shutil.rmtree(folder, ignore_errors=True)
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS pgmq CASCADE")
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def prepare(*, with_data: bool, say: Say, progress: Progress) -> None:
    """Bring tables, queues and presets up to date, and load the week into an empty desk.

    Leaves no connection and no thread behind: the caller forks.
    """
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        say("Creating the tables")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    if pending or not Article.objects.exists():
        say("Loading categories, policies, calendars and help articles")
        now = timezone.now()
        presets.load(holiday_years=(now.year, now.year + 1))
        content.load(now)
    broker.install()
    if not TriageModel.objects.exists():
        # Before the week, so that its tickets are understood too.
        say("Learning what customers write, from the examples")
        learn(at=timezone.now())
    if with_data and not User.objects.exists():
        week.load(now=timezone.now(), progress=progress)
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]


def logins() -> dict[str, str]:
    """Return the mail addresses of the week's people by their role, if they are here."""
    known = set(User.objects.filter(email__in=week.LOGINS.values()).values_list("email", flat=True))
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    return {role: email for role, email in week.LOGINS.items() if email in known}


def children(port: int) -> list[Child]:
    """Return the processes of the desk: site, two workers, beat."""
    return [
        Child("site", lambda: _serve(port)),
        Child("now", lambda: _work("now")),
        Child("slow", lambda: _work("slow")),
        Child("beat", lambda: celery_app.start(["--quiet", "beat"])),
    ]


class Watch:
    """Look after the site and the embedded server; ``ready`` is called once the site answers."""

    def __init__(self, port: int, *, ready: Callable[[], None], say: Say) -> None:
        self.port = port
        self.ready = ready
        self.say = say
        self.answered = False
        self.next_server_check = time.monotonic() + SERVER_CHECK_SECONDS

    def __call__(self) -> None:
        if not self.answered and answers(self.port):
            self.answered = True
            self.ready()
        server = embedded()
        if server and time.monotonic() >= self.next_server_check:
            self.next_server_check = time.monotonic() + SERVER_CHECK_SECONDS
            if server.revive_server():
                self.say("The database had ended; it runs again.")


def answers(port: int) -> bool:
    """Tell whether the site answers on ``port``."""
    client = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        client.request("GET", "/healthz")
        return client.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        client.close()


def _serve(port: int) -> None:
    uvicorn.run(
        "config.asgi:application",
        host=HOST,
        port=port,
        lifespan="off",
        access_log=False,
        log_config=None,
        log_level="warning",
        # Whom to believe about addresses, NUM_PROXIES says; uvicorn believes whoever is local.
        proxy_headers=False,
        # Open pages hold a stream; nobody waits for those to end.
        timeout_graceful_shutdown=2,
    )


def _work(queue: str) -> None:
    # Celery warns of root; what a demo runs is ours.
    warnings.simplefilter("ignore", SecurityWarning)
    names = ["--queues", queue, "--hostname", f"{queue}@%h"]
    celery_app.worker_main(["--quiet", "worker", "--pool", "solo", *names, *ALONE])
