"""A reply in the making: what is remembered with it, and what is told to whoever takes over.

Used by ``conversing`` alone.
"""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from consignment.models import User
from consignment.numbers import Kind, Mention
from knowledge_base.assistant import saying
from knowledge_base.assistant.alike import Alike
from knowledge_base.assistant.choosing import kind_of_number
from knowledge_base.assistant.intents import Topic, Understood
from knowledge_base.assistant.limits import Limits
from knowledge_base.assistant.lookups import Looked
from knowledge_base.assistant.matters import Matter
from knowledge_base.assistant.memory import Memory, Named
from knowledge_base.assistant.recalling import recalled
from knowledge_base.assistant.replies import (
    Action,
    ActionKind,
    Choice,
    Fact,
    Reason,
    Reply,
    ReplyKind,
    Summary,
)

LONGEST = 8_000
"""A longer text is a paste, not a question."""
QUOTED = 300


@dataclass(slots=True)
class Saying:
    """One turn. ``memory`` is what is remembered, before the reply and after it; ``because``
    collects what leads to it.
    """

    user: User | None
    text: str
    said: Understood
    matter: Matter
    memory: Memory
    language: str
    turn: int
    resumed: bool
    at: dt.datetime
    limits: Limits
    because: dict[str, Any]
    near: Alike | None = None
    """What the text is most like."""
    has_person: bool = False
    """Handed off already: nothing is handed off twice."""
    _kinds: dict[str, Kind | None] = field(default_factory=dict)

    def _hand_off(self, reason: Reason, looked: Looked | None = None) -> Reply:
        if self.has_person:
            return self._waits(looked)
        words = saying.hand_off(reason)
        actions = [saying.A_PERSON, saying.A_CALLBACK]
        if looked is not None:
            words = Looked((*looked.sentences, words)).words
            actions += [one for one in looked.actions if one.kind != ActionKind.PERSON]
        order = self.memory.known.get("order")
        own = {named.number for named in self.memory.things}
        if order in own and reason in {Reason.MONEY, Reason.PROBLEM, Reason.HIGH}:
            kind = ActionKind.DISPUTE if reason == Reason.PROBLEM else ActionKind.AFTER_SALES
            if not any(one.kind == kind for one in actions):
                actions.append(Action(kind, {"order": str(order)}))
        if reason == Reason.CALLBACK:
            actions.reverse()
        summary = Summary(
            reason=reason,
            matter=self.memory.about,
            asked=self.text[:QUOTED],
            facts=self._facts(),
            tried=self.memory.tried,
            turns=self.turn - max(0, self.memory.started - 1),
        )
        self.memory = replace(self.memory, asks=False, asked=0, missed=0)
        self.because["reason"] = reason.value
        return self._reply(
            ReplyKind.HAND_OFF,
            words,
            topic=self.memory.topic,
            actions=tuple(actions),
            why=f"to a person: {reason}",
            hand_off=summary,
        )

    def _waits(self, looked: Looked | None = None) -> Reply:
        said = (*looked.sentences, saying.with_a_person()) if looked else (saying.with_a_person(),)
        return self._reply(ReplyKind.TALK, Looked(said).words, why="handed off already")

    def _asked(
        self,
        words: str,
        choices: tuple[Choice, ...],
        *,
        why: str,
        topic: Topic | None = None,
        offered: tuple[Named, ...] = (),
        confidence: float | None = None,
    ) -> Reply:
        if self.memory.asked >= self.limits.most_questions:
            return self._hand_off(Reason.QUESTIONS)
        self.memory = replace(
            self.memory,
            asks=topic is not None,
            asked=self.memory.asked + 1,
            topic=topic.value if topic else self.memory.topic,
            offered=offered,
        )
        return self._reply(
            ReplyKind.QUESTION,
            words,
            topic=topic or "",
            choices=choices,
            actions=(saying.A_PERSON,),
            why=why,
            confidence=confidence,
        )

    def _talk(self, words: str, *actions: Action, why: str) -> Reply:
        return self._reply(ReplyKind.TALK, words, actions=actions, why=why)

    def _reply(self, kind: ReplyKind, words: str, *, why: str, **rest: Any) -> Reply:
        if self.resumed and words:
            words = Looked((saying.been_a_while(), words)).words
        facts = self._facts()
        return Reply(kind, words, self.language, why, facts=facts, because=self.because, **rest)

    def _understood(self, topic: Topic | None) -> None:
        self.memory = replace(
            self.memory,
            topic=topic.value if topic else self.memory.topic,
            asks=False,
            asked=0,
            missed=0,
        )

    def _recall(self) -> None:
        """Take for numbers what is mistyped, or the end of one, and can only be one of theirs."""
        if not self.said.scraps or len(self.text) > LONGEST:
            return
        found = recalled(self.user, self.said.scraps) if self.user else []
        whole = [scrap.mention for scrap in self.said.scraps if scrap.mention]
        self.said = replace(self.said, numbers=(*self.said.numbers, *(found or whole)))

    def _kind_of(self, user: User, mention: Mention) -> Kind | None:
        """Return as what ``user`` may ask for the number, looked up once a turn."""
        if mention.number not in self._kinds:
            self._kinds[mention.number] = kind_of_number(user, mention)
        return self._kinds[mention.number]

    def _take_in_numbers(self) -> None:
        """Remember the numbers that are named; as theirs where they are."""
        for mention in self.said.numbers:
            one = Named(mention.kind, mention.number)
            is_own = self.user is not None and self._kind_of(self.user, mention) is not None
            self.memory = self.memory.talking_of(one) if is_own else self.memory.being_told(one)

    def _facts(self) -> tuple[Fact, ...]:
        own = tuple(Fact(one.kind, one.number, own=True) for one in self.memory.things)
        return (*own, *(Fact(one.kind, one.number, own=False) for one in self.memory.told))
