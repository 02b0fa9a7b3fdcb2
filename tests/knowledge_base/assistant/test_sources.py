"""The passage of an article that is shown as its answer."""

from knowledge_base.assistant.sources import LONGEST, passage

FEES = """About us
We have sold fine pieces since 1998, in three cities, to people who know them well and love them.
A commission is taken of the final price of every piece that is sold.
Final price
We keep
up to US$1,000
22%
Nothing else is due."""


def test_it_begins_where_most_of_the_question_is_answered_and_keeps_a_table_together():
    assert passage(FEES, "how much commission do you take of the price?") == (
        "A commission is taken of the final price of every piece that is sold.\n"
        "Final price · We keep · up to US$1,000 · 22% · Nothing else is due."
    )


def test_it_is_a_screen_at_most_and_ends_with_a_sentence():
    text = "Commission is taken when a piece is sold and its buyer has paid all of it. " * 40

    found = passage(text, "commission")

    assert len(found) <= LONGEST
    assert found.endswith(".")


def test_nothing_is_shown_of_an_article_that_holds_none_of_the_question():
    assert passage(FEES, "zebra") == ""
    assert passage("", "commission") == ""
