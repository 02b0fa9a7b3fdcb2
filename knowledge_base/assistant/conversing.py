"""What is said to one text, given what the talk remembers: the order of decisions.

Used by ``turns`` alone, within its transaction and the language of the reply.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from consignment.models import User
from knowledge_base.assistant import alike, phrases, saying
from knowledge_base.assistant.askings import other_words
from knowledge_base.assistant.because import of_articles
from knowledge_base.assistant.choosing import by_name, lacks
from knowledge_base.assistant.finding import HARDLY, Finding, to_read
from knowledge_base.assistant.intents import (
    KIND_OF,
    SHORT,
    Topic,
    Understood,
    Wish,
    likely,
    with_examples,
    without,
)
from knowledge_base.assistant.making import LONGEST
from knowledge_base.assistant.matters import Level
from knowledge_base.assistant.naming import is_bare_name
from knowledge_base.assistant.replies import Choice, Reason, Reply, ReplyKind
from knowledge_base.assistant.sources import Found
from knowledge_base.language.segmenting import normalise

WORTH_OFFERING = 0.15
"""From this confidence on the nearest articles are offered, though none is sure."""

TO_PEOPLE: dict[Wish, Reason] = {
    Wish.SECURITY: Reason.URGENT,
    Wish.PERSON: Reason.ASKED,
    Wish.CALLBACK: Reason.CALLBACK,
    Wish.ANGER: Reason.ANGER,
    Wish.MONEY: Reason.MONEY,
    Wish.PROBLEM: Reason.PROBLEM,
}
ONLY_ABOUT_THEIRS = {Wish.MONEY, Wish.PROBLEM}
"""Asked in general, these are questions for the articles: "how long does a refund take"."""


@dataclass(slots=True)
class Conversation(Finding):
    """Decides what is said to one text."""

    def silence(self) -> Reply:
        self._take_in_numbers()
        return self._reply(ReplyKind.SILENT, "", why="a person answers")

    def with_a_person(self) -> Reply:
        """Say how something stands, if that is asked; all else is for who took over."""
        self.has_person = True
        self._recall()
        self._take_in_numbers()
        return self._plain_fact() or self._waits()

    def _plain_fact(self) -> Reply | None:
        if self.user is None or not 0 < len(self.text) <= LONGEST:
            return None
        self._hear()
        said = self.said
        picks = said.numbers or said.ordinal is not None or said.every
        if said.wish is not None or said.general:
            return None
        goes_on = said.goes_on and not said.numbers
        asked = said.topics or (self.memory.asks and picks) or goes_on
        return (self._looked_up() if asked else None) or self._named(anyway=True)

    def reply(self) -> Reply:
        if self.matter.key:
            self.memory = replace(self.memory, about=self.matter.key)
        self._recall()
        self._take_in_numbers()
        self._hear()
        reason = self._for_people()
        if reason is not None:
            return self._hand_off(reason, self._state_if_clear())
        if len(self.text) > LONGEST:
            return self._talk(saying.too_long(), saying.A_PERSON, why="too long")
        if not self.said.text:
            return self._asked(saying.empty(), saying.topics(), why="nothing to read")
        is_talk = self.said.wish == Wish.SMALL_TALK
        found = None if is_talk else self._looked_up()
        found = found or self._courtesy() or self._named()
        if found is not None:
            return found
        if self.matter.level == Level.HIGH and not self.said.general:
            return self._hand_off(Reason.HIGH)
        return self._from_articles()

    def _hear(self) -> None:
        """Take for what the text wants what others wanted who said the like, if it is sure."""
        said, memory = self.said, self.memory
        affirmed = phrases.NEGATED.sub(" ", said.bare)
        if said.ordinal is not None or said.every or is_bare_name(affirmed):
            return
        near = alike.nearest(said.bare)
        if near is not None and self.user is not None:
            wanted = [one for one in Topic if one in (near.what, *said.topics[:1])]
            impossible = self._impossible(self.user, wanted)
            near = near.given(impossible)
            said = self.said = without(said, impossible)
        self.near = near
        # What was just asked is rather answered than another thing wanted.
        answers = memory.asks and len(said.bare) <= SHORT
        points = bool(said.points and memory.things)
        self._take(with_examples(said, near, answers=answers, points=points))

    def _impossible(self, user: User, wanted: Collection[Topic]) -> frozenset[Topic]:
        """Return what ``user`` has nothing of, if that is among ``wanted`` and they have else."""
        if not any(lacks(user, kind) for kind in {KIND_OF[topic] for topic in wanted}):
            return frozenset()
        kinds = set(KIND_OF.values())
        lacking = {kind for kind in kinds if lacks(user, kind)}
        if lacking == kinds:
            return frozenset()
        return frozenset(topic for topic, kind in KIND_OF.items() if kind in lacking)

    def _take(self, compared: Understood) -> None:
        if compared.heard != self.said.heard:
            self.because["heard"] = [
                {"what": what, "words": words} for what, words in compared.heard
            ]
            self.because["by_example"] = True
        self.said = compared

    def _for_people(self) -> Reason | None:
        """Return why this is for a person before anything is looked up, if it is."""
        if self.matter.level == Level.URGENT:
            return Reason.URGENT
        wish = self.said.wish
        asks_how = self.said.general and not phrases.OWN.search(self.said.bare)
        if wish in TO_PEOPLE and not (wish in ONLY_ABOUT_THEIRS and asks_how):
            return TO_PEOPLE[wish]
        return None if self.matter.answered else Reason.SWITCHED_OFF

    # --- All else ---------------------------------------------------------------------------------

    def _courtesy(self) -> Reply | None:
        match self.said.wish:
            case Wish.THANKS | Wish.WHO_ARE_YOU | Wish.SMALL_TALK as wish:
                self.memory = replace(self.memory, missed=0, asked=0, asks=False)
                return self._talk(saying.courtesy(wish), saying.A_PERSON, why=wish)
            case Wish.GREETING as wish:
                return self._reply(
                    ReplyKind.TALK,
                    saying.courtesy(wish),
                    choices=saying.topics(),
                    actions=(saying.A_PERSON,),
                    why=wish,
                )
            case Wish.NOT_IT as wish:
                return self._missed(why=wish)
        return None

    def _from_articles(self) -> Reply:
        if self._goes_on() or self._tells_of_theirs():
            self._take(likely(self.said, self.near))
            if self.said.topics and (looked := self._looked_up()) is not None:
                return looked
        found = self._nearest_article() if self.near is None or self.near.is_of_words else None
        self.because["articles"] = of_articles(
            found.scores if found else (),
            language=self.language,
            confidence=found.confidence if found else 0.0,
            threshold=self._answered_from(),
            taught=found is not None and found.is_taught,
        )
        if found is not None and (found.sure or _is_title(self.text, found)):
            return self._answer(found)
        if self.matter.level == Level.HIGH:
            return self._hand_off(Reason.HIGH)
        self._take(likely(self.said, self.near))
        reason = self._for_people()
        if reason is not None:
            return self._hand_off(reason, self._state_if_clear())
        looked = self._looked_up() or self._named(anyway=not self.said.general)
        if looked is not None:
            return looked
        if found is None:
            return self._missed(why="no article comes near")
        if found.confidence >= WORTH_OFFERING and not self.memory.missed:
            self.memory = replace(self.memory, missed=1)
            choices = tuple(Choice(source.title, source.title) for source in found.near)
            why = "articles come near"
            return self._asked(saying.one_of_these(), choices, why=why, confidence=found.confidence)
        return self._missed(why="no article is sure", confidence=found.confidence)

    def _goes_on(self) -> bool:
        """Tell whether the text likelier asks of what was told than of how things are done."""
        points = self.said.points and bool(self.memory.things)
        return points and self._asks_topic() and not self.said.general

    def _tells_of_theirs(self) -> bool:
        """Tell whether a thing of theirs is called by name, and how it stands likelier asked."""
        if self.user is None or self.said.general or not self._asks_topic():
            return False
        return by_name(self.user, self.said.text) is not None

    def _asks_topic(self) -> bool:
        return self.near is not None and self.near.what in set(Topic)

    def _nearest_article(self) -> Found | None:
        """Return the article that answers the text, or the part of it that asks."""
        found = self._article(self.text)
        if found is None or found.sure or found.is_corrected or not self._asks_how():
            return found
        for words in other_words(self.text):
            other = self._article(words)
            if other is not None and other.sure:
                return other
        return found

    def _asks_how(self) -> bool:
        """Tell whether the text may ask how things are done, in one of its sentences."""
        share = self.near.shares[alike.ARTICLE] if self.near else 1.0
        return self.said.general or share >= HARDLY or "?" in self.said.text

    def _answer(self, found: Found) -> Reply:
        self.memory = self.memory.having_tried(f"article {found.source.slug}")
        self._understood(None)
        return self._reply(
            ReplyKind.ANSWER,
            found.passage,
            sources=(found.source,),
            actions=(to_read(found.source),),
            confidence=found.confidence,
            why="staff said that it answers" if found.is_taught else "an article answers",
        )

    def _missed(self, *, why: str, confidence: float | None = None) -> Reply:
        self.memory = replace(self.memory, missed=self.memory.missed + 1)
        if self.memory.missed >= self.limits.most_missed:
            return self._hand_off(Reason.NOT_UNDERSTOOD)
        return self._asked(
            saying.what_is_it_about(), saying.topics(), why=why, confidence=confidence
        )


def _is_title(text: str, found: Found) -> bool:
    return normalise(text) == normalise(found.source.title)
