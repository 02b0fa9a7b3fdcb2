"""Shares of what the desk can do, in percent, that promise more than there is. Pure."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

Shares = Sequence[int | None]
"""Percent each; None where what was typed is no number."""


def refused_shares(*, reserves: Shares, bands: Shares) -> dict[str, str]:
    """Return what is wrong, by the field to change.

    ``reserves`` are those of the VIP lane and of the ordinary lane, ``bands`` those of frequent,
    middling and rare problems. A number that is no share by itself is refused at its own field, and
    nothing is added up.
    """
    refused = {}
    vip, ordinary = (share or 0 for share in reserves)
    if ordinary > 100 - vip and all(map(_is_share, reserves)):
        refused["ordinary_reserve"] = _(
            "Both reserves together are more than everything. At most %(left)d %% are left."
        ) % {"left": max(0, 100 - vip)}
    whole = sum(share or 0 for share in bands)
    if whole != 100 and all(map(_is_share, bands)):
        refused["share_of_frequent"] = _(
            "The three shares make %(whole)d %%. They must make 100."
        ) % {"whole": whole}
    return refused


def _is_share(percent: int | None) -> bool:
    return percent is not None and 0 <= percent <= 100
