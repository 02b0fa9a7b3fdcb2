"""Every piece of the demo's catalogue has a drawing in ``static/week``."""

from itertools import product
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from djmoney.money import Money

from consignment.pictures import known_picture, shown
from tickets.management.week.catalogue import KINDS, Kind, Piece
from tickets.management.week.pictures import picture_of


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_piece_has_a_drawing_in_a_tone_that_is_in_it(kind: Kind) -> None:
    for house, model, detail in product(kind.houses[:1], kind.models, kind.details):
        address = picture_of(Piece(kind, house, model, detail, Money(1, "USD")))

        known_picture(address)
        assert shown(address) == address
        path, _, tone = address.removeprefix("/static/").partition("#")
        found = finders.find(path)
        assert found, address
        assert not tone or f'<g id="{tone}"/>' in Path(found).read_text(), address
