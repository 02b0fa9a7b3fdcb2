"""What is said in other words lies near, in both languages."""

import numpy as np
import pytest

from knowledge_base.language.meant import STRETCHES, Meant, stretches
from knowledge_base.language.vectors import vectors


@pytest.mark.parametrize(
    ("asked", "same", "other"),
    [
        ("where is my refund", "I want my money back", "how do I change my pin"),
        ("退款什么时候到账", "钱怎么还没退给我", "怎么换手机号"),
        ("退款什么时候到账", "where is my refund", "the courier lost my parcel"),
    ],
)
def test_what_means_the_same_is_nearer(asked: str, same: str, other: str) -> None:
    one, near, far = vectors([asked, same, other])

    assert one @ near > one @ far + 0.1


def test_nothing_means_nothing_and_a_number_is_as_good_as_another() -> None:
    nothing, one, other = vectors(["  ", "order 123456 is late", "order 98765432 is late"])

    assert not nothing.any()
    assert np.linalg.norm(one) == pytest.approx(1.0, abs=0.01)
    assert one @ other == pytest.approx(1.0, abs=0.01)


def test_rows_come_and_go() -> None:
    meant = Meant()
    for place, text in enumerate(["a refund", "a parcel", "my money back"]):
        meant.add(text, place % 2)
    question = vectors(["refund my money"])[0]
    before = meant.near(question)

    meant.remove(0)
    meant.add("refund my money", 0)
    after = meant.near(question)

    assert before[0] > before[1]
    assert after[0] == 0.0
    assert after[3] == pytest.approx(1.0, abs=0.01)
    together = meant.together(question, places=2, without=None)
    assert together[0] > together[1]
    assert meant.together(question, places=2, without=3)[0] < together[0]


def test_a_long_text_is_read_in_stretches() -> None:
    text = "One thing is said here at length and with care. " * 20

    first, *others = stretches(text)

    assert first.endswith("care.")
    assert len(others) == STRETCHES - 1
    assert list(stretches("")) == []
