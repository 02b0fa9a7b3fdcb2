"""What the people of the week write: in both languages, complete, and never mixed up."""

import datetime as dt
import random
import re

import pytest

from consignment.languages import CHINESE, ENGLISH
from tickets.management.week import storing, texts
from tickets.management.week.catalogue import KINDS
from tickets.management.week.goods import COURIERS, Goods
from tickets.management.week.people import People
from tickets.management.week.plans import MIX, Planner
from tickets.management.week.situations import SITUATIONS
from tickets.management.week.telling import Teller
from tickets.triage.preset_categories import PRESETS

NOW = dt.datetime(2026, 4, 15, 12, 40, tzinfo=dt.UTC)
MATTERS = [matter for matters in texts.matters().values() for matter in matters]
NAMES = {word for kind in KINDS for house in kind.houses for word in re.findall(r"\w+", house)}
NAMES |= {word for kind in KINDS for model in kind.models for word in re.findall(r"\w+", model)}
NAMES |= {word for courier in COURIERS for word in courier.split()}
# What Chinese writers leave in Latin letters.
LATIN = {"app", "App", "JPEG", "HEIC", "MB", "WiFi", "PDF", "Ctrl", "Shift"}


@pytest.fixture
def planner() -> Planner:
    rng = random.Random(7)
    people = People(rng, buyers=40, consignors=10, now=NOW)
    audiences = {preset.key: preset.audience for preset in PRESETS}
    goods = Goods(rng, now=NOW)
    return Planner(rng, people=people, goods=goods, audiences=audiences, promotion=NOW.date())


def all_of(talk: texts.Talk) -> list[str]:
    found = [*talk.solutions, *talk.refusals, *talk.notes]
    for pairs in (talk.asks, talk.holds, talk.follow_ups, talk.comebacks):
        found += [text for pair in pairs for text in pair]
    for opening in talk.openings:
        found += [opening.subject, opening.text, opening.solution, *opening.answers.values()]
        found += [*(opening.follow_up or ()), *(opening.comeback or ())]
    return [text for text in found if text]


def test_every_category_of_the_presets_has_its_file():
    assert set(texts.matters()) == {preset.key for preset in PRESETS} == set(MIX)


@pytest.mark.parametrize("category", sorted(texts.matters()))
@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_there_are_four_ways_to_begin_in_each_language(category, language):
    openings = [
        opening.text
        for matter in texts.matters()[category]
        for opening in matter.talks[language].openings
    ]
    assert len(set(openings)) == len(openings) >= 4


@pytest.mark.parametrize("matter", MATTERS, ids=lambda m: f"{m.category}-{m.key}")
@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_every_matter_can_be_solved_and_needs_what_is_known(matter, language):
    talk = matter.talks[language]
    assert matter.thing == "" or matter.thing in SITUATIONS
    assert talk.solutions or all(opening.own for opening in talk.openings)
    assert talk.asks or talk.holds


@pytest.mark.parametrize("matter", MATTERS, ids=lambda m: f"{m.category}-{m.key}")
def test_every_text_finds_its_facts(matter, planner):
    crowd = planner._people.all
    for language in (ENGLISH, CHINESE):
        person = next(p for p in crowd if p.language == language and p.consignor)
        plan = planner._complete(NOW, matter, person, guest=False)
        storing.number(planner._goods)
        teller = Teller(plan, random.Random(1))
        for text in all_of(matter.talks[plan.language]):
            filled = teller.fill(text, at=NOW)
            assert not re.search(r"[{}]", filled), text


@pytest.mark.parametrize("matter", MATTERS, ids=lambda m: f"{m.category}-{m.key}")
def test_languages_are_never_mixed(matter):
    for text in all_of(matter.talks[ENGLISH]):
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", text), text
    for text in all_of(matter.talks[CHINESE]):
        bare = re.sub(r"\{\w+\}", "", text)
        words = set(re.findall(r"[A-Za-z]{2,}", bare)) - LATIN - {"RF", "PA", "yes", "no"}
        assert words <= {"card", "wallet", "late", "amount", "held"}, (words, text)


def test_what_fits_everywhere_is_said_in_both_languages():
    said, comments = texts.common().said, texts.common().comments
    assert said[ENGLISH].keys() == said[CHINESE].keys()
    assert comments[ENGLISH].keys() == comments[CHINESE].keys()


def test_a_chinese_message_has_room_around_numbers_and_none_within_a_date(planner):
    matter = next(m for m in texts.matters()["not-shipped"] if m.key == "late")
    person = next(p for p in planner._people.buyers if p.language == CHINESE)
    teller = Teller(planner._complete(NOW, matter, person, guest=False), random.Random(1))

    assert re.search(r"[一-鿿] \d", teller.fill("共{sum}", at=NOW))
    assert teller.fill("定于 {tomorrow} 发出", at=NOW) == "定于 4月16日发出"
