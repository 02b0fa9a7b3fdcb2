"""Words and meaning together tell which article answers."""

import numpy as np
import pytest

from knowledge_base.language import meant, vectors
from knowledge_base.language.answering import Answerer
from knowledge_base.language.scoring import by_both, by_words
from knowledge_base.language.shelf import Article, understand


def test_who_is_nearer_scores_more_by_words_or_by_meaning() -> None:
    columns, meaning = np.array([[0.3] * 8, [0.2] * 8]), np.array([[0.2] * 4, [0.8] * 4])

    assert by_words(columns).argmax() == 0
    assert by_both(columns, meaning).argmax() == 1
    assert by_both(columns, meaning[:1]).argmax() == 0


ARTICLES = [
    Article("bill", "Why is my invoice higher than usual", "", (), "en"),
    Article("move", "Moving house", "Tell us four weeks before.", (), "en"),
    Article("router", "Set up your router", "", (), "en"),
]


def test_what_shares_no_word_is_found_and_a_word_that_is_there_goes_first() -> None:
    answerer = Answerer()
    answerer.learn(ARTICLES)

    assert answerer.ask("relocating to another city").id == "move"
    assert answerer.ask("you charged me too much money").id == "bill"
    assert answerer.ask("router").id == "router"


def test_once_it_has_settled_no_question_waits_for_what_articles_mean(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answerer = Answerer()
    answerer.learn(ARTICLES)
    answerer.settle()
    read: list[str] = []
    monkeypatch.setattr(meant, "vectors", read.extend)

    assert answerer.ask("relocating to another city").id == "move"
    assert not read


def test_what_was_read_beforehand_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    understand(ARTICLES)
    monkeypatch.setattr(vectors, "_encoder", None)
    answerer = Answerer()
    answerer.learn(ARTICLES)

    answerer.settle()

    assert len(answerer) == len(ARTICLES)
