"""Changes in words: the labels of the forms, values as people write them, names for keys."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import F, Field, TextField, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from consignment.languages import CHINESE, in_readers_words, supported
from consignment.models import User
from tickets.admin.fields import in_words
from tickets.changes.deltas import Change, Delta, Kind, as_model, parent_of
from tickets.changes.tracking import Tracked

NOTHING = "–"
Names = dict[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that differs: what, and how it was and is."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that a change touched, with its parts: a category with its questions."""

    kind: Kind
    what: str
    name: str
    label: str
    pk: Any
    rows: list[Row]


def names_for(changes: Iterable[Change]) -> Names:
    """Return the names of all that ``changes`` point at and do not hold themselves. One query."""
    wanted: dict[str, set[str]] = {}
    for change in changes:
        if change.user_id:
            wanted.setdefault(User._meta.label, set()).add(change.user_id)
        own = {(delta.tracked.key, delta.pk) for delta in change.deltas}
        for delta in change.deltas:
            for label, pk in _pointed_at(delta):
                if (label, pk) not in own or label != delta.tracked.key:
                    wanted.setdefault(label, set()).add(str(pk))
    parts = [
        apps.get_model(label)
        ._base_manager.filter(pk__in=wanted[label])
        .order_by()
        .values_list(Value(label), Cast("pk", TextField()), Cast(named, TextField()))
        for label, named in _naming().items()
        if label in wanted
    ]
    rows = parts[0].union(*parts[1:], all=True) if parts else []
    return {
        (label, pk): in_readers_words(name) if label in NAME_OF else name
        for label, pk, name in rows
    }


NAME_OF = ("tickets.Team", "tickets.Skill", "tickets.Queue", "tickets.Calendar", "tickets.Policy")


def _naming() -> dict[str, Any]:
    """Return how a thing of each kind is called, for the database."""
    chinese = supported(get_language()) == CHINESE
    name, title = (
        Coalesce(NullIf(F(f"{column}_{'zh' if chinese else 'en'}"), Value("")), F(f"{column}_en"))
        for column in ("name", "title")
    )
    return {
        **{label: F("name") for label in NAME_OF},
        "tickets.Category": name,
        "tickets.CannedReply": title,
        "tickets.Agent": Coalesce(NullIf(F("user__name"), Value("")), F("user__email")),
        User._meta.label: Coalesce(NullIf(F("name"), Value("")), F("email")),
    }


def _pointed_at(delta: Delta) -> Iterable[tuple[str, Any]]:
    yield delta.owner
    fields = [one for one in delta.tracked.model._meta.fields if one.is_relation]
    for one in fields:
        for row in (delta.before, delta.after):
            if row.get(one.attname) is not None:
                yield one.related_model._meta.label, row[one.attname]  # type: ignore[union-attr]


def who(change: Change, names: Names) -> str:
    """Return who made the change, in a word or two."""
    if change.user_id:
        return names.get((User._meta.label, change.user_id)) or str(_("Somebody who is gone"))
    return str(_("The desk itself"))


def how(change: Change) -> str:
    """Return by what it was changed, where that is not a page."""
    command = str(change.how.get("command") or "")
    if command == "load_presets":
        return str(_("loaded what is missing of the standard desk"))
    if change.how.get("level_proposal"):
        return str(_("as a proposed level"))
    return str(_("by the command %(command)s") % {"command": command}) if command else ""


def things_of(change: Change, names: Names) -> list[Thing]:
    """Return what ``change`` touched, the parts with what they are parts of."""
    by_owner: dict[tuple[str, Any], list[Delta]] = {}
    for delta in change.deltas:
        by_owner.setdefault(delta.owner, []).append(delta)
    return [_thing(owner, deltas, names) for owner, deltas in by_owner.items()]


def _thing(owner: tuple[str, Any], deltas: list[Delta], names: Names) -> Thing:
    label, pk = owner
    own = next((one for one in deltas if not one.tracked.part_of), None)
    rows = list(_own_rows(own, names)) if own else []
    for delta in deltas:
        if delta.tracked.part_of:
            rows += _part_rows(delta, names)
    return Thing(
        kind=own.kind if own else Kind.CHANGED,
        what=capfirst(str(apps.get_model(label)._meta.verbose_name)),
        name=_named(own, names) if own else names.get((label, str(pk)), f"#{pk}"),
        label=label,
        pk=pk,
        rows=rows,
    )


def _own_rows(delta: Delta, names: Names) -> Iterable[Row]:
    for one in delta.fields:
        row = _row(one, delta, names)
        if row.before != row.after:
            yield row


def _part_rows(delta: Delta, names: Names) -> list[Row]:
    kind = capfirst(str(delta.tracked.model._meta.verbose_name))
    name = _named(delta, names)
    if delta.kind is Kind.ADDED:
        return [Row(kind, NOTHING, name)]
    if delta.kind is Kind.REMOVED:
        return [Row(kind, name, NOTHING)]
    if as_model(delta.tracked, delta.before)._meta.model_name in {"calendarwindow"}:
        return [Row(kind, str(as_model(delta.tracked, delta.before)), name)]
    return [
        Row(f"{kind} “{name}”: {row.label}", row.before, row.after)
        for row in _own_rows(delta, names)
    ]


def _row(one: "Field[Any, Any]", delta: Delta, names: Names) -> Row:
    before, after = (
        said(one, row.get(one.attname), names) if row else NOTHING
        for row in (delta.before, delta.after)
    )
    if delta.kind is Kind.CHANGED and one.get_internal_type() == "TextField":
        before, after = _lines_that_differ(before, after)
    return Row(capfirst(str(one.verbose_name)), before, after)


def _lines_that_differ(before: str, after: str) -> tuple[str, str]:
    """Return of two long texts the lines that only one of them has."""
    old, new = before.splitlines(), after.splitlines()
    only_old = [line for line in old if line not in set(new)]
    only_new = [line for line in new if line not in set(old)]
    if not only_old and not only_new:
        return str(_("another order of lines")), str(_("this order of lines"))
    return "\n".join(only_old) or NOTHING, "\n".join(only_new) or NOTHING


def _named(delta: Delta, names: Names) -> str:
    """Return what the row is called, also when it is gone."""
    tracked, row = delta.tracked, delta.row
    if tracked.links:
        other: Any = tracked.model._meta.get_field(tracked.links)
        key = (other.related_model._meta.label, str(row.get(other.attname)))
        return names.get(key, f"#{row.get(other.attname)}")
    if tracked.key == "tickets.Agent":
        return names.get((User._meta.label, str(row.get("user_id"))), f"#{delta.pk}")
    known = as_model(tracked, row)
    for one in tracked.model._meta.concrete_fields:
        # What its name is made of is named already: nothing is read for a row alone.
        kind: Any = one.related_model
        pk = row.get(one.attname)
        if kind and pk and kind._meta.label in NAME_OF:
            called = names.get((kind._meta.label, str(pk)), f"#{pk}")
            setattr(known, one.name, kind(pk=pk, name=called))
    return str(known) or f"#{delta.pk}"


def said(one: Any, value: Any, names: Names) -> str:
    """Return ``value`` of a column as the form says it."""
    if value is None or value in ("", [], ()):
        return NOTHING
    if one.is_relation:
        return names.get((one.related_model._meta.label, str(value)), f"#{value}")
    if one.choices:
        return str(dict(one.flatchoices).get(value, value))
    match value:
        case bool():
            return str(_("yes") if value else _("no"))
        case dt.timedelta():
            return in_words(value)
        case dt.datetime():
            return date_format(value, "DATETIME_FORMAT")
        case dt.date():
            return value.isoformat()
        case dt.time():
            return f"{value:%H:%M}"
        case Decimal():
            return number_format(value.normalize() if value % 1 else int(value))
        case list() | tuple():
            return _listed(one, value)
    return str(value)


def _listed(one: Any, values: Iterable[Any]) -> str:
    words = dict(getattr(getattr(one, "base_field", None), "flatchoices", ()) or ())
    if values and all(isinstance(value, dict) for value in values):
        rows = [" / ".join(str(row[key]) for key in ("en", "zh") if row.get(key)) for row in values]
        return "\n".join(rows)
    return ", ".join(str(words.get(value, value)) for value in values)


def parts_named(tracked: Tracked) -> str:
    """Return what a kind of thing is called, in the plural."""
    model = parent_of(tracked).related_model if tracked.part_of else tracked.model
    return capfirst(str(model._meta.verbose_name_plural))
