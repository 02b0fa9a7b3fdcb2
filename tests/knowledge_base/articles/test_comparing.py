from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.articles.comparing import Kind, Piece, compare


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind.value, piece.text) for piece in compare(old, new)]


def test_the_same_words_have_no_difference() -> None:
    assert compare("Keep it dry.\n", "Keep it dry.\n") == []


def test_one_word_is_told_apart_in_its_line() -> None:
    assert told("Within 14 days.\n", "Within 30 days.\n") == [
        ("same", "Within "),
        ("removed", "14"),
        ("added", "30"),
        ("same", " days.\n"),
    ]


def test_chinese_is_told_apart_character_by_character() -> None:
    assert told("签收后十四天内", "签收后三十天内") == [
        ("same", "签收后"),
        ("added", "三"),
        ("same", "十"),
        ("removed", "四"),
        ("same", "天内"),
    ]


def test_lines_far_from_a_change_are_folded() -> None:
    lines = [f"Line {number}\n" for number in range(20)]
    changed = [*lines[:-1], "Another\n"]

    pieces = compare("".join(lines), "".join(changed))

    assert pieces[0] == Piece(Kind.FOLDED, "", 17)
    assert pieces[1].text.startswith("Line 17\nLine 18\n")


def test_a_passage_without_end_is_shown_as_replaced() -> None:
    pieces = compare("a " * 30_000, "b " * 30_000)

    assert [piece.kind for piece in pieces] == [Kind.REMOVED, Kind.ADDED]


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_word_is_lost_or_invented(old: str, new: str) -> None:
    pieces = compare(old, new)
    if any(piece.kind == Kind.FOLDED for piece in pieces):
        return

    if old != new:
        assert "".join(p.text for p in pieces if p.kind != Kind.ADDED) == old
        assert "".join(p.text for p in pieces if p.kind != Kind.REMOVED) == new
