"""Small marks of the customer site: icons and moments in time."""

from datetime import datetime

from django import template
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw the icon ``name`` of ``static/site/icons.svg``. It says nothing to a screen reader:
    the words stand beside it.
    """
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("site/icons.svg"),
        name,
    )


@register.simple_tag
def moment(at: datetime, style: str = "when") -> SafeString:
    """Write the moment ``at`` (aware) as a ``<time>`` that ``site/js/times.js`` turns into the
    reader's own zone and words.

    ``style`` is ``clock`` (14:20), ``day`` (today), ``date``, ``when`` (tomorrow, 14:20),
    ``relative`` (in 38 minutes), ``soon`` (that, if it is within the day) or ``both``. Without
    scripts the reader sees date and time in the active time zone, and nothing for ``soon``.
    """
    local = localtime(at)
    if style == "clock":
        text = date_format(local, "H:i")
    elif style in {"day", "date"}:
        # Translators: a Django date format; write the order and the signs of your language.
        text = date_format(local, gettext("j M Y"))
    elif style == "soon":
        text = ""
    else:
        # Translators: a Django date format; write the order and the signs of your language.
        text = date_format(local, gettext("j M Y, H:i"))
    return format_html(
        '<time datetime="{}" data-time="{}">{}</time>', local.isoformat(), style, text
    )
