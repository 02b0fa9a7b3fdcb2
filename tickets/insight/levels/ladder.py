"""The times that are promised: nobody is told "within 37 minutes". Pure."""

import datetime as dt

_MINUTES = (1, 2, 3, 5, 10, 15, 20, 30, 45)
_HOURS = (1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72, 96, 120, 168, 240, 336)
RUNGS = (
    *(dt.timedelta(minutes=n) for n in _MINUTES),
    *(dt.timedelta(hours=n) for n in _HOURS),
)
LONGEST = RUNGS[-1]


def longer(time: dt.timedelta) -> dt.timedelta | None:
    """Return the next longer time; None beyond the longest."""
    return next((rung for rung in RUNGS if rung > time), None)


def shorter(time: dt.timedelta) -> dt.timedelta | None:
    """Return the next shorter time; None below the shortest."""
    return next((rung for rung in reversed(RUNGS) if rung < time), None)


def at_least(time: dt.timedelta) -> dt.timedelta | None:
    """Return the shortest time that is not below ``time``; None beyond the longest."""
    return next((rung for rung in RUNGS if rung >= time), None)
