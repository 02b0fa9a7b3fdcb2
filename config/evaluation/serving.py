"""One JSON object a line in, one reply a line out, until the input ends."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, BinaryIO

import structlog

from config.evaluation.subject import InputRefused, Operation, Subject

log = structlog.get_logger(__name__)


class Bench:
    """The subjects of one loop, each made when its first operation is called for."""

    def __init__(self, subjects: Mapping[str, Callable[[], Subject]]) -> None:
        self._subjects = subjects
        self._open: dict[str, Subject] = {}

    def reply(self, line: bytes) -> Mapping[str, Any]:
        """Return the reply to one line; {"error": ...} says what is wrong with it."""
        try:
            request = parsed(line)
            return self._operation(request)(request)
        except InputRefused as refused:
            return {"error": refused.why}
        except Exception as error:  # the loop outlives a fault of ours; the log has the trace
            log.exception("evaluate_failed")
            return {"error": f"This failed, and nothing was done: {type(error).__name__}: {error}"}

    def close(self) -> None:
        while self._open:
            self._open.popitem()[1].close()

    def _operation(self, request: Mapping[str, Any]) -> Operation:
        name = request.get("op")
        if name == "reset":
            return self._reset
        for key in self._subjects:
            operation = self._subject(key).operations.get(str(name))
            if operation is not None:
                return operation
        names = sorted(op for key in self._subjects for op in self._subject(key).operations)
        raise InputRefused(f'"op" must be one of {", ".join(["reset", *names])}.')

    def _subject(self, key: str) -> Subject:
        if key not in self._open:
            self._open[key] = self._subjects[key]()
        return self._open[key]

    def _reset(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        self.close()
        return {"ok": True}


def parsed(line: bytes) -> Mapping[str, Any]:
    """Return the object that stands on ``line``. Raises InputRefused."""
    try:
        request = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputRefused("This is not UTF-8: save it as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise InputRefused(f"This is not JSON ({error}): one object a line.") from error
    if not isinstance(request, dict):
        raise InputRefused("This must be a JSON object, in braces.")
    return request


def serve(bench: Bench, lines: Iterable[bytes], out: BinaryIO) -> None:
    """Answer each of ``lines`` on ``out``, at once; an empty line is passed over."""
    try:
        for line in lines:
            if line.strip():
                out.write(json.dumps(bench.reply(line)).encode() + b"\n")
                out.flush()
    finally:
        bench.close()
