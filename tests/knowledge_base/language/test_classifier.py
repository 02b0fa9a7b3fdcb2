"""A few examples teach what customers mean, beyond the words that the examples have."""

import pytest

from knowledge_base.language.classifier import Classifier
from knowledge_base.language.storing import dumped, loaded
from knowledge_base.language.training import Example, train


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return train(
        [
            Example("where is my refund", "money"),
            Example("the refund has not come", "money"),
            Example("i forgot my password", "access"),
            Example("password does not work any more", "access"),
            Example("lower the price of the bag", "card-lost"),
            Example("make the bag cheaper", "card-lost"),
        ]
    )


@pytest.mark.parametrize("text", ["reimburse me", "退款", "give me my money back"])
def test_other_words_for_the_same_thing_find_the_label(classifier: Classifier, text: str):
    assert classifier.classify(text).label == "money"


def test_the_name_of_a_label_is_an_example_of_it(classifier: Classifier):
    assert classifier.classify("lost card").label == "card-lost"


def test_a_classifier_that_was_stored_says_the_same(classifier: Classifier):
    again = loaded(dumped(classifier))

    for text in ("reimburse me", "密码", "card"):
        before, after = classifier.classify(text), again.classify(text)
        assert after.label == before.label
        assert after.confidence == pytest.approx(before.confidence, abs=0.01)


@pytest.mark.parametrize("text", ["where is the password of the bag", "退款", ""])
def test_a_text_is_as_like_an_example_as_the_features_that_both_have(
    classifier: Classifier, text: str
):
    row, examples = classifier.weighing.row(text), classifier.examples
    expected = [0.0] * len(examples.labels)
    for column, value in zip(row.columns, row.values, strict=True):
        for place in range(examples.pointers[column], examples.pointers[column + 1]):
            expected[examples.rows[place]] += float(examples.values[place] * value)

    assert examples.likeness(row).tolist() == pytest.approx(expected, abs=1e-6)


def test_the_words_that_speak_for_a_label_are_quoted_in_their_order(classifier: Classifier):
    text = "please tell me why my password does not work"

    assert classifier.because(text, "access", most=2) == ["password", "work"]
    assert "password" not in classifier.because(text, "access", silent={"password"})
    assert classifier.because("", "access") == classifier.because("me", "nothing") == []
