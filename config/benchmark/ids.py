"""Ids of the past: UUIDv7, which begin with their time, so that they sort as they came."""

import datetime as dt
import random


def id_at(at: dt.datetime, rng: random.Random) -> str:
    """Return an id as ``consignment.ids.new_id`` would have made it ``at`` (RFC 9562, 5.7)."""
    stamp = int(at.timestamp() * 1000)
    low = rng.getrandbits(74)
    number = stamp << 80 | 0x7 << 76 | (low >> 62) << 64 | 0b10 << 62 | low & (1 << 62) - 1
    return f"{number:032x}"
