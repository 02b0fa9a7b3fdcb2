"""Text kept in both languages of the product, one column each."""

from typing import Any

from django.utils.translation import get_language, gettext

ENGLISH = "en"
CHINESE = "zh-hans"


def supported(language: str | None) -> str:
    """Return our language nearest to ``language`` (a BCP 47 tag): ``en`` or ``zh-hans``."""
    return CHINESE if (language or "").lower().startswith("zh") else ENGLISH


def in_language(thing: Any, field: str, language: str | None = None) -> str:
    """Return ``field`` of ``thing`` in ``language`` (default: the active one), else in English.

    Reads the columns ``<field>_en`` and ``<field>_zh``.
    """
    if supported(language or get_language()) == CHINESE:
        return getattr(thing, f"{field}_zh") or getattr(thing, f"{field}_en")
    return getattr(thing, f"{field}_en") or getattr(thing, f"{field}_zh")


def in_readers_words(name: str) -> str:
    """Return a name that came with the desk in the reader's language, any other as it was typed.

    For names of one column. Some are put together of others: Medium · VIP · Chat.
    """
    return " · ".join(gettext(part) if part else "" for part in name.split(" · "))


class Translated:
    """A read-only attribute that gives the reader's language: ``name = Translated()``."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        return self if instance is None else in_language(instance, self.name)
