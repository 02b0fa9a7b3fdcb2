"""Small marks of the desk: icons, moments in time, what falls due."""

import datetime as dt
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tickets import reasons, words

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """Draw the Material symbol ``name``. A screen reader passes over it: words stand beside it."""
    return format_html('<span class="material-symbols-outlined" aria-hidden="true">{}</span>', name)


@register.simple_tag
def when(at: dt.datetime, now: dt.datetime) -> SafeString:
    """Write the moment ``at``: the time today, else the day with it; all of it as a title."""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        at.isoformat(),
        words.full(at),
        words.when(at, now=now),
    )


@register.simple_tag
def day(at: dt.datetime, now: dt.datetime) -> str:
    """Write the day of ``at`` on the reader's wall: today, yesterday, or its date."""
    return words.day(at, now=now)


@register.simple_tag
def due(at: dt.datetime, now: dt.datetime) -> SafeString:
    """Write what falls due ``at``: "in 12 min · 14:20", with an icon that differs when it is late.

    ``desk/js/times.js`` keeps the words and the tone true while the page is open.
    """
    shown = words.due(at, now=now)
    return format_html(
        '<span class="due" data-tone="{}">{}<time class="due__words" datetime="{}" title="{}" '
        'data-due>{}</time> <span class="due__clock">{}</span></span>',
        shown.tone,
        icon(words.ICONS[shown.tone]),
        at.isoformat(),
        words.full(at),
        shown.words,
        shown.clock,
    )


@register.filter
def in_words(reason: str) -> str:
    """Say in the reader's language why the desk decided so."""
    return reasons.in_words(reason) if reason else ""


@register.filter
def span(length: dt.timedelta) -> str:
    """Write a length of time in its two largest units."""
    return words.span(length)


@register.filter
def hours(length: dt.timedelta) -> str:
    """Write a length of time that was worked: 45 h, where a day of 24 hours says nothing."""
    return words.span(length, days=False)


@register.simple_tag
def time_words() -> dict[str, str]:
    """Return the words of times for the browser: ``{% time_words as words %}`` and json_script."""
    return {key: str(text) for key, text in words.UNITS.items()}
