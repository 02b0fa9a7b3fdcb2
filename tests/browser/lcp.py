"""Largest contentful paint of the pages that people come to first, as a command and no test: its
figures depend on the machine.

    python -m tests.browser.lcp http://localhost:8000 [/path ...]

Against a site that runs (``manage.py demo``), on a phone's width, with the processor slowed to a
quarter, with an empty cache and with a filled one. Prints the median of each in milliseconds and
its ratio to the limit; ends with 1 when one is above it.
"""

import shutil
import statistics
import sys
from collections.abc import Sequence

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.looking import QUIET

LIMIT_MS = 1_000
SLOWED = 4
TIMES = 5
PAGES = ("/", "/requests/new/", "/requests/new/not-shipped/", "/help/", "/accounts/login/")
WATCH = """
new PerformanceObserver((list) => { window.largest = list.getEntries().at(-1).startTime; })
  .observe({ type: "largest-contentful-paint", buffered: true });
"""


def visit(browser: Browser, address: str) -> tuple[float, float]:
    """Return the largest paint of a first visit and of a second one, in milliseconds."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(WATCH)
    page = context.new_page()
    slow = {"rate": SLOWED}
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", slow)
    first, second = _largest(page, address), _largest(page, address)
    context.close()
    return first, second


def _largest(page: Page, address: str) -> float:
    page.goto(address, wait_until="load")
    # The observer is told a moment after the paint.
    page.wait_for_timeout(300)
    return float(page.evaluate("window.largest"))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(arguments: Sequence[str]) -> int:
    site, *paths = arguments or ["http://localhost:8000"]
    slowest = 0.0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        say(f"{'page':32} {'first':>8} {'again':>8} {'of limit':>9}")
        for path in paths or PAGES:
            visits = [visit(browser, site + path) for _ in range(TIMES)]
            first, again = (statistics.median(times) for times in zip(*visits, strict=True))
            slowest = max(slowest, first, again)
            say(f"{path:32} {first:5.0f} ms {again:5.0f} ms {max(first, again) / LIMIT_MS:8.0%}")
        browser.close()
    return int(slowest > LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
