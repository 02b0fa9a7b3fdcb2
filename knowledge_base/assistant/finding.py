"""What can be looked up for one text: of which thing it is asked, and how that stands.

Used by ``conversing`` alone.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from consignment.models import User
from knowledge_base.assistant import alike, phrases, saying
from knowledge_base.assistant.askings import MOST, askings_of, questions_of
from knowledge_base.assistant.choosing import (
    FITTING,
    Chosen,
    Nothing,
    NotTheirs,
    Several,
    Thing,
    by_name,
    choose,
    named,
    named_elsewhere,
    own_of,
    picked,
)
from knowledge_base.assistant.choosing import (
    Choice as Choosing,
)
from knowledge_base.assistant.intents import KIND_OF, LIKELY, SHORT, SURE, USUAL, Topic, Understood
from knowledge_base.assistant.lookups import Looked, look_up, together, words_of_choice, zone_of
from knowledge_base.assistant.making import Saying
from knowledge_base.assistant.matters import Level
from knowledge_base.assistant.naming import is_bare_name, said_in
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

BOLDER, SHYER, HARDLY = 0.7, 1.4, 0.15
"""What the confidence that an article needs is multiplied by where the examples say that one is
asked for, or that hardly one is."""


@dataclass(slots=True)
class Finding(Saying):
    """Looks up what one text asks."""

    def _looked_up(self) -> Reply | None:
        topics = self._topics()
        if not topics and not self.said.numbers:
            return None
        if self.user is None:
            sign_in = Action(ActionKind.SIGN_IN)
            return self._talk(saying.sign_in(), sign_in, saying.A_PERSON, why="not signed in")
        several = (
            self._offered(self.user, topics)
            or self._other_ones(self.user, topics)
            or self._asked_of_several(self.user)
        )
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
            named = phrases.PARCEL.search(said.bare) or said_in(said.text).goods
            is_loose = said.points and said.topics == (Topic.PROGRESS,) and not named
            if is_loose and memory.focus is not None:
                kind = memory.focus.kind
                return said.topics if kind == KIND_OF[Topic.PROGRESS] else (USUAL[kind],)
            return said.topics
        answers = memory.asks and not said.general and said.wish is None
        points_back = said.ordinal is not None and len(memory.things) > 1 and said.points
        all_of_it = said.every and bool(memory.things)
        goes_on = said.corrects or ((said.goes_on or points_back or all_of_it) and not said.general)
        return (last,) if last is not None and (answers or goes_on) else ()

    def _offered(self, user: User, topics: Sequence[Topic]) -> Reply | None:
        """Answer of all that were offered, where all are meant, or the one that was agreed to."""
        offered, said = self.memory.offered, self.said
        is_meant = said.every or (said.agrees and len(offered) == 1)
        if said.every and not self.memory.asks and topics and not said.numbers:
            own = own_of(user, KIND_OF[topics[0]])[:MOST]
            return self._of_things([(thing, topics[0]) for thing in own]) if own else None
        if not (self.memory.asks and offered and is_meant) or said.numbers:
            return None
        kind = offered[0].kind
        topic = next((one for one in topics if KIND_OF[one] == kind), USUAL[kind])
        return self._of_things([(thing, topic) for thing in picked(user, offered)])

    def _other_ones(self, user: User, topics: Sequence[Topic]) -> Reply | None:
        """Answer whether there is something else of which the same can be said."""
        is_meant = phrases.ELSE.search(self.said.bare) and self.memory.things and topics
        if not is_meant or self.said.numbers:
            return None
        topic, told = topics[0], {one.number for one in self.memory.things}
        others = [one for one in own_of(user, KIND_OF[topic]) if one.number not in told]
        fitting = [thing for thing in others if FITTING[topic](thing, self.at)][:MOST]
        if fitting:
            return self._of_things([(thing, topic) for thing in fitting])
        self._understood(topic)
        return self._talk(saying.nothing_else(), saying.A_PERSON, why=f"{topic}: nothing else")

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
        elsewhere = None if said.numbers else self._elsewhere(user, said, topics)
        if elsewhere is not None:
            return self._asked_of(elsewhere), Chosen(elsewhere)
        best: tuple[Topic, Choosing] | None = None
        for one in dict.fromkeys((*topics, *_otherwise(topics))):
            choice = choose(user, said, one, memory=self.memory, at=self.at)
            # A number that is theirs is found under one of the topics, so go on looking for it.
            if isinstance(choice, Chosen) or not (isinstance(choice, Nothing) or said.numbers):
                return one, choice
            if best is None or isinstance(best[1], Nothing):
                best = one, choice
        return best or (topics[0], Nothing())

    def _elsewhere(self, user: User, said: Understood, topics: Sequence[Topic]) -> Thing | None:
        """Return what is called by a name that nothing has of which ``topics`` can be asked."""
        kinds = {KIND_OF[one] for one in topics}
        if len(kinds) != 1:
            return None
        return named_elsewhere(user, said.text, than=kinds.pop())

    def _asked_of(self, thing: Thing) -> Topic:
        """Return what is likeliest asked of ``thing``, of whose kind the text says nothing."""
        kind = named(thing).kind
        fitting = {topic for topic, of in KIND_OF.items() if of == kind}
        best = self.near.best_of(fitting) if self.near else ""
        is_likely = self.near is not None and self.near.share_of({best}) > LIKELY / 2
        if best and is_likely:
            return Topic(best)
        # "The scarf", after "has my bag left": the same is asked of another thing.
        last = self.memory.topic
        return Topic(last) if last in fitting else USUAL[kind]

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
            actions=(*actions, *(to_read(one.source) for one in answers)),
            why=", ".join(f"{topic} of {thing.number}" for thing, topic in things),
        )

    def _look(self, thing: Thing, topic: Topic) -> Looked:
        zone = zone_of(self.user.time_zone) if self.user else dt.UTC
        return look_up(thing, topic, zone=zone, at=self.at)

    def _named(self, *, anyway: bool = False) -> Reply | None:
        """Say how a thing stands that is called by its name and asked about in no other words.

        ``anyway``: however it is asked, for what else could be meant.
        """
        said = self.said
        asks = phrases.STANDS.search(said.bare) or alike.in_full(said.bare).startswith("what is")
        goes_on = self.memory.topic and len(said.bare) <= SHORT
        is_asked = anyway or asks or goes_on or is_bare_name(said.bare)
        if self.user is None or said.wish is not None or not is_asked:
            return None
        thing = by_name(self.user, said.text)
        return self._of_thing(thing, self._asked_of(thing)) if thing else None

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

    def _article(self, text: str) -> Found | None:
        return source_of(
            text,
            person=self.user,
            language=self.language,
            at=self.at,
            answered_from=self._answered_from(),
        )

    def _answered_from(self) -> float:
        """Return from which confidence on an article answers: less where the text is like what the
        help centre is asked, more where it is like something else.
        """
        least = self.limits.answered_from
        if self.near is None:
            return least
        share = self.near.shares[alike.ARTICLE]
        if share >= SURE:
            return least * BOLDER if least < 1 else least
        return least * SHYER if share < HARDLY and self.near.share >= LIKELY else least


def _otherwise(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """Return what else is meant by words for goods: bought by one person, consigned by another."""
    match tuple(topics):
        case (Topic.PROGRESS,):
            return (Topic.ITEM,)
        case (Topic.ITEM,):
            return (Topic.PROGRESS,)
        case _:
            return ()


def to_read(source: Source) -> Action:
    return Action(ActionKind.READ_ARTICLE, {"article": source.slug, "language": source.language})
