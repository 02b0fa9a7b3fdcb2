"""Many processes that do the same thing at once, each on connections of its own."""

import multiprocessing
from collections.abc import Callable
from typing import Any

from django.db import connections

START_WITHIN = 60


def crowd(count: int, work: Callable[[int], Any]) -> list[Any]:
    """Run ``work(0)`` .. ``work(count - 1)`` in ``count`` processes that start together.

    Returns what each gave, in order; an exception in one is raised here.
    """
    # A connection must not be shared over a fork: each process opens its own.
    connections.close_all()
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(count)
    queue: multiprocessing.Queue[tuple[int, Any]] = context.Queue()

    def run(index: int) -> None:
        try:
            barrier.wait(START_WITHIN)
            queue.put((index, work(index)))
        except BaseException as error:
            queue.put((index, error))
        finally:
            connections.close_all()

    processes = [context.Process(target=run, args=(index,)) for index in range(count)]
    for process in processes:
        process.start()
    results = dict(queue.get(timeout=START_WITHIN * 3) for _ in processes)
    for process in processes:
        process.join(START_WITHIN)
    for result in results.values():
        if isinstance(result, BaseException):
            raise result
    return [results[index] for index in range(count)]
