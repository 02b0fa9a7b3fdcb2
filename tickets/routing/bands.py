"""How frequent each problem is, counted from what came, and what each band and lane may have.

The bands that hold are those that staff confirmed; the first count of a category holds at once.
"""

import datetime as dt
from collections.abc import Mapping

from django.db.models import Count, F, Q, QuerySet

from tickets.lifecycle import configuration
from tickets.lifecycle.choices import Lane
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.routing.choices import Band
from tickets.routing.models import CategoryBand
from tickets.routing.shares import Shares

COUNTED = dt.timedelta(days=28)
FREQUENT, MIDDLING = 70, 90
"""Up to which part of all contacts, in percent, categories are frequent, and up to which middling.
"""


def by_frequency(contacts: Mapping[int, int]) -> dict[int, Band]:
    """Return the band of each category by its number of contacts. Pure.

    The most frequent ones that together make 70 % of all contacts, those that make the next 20 %,
    and the rest. Of equal numbers the lower key comes first; what nobody asked is rare.
    """
    whole = sum(contacts.values())
    bands, before = {}, 0
    for key in sorted(contacts, key=lambda key: (-contacts[key], key)):
        count = contacts[key]
        if count and before * 100 < FREQUENT * whole:
            bands[key] = Band.FREQUENT
        elif count and before * 100 < MIDDLING * whole:
            bands[key] = Band.MIDDLING
        else:
            bands[key] = Band.RARE
        before += count
    return bands


def recount(categories: list[int], *, at: dt.datetime) -> int:
    """Count the contacts of the last 28 days in each of ``categories``, and propose their bands;
    return how many proposals differ from what holds. Three statements.
    """
    recent = Ticket.objects.filter(created_at__gt=at - COUNTED, created_at__lte=at)
    rows = (
        recent.order_by()
        .values_list("category")
        .annotate(contacts=Count("id"), vip=Count("id", filter=Q(lane=Lane.VIP)))
    )
    counted = {category: (contacts, vip) for category, contacts, vip in rows}
    bands = by_frequency({key: counted.get(key, (0, 0))[0] for key in categories})
    CategoryBand.objects.bulk_create(
        [
            CategoryBand(
                category_id=key,
                band=band,
                proposed=band,
                contacts=counted.get(key, (0, 0))[0],
                vip_contacts=counted.get(key, (0, 0))[1],
                counted_at=at,
            )
            for key, band in bands.items()
        ],
        update_conflicts=True,
        unique_fields=["category"],
        update_fields=["proposed", "contacts", "vip_contacts", "counted_at"],
    )
    return CategoryBand.objects.exclude(band=F("proposed")).count()


def confirm(rows: QuerySet[CategoryBand]) -> int:
    """Let what was counted hold for ``rows``; return how many changed."""
    return rows.exclude(band=F("proposed")).update(band=F("proposed"))


def of_categories() -> dict[int, Band]:
    """Return the band that holds for each category. Remembered; who is not in it is rare."""
    return configuration.remembered("bands", _of_categories)


def shares() -> Shares:
    """Return what each lane and band may have, as staff set it. Remembered."""
    return configuration.remembered("shares", _shares)


def _of_categories() -> dict[int, Band]:
    rows = CategoryBand.objects.values_list("category", "band")
    return {category: Band(band) for category, band in rows}


def _shares() -> Shares:
    settings = DeskSettings.current()
    rows = CategoryBand.objects.values_list("contacts", "vip_contacts")
    contacts, vip = (sum(column) for column in zip(*rows, strict=True)) if rows else (0, 0)
    return Shares(
        vip=settings.vip_reserve,
        ordinary=settings.ordinary_reserve,
        bands={
            Band.FREQUENT: settings.share_of_frequent,
            Band.MIDDLING: settings.share_of_middling,
            Band.RARE: settings.share_of_rare,
        },
        contacts=1 - vip / contacts if contacts else 1.0,
    )
