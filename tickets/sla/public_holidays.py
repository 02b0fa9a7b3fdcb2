"""Public holidays of countries and regions, from the library ``holidays``."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from unicodedata import combining, normalize
from zoneinfo import ZoneInfo, available_timezones

import holidays
from babel.core import Locale, get_global
from django.db import transaction
from holidays.registry import COUNTRIES

from consignment.languages import CHINESE
from tickets.sla.models import Calendar, Holiday


@dataclass(frozen=True, slots=True)
class PublicHoliday:
    date: dt.date
    name: str


@cache
def countries(language: str) -> dict[str, str]:
    """Return the countries that are known, code to name in ``language``, in its order."""
    names = Locale.parse("zh_Hans" if language == CHINESE else "en").territories
    codes = {facts[1] for facts in COUNTRIES.values()} & {*holidays.list_supported_countries()}
    return dict(sorted(((code, names[code]) for code in codes), key=lambda pair: _order(pair[1])))


def _order(name: str) -> bytes:
    """Return by what names are sorted. The Chinese code of 1980 holds the usual signs by sound."""
    plain = "".join(sign for sign in normalize("NFD", name) if not combining(sign))
    return plain.encode("gb18030")


def regions(country: str) -> list[str]:
    """Return the codes of the regions of ``country`` that have days of their own."""
    return list(holidays.list_supported_countries().get(country, []))


def public_holidays(
    country: str, region: str | None, year: int, *, chinese: bool
) -> list[PublicHoliday]:
    """Return the public holidays of a year in their order, named in English or Chinese if known."""
    entity = holidays.country_holidays(country)
    wished = ("zh_CN", "en_US") if chinese else ("en_US",)
    language = next((one for one in wished if one in entity.supported_languages), None)
    days = holidays.country_holidays(
        country, subdiv=region or None, years=[year], language=language, expand=False
    )
    return [PublicHoliday(date, name[:120]) for date, name in sorted(days.items())]


def share_a_clock(country: str, zone: str, *, year: int) -> bool:
    """Tell whether somewhere in ``country`` a clock on the wall shows what it does in ``zone``, in
    winter and in summer: else its days are others there. True where no time zone is known of it.
    """
    known = available_timezones()
    territories = get_global("zone_territories").items()
    theirs = {name for name, where in territories if where == country} & known
    return not theirs or _offsets(zone, year) in {_offsets(name, year) for name in theirs}


def _offsets(zone: str, year: int) -> tuple[dt.timedelta | None, ...]:
    clock = ZoneInfo(zone)
    return tuple(dt.datetime(year, month, 15, tzinfo=clock).utcoffset() for month in (1, 7))


@transaction.atomic
def take_in(calendar: Calendar, days: Iterable[PublicHoliday]) -> int:
    """Add those of ``days`` on which the calendar knows no holiday; return how many were new."""
    list(Calendar.objects.select_for_update().filter(pk=calendar.pk).values("pk"))
    known = set(calendar.holidays.values_list("date", flat=True))
    new = [
        Holiday(calendar=calendar, date=day.date, name=day.name)
        for day in days
        if day.date not in known
    ]
    return len(Holiday.objects.bulk_create(new))
