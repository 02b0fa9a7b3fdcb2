"""Figures in words, in the active language."""

import datetime as dt

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from tickets import words
from tickets.insight.figures import Figure
from tickets.insight.measures import Unit
from tickets.insight.uncertainty import Interval

NOTHING = "–"
LONG = 120
"""From so many minutes on they are read in hours."""


def said(value: float | None, unit: Unit) -> str:
    """Return a figure with its unit: 92 %, 4.5 min, 3 h 20 min, 1,204."""
    if value is None:
        return NOTHING
    if unit is Unit.COUNT:
        return number_format(round(value), force_grouping=True)
    if unit is Unit.MINUTES and value >= LONG:
        return words.span(dt.timedelta(minutes=round(value)))
    number = _number(value)
    return f"{number} %" if unit is Unit.SHARE else _("%(n)s min") % {"n": number}


def between(interval: Interval | None, unit: Unit) -> str:
    """Return an interval: "88 to 95 %"; nothing without one."""
    if interval is None:
        return ""
    low, high = interval
    if unit is Unit.SHARE:
        shown = (number_format(bound, decimal_pos=0) for bound in interval)
        return _("%(low)s to %(high)s %%") % dict(zip(("low", "high"), shown, strict=True))
    return _("%(low)s to %(high)s") % {"low": said(low, unit), "high": said(high, unit)}


def change(figure: Figure) -> str:
    """Return the change against the time before, with its sign: "+4 points", "no clear change"."""
    found = figure.change
    if found is None:
        return ""
    if not found.clear:
        return _("no clear change against the time before")
    sign = "+" if found.by > 0 else "−"
    by = abs(found.by)
    if figure.unit is Unit.SHARE:
        size = _("%(n)s points") % {"n": _number(by)}
    else:
        size = said(by, figure.unit)
    return _("%(change)s against the time before") % {"change": f"{sign}{size}"}


def day(at: dt.date) -> str:
    """Return a day as it stands under a picture: Mon 3 Mar."""
    # Translators: a Django date format; write the order and the signs of your language.
    return date_format(at, _("D j M"))


def _number(value: float) -> str:
    whole = value >= 10 or value == int(value)
    return number_format(value, decimal_pos=0 if whole else 1)
