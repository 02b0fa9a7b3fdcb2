"""How sure a figure is, and whether two of them differ by more than chance. Pure."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

Z_90, Z_95, Z_99 = 1.644854, 1.959964, 2.575829

SMALL_SAMPLE = 30
"""Below so many rows a figure is marked: its interval is wider than most differences."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bucket:
    """Times of like length: how many, and what they add up to."""

    count: int
    total: float

    @property
    def mean(self) -> float:
        return self.total / self.count


@dataclass(frozen=True, slots=True)
class Change:
    """By how much a figure differs from the one before; ``clear``: by more than chance would.

    ``interval`` is where the difference lies, where that is told.
    """

    by: float
    clear: bool
    interval: Interval | None = None


def wilson(share: float, count: int, z: float = Z_95) -> Interval:
    """Return the 95 % interval of ``share`` (0 to 1) among ``count``, as shares.

    Wilson's score interval: E. B. Wilson, "Probable inference, the law of succession, and
    statistical inference", JASA 22 (1927), 209-212. Stays within 0 and 1, also for small samples.
    """
    z2 = z * z
    centre = (share + z2 / (2 * count)) / (1 + z2 / count)
    spread = (
        z * math.sqrt(share * (1 - share) / count + z2 / (4 * count * count)) / (1 + z2 / count)
    )
    return max(0.0, centre - spread), min(1.0, centre + spread)


def difference_of_shares(now: tuple[float, int], before: tuple[float, int]) -> Change:
    """Compare two shares, each with its count.

    Newcombe's interval from the two Wilson intervals: R. G. Newcombe, "Interval estimation for the
    difference between independent proportions", Statistics in Medicine 17 (1998), method 10.
    """
    (p, n), (q, m) = now, before
    (p_low, p_high), (q_low, q_high) = wilson(p, n), wilson(q, m)
    by = p - q
    low = by - math.hypot(p - p_low, q_high - q)
    high = by + math.hypot(p_high - p, q - q_low)
    return Change(by, clear=low > 0 or high < 0, interval=(low, high))


def difference_of_counts(now: int, before: int) -> Change:
    """Compare two counts of things that come one by one (Poisson)."""
    spread = Z_95 * math.sqrt(now + before)
    return Change(now - before, clear=abs(now - before) > spread)


def difference_of_means(now: Iterable[Bucket], before: Iterable[Bucket]) -> Change:
    """Compare two means, their spread told from buckets (Welch, without degrees of freedom: below
    SMALL_SAMPLE nothing is called clear).
    """
    (mean, error, n), (mean_before, error_before, m) = _moments(now), _moments(before)
    by = mean - mean_before
    clear = min(n, m) >= SMALL_SAMPLE and abs(by) > Z_95 * math.hypot(error, error_before)
    return Change(by, clear)


def difference_of_medians(now: list[Bucket], before: list[Bucket]) -> Change:
    """Compare two medians: clear when their 95 % intervals (of ranks, binomial) lie apart. Below
    SMALL_SAMPLE nothing is called clear.
    """
    by = median(now) - median(before)
    (low, high), (low_before, high_before) = median_interval(now), median_interval(before)
    enough = min(sum(b.count for b in some) for some in (now, before)) >= SMALL_SAMPLE
    return Change(by, clear=enough and (low > high_before or high < low_before))


def mean_interval(buckets: Iterable[Bucket]) -> Interval:
    mean, error, _ = _moments(buckets)
    return max(0.0, mean - Z_95 * error), mean + Z_95 * error


def median(buckets: list[Bucket]) -> float:
    """Return the median of what lies in ``buckets``, which are in order of length."""
    count = sum(bucket.count for bucket in buckets)
    return (_ranked(buckets, (count - 1) // 2) + _ranked(buckets, count // 2)) / 2


def median_interval(buckets: list[Bucket]) -> Interval:
    """Return the 95 % interval of the median: the values at the ranks n/2 ± z √n / 2."""
    count = sum(bucket.count for bucket in buckets)
    spread = Z_95 * math.sqrt(count) / 2
    lower, upper = math.floor(count / 2 - spread), math.ceil(count / 2 + spread)
    return _ranked(buckets, max(0, lower)), _ranked(buckets, min(count - 1, upper))


def _ranked(buckets: list[Bucket], rank: int) -> float:
    for bucket in buckets:
        if rank < bucket.count:
            return bucket.mean
        rank -= bucket.count
    raise IndexError(rank)


def _moments(buckets: Iterable[Bucket]) -> tuple[float, float, int]:
    """Return the mean, its standard error and the count."""
    some = list(buckets)
    count = sum(bucket.count for bucket in some)
    mean = math.fsum(bucket.total for bucket in some) / count
    squares = math.fsum(bucket.count * (bucket.mean - mean) ** 2 for bucket in some)
    return mean, math.sqrt(squares / max(1, count - 1) / count), count
