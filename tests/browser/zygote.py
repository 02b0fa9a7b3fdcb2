"""The site, loaded once and forked for each test: up in a moment instead of in many seconds.

A process of its own, since nothing can be forked from the tests': Playwright's threads live there.
It reads an order a line, as JSON ({"port", "SITE_URL", "MEDIA_ROOT"}), and answers with the number
of the process that serves. Each leads a group of its own, to be ended by whoever ordered it.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import uvicorn
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# Not that of ``config.asgi``, which warms itself in a thread: forks would share its connection.
application = get_asgi_application()


def main() -> None:
    # What is imported with the first request otherwise.
    assert get_resolver().url_patterns
    # The system buries the children.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            serve(order)
        print(child, flush=True)  # noqa: T201


def serve(order: dict[str, Any]) -> None:
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    settings.SITE_URL = order["SITE_URL"]
    settings.MEDIA_ROOT = Path(order["MEDIA_ROOT"])
    uvicorn.run(application, port=order["port"], lifespan="off", log_level="warning")
    os._exit(0)


if __name__ == "__main__":
    main()
