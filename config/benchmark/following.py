"""Very many open tickets put under a changed policy, and how quick the desk is meanwhile."""

import datetime as dt
import itertools
import multiprocessing
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connections, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from config.benchmark import crowds
from config.benchmark.works import World
from consignment.models import Buyer
from tickets.actions import retarget_open
from tickets.lifecycle.models import Ticket
from tickets.sla.models import Policy, RetargetRun
from tickets.sla.touching import open_kinds

OPEN = 100_000
CALM = dt.timedelta(seconds=10)
PAGES = 50


@dataclass(frozen=True, slots=True)
class Followed:
    """How many tickets were put under the policy, how many a second, and the p95 of pages of the
    desk in milliseconds: before, and meanwhile.
    """

    changed: int
    rate: float
    calm: float
    meanwhile: float
    faults: int


def measure() -> Followed:
    """Change a policy of OPEN tickets, and look at pages of the desk until all have followed."""
    now = timezone.now()
    buyer = Buyer.objects.select_related("user").order_by("pk")[0]
    ticket = crowds.template(customer=buyer.user, at=now)
    copies = crowds.copy_tickets(ticket, OPEN)
    crowds.copy_clocks_as_they_are(ticket, copies)
    pages = _pages(World().agents[0])
    until = time.monotonic() + CALM.total_seconds()
    calm = [next(pages) for _ in iter(lambda: time.monotonic() < until, False)]
    Policy.objects.filter(key="low").update(first_response_within=dt.timedelta(hours=20))
    with transaction.atomic():
        run = retarget_open.start(open_kinds(), reason="Benchmark", by=None, at=timezone.now())
    if run is None:
        raise ValueError("No open ticket follows.")
    # A connection must not be shared over a fork: each process opens its own, and its own pool.
    connections.close_all()
    if close_pool := getattr(connections["default"], "close_pool", None):
        close_pool()
    worker = multiprocessing.get_context("fork").Process(target=_work, args=(run.pk,))
    started = time.monotonic()
    worker.start()
    meanwhile = [next(pages) for _ in iter(worker.is_alive, False)]
    took = time.monotonic() - started
    worker.join()
    done = RetargetRun.objects.get(pk=run.pk)
    return Followed(done.changed, done.worked / took, _p95(calm), _p95(meanwhile), done.faults)


def _pages(session: str) -> Iterator[float]:
    """Yield how long a page of the desk took, in milliseconds: tickets, a list among them."""
    client = Client(SERVER_NAME="localhost")
    client.cookies["sessionid"] = session
    ids = Ticket.objects.order_by("-created_at").values_list("pk", flat=True)[:PAGES]
    tickets = [f"/admin/desk/tickets/{pk}/" for pk in ids]
    for path in itertools.cycle([*tickets[:10], "/admin/desk/?view=unfinished", *tickets[10:]]):
        started = time.perf_counter()
        answer: HttpResponse = client.get(path)  # type: ignore[assignment]
        if answer.status_code != 200:
            raise ValueError(f"{path} answered {answer.status_code}.")
        yield (time.perf_counter() - started) * 1000


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _work(run_id: uuid.UUID) -> None:
    """Work on a run to its end, with connections of this process."""
    connections.close_all()
    retarget_open.work(run_id, now=timezone.now, deadline=dt.timedelta(hours=2))
    connections.close_all()
