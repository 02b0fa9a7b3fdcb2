"""Names that people give, and names that are meant to deceive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.conversation.files import names
from tickets.conversation.files.choices import MediaType
from tickets.conversation.files.models import MAX_NAME


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("receipt.pdf", "receipt.pdf"),
        ("收据 2026.jpg", "收据 2026.jpg"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("/etc/shadow", "shadow"),
        (".htaccess", "htaccess"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\u2066b\u200b\ufeffc.png", "abc.png"),
        ("👨\u200d👩\u200d👧 family.jpg", "👨\u200d👩\u200d👧 family.jpg"),
        ("con\x00trol\r\n.pdf", "control.pdf"),
        ('<img src=x>"|?*.png', "img src=x.png"),
        ("e\u0301te\u0301.png", "été.png"),
        ("", "file"),
        ("   ", "file"),
        ("...", "file"),
        ("\u202e", "file"),
    ],
)
def test_a_name_is_made_safe_to_show_and_to_save(name, cleaned):
    assert names.cleaned(name) == cleaned


def test_a_long_name_keeps_its_beginning_and_its_extension():
    for name in ("x" * 300 + ".jpg", "照" * 300 + ".jpg", "👨‍👩‍👧" * 300 + ".jpg"):
        cleaned = names.cleaned(name)

        assert cleaned[0] == name[0]
        assert cleaned.endswith(".jpg")
        assert len(cleaned.encode()) <= 200
        assert not cleaned.removesuffix(".jpg").endswith("\u200d")


@given(st.text())
def test_any_name_fits_and_steers_nothing(name):
    for kind in MediaType:
        fitting = names.fitting(names.cleaned(name), kind, came_as=kind)

        assert 0 < len(fitting) <= MAX_NAME
        assert len(fitting.encode()) <= 255
        assert not set(fitting) & set('/\\:*?"<>|\x00\r\n\u202e\u2066')
        assert not fitting.startswith(".")
