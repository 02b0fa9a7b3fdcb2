"""What is traded: pieces of invented houses, with prices by kind. Pure."""

import random
from dataclasses import dataclass
from decimal import Decimal

from djmoney.money import Money

from consignment.languages import CHINESE

# In US dollars; roughly, and for prices that look like prices.
RATES = {"USD": 1.0, "EUR": 0.92, "CNY": 7.2}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of goods: its word, what it costs (median, spread, least, most), and its models."""

    key: str
    en: str
    zh: str
    share: float
    median: float
    spread: float
    least: float
    most: float
    houses: tuple[str, ...]
    models: tuple[str, ...]
    details: tuple[str, ...]


KINDS = (
    Kind(
        *("watch", "watch", "腕表", 0.26, 3400, 0.85, 600, 32_000),
        houses=("Dornach & Fils", "Halvgård", "Aurelune", "Velmoure"),
        models=("Meridian", "Sextant", "Nocturne", "Petite Seconde", "Tidewater", "Grand Quartier"),
        details=("steel, 36 mm", "steel, 40 mm", "rose gold, 38 mm", "two-tone", "platinum, 39 mm"),
    ),
    Kind(
        *("bag", "bag", "手袋", 0.34, 1500, 0.75, 180, 14_000),
        houses=("Casa Brinelli", "Orsenne", "Thackwell", "Maison Aldrévy"),
        models=("Solène flap", "Quai tote", "Arche", "Lisière bucket", "Campanule", "Weekender 45"),
        details=("black calfskin", "caramel", "bordeaux suede", "navy canvas", "ivory leather"),
    ),
    Kind(
        *("jewellery", "", "", 0.22, 1300, 0.95, 120, 18_000),
        houses=("Aurelune", "Peltier-Noë", "Yunhe Studio", "Clarvaux"),
        models=("Filigrane ring", "Ora ring", "Serein necklace", "Tresse bracelet", "Lune pendant"),
        details=("18k gold", "white gold, sapphires", "pearls", "platinum, diamonds", "jade"),
    ),
    Kind(
        *("sneakers", "pair", "球鞋", 0.18, 260, 0.55, 80, 1_600),
        houses=("Strandvik", "Kestrel & Vane", "Orsenne"),
        models=("Strider Low", "Court 77", "Tempo Runner", "High Tide"),
        details=("white, EU 38", "grey, EU 40", "black, EU 42", "sand, EU 43", "olive, EU 44"),
    ),
)  # fmt: skip

BY_KEY = {kind.key: kind for kind in KINDS}
# A jewel is called by what it is: the last word of its model.
JEWELS = {"ring": "戒指", "necklace": "项链", "bracelet": "手链", "pendant": "吊坠"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece before it is anybody's."""

    kind: Kind
    house: str
    model: str
    detail: str
    price: Money

    @property
    def title(self) -> str:
        return f"{self.house} {self.model}, {self.detail}"


def pick(rng: random.Random, currency: str) -> Piece:
    """Return some piece, priced in ``currency``."""
    kind = rng.choices(KINDS, [kind.share for kind in KINDS])[0]
    dollars = min(max(rng.lognormvariate(0, kind.spread) * kind.median, kind.least), kind.most)
    return Piece(
        kind=kind,
        house=rng.choice(kind.houses),
        model=rng.choice(kind.models),
        detail=rng.choice(kind.details),
        price=Money(round_price(dollars * RATES[currency]), currency),
    )


def round_price(amount: float) -> Decimal:
    """Return ``amount`` as a shop would write it: to tens below a thousand, else to fifties."""
    step = 10 if amount < 1_000 else 50
    return Decimal(max(step, round(amount / step) * step))


def spoken(title: str, kind: str, language: str) -> str:
    """Return how a customer calls the piece with this ``title``: house and model, no details."""
    name = title.split(",", maxsplit=1)[0]
    if language == CHINESE:
        named = name.rsplit(" ", 1)[0] if kind == "jewellery" else name
        return f"{named} {noun(title, kind, language)}"
    return f"{name} {kind}" if kind in {"watch", "sneakers"} else name


def noun(title: str, kind: str, language: str) -> str:
    """Return the one word for the piece with this ``title``, as in “my watch”."""
    if kind == "jewellery":
        word = title.split(",", maxsplit=1)[0].rsplit(" ", 1)[-1]
        return JEWELS[word] if language == CHINESE else word
    return BY_KEY[kind].zh if language == CHINESE else BY_KEY[kind].en
