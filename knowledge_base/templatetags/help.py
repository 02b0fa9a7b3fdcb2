"""What only the help pages need: their data for machines, their addresses, their texts."""

import json
from typing import Any

from django import template
from django.contrib.admin.utils import label_for_field
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from knowledge_base.addresses import Address, in_language, language_here
from knowledge_base.articles.models import ArticleText

register = template.Library()

# What could end the element or begin another; JSON reads them back as what they were.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def data_block(data: dict[str, Any]) -> SafeString:
    """Write ``data`` as JSON-LD. A block of data runs nothing, so it needs no nonce."""
    # Escaped here, and a string in JSON can end nothing else.
    written = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False).translate(ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(written),  # noqa: S308
    )


@register.simple_tag
def help_path(view: str, *args: str) -> str:
    """Return the path of a help page in the language of this one."""
    return Address(view, *args).path(language_here())


@register.simple_tag
def prose(text: ArticleText) -> SafeString:
    """Write the text: sanitised when it was saved, its links kept in the language of the page."""
    return mark_safe(in_language(text.html, language_here()))  # noqa: S308


@register.simple_tag
def part_name(part: str) -> str:
    """Return the name of a part of a text, such as its title."""
    return capfirst(str(label_for_field(part, ArticleText)))
