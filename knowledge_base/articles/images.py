"""Images in the Markdown of articles: which of them a page shows, and what to do about the others.

A browser loads images from the hosts in ``PICTURE_HOSTS`` alone (Content-Security-Policy), so that
no stranger learns who reads what. An image from elsewhere, or one that says nothing to those who
cannot see it, is refused where it is written; of one that stands in an older text, its words show.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from markdown_it.token import Token

from consignment.pictures import shown

ATTRIBUTES = {"loading": "lazy", "decoding": "async", "referrerpolicy": "no-referrer"}
"""What every image is given: it delays nobody, and its host is not told which page it stands on."""


@dataclass(frozen=True, slots=True)
class Image:
    address: str
    words: str
    """What it shows, for those who cannot see it."""

    @property
    def fault(self) -> str:
        """What is wrong and what to do, for its writer; empty where it is shown."""
        told = {"address": self.address, "hosts": ", ".join(settings.PICTURE_HOSTS)}
        if not self.address.startswith("https://"):
            return _("An image has an address that begins with https://, not “%(address)s”.") % told
        if not told["hosts"]:
            return (
                _(
                    "Images are not shown: no host is named that they may come from. Write a link "
                    "to “%(address)s” instead, or ask who runs the desk to name it (PICTURE_HOSTS)."
                )
                % told
            )
        if not shown(self.address):
            return (
                _(
                    "Images are shown from %(hosts)s alone. Put “%(address)s” there, or write a "
                    "link to it instead."
                )
                % told
            )
        if not self.words:
            return (
                _(
                    "Say what the image shows, for those who cannot see it: "
                    "![what it shows](%(address)s)"
                )
                % told
            )
        return ""


def images(tokens: Sequence[Token]) -> Iterator[tuple[Token, Image]]:
    """Yield each image among ``tokens``, with what it is."""
    for token in tokens:
        if token.type == "image":
            yield token, Image(str(token.attrGet("src") or ""), " ".join(token.content.split()))
        else:
            yield from images(token.children or [])


def mark(tokens: Sequence[Token]) -> None:
    """Give the images among ``tokens`` what every image has; leave of others their words."""
    for token, image in images(tokens):
        if image.fault:
            token.type, token.tag, token.content = "text", "", image.words or image.address
            token.attrs, token.children = {}, None
        else:
            token.attrs |= ATTRIBUTES
