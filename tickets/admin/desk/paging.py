"""Pages of a list, counted as far as a count is worth its cost."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

from tickets.inbox.counting import COUNTED, Count

PAGE_SIZE = 50
LAST_PAGE = 10_000
"""Further than anybody leafs; a larger offset is none that the database must bear."""

Row = TypeVar("Row")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list.

    ``total`` stops shortly after COUNTED, or after this page where the page lies beyond it;
    ``more_than_counted`` says so. It is past ``last`` whenever the list goes on. Of a list that is
    not ``is_counted`` nothing more is known.
    """

    rows: list[Row]
    number: int
    total: int
    is_counted: bool = True

    def showing(self, rows: "list[Other]") -> "Page[Other]":
        """Return the same page with ``rows`` for the rows of it."""
        return Page(rows, self.number, self.total, self.is_counted)

    @property
    def more_than_counted(self) -> bool:
        return self.total > COUNTED

    @property
    def counted(self) -> int:
        return min(self.total, COUNTED)

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE_SIZE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def following(self) -> int | None:
        return self.number + 1 if self.last < self.total else None

    @property
    def beyond_the_end(self) -> bool:
        return self.number > 1 and not self.rows


def read_page(
    rows: QuerySet[Any, Row], number: int, *, counted: bool = True, known: Count | None = None
) -> Page[Row]:
    """Return page ``number``, from 1, with how many rows there are: two queries, one for a list
    that fits on its first page, whose rows are not to be ``counted``, or are ``known`` already.
    """
    start = (number - 1) * PAGE_SIZE
    # One row more than is shown: it tells, beyond what is counted too, that there is a next page.
    read: list[Any] = list(rows[start : start + PAGE_SIZE + 1])
    shown = read[:PAGE_SIZE]
    if number == 1 and len(read) <= PAGE_SIZE:
        return Page(shown, number, len(shown))
    if not counted:
        return Page(shown, number, start + len(read), is_counted=len(read) <= PAGE_SIZE)
    # One more than is told, so that "1,000+" is known to be true.
    if known is not None:
        total = known.number + known.more
    else:
        total = rows.order_by().values("pk")[: COUNTED + 1].count()
    return Page(shown, number, max(total, start + len(read)))


def page_number(asked: str) -> int:
    """Return the page that an address asks for; the first when it means none."""
    number = int(asked) if asked.isdecimal() and len(asked) <= len(str(LAST_PAGE)) else 1
    return min(max(number, 1), LAST_PAGE)
