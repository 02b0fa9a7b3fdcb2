"""Measuring the assistant on scripted dialogues, and those that come with it."""

import json
from collections.abc import Mapping
from contextlib import nullcontext
from typing import Any

import pytest

from config.evaluation.assistant import Assistant
from config.evaluation.subject import InputRefused, Line
from knowledge_base.assistant import phrases

pytestmark = pytest.mark.django_db

SCRIPTS = phrases.FOLDER.parent / "scripts"
WORLD = {"world": "paid", "orders": [{"number": "CO-20260405-0001", "state": "paid", "title": "A"}]}


def figures_of(*rows: Mapping[str, Any]) -> Mapping[str, Any]:
    lines = [Line(number, row) for number, row in enumerate(rows, start=1)]
    return Assistant(nullcontext).evaluate(lines).figures


def rows_of(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SCRIPTS / name).read_text().splitlines()]


def test_what_a_turn_must_and_must_not_do_is_told_one_by_one():
    figures = figures_of(
        WORLD,
        {"name": "right", "in": "paid", "turns": [["has it shipped?", {"kind": "lookup"}]]},
        {
            "name": "wrong",
            "in": "paid",
            "turns": [["human!", {"kind": "lookup", "says": ["CO-1"], "not_does": ["person"]}]],
        },
    )

    assert (figures["dialogues"], figures["passed"], figures["share_passed"]) == (2, 1, 0.5)
    assert [failure["dialogue"] for failure in figures["failures"]] == ["wrong"] * 3


@pytest.mark.parametrize(
    "row",
    [
        {"name": "a", "in": "nowhere", "turns": [["hello", {}]]},
        {"name": "a", "in": "paid", "turns": []},
        {"name": "a", "in": "paid", "turns": ["hello"]},
        {"name": "a", "in": "paid", "turns": [["hello", {"mood": "good"}]]},
        {"name": "a", "in": "paid", "turns": [["hello", {"kind": "song"}]]},
        {"name": "a", "in": "paid", "lang": "fr", "turns": [["hello", {}]]},
        {"world": "b", "orders": [{"name": "no number"}]},
    ],
)
def test_a_line_that_does_not_do_is_named(row):
    with pytest.raises(InputRefused, match="line 2"):
        figures_of(WORLD, row)


def test_the_dialogues_that_come_with_it_go_as_they_must():
    """Every third of them; ``manage.py evaluate assistant`` plays all."""
    rows = rows_of("dialogues.jsonl")
    worlds = [row for row in rows if "world" in row]
    scripts = [row for row in rows if "turns" in row]

    figures = figures_of(*worlds, *scripts[::3])

    assert figures["share_passed"] >= 0.95, figures["failures"]


def test_twenty_that_nobody_looked_at_before_go_as_they_must():
    figures = figures_of(*rows_of("held-out.jsonl"))

    assert (figures["dialogues"], figures["share_passed"]) == (20, 1.0), figures["failures"]


def test_there_are_sixty_dialogues_and_more_in_each_language():
    rows = [*rows_of("dialogues.jsonl"), *rows_of("held-out.jsonl")]
    languages = [row.get("lang", "en") for row in rows if "turns" in row]

    assert min(languages.count("en"), languages.count("zh-hans")) >= 60
