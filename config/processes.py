"""Run the processes of a desk on one machine: started, watched, replaced, ended together.

Children are forked from a parent that has loaded the code and holds no thread and no connection:
so they are up in a moment, where starting four interpreters would take the better part of a
minute on a small machine. Each leads a process group of its own, so that Ctrl-C in the terminal
reaches the parent alone and nothing is ended twice.
"""

import contextlib
import json
import os
import selectors
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import NoReturn

import psutil

GRACE_SECONDS = 10.0
LONGEST_PAUSE = 30.0
# A child that lived this long gets its first pause again when it dies.
STEADY_SECONDS = 60.0
TICK_SECONDS = 0.1

Say = Callable[[str], None]


class AlreadyRunningError(Exception):
    """Another parent that is alive wrote the same record."""


@dataclass
class Child:
    """One process: ``run`` is called in it and ends with it."""

    name: str
    run: Callable[[], object]
    pid: int = 0
    pipe: int = -1
    started: float = 0.0
    deaths: int = 0
    start_at: float = 0.0
    tail: bytes = field(default=b"", repr=False)


class Supervisor:
    """Keep ``children`` running until ``run`` is told to stop by a signal.

    ``record`` is a file that names the living processes, for whoever comes after a kill -9.
    """

    def __init__(self, children: list[Child], *, record: Path, say: Say) -> None:
        self.children = children
        self.record = record
        self.say = say
        self.stopping = False
        self._selector = selectors.DefaultSelector()

    def run(self, *, watch: Callable[[], None]) -> None:
        """Start the children and stay until a signal; ``watch`` is called several times a second.

        Ends every child before it returns or raises.
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            while not self.stopping:
                self._start_due()
                self._pass_output_on(TICK_SECONDS)
                self._bury()
                watch()
        finally:
            self._end_all()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _start_due(self) -> None:
        for child in self.children:
            if not child.pid and time.monotonic() >= child.start_at:
                self._start(child)

    def _start(self, child: Child) -> None:
        reader, writer = os.pipe()
        # What lies in the buffers now would be printed by both.
        sys.stdout.flush()
        sys.stderr.flush()
        child.pid = os.fork()
        if not child.pid:
            os.close(reader)
            self._become(child, writer)
        os.close(writer)
        child.pipe, child.tail, child.started = reader, b"", time.monotonic()
        self._selector.register(reader, selectors.EVENT_READ, child)
        self._write_record()

    def _become(self, child: Child, writer: int) -> NoReturn:
        """Turn the forked copy of the parent into ``child``."""
        code = 1
        try:
            os.setsid()
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            for key in list(self._selector.get_map().values()):
                os.close(key.fd)
            self._selector.close()
            with open(os.devnull) as nothing:
                os.dup2(nothing.fileno(), 0)
            os.dup2(writer, 1)
            os.dup2(writer, 2)
            child.run()
            code = 0
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else bool(leaving.code)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _pass_output_on(self, timeout: float) -> None:
        for key, _ in self._selector.select(timeout):
            child: Child = key.data
            data = os.read(key.fd, 65536)
            if not data:
                self._close_pipe(child)
            *lines, child.tail = (child.tail + data).split(b"\n")
            # How they take leave interests nobody.
            for line in lines if not self.stopping else ():
                self.say(f"{child.name:>6} | {line.decode(errors='replace')}")

    def _close_pipe(self, child: Child) -> None:
        if child.pipe >= 0:
            self._selector.unregister(child.pipe)
            os.close(child.pipe)
            child.pipe = -1

    def _bury(self) -> None:
        """Note who died, and when each is started again: after 1, 2, 4 … 30 seconds."""
        for child in self.children:
            code = _ended(child)
            if code is None:
                continue
            self._close_pipe(child)
            if time.monotonic() - child.started > STEADY_SECONDS:
                child.deaths = 0
            pause = min(2.0**child.deaths, LONGEST_PAUSE)
            child.deaths += 1
            child.start_at = time.monotonic() + pause
            self.say(f"{child.name} ended ({_reason(code)}); it starts again in {pause:.0f} s.")
            self._write_record()

    def _end_all(self) -> None:
        deadline = time.monotonic() + GRACE_SECONDS
        for child in self.children:
            _signal_group(child.pid, signal.SIGTERM)
        while any(child.pid for child in self.children):
            self._pass_output_on(0.05)
            for child in self.children:
                if time.monotonic() > deadline:
                    _signal_group(child.pid, signal.SIGKILL)
                if _ended(child) is not None:
                    self._close_pipe(child)
        self.record.unlink(missing_ok=True)

    def _write_record(self) -> None:
        living = [os.getpid(), *(child.pid for child in self.children if child.pid)]
        draft = self.record.with_suffix(".new")
        draft.write_text(json.dumps([_identity(psutil.Process(pid)) for pid in living]))
        draft.replace(self.record)


def end_leftovers(record: Path) -> int:
    """End the processes that a killed parent left behind; return how many there were.

    Only what is still the same process as recorded is touched: number, start and command line.
    Raises AlreadyRunningError when the parent itself lives.
    """
    try:
        parent, *children = json.loads(record.read_text())
    except (FileNotFoundError, ValueError):
        return 0
    if _find(parent):
        raise AlreadyRunningError(f"The desk already runs as process {parent['pid']}.")
    leftovers = [process for process in map(_find, children) if process]
    for process in leftovers:
        _signal_group(process.pid, signal.SIGTERM)
    _, stubborn = psutil.wait_procs(leftovers, timeout=GRACE_SECONDS)
    for process in stubborn:
        _signal_group(process.pid, signal.SIGKILL)
    psutil.wait_procs(stubborn, timeout=GRACE_SECONDS)
    record.unlink(missing_ok=True)
    return len(leftovers)


def _identity(process: psutil.Process) -> dict[str, object]:
    return {
        "pid": process.pid,
        "created": process.create_time(),
        "command": process.cmdline(),
    }


def _find(identity: dict[str, object]) -> psutil.Process | None:
    """Return the recorded process if it lives and is no other that got its number."""
    try:
        process = psutil.Process(int(str(identity["pid"])))
        same = (
            abs(process.create_time() - float(str(identity["created"]))) < 1
            and process.cmdline() == identity["command"]
            and process.status() != psutil.STATUS_ZOMBIE
        )
    except psutil.Error:
        return None
    return process if same else None


def _ended(child: Child) -> int | None:
    """Return the wait status of ``child`` if it has just ended."""
    if not child.pid:
        return None
    pid, status = os.waitpid(child.pid, os.WNOHANG)
    if not pid:
        return None
    child.pid = 0
    return status


def _reason(status: int) -> str:
    if os.WIFSIGNALED(status):
        return f"by {signal.Signals(os.WTERMSIG(status)).name}"
    return f"with code {os.WEXITSTATUS(status)}"


def _signal_group(pid: int, number: int) -> None:
    if not pid:
        return
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        # Forked a moment ago, not yet leading a group; or gone.
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
