"""The column for money: an amount and its currency, never one without the other."""

from typing import cast

from django.db import models
from django.utils.functional import Promise
from djmoney.models.fields import MoneyField
from djmoney.money import Money

DEFAULT_CURRENCY = "USD"


def money_field(verbose_name: str | Promise) -> "models.Field[Money, Money]":
    """Return a column of up to ten digits and two decimals, with its currency in a second one.

    The second is named ``<field>_currency``: name both in ``save(update_fields=...)``.
    """
    # django-money's own types call it a decimal; what it gives and takes is Money.
    return cast(
        "models.Field[Money, Money]",
        MoneyField(
            verbose_name, max_digits=12, decimal_places=2, default_currency=DEFAULT_CURRENCY
        ),
    )
