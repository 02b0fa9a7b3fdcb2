"""Everything that is said to people is said in Chinese too, and the catalogues are in order."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from django.utils.translation.template import templatize

APPS = ("config", "consignment", "knowledge_base", "tickets")
CATALOGUE = "locale/zh_Hans/LC_MESSAGES/django"
ROOT = Path(settings.BASE_DIR)

# How often each function's first arguments are texts, and whether a context stands before them.
SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}

TEXT = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(_|gettext|ngettext|pgettext)\({TEXT}(?:, {TEXT})?")
BLANK = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")


def said() -> dict[str, str]:
    """Return every text that may be translated, with the file that says it."""
    return {
        text: str(path.relative_to(ROOT))
        for path in _files()
        for text in (_in_python(path) if path.suffix == ".py" else _in_template(path))
    }


def _files() -> Iterator[Path]:
    for folder in (*APPS, "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                yield path


def _in_python(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
            if texts and isinstance(texts[0], str):
                if node.func.id in SINGULAR | PLURAL:
                    yield texts[0]
                elif node.func.id in IN_CONTEXT:
                    yield f"{texts[0]}\x04{texts[1]}"


def _in_template(path: Path) -> Iterator[str]:
    for function, first, second in CALL.findall(templatize(path.read_text())):
        if function == "pgettext":
            yield f"{ast.literal_eval(first)}\x04{ast.literal_eval(second)}"
        else:
            yield ast.literal_eval(first)


def written(app: str) -> Catalog:
    with (ROOT / app / f"{CATALOGUE}.po").open("rb") as file:
        # gettext's name of the language, which is not Babel's.
        return read_po(file, ignore_obsolete=False)


def compiled(app: str) -> dict[str, str]:
    """Return the compiled catalogue: text to translation; of a plural, its first text."""
    with (ROOT / app / f"{CATALOGUE}.mo").open("rb") as file:
        entries = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key if isinstance(key, str) else key[0]: text for key, text in entries.items() if key}


def key_of(message: Message) -> str:
    first = message.id if isinstance(message.id, str) else message.id[0]
    return f"{message.context}\x04{first}" if message.context else str(first)


def chinese_of(message: Message) -> str:
    return str(message.string if isinstance(message.string, str) else message.string[0])


def test_every_text_has_its_chinese() -> None:
    known = {text for app in APPS for text, chinese in compiled(app).items() if chinese}

    missing = {text: path for text, path in said().items() if text not in known}

    assert missing == {}


@pytest.mark.parametrize("app", APPS)
def test_the_compiled_catalogue_is_the_written_one(app: str) -> None:
    messages = {key_of(m): chinese_of(m) for m in written(app) if m.id}

    assert compiled(app) == messages


@pytest.mark.parametrize("app", APPS)
def test_no_entry_is_empty_doubtful_or_left_over(app: str) -> None:
    catalogue, texts = written(app), said()

    assert [m.id for m in catalogue if m.id and (m.fuzzy or not chinese_of(m))] == []
    assert list(catalogue.obsolete) == []
    assert [key_of(m) for m in catalogue if m.id and key_of(m) not in texts] == []


@pytest.mark.parametrize("app", APPS)
def test_a_translation_has_the_blanks_of_its_text(app: str) -> None:
    for message in written(app):
        if not message.id:
            continue
        text = message.id if isinstance(message.id, str) else message.id[-1]
        blanks = sorted(BLANK.findall(text)), sorted(BLANK.findall(chinese_of(message)))
        assert blanks[0] == blanks[1], text


def test_chinese_is_found_for_pages_models_and_mails() -> None:
    with translation.override("zh-hans"):
        assert translation.gettext("My requests") == "我的咨询"
        assert translation.gettext("payouts") == "结算款"
        assert translation.gettext("We have replied") == "我们已回复您"
