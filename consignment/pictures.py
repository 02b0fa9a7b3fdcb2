"""Addresses of pictures of goods: which ones we keep, and which a page may load.

The marketplace sends them. A browser loads them only from the hosts that ``PICTURE_HOSTS`` names,
and a page asks for no other; where there is no picture to show, the site draws one by kind.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_ADDRESS = 500


def known_picture(address: str) -> None:
    """Raise ValidationError unless ``address`` is https with a host, or a path of this site."""
    if not _is_picture(address):
        raise ValidationError(_("A picture has an address that begins with https://"))


def shown(address: str) -> str:
    """Return ``address`` if a page may load it; else an empty text."""
    if not address or not _is_picture(address):
        return ""
    host = urlsplit(address).hostname
    return address if host is None or host in settings.PICTURE_HOSTS else ""


def _is_picture(address: str) -> bool:
    if any(letter.isspace() or letter in "\"'<>\\" for letter in address):
        return False
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    # A policy names hosts alone, so a port would load nothing.
    if parts.username or parts.password or port is not None:
        return False
    if not parts.scheme and not parts.netloc:
        return address.startswith("/")
    return parts.scheme == "https" and bool(host)
