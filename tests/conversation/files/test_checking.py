"""What is taken, what is made of it, and what is refused with which words."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.conversation.files import samples
from tickets.conversation.files import checking
from tickets.conversation.files.checking import Checked
from tickets.conversation.files.choices import MediaType
from tickets.conversation.files.refusals import FilesRefused, Why

pytestmark = pytest.mark.django_db


def check(content: bytes, name: str = "file") -> Checked:
    return checking.check(io.BytesIO(content), name=name)


def stored(checked: Checked) -> bytes:
    checked.content.seek(0)
    return bytes(checked.content.read())


def refused(content: bytes, name: str = "file.jpg") -> FilesRefused:
    with pytest.raises(FilesRefused) as refusal:
        check(content, name)
    assert refusal.value.why
    return refusal.value


@pytest.mark.parametrize("kind", ["JPEG", "HEIF", "WEBP", "PNG"])
def test_a_photo_is_made_upright_and_says_nothing_of_place_or_camera(kind):
    sent = samples.photo(kind)
    assert any(word in sent for word in samples.SECRET_WORDS)

    checked = check(sent)

    content = stored(checked)
    assert not any(word in content for word in samples.SECRET_WORDS)
    assert checked.preview is not None
    for encoded in (content, checked.preview.read()):
        with Image.open(io.BytesIO(encoded)) as image:
            assert not dict(image.getexif())
            assert not {"exif", "xmp", "comment", "icc_profile"} & set(image.info)
            # Turned by a quarter to the right: what was left is above.
            assert image.height > image.width
            middle = image.width // 2
            red, _green, blue = image.convert("RGB").getpixel((middle, image.height // 10))
            assert red > blue
            red, _green, blue = image.convert("RGB").getpixel((middle, image.height * 9 // 10))
            assert blue > red


@pytest.mark.parametrize(
    ("kind", "name", "stored_as", "stored_name"),
    [
        ("JPEG", "watch.jpeg", MediaType.JPEG, "watch.jpeg"),
        ("JPEG", "watch.png", MediaType.JPEG, "watch.jpg"),
        ("JPEG", "watch.pdf.exe", MediaType.JPEG, "watch.pdf.exe.jpg"),
        ("PNG", "seal.PNG", MediaType.PNG, "seal.PNG"),
        ("WEBP", "box.webp", MediaType.WEBP, "box.webp"),
        ("GIF", "spin.gif", MediaType.PNG, "spin.png"),
        ("HEIF", "IMG_0042.HEIC", MediaType.JPEG, "IMG_0042.jpg"),
    ],
)
def test_a_picture_keeps_its_name_with_the_extension_of_what_it_became(
    kind, name, stored_as, stored_name
):
    checked = check(samples.picture(kind), name)

    assert (checked.kind, checked.name) == (stored_as, stored_name)
    assert (checked.width, checked.height) == (640, 400)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_sort_can_be_seen(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    image = Image.new(mode, (64, 48), 200 if mode in {"1", "L", "P"} else None)
    out = io.BytesIO()
    image.save(out, kind)

    with Image.open(io.BytesIO(stored(check(out.getvalue())))) as made:
        made.load()
        assert made.mode in {"RGB", "RGBA"}
        assert made.size == (64, 48)


def test_transparency_stays_and_the_preview_stands_on_white():
    checked = check(samples.picture("PNG", mode="RGBA"))
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (255, 0, 0, 0)).save(out, "PNG")
    clear = check(out.getvalue())

    assert checked.kind == clear.kind == MediaType.PNG
    assert Image.open(io.BytesIO(stored(clear))).getpixel((5, 5))[3] == 0
    assert clear.preview is not None
    assert Image.open(clear.preview).convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_a_large_picture_is_made_smaller_and_its_preview_small():
    checked = check(samples.picture(size=(6000, 3000)))
    turned = check(samples.photo(size=(6000, 3000)))

    assert (checked.width, checked.height) == (4096, 2048)
    assert (turned.width, turned.height) == (2048, 4096)
    assert checked.preview is not None
    assert max(Image.open(checked.preview).size) == 480


def test_a_moving_picture_is_its_first_one():
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue", "green")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])

    with Image.open(io.BytesIO(stored(check(out.getvalue())))) as made:
        assert getattr(made, "n_frames", 1) == 1
        assert made.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


@pytest.mark.parametrize("side", [9_000, 30_000])
def test_a_picture_bomb_is_refused_by_its_header(side):
    bomb = samples.png_bomb(side)
    assert len(bomb) < 1_000_000

    assert refused(bomb).code == Why.TOO_MANY_PIXELS


def test_a_text_in_a_picture_that_unpacks_without_end_is_refused():
    assert refused(samples.png_with_much_to_say()).code == Why.BROKEN_PICTURE


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "GIF"])
def test_half_a_picture_is_refused(kind):
    whole = samples.picture(kind)

    assert refused(whole[: len(whole) // 2]).code == Why.BROKEN_PICTURE


@pytest.mark.parametrize(
    ("head", "why"),
    [
        (b"\xff\xd8\xff\xe0", Why.BROKEN_PICTURE),
        (b"\x89PNG\r\n\x1a\n", Why.BROKEN_PICTURE),
        (b"GIF89a", Why.BROKEN_PICTURE),
        (b"RIFF\x10\x00\x00\x00WEBP", Why.BROKEN_PICTURE),
        (b"%PDF-1.7", Why.BROKEN_PDF),
        (samples.box(b"ftyp", b"isom"), Why.BROKEN_VIDEO),
        (samples.box(b"ftyp", b"heic"), Why.BROKEN_PICTURE),
    ],
)
def test_a_head_without_a_body_is_refused(head, why):
    assert refused(head + bytes(200)).code == why
    assert refused(head + b"\xff\x00\x7f<script>" * 40).code in {why, Why.SECOND_FILE}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (samples.program(), Why.PROGRAM),
        (b"\x7fELF" + bytes(100), Why.PROGRAM),
        (b"#!/bin/sh\nrm -rf /\n", Why.PROGRAM),
        (b"<!DOCTYPE html><script>alert(1)</script>", Why.WEB_PAGE),
        (b"  \n<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", Why.WEB_PAGE),
        (b"<?xml version='1.0'?><x/>", Why.WEB_PAGE),
        (b"Hello <script>alert(1)</script>", Why.WEB_PAGE),
        (samples.archive(), Why.ARCHIVE),
        (b"Rar!\x1a\x07\x00", Why.ARCHIVE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), Why.ARCHIVE),
        (b"II*\x00" + bytes(50), Why.OTHER_PICTURE),
        (samples.box(b"ftyp", b"avif", bytes(4), b"avif", b"mif1"), Why.OTHER_PICTURE),
        (b"\x1aE\xdf\xa3" + bytes(50), Why.OTHER_VIDEO),
        (b"RIFF\x10\x00\x00\x00AVI LIST", Why.OTHER_VIDEO),
        (b"OggS" + bytes(50), Why.UNKNOWN_TYPE),
        ("Grüße".encode("latin-1"), Why.NOT_UTF8),
        ("你好".encode("utf-16"), Why.NOT_UTF8),
    ],
)
def test_what_is_not_on_the_list_is_refused_whatever_it_is_called(content, why):
    for name in ("photo.jpg", "receipt.pdf", "note.txt"):
        assert refused(content, name).code == why


@pytest.mark.parametrize("name", ["receipt.pdf", "receipt", "收据.pdf"])
def test_a_pdf_stays_as_it_is(name):
    checked = check(samples.pdf(), name)

    assert stored(checked) == samples.pdf()
    assert checked.kind == MediaType.PDF
    assert checked.name.endswith(".pdf")
    assert checked.preview is None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (samples.pdf() + samples.archive(), Why.SECOND_FILE),
        (samples.pdf(b"<html><script>alert(1)</script>"), Why.SECOND_FILE),
        (samples.pdf()[:-8], Why.BROKEN_PDF),
        (samples.pdf() + b"MZ" + bytes(10) + b"more", Why.BROKEN_PDF),
        (b"\n" + samples.pdf(), None),
    ],
)
def test_a_pdf_that_is_something_else_as_well_is_refused(content, why):
    if why is None:
        # Its header does not stand at the first byte: text, and served as that alone.
        assert check(content, "receipt.pdf").kind == MediaType.TEXT
    else:
        assert refused(content, "receipt.pdf").code == why


def test_a_script_behind_a_picture_stays_behind():
    made = stored(check(samples.gif_and_script(), "a.gif"))

    assert b"alert" not in made
    assert b"alert" not in stored(check(samples.picture() + b"<script>alert(1)</script>"))
    assert b"PK" not in stored(check(samples.picture() + samples.archive()))[-100:]


@pytest.mark.parametrize(
    ("brand", "kind", "name"),
    [
        (b"isom", MediaType.MP4, "clip.mp4"),
        (b"qt  ", MediaType.QUICKTIME, "clip.mov"),
    ],
)
def test_a_film_keeps_its_pictures_and_loses_its_place(brand, kind, name):
    sent = samples.film(brand=brand)
    assert samples.PLACE in sent

    checked = check(sent, "clip")

    content = stored(checked)
    assert (checked.kind, checked.name, checked.size) == (kind, name, len(sent))
    assert not any(word in content for word in samples.SECRET_WORDS)
    assert b"udta" not in content
    assert content[content.index(b"mdat") :] == sent[sent.index(b"mdat") :]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (samples.film()[:-10], Why.BROKEN_VIDEO),
        (samples.film() + b"<script>alert(1)</script>", Why.BROKEN_VIDEO),
        (samples.film() + samples.archive(), Why.SECOND_FILE),
        (samples.box(b"ftyp", b"isom") + samples.box(b"mdat", b"x"), Why.BROKEN_VIDEO),
        (samples.box(b"ftyp", b"isom") + b"\x00\x00\x00\x01moov" + b"\xff" * 8, Why.BROKEN_VIDEO),
    ],
)
def test_a_film_that_is_cut_off_or_something_else_is_refused(content, why):
    assert refused(content, "clip.mp4").code == why


def test_boxes_in_boxes_without_end_are_refused():
    deep = b""
    for _ in range(200):
        deep = samples.box(b"moov", deep)

    film = samples.box(b"ftyp", b"isom") + deep + samples.box(b"mdat", b"x")
    assert refused(film).code == Why.BROKEN_VIDEO


@pytest.mark.parametrize("text", ["Two lines\nof it, a < b.\n", "\ufeff收据：一百元\r\n", "a\tb"])
def test_plain_text_stays_as_it_is(text):
    checked = check(text.encode(), "note.txt")

    assert stored(checked) == text.encode()
    assert (checked.kind, checked.name) == (MediaType.TEXT, "note.txt")


WHOLE = [
    *(samples.photo(kind, size=(64, 48)) for kind in ("JPEG", "PNG", "WEBP", "HEIF")),
    samples.picture("GIF", size=(64, 48)),
    samples.film(),
    samples.pdf(),
]


@settings(max_examples=150, deadline=None)
@given(
    whole=st.sampled_from(WHOLE),
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=8)), max_size=6),
    kept=st.floats(0.05, 1),
)
def test_whatever_is_broken_in_a_file_it_is_taken_or_refused(whole, changes, kept):
    broken = bytearray(whole)
    for place, content in changes:
        at = int(place * len(broken))
        broken[at : at + len(content)] = content

    try:
        checked = check(bytes(broken[: int(kept * len(broken)) + 1]))
    except FilesRefused:
        return
    assert checked.size > 0
    if checked.preview is not None:
        assert not any(word in stored(checked) for word in samples.SECRET_WORDS)


def test_a_text_is_text_to_its_end():
    assert refused(b"a" * 200_000 + b"\x00\x01").code == Why.UNKNOWN_TYPE
    assert refused(b"a" * 200_000 + b"\xff").code == Why.NOT_UTF8
