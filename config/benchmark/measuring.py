"""Measure one work after the other."""

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from config.benchmark import client, counting
from config.benchmark.serving import HOST, Site
from config.benchmark.works import WORKS, Work, World

WARM_UP = 2.0
COUNTED = 4

# Called with what is measured now.
Say = Callable[[str], None]


class WorkFailed(Exception):
    """The site answered something else than it should have."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What came of one work. Times in milliseconds; ``queries``: the most that a request took.

    ``cpu`` is what one request took of the site's processes. ``ratio`` is the rate as a share of
    ``bare_rate``, what the bare counterpart reached right before and right after in the mean;
    ``load`` the part of a core that the generator of the load took.
    """

    key: str
    name: str
    rate: float
    p50: float
    p95: float
    cpu: float
    queries: int
    aim: int | None
    bare: str
    load: float
    bare_rate: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.rate / self.bare_rate if self.bare_rate else None


def chosen(only: Sequence[str]) -> list[Work]:
    """Return the works named in ``only`` with their bare counterparts; all when it is empty.

    Raises KeyError for a name that is none.
    """
    by_key = {work.key: work for work in WORKS}
    wanted = [by_key[key] for key in only]
    bare = {work.bare for work in wanted}
    return [work for work in WORKS if not only or work in wanted or work.key in bare]


def measure(
    works: Sequence[Work], *, at: Site, seconds: float, connections: int, say: Say
) -> tuple[list[Figure], list[str]]:
    """Return the figures of ``works``, each asked by ``connections`` for ``seconds``, and what
    went wrong with those that have none.

    A bare counterpart is measured again, half as long, after each that is compared with it: what
    else the machine does meanwhile changes from minute to minute.
    """
    world = World()
    by_key = {work.key: work for work in works}
    figures: dict[str, Figure] = {}
    latest: dict[str, float] = {}
    failed = []

    def rate(work: Work, *, seconds: float) -> Figure:
        say(work.name)
        outcome = _measured(work, world, at, seconds=seconds, connections=connections)
        figure = _figure(work, *outcome)
        latest[work.key] = figure.rate
        return figure

    for work in works:
        try:
            figure = figures[work.key] = rate(work, seconds=seconds)
            if before := latest.get(work.bare):
                after = rate(by_key[work.bare], seconds=seconds / 2).rate
                figures[work.key] = replace(figure, bare_rate=(before + after) / 2)
        except WorkFailed as error:
            failed.append(str(error))
    return list(figures.values()), failed


def _measured(
    work: Work, world: World, at: Site, *, seconds: float, connections: int
) -> tuple[dict[str, Any], float, int]:
    """Return what came of the load, the processor time of the site, and the queries of a call.

    Raises WorkFailed.
    """
    requests = work.requests(world)
    queries = _queries(work, requests, at.port)
    plan = {
        "host": HOST,
        "port": at.port,
        "requests": requests,
        "status": work.status,
        "seconds": seconds,
        "connections": connections,
        "people": work.people,
        "pace": work.pace,
    }
    # What a process does once for its first calls is not what a call costs.
    _load({**plan, "seconds": min(WARM_UP, seconds)})
    before = at.cpu_seconds()
    outcome = _load(plan)
    return outcome, at.cpu_seconds() - before, queries


def _queries(work: Work, requests: Sequence[str], port: int) -> int:
    """Ask a few of ``requests``, one by one, and return the most statements that one took."""
    connection = client.Connection(HOST, port)
    most = 0
    for n in range(COUNTED):
        text = requests[n % len(requests)]
        text = text.replace("\r\n", f"\r\n{counting.ASKED}: 1\r\n", 1)
        request = text.encode().replace(client.KEY, f"counted-{work.key}-{n}-{port}".encode())
        status, fields, body = connection.ask(request)
        if status != work.status:
            raise WorkFailed(f"{work.name}: {status} {body[:300].decode(errors='replace')}")
        # The first ones of each process fill its memory.
        most = max(most if n > 1 else 0, int(fields[counting.TOLD.lower()]))
    connection.close()
    return most


def _load(plan: dict[str, Any]) -> dict[str, Any]:
    result = subprocess.run(  # noqa: S603
        [sys.executable, str(Path(client.__file__))],
        input=json.dumps(plan),
        capture_output=True,
        text=True,
        check=True,
    )
    outcome: dict[str, Any] = json.loads(result.stdout)
    return outcome


def _figure(work: Work, outcome: dict[str, Any], used: float, queries: int) -> Figure:
    if outcome["faults"] or not outcome["times"]:
        raise WorkFailed(f"{work.name}: {outcome['faults'] or 'no answer at all'}")
    times = sorted(outcome["times"])
    rate = len(times) / outcome["seconds"]
    return Figure(
        key=work.key,
        name=work.name,
        rate=rate,
        p50=statistics.median(times) * 1000,
        p95=times[int(len(times) * 0.95)] * 1000,
        cpu=used / outcome["asked"] * 1000,
        queries=queries,
        aim=work.aim,
        bare=work.bare,
        load=outcome["load"],
    )
