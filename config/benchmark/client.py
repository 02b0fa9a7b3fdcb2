"""The load: a few connections that ask one after the other, for some seconds, and keep the times;
or many people who ask at their own pace.

Started as a script, in a process of its own, with a plan as JSON on its standard input; the result
is JSON on its standard output. Knows nothing of Django and uses the standard library alone, since
it shares the machine with what it measures.
"""

import itertools
import json
import random
import select
import socket
import sys
import threading
import time
import uuid
from typing import Any

TIMEOUT = 120
KEY = b"@@key@@"


class Connection:
    """HTTP/1.1 over one socket, kept alive where the server allows it."""

    def __init__(self, host: str, port: int) -> None:
        self.address = host, port
        self._socket: socket.socket | None = None
        self._left = b""

    def ask(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        """Send ``request``; return status, header fields in lower case, and body.

        A connection that the server let go of in the pause before is opened anew, once.
        """
        if self._socket is not None and _let_go(self._socket):
            self.close()
        if self._socket is None:
            self._socket = socket.create_connection(self.address, TIMEOUT)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._left = b""
        self._socket.sendall(request)
        head = self._until(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        fields = {}
        for line in lines:
            name, _, value = line.partition(":")
            fields[name.lower()] = value.strip()
        if "transfer-encoding" in fields:
            raise ConnectionError("The site streams, which this client cannot read.")
        body = self._exactly(int(fields.get("content-length", "0")))
        if fields.get("connection", "").lower() == "close":
            self.close()
        return int(first.split(" ", 2)[1]), fields, body

    def close(self) -> None:
        if self._socket:
            self._socket.close()
        self._socket = None

    def _until(self, end: bytes) -> bytes:
        while (at := self._left.find(end)) < 0:
            self._more()
        found, self._left = self._left[:at], self._left[at + len(end) :]
        return found

    def _exactly(self, length: int) -> bytes:
        while len(self._left) < length:
            self._more()
        found, self._left = self._left[:length], self._left[length:]
        return found

    def _more(self) -> None:
        if not self._socket or not (data := self._socket.recv(262_144)):
            raise ConnectionError("The site closed the connection.")
        self._left += data


def _let_go(kept: socket.socket) -> bool:
    """Tell whether the server has closed ``kept``, on which no answer is due."""
    readable, _, _ = select.select([kept], [], [], 0)
    return bool(readable)


class Load:
    """What all connections of a plan share."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan = plan
        self.requests = [text.encode() for text in plan["requests"]]
        self.times: list[float] = []
        self.faults: dict[str, int] = {}
        self.begins = self.ends = 0.0
        self._next = 0
        self._lock = threading.Lock()

    def run(self) -> dict[str, Any]:
        """Ask from all connections at once; return what came of it."""
        used, started = time.process_time(), time.perf_counter()
        self._together(self.plan["seconds"])
        lasted = time.perf_counter() - started
        return {
            "seconds": lasted,
            "times": self.times,
            "faults": self.faults,
            "asked": self._next,
            "load": (time.process_time() - used) / lasted,
        }

    def _together(self, seconds: float) -> None:
        self.begins = time.perf_counter()
        self.ends = self.begins + seconds
        count = range(self.plan["people"] or self.plan["connections"])
        ask = self._ask_at_leisure if self.plan["people"] else self._ask_on
        threads = [threading.Thread(target=ask, args=(n,)) for n in count]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _ask_on(self, _nth: int) -> None:
        connection = Connection(self.plan["host"], self.plan["port"])
        times: list[float] = []
        while time.perf_counter() < self.ends:
            self._ask(connection, self._request(), times)
        self._done(connection, times)

    def _ask_at_leisure(self, nth: int) -> None:
        """Ask what the ``nth`` of all people asks, at their pace."""
        people, (least, most) = self.plan["people"], self.plan["pace"]
        own = itertools.cycle(self.requests[nth::people])
        rng = random.Random(nth)  # noqa: S311
        connection = Connection(self.plan["host"], self.plan["port"])
        times: list[float] = []
        # Whoever has a pace of their own begins at a moment of their own.
        at = self.begins + (nth / people * (least + most) / 2 if least < most else 0)
        while at < self.ends:
            time.sleep(max(0.0, at - time.perf_counter()))
            self._ask(connection, next(own), times)
            at += rng.uniform(least, most)
            with self._lock:
                self._next += 1
        self._done(connection, times)

    def _ask(self, connection: Connection, request: bytes, times: list[float]) -> None:
        began = time.perf_counter()
        try:
            status, _, body = connection.ask(request)
        except OSError as error:
            connection.close()
            self._fault(type(error).__name__)
            return
        if status == self.plan["status"]:
            times.append(time.perf_counter() - began)
        else:
            self._fault(f"{status}: {body[:200].decode(errors='replace')}")

    def _done(self, connection: Connection, times: list[float]) -> None:
        connection.close()
        with self._lock:
            self.times += times

    def _request(self) -> bytes:
        with self._lock:
            self._next += 1
            request = self.requests[self._next % len(self.requests)]
        return request.replace(KEY, uuid.uuid4().hex.encode())

    def _fault(self, what: str) -> None:
        with self._lock:
            self.faults[what] = self.faults.get(what, 0) + 1


if __name__ == "__main__":
    json.dump(Load(json.load(sys.stdin)).run(), sys.stdout)
