"""What is said to one text, given what the talk remembers: the order of decisions.

Used by ``turns`` alone, within its transaction and the language of the reply.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from consignment.models import User
from knowledge_base.assistant import alike, phrases, saying
from knowledge_base.assistant.askings import askings_of, questions_of
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
    by_name,
    choose,
    named,
    picked,
)
from knowledge_base.assistant.intents import (
    KIND_OF,
    SHORT,
    USUAL,
    Topic,
    Understood,
    Wish,
    by_example,
)
from knowledge_base.assistant.lookups import Looked, look_up, together, words_of_choice, zone_of
from knowledge_base.assistant.making import LONGEST, Saying
from knowledge_base.assistant.matters import Level
from knowledge_base.assistant.replies import (
    Action,
    ActionKind,
    Choice,
    Reason,
    Reply,
    ReplyKind,
    Source,
)
from knowledge_base.assistant.sources import Found, source_of
from knowledge_base.language.segmenting import normalise

WORTH_OFFERING = 0.15
"""From this confidence on the nearest articles are offered, though none is sure."""

FIRM = 0.6
"""How like an example a text must be that may answer a question instead."""

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
class Conversation(Saying):
    """Decides what is said to one text."""

    def silence(self) -> Reply:
        self._take_in_numbers()
        return self._reply(ReplyKind.SILENT, "", why="a person answers")

    def with_a_person(self) -> Reply:
        self._take_in_numbers()
        return self._reply(ReplyKind.TALK, saying.with_a_person(), why="handed off already")

    def reply(self) -> Reply:
        if self.matter.key:
            self.memory = replace(self.memory, about=self.matter.key)
        self._recall()
        self._take_in_numbers()
        if not (self.said.corrects or self.said.goes_on or self.said.every):
            # What was just asked is rather answered than a person wanted.
            may_answer = self.memory.asks or (self.said.points and self.memory.things)
            self._compare(among=TO_PEOPLE, least=FIRM if may_answer else 0.0)
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
            found = self._looked_up() or self._courtesy() or self._named()
        if found is not None:
            return found
        if self.matter.level == Level.HIGH:
            return self._hand_off(Reason.HIGH)
        return self._from_articles()

    def _compare(self, *, among: Collection[str], least: float = 0.0) -> None:
        """Take for what the text wants what others wanted who said the like, if it is sure."""
        if self.said.numbers or self.said.ordinal is not None:
            return
        compared = by_example(self.said, among=among, least=least)
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
        asks_how = self.said.general and not phrases.OWN.search(self.said.bare)
        if wish in TO_PEOPLE and not (wish in ONLY_ABOUT_THEIRS and asks_how):
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
        several = self._offered(self.user, topics) or self._asked_of_several(self.user)
        if several is not None:
            return several
        topic, choice = self._choice(self.user, self.said, topics)
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
            named = phrases.PARCEL.search(said.bare) is not None
            is_loose = said.points and said.topics == (Topic.PROGRESS,) and not named
            if is_loose and memory.focus is not None:
                kind = memory.focus.kind
                return said.topics if kind == KIND_OF[Topic.PROGRESS] else (USUAL[kind],)
            return said.topics
        answers = memory.asks and not said.general and said.wish is None
        points_back = said.ordinal is not None and len(memory.things) > 1 and said.points
        goes_on = said.corrects or ((said.goes_on or points_back) and not said.general)
        return (last,) if last is not None and (answers or goes_on) else ()

    def _offered(self, user: User, topics: Sequence[Topic]) -> Reply | None:
        """Answer of all that were offered, where all are meant, or the one that was agreed to."""
        offered, said = self.memory.offered, self.said
        is_meant = said.every or (said.agrees and len(offered) == 1)
        if not (self.memory.asks and offered and is_meant) or said.numbers:
            return None
        kind = offered[0].kind
        topic = next((one for one in topics if KIND_OF[one] == kind), USUAL[kind])
        return self._of_things([(thing, topic) for thing in picked(user, offered)])

    def _asked_of_several(self, user: User) -> Reply | None:
        """Answer what is asked of several things in one text; None where it is one thing."""
        asked = askings_of(self.said.text)
        how = questions_of(self.said.text) if asked else []
        if len(asked) + len(how) < 2:
            return None
        found: dict[str, tuple[Thing, Topic]] = {}
        unclear: list[tuple[Topic, Several]] = []
        for one in asked:
            topic, choice = self._choice(user, one, one.topics)
            if isinstance(choice, Chosen):
                found.setdefault(choice.thing.number, (choice.thing, topic))
            elif isinstance(choice, Several):
                unclear.append((topic, choice))
        kinds = {named(thing).kind for thing, _topic in found.values()}
        unclear = [(topic, choice) for topic, choice in unclear if KIND_OF[topic] not in kinds]
        answers = [answer for one in how if (answer := self._article(one)) and answer.sure]
        if not found or len(found) + len(unclear) + len(answers) < 2:
            return None
        return self._of_things(list(found.values()), unclear=unclear, answers=answers)

    def _choice(
        self, user: User, said: Understood, topics: Sequence[Topic]
    ) -> tuple[Topic, Choosing]:
        """Return what is meant and of which topic it is asked: the first that they have."""
        if said.numbers:
            kind = self._kind_of(user, said.numbers[-1])
            if kind is not None:
                last = self.memory.topic
                usual = Topic(last) if last and KIND_OF[Topic(last)] == kind else USUAL[kind]
                topics = (*topics, usual)
            topics = topics or (USUAL[said.numbers[-1].kind],)
        best: tuple[Topic, Choosing] | None = None
        for one in dict.fromkeys((*topics, *_otherwise(topics))):
            choice = choose(user, said, one, memory=self.memory, at=self.at)
            # A number that is theirs is found under one of the topics, so go on looking for it.
            if isinstance(choice, Chosen) or not (isinstance(choice, Nothing) or said.numbers):
                return one, choice
            if best is None or isinstance(best[1], Nothing):
                best = one, choice
        return best or (topics[0], Nothing())

    def _of_thing(self, thing: Thing, topic: Topic) -> Reply:
        return self._of_things([(thing, topic)])

    def _of_things(
        self,
        things: Sequence[tuple[Thing, Topic]],
        *,
        unclear: Sequence[tuple[Topic, Several]] = (),
        answers: Sequence[Found] = (),
    ) -> Reply:
        """Say how each of ``things`` stands, what the articles answer, and ask what is unclear."""
        looks = [self._look(thing, topic) for thing, topic in things]
        for thing, topic in reversed(things):
            self.memory = self.memory.talking_of(named(thing))
            self.memory = self.memory.having_tried(f"{topic} {thing.number}")
        topic = things[0][1]
        self._understood(topic)
        looked = together(looks)
        if looked.for_people:
            return self._hand_off(Reason.MONEY, looked)
        if looked.amiss and self.matter.level == Level.HIGH:
            return self._hand_off(Reason.HIGH, looked)
        words = "\n".join([*(one.words for one in looks), *(one.passage for one in answers)])
        if unclear:
            other, choice = unclear[0]
            return self._which(f"{words}\n{saying.which(KIND_OF[other])}", choice.things, other)
        actions = (*looked.actions, saying.A_PERSON) if looked.amiss else looked.actions
        return self._reply(
            ReplyKind.LOOKUP,
            words,
            topic=topic,
            sources=tuple(one.source for one in answers),
            actions=(*actions, *(_read(one.source) for one in answers)),
            why=", ".join(f"{topic} of {thing.number}" for thing, topic in things),
        )

    def _look(self, thing: Thing, topic: Topic) -> Looked:
        zone = zone_of(self.user.time_zone) if self.user else dt.UTC
        return look_up(thing, topic, zone=zone, at=self.at)

    def _named(self) -> Reply | None:
        """Say how a thing stands that is called by its name and asked about in no other words."""
        said = self.said
        asks = phrases.STANDS.search(said.bare) or alike.in_full(said.bare).startswith("what is")
        goes_on = self.memory.topic and len(said.bare) <= SHORT
        if self.user is None or said.wish is not None or not (asks or goes_on):
            return None
        thing = by_name(self.user, said.text)
        return self._of_thing(thing, USUAL[named(thing).kind]) if thing else None

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
        topic, choice = self._choice(self.user, self.said, topics)
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

    def _article(self, text: str) -> Found | None:
        return source_of(
            text,
            person=self.user,
            language=self.language,
            at=self.at,
            answered_from=self.limits.answered_from,
        )

    def _from_articles(self) -> Reply:
        found = self._article(self.text)
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
