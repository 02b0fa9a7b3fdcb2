"""Measuring the answers, from a file and line by line."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config.evaluation.answers import Answers
from config.evaluation.answers_report import Question, judged
from knowledge_base.language.answering import Answer, Ranked
from tests.config.test_evaluate import said_to

ARTICLES = [
    {"id": "a", "title": "How do I return an item?", "lang": "en"},
    {"id": "b", "title": "", "body": "", "examples": ["my card was declined", "payment refused"]},
    {"id": "c", "title": "怎么开发票？", "body": "在订单页面申请。", "lang": "zh"},
]


def test_a_process_takes_articles_in_answers_and_learns_what_is_confirmed():
    taken, answer, ok, after, none = said_to(
        {"op": "import", "articles": ARTICLES},
        {"op": "ask", "text": "how can I return my item", "lang": "en"},
        {"op": "confirm", "text": "the till did not like it", "id": "b", "lang": "en"},
        {"op": "ask", "text": "the till did not like it", "lang": "en"},
        {"op": "ask", "text": "zxqv", "lang": "en"},
    )

    assert taken == {"ok": True, "articles": 3, "known": 3}
    assert set(answer) == {"answered", "id", "ranked", "confidence"}
    assert answer["id"] == answer["ranked"][0] == "a"
    assert ok == {"ok": True}
    assert (after["answered"], after["id"]) == (True, "b")
    assert none == {"answered": False, "id": None, "ranked": [], "confidence": 0.0}


def test_what_no_article_answers_can_be_said_and_makes_it_more_careful():
    asked = {"op": "ask", "text": "how can I return my item", "lang": "en"}
    denied = [{**asked, "op": "confirm", "id": None}] * 30

    early, _, before, *oks, after, missing = said_to(
        denied[0],
        {"op": "import", "articles": ARTICLES},
        asked,
        *denied,
        asked,
        {"op": "confirm", "text": "how can I return my item"},
    )

    assert all(reply == {"ok": True} for reply in oks)
    assert (before["answered"], after["answered"]) == (True, False)
    assert set(early) == set(missing) == {"error"}


def test_a_question_in_another_language_than_any_article_says_so():
    _, reply = said_to(
        {"op": "import", "articles": ARTICLES[:1]},
        {"op": "ask", "text": "怎么退货", "lang": "zh"},
    )

    assert reply["note"]
    assert not reply["answered"]


def test_input_that_does_not_do_changes_nothing():
    replies = said_to(
        {"op": "ask", "text": "too early"},
        {"op": "import", "articles": [ARTICLES[0], {"id": "d"}]},
        {"op": "import", "articles": [{"title": "no id"}]},
        {"op": "import", "articles": [{**ARTICLES[0], "examples": [7]}]},
        {"op": "import", "articles": [ARTICLES[0], ARTICLES[0]]},
        {"op": "import", "articles": ARTICLES},
        {"op": "ask", "text": "  "},
        {"op": "ask", "text": "x" * 100_000},
        {"op": "confirm", "text": "hello", "id": "nobody"},
        {"op": "import", "articles": []},
    )

    refused, taken, more = replies[:5], replies[5], replies[6:9]
    assert all(set(reply) == {"error"} for reply in [*refused, *more])
    assert '"articles"[1]' in replies[1]["error"]
    assert "twice" in replies[4]["error"]
    assert "20000" in replies[7]["error"]
    assert taken["known"] == replies[9]["known"] == 3


def file_of(folder: Path, *rows: object) -> Path:
    file = folder / "history.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_a_file_gives_the_figures(tmp_path: Path):
    out = io.StringIO()
    file = file_of(
        tmp_path,
        *ARTICLES,
        {"text": "How do I return an item?", "ids": ["a"]},
        {"text": "我要发票", "ids": ["c"]},
        {"text": "zxqv", "ids": []},
    )

    call_command("evaluate", "answers", data=file, json=True, stdout=out)

    figures = json.loads(out.getvalue())
    assert (figures["articles"], figures["questions"]) == (3, 3)
    assert (figures["top1"], figures["top3"], figures["false_answers"]) == (1.0, 1.0, 0.0)


def test_what_people_confirm_afterwards_shows_in_rows_of_its_own(tmp_path: Path):
    out = io.StringIO()
    file = file_of(
        tmp_path,
        *ARTICLES,
        {"text": "the till return", "ids": ["b"]},
        *({"text": f"the till return {at}", "ids": ["b"], "confirmed": True} for at in range(6)),
        {"text": "who won the match", "ids": [], "confirmed": True},
    )

    call_command("evaluate", "answers", data=file, json=True, stdout=out)

    figures = json.loads(out.getvalue())
    (after,) = figures["after_confirmations"]
    assert (figures["questions"], figures["top1"]) == (1, 0.0)
    assert (after["confirmed"], after["top1"]) == (7, 1.0)


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        ('{"id": "d", "title": ', "line 4: This is not JSON"),
        ('{"id": "d"}', 'line 4: An article needs a "title"'),
        ('{"id": "a", "title": "Again"}', 'line 4: the id "a" stands twice'),
        ('{"text": "x", "ids": ["z"]}', 'line 4: there is no article with the id "z"'),
        ('{"text": "", "ids": []}', 'line 4: "text" must be'),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, broken: str, what: str):
    file = file_of(tmp_path, *ARTICLES, broken)

    with pytest.raises(CommandError, match=what):
        call_command("evaluate", "answers", data=file)


def test_a_wrong_answer_costs_precision_and_one_where_there_is_none_is_false():
    def said(key: str, *, answered: bool, confidence: float) -> Answer:
        return Answer(answered, key, (Ranked(key, 1.0),), confidence)

    questions = [
        Question("1", frozenset({"a"})),
        Question("2", frozenset({"b"})),
        Question("3", frozenset()),
        Question("4", frozenset()),
    ]
    answers = [
        said("a", answered=True, confidence=0.9),
        said("a", answered=False, confidence=0.5),
        said("a", answered=True, confidence=0.8),
        said("a", answered=False, confidence=0.1),
    ]

    figures = judged(questions, answers)

    assert figures == {
        "top1": 0.5,
        "top3": 0.5,
        "precision": 0.5,
        "containment": 0.5,
        "containment_at_95": 0.25,
        "false_answers": 0.5,
    }


def test_closing_forgets_the_articles():
    subject = Answers()
    subject.take_in({"articles": ARTICLES})

    subject.close()

    assert subject.take_in({"articles": ARTICLES[:1]})["known"] == 1
