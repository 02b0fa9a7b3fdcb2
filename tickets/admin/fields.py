"""Form fields for what people would not type as a program stores it."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tickets.words import DAY, HOUR, MINUTE, UNITS

SECONDS = {
    **dict.fromkeys(("s", "sec", "秒"), 1),
    **dict.fromkeys(("m", "min", "分", "分钟"), MINUTE),
    **dict.fromkeys(("h", "小时", "时"), HOUR),
    **dict.fromkeys(("d", "day", "days", "天"), DAY),
}
MOST_DIGITS = 9
"""Of one number: 30 years in seconds."""
PART = re.compile(r"(\d+)\s*([^\W\d_]+)")


class SpanField(forms.DurationField):
    """A length of time in words: 30 s, 15 min, 2 h 30 min, 1 d. Also as hh:mm:ss."""

    default_error_messages = {"invalid": _("Write a length of time like 15 min, 2 h or 1 d.")}

    def prepare_value(self, value: Any) -> Any:
        return in_units(value) if isinstance(value, dt.timedelta) else value

    def to_python(self, value: Any) -> dt.timedelta | None:
        if isinstance(value, str) and (parts := PART.findall(value)):
            if PART.sub("", value).strip() or any(unit not in SECONDS for _n, unit in parts):
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            if any(len(n) > MOST_DIGITS for n, _unit in parts):
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            return dt.timedelta(seconds=sum(int(n) * SECONDS[unit] for n, unit in parts))
        return super().to_python(value)


def in_units(length: dt.timedelta) -> str:
    """Return ``length`` as it is typed, exact to the second: "2 h 30 min". Days stay hours, since
    a target of office hours has no days.
    """
    parts = zip(_counts(length), ("h", "min", "s"), strict=True)
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 s"


def in_words(length: dt.timedelta) -> str:
    """Return ``length`` as ``in_units`` does, to be read: in the words of the reader."""
    parts = zip(_counts(length), ("hours", "minutes", "seconds"), strict=True)
    said = [str(UNITS[unit]) % {"n": count} for count, unit in parts if count]
    return " ".join(said) or str(UNITS["seconds"]) % {"n": 0}


def _counts(length: dt.timedelta) -> tuple[int, int, int]:
    """Return hours, minutes and seconds."""
    total = int(length.total_seconds())
    return total // HOUR, total % HOUR // MINUTE, total % MINUTE


class ChoicesField(forms.CharField):
    """The answers of a question, one a line: ``refund | Return and refund | 退货退款``."""

    default_error_messages = {
        "shape": _(
            "Line %(line)d: write “value | English | Chinese”; the Chinese may be left out."
        ),
        "value": _(
            "Line %(line)d: the value is for programs, so small letters, digits and - only."
        ),
        "twice": _("Line %(line)d: the value “%(value)s” stands above already."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_value", [])
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(
            " | ".join(filter(None, (row["value"], row["en"], row.get("zh")))) for row in value
        )

    def to_python(self, value: Any) -> Any:
        rows: list[dict[str, str]] = []
        for line, text in enumerate(str(value or "").splitlines(), start=1):
            if text.strip():
                rows.append(self._row(line, text, taken={row["value"] for row in rows}))
        return rows

    def _row(self, line: int, text: str, *, taken: set[str]) -> dict[str, str]:
        parts = [part.strip() for part in text.replace("｜", "|").split("|")]
        if not 2 <= len(parts) <= 3 or not all(parts[:2]):
            self._refuse("shape", line=line)
        if not re.fullmatch(r"[a-z0-9_-]{1,40}", parts[0]):
            self._refuse("value", line=line)
        if parts[0] in taken:
            self._refuse("twice", line=line, value=parts[0])
        return dict(zip(("value", "en", "zh"), [*parts, ""], strict=False))

    def _refuse(self, code: str, **params: Any) -> None:
        raise ValidationError(self.error_messages[code], code=code, params=params)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != (initial or []))
        except ValidationError:
            return True
