"""The known word that a misspelt one was meant to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.language.spelling import Speller

SPELLER = Speller(["received", "refund", "courier", "sent", "authentic"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("recieved", "received"),
        ("recived", "received"),
        ("receiveed", "received"),
        ("refumd", "refund"),
        ("refund", "refund"),
        ("sent", "sent"),
        ("autentic", "authentic"),
    ],
)
def test_one_slip_is_forgiven(typed: str, meant: str) -> None:
    assert SPELLER.meant_by(typed) == meant


@pytest.mark.parametrize("typed", ["rent", "refute", "career", "", "x" * 100_000])
def test_another_word_stays_unknown(typed: str) -> None:
    assert SPELLER.meant_by(typed) is None


@given(st.text(max_size=60))
def test_what_comes_back_is_known(typed: str) -> None:
    assert SPELLER.meant_by(typed) in {None, "received", "refund", "courier", "sent", "authentic"}
