"""Exceptions of the desk as problem documents, each mapped once."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

Mapped = tuple[int, str, str, Mapping[str, Any]]


def problem_for(exc: Exception) -> Mapped | None:
    """Return status, title, detail and further members for ``exc``; None when it is not ours."""
    if isinstance(exc, ValidationError):
        return 400, "", _("The request has errors."), {"errors": _errors_of(exc)}
    return None


def _errors_of(exc: ValidationError) -> list[dict[str, str]]:
    fields = exc.error_dict if hasattr(exc, "error_dict") else {"": exc.error_list}
    return [
        {
            "pointer": f"#/{field}" if field else "#",
            "field": field,
            "detail": message,
            "code": error.code or "invalid",
        }
        for field, errors in fields.items()
        for error in errors
        for message in error.messages
    ]
