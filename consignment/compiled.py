"""Queries that are asked again and again, with other values only: made into SQL once.

To build a queryset of a few joins and to write its SQL takes Django several times as long as
PostgreSQL takes to answer it, and most of that goes into planning it. What a page asks on every
request is therefore compiled the first time, with a *stand-in* for each value, and asked from then
on with the values in their places, as a statement that PostgreSQL prepares once per connection
(``DATABASE_PREPARES``). Rows come out as from the queryset itself.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Model, QuerySet

from consignment import prepared

Row = TypeVar("Row")

STAND_INS: dict[type, tuple[Callable[[int], Any], Callable[[int], Any]]] = {
    # Small enough for every column of integers.
    int: (lambda n: 31_001 + n, lambda n: 32_001 + n),
    str: (lambda n: f"stand-in-{n}", lambda n: f"another-{n}"),
    uuid.UUID: (lambda n: uuid.UUID(int=0xA0000 + n), lambda n: uuid.UUID(int=0xB0000 + n)),
    dt.datetime: (
        lambda n: dt.datetime(2150, 1, 1 + n, tzinfo=dt.UTC),
        lambda n: dt.datetime(2151, 1, 1 + n, tzinfo=dt.UTC),
    ),
}
"""Two values of each type that nobody asks for; twice, so that a value that went elsewhere than
into the SQL as it is, is noticed."""


class NotCompilable(Exception):
    """A value decides more than what is compared with it, or is changed on its way."""


@dataclass(frozen=True, slots=True)
class _Statement:
    """SQL with its parameters; ``places`` are those of the values, by their order."""

    queryset: Any
    compiler: Any
    converters: dict[int, Any]
    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]
    composite: bool
    """Whether it selects keys of several columns."""

    def filled(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return the parameters with ``values`` in their places."""
        params = list(self.params)
        for place, n in self.places:
            kind, value = type(params[place]), values[n]
            # Django wraps numbers by the column that they are compared with.
            params[place] = kind(value) if issubclass(kind, int) else value
        return tuple(params)


class Compiled(Generic[Row]):
    """The queryset that ``make`` returns for values of the given ``types``.

    ``make`` may use its values only to compare columns with them. What else the queryset depends
    on, such as who asks, must be fixed: keep one for each (``functools.lru_cache``). It may select
    related rows; what it prefetches is not read.
    """

    def __init__(self, make: Callable[..., "QuerySet[Any, Row]"], *types: type) -> None:
        self.make = make
        self.types = types

    def rows(self, *values: Any) -> list[Row]:
        """Return the rows for ``values``. One query."""
        if self._statement is None:
            return []
        return list(self._statement.queryset._iterable_class(_Asked(self._statement, values)))

    def first(self, *values: Any) -> Row | None:
        """Return the first row for ``values``, if any; the queryset has a limit of its own."""
        return next(iter(self.rows(*values)), None)

    def get(self, *values: Any) -> Row:
        """Return the one row for ``values``. Raises the DoesNotExist of its model."""
        row = self.first(*values)
        if row is None:
            raise self._queryset.model.DoesNotExist
        return row

    def sql(self, *values: Any) -> tuple[str, tuple[Any, ...]] | None:
        """Return the SQL for ``values`` with its parameters; None where no row can be found."""
        if self._statement is None:
            return None
        return self._statement.sql, self._statement.filled(values)

    @cached_property
    def _queryset(self) -> "QuerySet[Any, Row]":
        return self._made(0)

    def _made(self, which: int) -> "QuerySet[Any, Row]":
        return self.make(*self._stand_ins(which))

    def _stand_ins(self, which: int) -> list[Any]:
        return [STAND_INS[type_][which](n) for n, type_ in enumerate(self.types)]

    @cached_property
    def _statement(self) -> _Statement | None:
        """The SQL; None where no row can ever be found. Raises NotCompilable."""
        queryset = self._queryset
        compiler = queryset.query.get_compiler(queryset.db)
        try:
            sql, params = compiler.as_sql()
            again, others = self._made(1).query.get_compiler(queryset.db).as_sql()
        except EmptyResultSet:
            return None
        ones, twos = self._stand_ins(0), self._stand_ins(1)
        places = []
        for place, (one, two) in enumerate(zip(params, others, strict=True)):
            if one in ones and ones.index(one) == (twos.index(two) if two in twos else None):
                places.append((place, ones.index(one)))
            elif one != two:
                raise NotCompilable(f"{one!r} is not a value as it was given, in: {sql}")
        if sql != again:
            raise NotCompilable(f"Values decide what is asked: {sql}")
        selected = [one[0] for one in compiler.select]
        converters = compiler.get_converters(selected)
        composite = compiler.has_composite_fields(selected)
        plain = tuple(one.value if isinstance(one, Enum) else one for one in params)
        return _Statement(queryset, compiler, converters, sql, plain, tuple(places), composite)


def put_by(instance: Model, name: str, rows: list[Any]) -> None:
    """Let ``instance.name.all()`` give ``rows`` from now on, as prefetching them does."""
    manager = getattr(instance, name)
    for row in rows:
        setattr(row, manager.field.name, instance)
    found = manager.all()
    found._result_cache, found._prefetch_done = rows, True
    instance.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found


class Preparing:
    """A connection whose cursors leave values to the server, so that statements can be prepared."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)

    def cursor(self) -> Any:
        return prepared.opened(self.connection)


class _Asked:
    """As much of a queryset, and of its query, as Django's iterables of rows ask for."""

    def __init__(self, statement: _Statement, values: tuple[Any, ...]) -> None:
        self.statement = statement
        self.values = values
        self.query = self
        self.db = statement.queryset.db
        self.model = statement.queryset.model
        self._fields = statement.queryset._fields
        self._known_related_objects: dict[Any, Any] = {}

    def get_compiler(self, using: str) -> Any:
        statement, params = self.statement, self.statement.filled(self.values)
        compiler = copy(statement.compiler)
        compiler.connection = Preparing(connections[using])
        compiler.as_sql = lambda: (statement.sql, params)
        compiler.get_converters = lambda expressions: statement.converters
        compiler.has_composite_fields = lambda expressions: statement.composite
        return compiler
