"""What the search does beside, waited for."""

import threading

LONGEST = 30.0


def renewed(*names: str) -> None:
    """Return once no thread reads texts anew, or once those of ``names`` have ended."""
    for thread in threading.enumerate():
        if thread.name in (names or ("search-taking-in", "search-renewal")):
            thread.join(LONGEST)
