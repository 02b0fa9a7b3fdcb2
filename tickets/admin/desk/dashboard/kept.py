"""What was drawn a moment ago, kept for whoever asks for the same.

A page of pictures is drawn by one reader and shown to the others, for a minute at most while the
facts do not change. Who comes while it is being drawn anew gets the last one, rather than draw it
too.
"""

import datetime as dt
import hashlib
from collections.abc import Callable

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

FRESH = dt.timedelta(minutes=1)
KEPT_SECONDS = 600
DRAWING_SECONDS = 30


def drawn(what: object, *, version: int, at: dt.datetime, draw: Callable[[], str]) -> SafeString:
    """Return the HTML of ``what`` (anything whose repr tells it apart), drawn a minute ago at most,
    from facts of ``version``.
    """
    name = hashlib.sha256(repr(what).encode()).hexdigest()
    key, busy = f"dashboard:{name}", f"dashboard-busy:{name}"
    kept = cache.get(key)
    if kept is not None:
        of, when, html = kept
        if of == version and abs(at - when) < FRESH:
            return mark_safe(html)  # noqa: S308  # as the templates wrote it
        if not cache.add(busy, 1, DRAWING_SECONDS):
            return mark_safe(html)  # noqa: S308
    html = draw()
    cache.set(key, (version, at, html), KEPT_SECONDS)
    cache.delete(busy)
    return mark_safe(html)  # noqa: S308
