"""What a turn gives back: frozen, so that whoever presents it can change nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from consignment.numbers import Kind


class ReplyKind(StrEnum):
    ANSWER = "answer"
    LOOKUP = "lookup"
    QUESTION = "question"
    HAND_OFF = "hand_off"
    TALK = "talk"
    """A short word that knows nothing: a greeting, a request to sign in."""
    SILENT = "silent"
    """A person answers here: show nothing, hand the text to them."""


class ActionKind(StrEnum):
    """What a customer can do next; the door makes a link or a form of each, filled in."""

    AFTER_SALES = "after_sales"
    CHASE_SHIPMENT = "chase_shipment"
    DISPUTE = "dispute"
    CHANGE_ADDRESS = "change_address"
    PAYOUT_QUESTION = "payout_question"
    ITEM_QUESTION = "item_question"
    CALLBACK = "callback"
    PERSON = "person"
    SIGN_IN = "sign_in"
    READ_ARTICLE = "read_article"


class Reason(StrEnum):
    """Why a person takes over."""

    ASKED = "asked"
    CALLBACK = "callback"
    URGENT = "urgent"
    HIGH = "high"
    ANGER = "anger"
    MONEY = "money"
    PROBLEM = "problem"
    NOT_UNDERSTOOD = "not_understood"
    UNSURE = "unsure"
    SWITCHED_OFF = "switched_off"
    """The assistant answers nothing on this matter."""
    QUESTIONS = "questions"
    """A third question in a row would have been needed."""


@dataclass(frozen=True, slots=True)
class Action:
    """``about`` fills it in: numbers by kind ("order": "CO-..."), "article": the slug."""

    kind: ActionKind
    about: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "about", MappingProxyType(dict(self.about)))


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to tap: ``value`` is sent as the next text, ``words`` are shown."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Source:
    """The article that an answer stands in; ``language`` is that of its text."""

    slug: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A number the customer gave or chose. ``own``: found to be theirs; else only said."""

    kind: Kind
    number: str
    own: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What whoever takes over must know, so that nobody asks again. ``words`` are for staff."""

    reason: Reason
    matter: str
    asked: str
    """The customer's own words that led here, cut short."""
    facts: tuple[Fact, ...]
    tried: tuple[str, ...]
    turns: int


@dataclass(frozen=True, slots=True)
class Reply:
    """``words`` are plain text in ``language``; nothing in them is HTML.

    ``why``, ``confidence`` and ``because`` (``because.py``) are for staff. ``facts`` are all that
    the talk knows, for the fields of a ticket; ``hand_off`` is there when ``kind`` is HAND_OFF, and
    then alone.
    """

    kind: ReplyKind
    words: str
    language: str
    why: str
    topic: str = ""
    sources: tuple[Source, ...] = ()
    actions: tuple[Action, ...] = ()
    choices: tuple[Choice, ...] = ()
    confidence: float | None = None
    facts: tuple[Fact, ...] = ()
    hand_off: Summary | None = None
    because: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return what is stored of it beside its words."""
        return {
            "sources": [{"slug": one.slug, "language": one.language} for one in self.sources],
            "actions": [{"kind": one.kind.value, "about": dict(one.about)} for one in self.actions],
            "choices": [{"value": one.value, "words": one.words} for one in self.choices],
            "reason": self.hand_off.reason.value if self.hand_off else "",
        }
