"""What is said to one text, given what the talk remembers: the order of decisions.

Used by ``turns`` alone, within its transaction and the language of the reply.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from consignment.models import User
from knowledge_base.assistant import saying
from knowledge_base.assistant.because import of_articles
from knowledge_base.assistant.choosing import (
    Choice as Choosing,
)
from knowledge_base.assistant.choosing import (
    Chosen,
    Nothing,
    NotTheirs,
    Several,
    Thing,
    choose,
    kind_of_number,
    named,
)
from knowledge_base.assistant.intents import KIND_OF, USUAL, Topic, Understood, Wish, by_example
from knowledge_base.assistant.limits import Limits
from knowledge_base.assistant.lookups import Looked, look_up, words_of_choice, zone_of
from knowledge_base.assistant.matters import Level, Matter
from knowledge_base.assistant.memory import Memory, Named
from knowledge_base.assistant.replies import (
    Action,
    ActionKind,
    Choice,
    Fact,
    Reason,
    Reply,
    ReplyKind,
    Source,
    Summary,
)
from knowledge_base.assistant.sources import Found, source_of
from knowledge_base.language.segmenting import normalise

LONGEST = 8_000
"""A longer text is a paste, not a question."""
WORTH_OFFERING = 0.15
"""From this confidence on the nearest articles are offered, though none is sure."""
QUOTED = 300

TO_PEOPLE: dict[Wish, Reason] = {
    Wish.SECURITY: Reason.URGENT,
    Wish.PERSON: Reason.ASKED,
    Wish.CALLBACK: Reason.CALLBACK,
    Wish.ANGER: Reason.ANGER,
    Wish.MONEY: Reason.MONEY,
    Wish.PROBLEM: Reason.PROBLEM,
}
BY_EXAMPLE = frozenset({*Topic, *Wish} - TO_PEOPLE.keys() - {Wish.GREETING})
ONLY_ABOUT_THEIRS = {Wish.MONEY, Wish.PROBLEM}
"""Asked in general, these are questions for the articles: "how long does a refund take"."""


@dataclass(slots=True)
class Conversation:
    """``memory`` is what is remembered, before the reply and after it; ``because`` collects what
    leads to it.
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

    # --- The order of decisions -------------------------------------------------------------------

    def silence(self) -> Reply:
        self._take_in_numbers()
        return self._reply(ReplyKind.SILENT, "", why="a person answers")

    def with_a_person(self) -> Reply:
        self._take_in_numbers()
        return self._reply(ReplyKind.TALK, saying.with_a_person(), why="handed off already")

    def reply(self) -> Reply:
        if self.matter.key:
            self.memory = replace(self.memory, about=self.matter.key)
        self._take_in_numbers()
        self._compare(among=TO_PEOPLE)
        reason = self._for_people()
        if reason is not None:
            return self._hand_off(reason, self._state_if_clear())
        if len(self.text) > LONGEST:
            return self._talk(saying.too_long(), saying.A_PERSON, why="too long")
        if not self.said.text:
            return self._asked(saying.empty(), saying.topics(), why="nothing to read")
        found = self._looked_up() or self._courtesy()
        if found is None and not self.said.general:
            self._compare(among=BY_EXAMPLE)
            found = self._looked_up() or self._courtesy()
        if found is not None:
            return found
        if self.matter.level == Level.HIGH:
            return self._hand_off(Reason.HIGH)
        return self._from_articles()

    def _compare(self, *, among: Collection[str]) -> None:
        """Take for what the text wants what others wanted who said the like, if it is sure."""
        if self.said.numbers or self.said.ordinal is not None:
            return
        compared = by_example(self.said, among=among)
        if compared is not self.said:
            self.said = compared
            self.because["heard"] = [
                {"what": what, "words": words} for what, words in compared.heard
            ]
            self.because["by_example"] = True

    def _for_people(self) -> Reason | None:
        """Return why this is for a person before anything is looked up, if it is."""
        if self.matter.level == Level.URGENT:
            return Reason.URGENT
        wish = self.said.wish
        if wish in TO_PEOPLE and not (wish in ONLY_ABOUT_THEIRS and self.said.general):
            return TO_PEOPLE[wish]
        return None if self.matter.answered else Reason.SWITCHED_OFF

    # --- Lookups ----------------------------------------------------------------------------------

    def _looked_up(self) -> Reply | None:
        topics = self._topics()
        if not topics and not self.said.numbers:
            return None
        if self.user is None:
            sign_in = Action(ActionKind.SIGN_IN)
            return self._talk(saying.sign_in(), sign_in, saying.A_PERSON, why="not signed in")
        topic, choice = self._choice(self.user, topics)
        self._looked_for(topic, choice)
        match choice:
            case Chosen(thing):
                return self._of_thing(thing, topic)
            case Several(things):
                return self._which(saying.which(KIND_OF[topic]), things, topic)
            case NotTheirs(own):
                return self._not_theirs(own, topic)
            case Nothing():
                words = saying.nothing_there(KIND_OF[topic])
                self._understood(topic)
                return self._talk(words, saying.A_PERSON, why=f"{topic}: nothing there")

    def _topics(self) -> tuple[Topic, ...]:
        said, memory = self.said, self.memory
        last = Topic(memory.topic) if memory.topic in set(Topic) else None
        if said.topics:
            if said.general and not (said.points and memory.focus):
                return ()
            # "Where is it" is asked of what was talked about, whatever that is.
            if said.points and said.topics == (Topic.PROGRESS,) and memory.focus is not None:
                kind = memory.focus.kind
                return said.topics if kind == KIND_OF[Topic.PROGRESS] else (USUAL[kind],)
            return said.topics
        answers = memory.asks and not said.general and said.wish is None
        goes_on = said.corrects or (said.goes_on and not said.general)
        return (last,) if last is not None and (answers or goes_on) else ()

    def _choice(self, user: User, topics: Sequence[Topic]) -> tuple[Topic, Choosing]:
        """Return what is meant and of which topic it is asked: the first that they have."""
        if self.said.numbers:
            kind = kind_of_number(user, self.said.numbers[-1])
            if kind is not None:
                last = self.memory.topic
                usual = Topic(last) if last and KIND_OF[Topic(last)] == kind else USUAL[kind]
                topics = (*topics, usual)
            topics = topics or (USUAL[self.said.numbers[-1].kind],)
        best: tuple[Topic, Choosing] | None = None
        for one in dict.fromkeys((*topics, *_otherwise(topics))):
            choice = choose(user, self.said, one, memory=self.memory, at=self.at)
            # A number that is theirs is found under one of the topics, so go on looking for it.
            if isinstance(choice, Chosen) or not (isinstance(choice, Nothing) or self.said.numbers):
                return one, choice
            if best is None or isinstance(best[1], Nothing):
                best = one, choice
        return best or (topics[0], Nothing())

    def _of_thing(self, thing: Thing, topic: Topic) -> Reply:
        looked = self._look(thing, topic)
        self.memory = self.memory.talking_of(named(thing)).having_tried(f"{topic} {thing.number}")
        self._understood(topic)
        if looked.for_people:
            return self._hand_off(Reason.MONEY, looked)
        if looked.amiss and self.matter.level == Level.HIGH:
            return self._hand_off(Reason.HIGH, looked)
        actions = (*looked.actions, saying.A_PERSON) if looked.amiss else looked.actions
        why = f"{topic} of {thing.number}"
        return self._reply(ReplyKind.LOOKUP, looked.words, topic=topic, actions=actions, why=why)

    def _look(self, thing: Thing, topic: Topic) -> Looked:
        zone = zone_of(self.user.time_zone) if self.user else dt.UTC
        return look_up(thing, topic, zone=zone, at=self.at)

    def _which(self, words: str, things: Sequence[Thing], topic: Topic) -> Reply:
        choices = tuple(Choice(thing.number, words_of_choice(thing)) for thing in things)
        offered = tuple(map(named, things))
        return self._asked(words, choices, topic=topic, offered=offered, why=f"{topic}: which")

    def _not_theirs(self, own: Sequence[Thing], topic: Topic) -> Reply:
        if own:
            return self._which(saying.not_theirs(), own, topic)
        return self._talk(saying.not_theirs(), saying.A_PERSON, why=f"{topic}: not theirs")

    def _state_if_clear(self) -> Looked | None:
        """Return how the one thing stands that is meant, where nothing must be asked for it."""
        topics = self._topics()
        if self.user is None or not topics:
            return None
        topic, choice = self._choice(self.user, topics)
        if not isinstance(choice, Chosen):
            return None
        self._looked_for(topic, choice)
        self.memory = self.memory.talking_of(named(choice.thing))
        self.memory = replace(self.memory, topic=topic.value)
        return self._look(choice.thing, topic)

    def _looked_for(self, topic: Topic, choice: Choosing) -> None:
        looked = {"topic": topic.value, "found": type(choice).__name__.lower()}
        if isinstance(choice, Chosen):
            looked["thing"] = choice.thing.number
        self.because["looked"] = looked

    # --- All else ---------------------------------------------------------------------------------

    def _courtesy(self) -> Reply | None:
        match self.said.wish:
            case Wish.THANKS | Wish.WHO_ARE_YOU | Wish.SMALL_TALK as wish:
                self.memory = replace(self.memory, missed=0, asked=0, asks=False)
                return self._talk(saying.courtesy(wish), saying.A_PERSON, why=wish)
            case Wish.GREETING as wish:
                return self._asked(saying.courtesy(wish), saying.topics(), why=wish)
            case Wish.NOT_IT as wish:
                return self._missed(why=wish)
        return None

    def _from_articles(self) -> Reply:
        found = source_of(
            self.text,
            person=self.user,
            language=self.language,
            at=self.at,
            answered_from=self.limits.answered_from,
        )
        self.because["articles"] = of_articles(
            found.scores if found else (),
            language=self.language,
            confidence=found.confidence if found else 0.0,
            threshold=self.limits.answered_from,
            taught=found is not None and found.is_taught,
        )
        if found is None:
            return self._missed(why="no article comes near")
        if found.sure or _is_title(self.text, found):
            self.memory = self.memory.having_tried(f"article {found.source.slug}")
            self._understood(None)
            return self._reply(
                ReplyKind.ANSWER,
                found.passage,
                sources=(found.source,),
                actions=(_read(found.source),),
                confidence=found.confidence,
                why="staff said that it answers" if found.is_taught else "an article answers",
            )
        if found.confidence >= WORTH_OFFERING and not self.memory.missed:
            self.memory = replace(self.memory, missed=1)
            choices = tuple(Choice(source.title, source.title) for source in found.near)
            why = "articles come near"
            return self._asked(saying.one_of_these(), choices, why=why, confidence=found.confidence)
        return self._missed(why="no article is sure", confidence=found.confidence)

    def _missed(self, *, why: str, confidence: float | None = None) -> Reply:
        self.memory = replace(self.memory, missed=self.memory.missed + 1)
        if self.memory.missed >= self.limits.most_missed:
            return self._hand_off(Reason.NOT_UNDERSTOOD)
        return self._asked(
            saying.what_is_it_about(), saying.topics(), why=why, confidence=confidence
        )

    # --- Making the reply -------------------------------------------------------------------------

    def _hand_off(self, reason: Reason, looked: Looked | None = None) -> Reply:
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

    def _take_in_numbers(self) -> None:
        """Remember the numbers that are named; as theirs where they are."""
        for mention in self.said.numbers:
            one = Named(mention.kind, mention.number)
            is_own = self.user is not None and kind_of_number(self.user, mention) is not None
            self.memory = self.memory.talking_of(one) if is_own else self.memory.being_told(one)

    def _facts(self) -> tuple[Fact, ...]:
        own = tuple(Fact(one.kind, one.number, own=True) for one in self.memory.things)
        return (*own, *(Fact(one.kind, one.number, own=False) for one in self.memory.told))


def _otherwise(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """Return what else is meant by words for goods: bought by one person, consigned by another."""
    match tuple(topics):
        case (Topic.PROGRESS,):
            return (Topic.ITEM,)
        case (Topic.ITEM,):
            return (Topic.PROGRESS,)
        case _:
            return ()


def _is_title(text: str, found: Found) -> bool:
    return normalise(text) == normalise(found.source.title)


def _read(source: Source) -> Action:
    return Action(ActionKind.READ_ARTICLE, {"article": source.slug, "language": source.language})
