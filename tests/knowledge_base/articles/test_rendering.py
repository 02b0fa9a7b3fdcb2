import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from knowledge_base.articles.rendering import (
    ALLOWED_TAGS,
    EXTERNAL_REL,
    MAX_CHARACTERS,
    TextTooLongError,
    faults_of_images,
    render,
)


class Seen(HTMLParser):
    """The tags, attributes and addresses that a browser would meet."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]


def test_headings_get_ids_that_differ_and_keep_their_script() -> None:
    shown = render("## How long\n\n## How long\n\n## 多久到账\n").html

    assert re.findall(r'id="([^"]+)"', shown) == [
        "about-how-long",
        "about-how-long-2",
        "about-多久到账",
    ]


def test_a_first_level_heading_becomes_a_second_level_one() -> None:
    assert render("# Title\n").html == '<h2 id="about-title">Title</h2>\n'


def test_links_that_leave_the_site_are_marked_and_others_not() -> None:
    shown = render("[out](https://example.com) [sly](//example.com) [in](/help/)").html

    assert shown.count(f'rel="{EXTERNAL_REL}"') == 2
    assert '<a href="/help/">in</a>' in shown


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://example.com/pixel.png)",
        "<a href='/' style='position:fixed'>x</a>",
        "[x](/ 'onmouseover=alert(1)')",
    ],
)
def test_nothing_that_runs_or_loads_comes_through(markdown: str) -> None:
    seen = Seen()

    seen.feed(render(markdown).html)

    assert seen.tags <= ALLOWED_TAGS
    assert seen.attributes <= {"href", "title", "rel"}
    assert all(address.startswith("/") for address in seen.addresses)


def test_an_image_of_a_named_host_is_shown_late_and_tells_its_host_nothing(
    settings: Settings,
) -> None:
    settings.PICTURE_HOSTS = ["img.example.com"]
    written = '![The "seal" inside](https://img.example.com/a.jpg?w=1&h=2 "Seal")'

    assert faults_of_images(written) == []
    assert render(written).html == (
        '<p><img src="https://img.example.com/a.jpg?w=1&amp;h=2" alt="The &quot;seal&quot; inside"'
        ' title="Seal" loading="lazy" decoding="async" referrerpolicy="no-referrer"></p>\n'
    )


@pytest.mark.parametrize(
    ("written", "why", "left"),
    [
        ("![A seal](https://elsewhere.example/a.jpg)", "from img.example.com alone", "A seal"),
        ("![A seal](http://img.example.com/a.jpg)", "begins with https://", "A seal"),
        ("![A seal](/static/a.jpg)", "begins with https://", "A seal"),
        ("![A seal](data:image/png;base64,AAAA)", "begins with https://", "A seal"),
        ("[![A seal][1]](/help/)\n\n[1]: //img.example.com/a", "begins with https://", "A seal"),
        (
            "![](https://img.example.com/a.jpg)",
            "Say what the image shows",
            "https://img.example.com/a.jpg",
        ),
    ],
)
def test_an_image_that_is_not_shown_has_a_reason_and_leaves_its_words(
    settings: Settings, written: str, why: str, left: str
) -> None:
    settings.PICTURE_HOSTS = ["img.example.com"]

    [fault] = faults_of_images(f"{written}\n\n{written}")
    rendered = render(written)

    assert why in fault
    assert "<img" not in rendered.html
    assert rendered.plain == left


def test_where_no_host_is_named_it_says_who_can_name_one(settings: Settings) -> None:
    settings.PICTURE_HOSTS = []

    [fault] = faults_of_images("![A seal](https://img.example.com/a.jpg)")

    assert "ask who runs the desk" in fault


def test_tables_are_shown() -> None:
    assert "<td>2</td>" in render("| a | b |\n|---|---|\n| 1 | 2 |\n").html


def test_the_plain_text_has_the_words_and_no_marks() -> None:
    plain = render("## A & B\n\nKeep **it** [dry](/x).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n").plain

    assert plain.splitlines() == ["A & B", "Keep it dry.", "a", "b", "1", "2"]


def test_a_text_past_the_limit_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(TextTooLongError):
        render("[" * (MAX_CHARACTERS + 1))


@given(st.text(alphabet="<>&\"'/[]()!#*_`|:- \n\x00abon=javscript", max_size=300))
def test_whatever_is_written_only_allowed_tags_come_out(markdown: str) -> None:
    seen = Seen()

    seen.feed(render(markdown).html)

    assert seen.tags <= ALLOWED_TAGS
    assert seen.attributes <= {"href", "title", "rel", "id", "start"}
