import numpy as np
import pytest

from knowledge_base.language.answering import Answerer
from knowledge_base.language.shelf import Article
from knowledge_base.language.usual import ASKED_COUNT, Tally, Usual

DRAWS_ALL, DRAWS_FEW = np.array([9.0, 2.0]), np.array([1.0, 9.0])


def test_the_same_score_stands_higher_for_an_article_that_seldom_has_it() -> None:
    usual = Usual()
    for _ in range(50):
        usual.ask(DRAWS_ALL, 0)

    often, seldom = usual.standing(DRAWS_ALL, 0), usual.standing(DRAWS_FEW, 1)

    assert seldom[0] > often[0]
    assert seldom[1] < 0 < often[1]


def test_before_the_first_question_all_articles_stand_alike() -> None:
    usual = Usual()

    assert usual.standing(np.array([9.0, 2.0]), 0) == usual.standing(np.array([2.0, 9.0]), 1)


def test_an_example_does_not_count_for_what_is_usual_for_itself() -> None:
    others = [(DRAWS_FEW, 1)] * 29
    with_it, without_it = Usual(), Usual()
    with_it.settle([*others, (DRAWS_ALL, 0)])
    without_it.settle([*others, (np.zeros(2), 1)])

    told = with_it.standing(DRAWS_ALL, 0, but=(DRAWS_ALL, 0))

    assert told == pytest.approx(
        without_it.standing(DRAWS_ALL, 0, but=(np.zeros(2), 1)), rel=1e-9, abs=1e-9
    )
    assert told[0] > with_it.standing(DRAWS_ALL, 0)[0]


def test_old_questions_fade_and_new_articles_find_room() -> None:
    usual, tally = Usual(), Tally()
    for _ in range(3 * int(ASKED_COUNT)):
        usual.ask(DRAWS_ALL, 0)
    for _ in range(2 * int(ASKED_COUNT)):
        usual.ask(np.array([0.0, 1.0, 9.0]), 2)
    tally.add(DRAWS_ALL, 0)

    assert usual.standing(np.array([9.0, 0.0, 1.0]), 0)[1] < 0
    assert tally.sums(3).tolist() == [[9.0, 2.0, 0.0], [81.0, 4.0, 0.0], [1.0, 0.0, 0.0]]


def test_what_is_usual_moves_with_the_articles() -> None:
    usual = Usual()
    for _ in range(20):
        usual.ask(DRAWS_ALL, 0)

    moved = usual.moved({0: 2, 1: 0})

    assert moved.standing(np.array([2.0, 0.0, 9.0]), 2)[1] > 0
    assert moved.standing(np.array([9.0, 0.0, 2.0]), 0)[1] < 0
    assert Usual().moved({}).standing(DRAWS_ALL, 0) == Usual().standing(DRAWS_ALL, 0)


def test_an_article_that_draws_whatever_is_asked_is_believed_less() -> None:
    answerer = Answerer()
    answerer.learn(
        [
            Article("gift", "Gift card", "", ("can I buy a gift card",), "en"),
            Article("login", "I cannot log in", "", ("forgot my password",), "en"),
        ]
    )
    before = answerer.ask("gift card for dad").confidence

    for asked in ("do you gift wrap", "gift ideas for a dad", "a gift for mum", "gift box"):
        for _ in range(15):
            answerer.ask(asked)

    assert answerer.ask("gift card for dad").confidence < before
