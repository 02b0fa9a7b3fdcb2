"""Measuring on a marketplace's own history, from a file and line by line."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from config.evaluation.serving import Bench, serve
from config.evaluation.subjects import SUBJECTS
from config.evaluation.triage_report import routed_share

ROWS = [
    ("my parcel has not arrived", "delivery"),
    ("where is my parcel, the courier lost it", "delivery"),
    ("the package never came", "delivery"),
    ("包裹还没收到", "delivery"),
    ("I want my money back", "refund"),
    ("please refund the order", "refund"),
    ("when do you refund me", "refund"),
    ("什么时候退款", "refund"),
]


def said_to(*requests: object) -> list[dict]:
    lines = [r if isinstance(r, bytes) else json.dumps(r).encode() for r in requests]
    out = io.BytesIO()
    serve(Bench(SUBJECTS), lines, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def taught() -> dict:
    return {"op": "train", "rows": [{"text": t, "label": label, "lang": "en"} for t, label in ROWS]}


def test_a_process_is_taught_and_asked_line_by_line():
    trained, english, chinese = said_to(
        taught(),
        {"op": "classify", "text": "has the courier lost the parcel?", "lang": "en"},
        {"op": "classify", "text": "包裹没收到", "lang": "zh"},
    )

    assert trained == {"ok": True, "rows": 8, "labels": 2}
    assert english["label"] == chinese["label"] == "delivery"
    assert [one["label"] for one in english["top"]] == ["delivery", "refund"]
    assert english["top"][0]["confidence"] == english["confidence"] > 0.5


def test_input_that_does_not_do_is_answered_and_the_loop_goes_on():
    replies = said_to(
        b"{broken",
        b"\xff\xfe",
        b"[1]",
        {"op": "fly"},
        {"op": "classify", "text": "too early"},
        {"op": "train", "rows": [{"text": "half a row"}]},
        {"op": "train", "rows": [{"text": "hello", "label": "oos"}]},
        taught(),
        {"op": "classify", "text": 7},
        {"op": "classify", "text": "\ud800 parcel \x00"},
    )

    assert [set(reply) for reply in replies[:7]] == [{"error"}] * 7
    assert '"rows"[0]' in replies[5]["error"]
    assert replies[7]["ok"]
    assert "error" in replies[8]
    assert replies[9]["label"] == "delivery"


def test_reset_forgets_what_was_taught():
    *_, reset, reply = said_to(taught(), {"op": "reset"}, {"op": "classify", "text": "parcel"})

    assert reset == {"ok": True}
    assert "error" in reply


def test_a_file_gives_the_figures(tmp_path: Path):
    rows = [{"text": text, "label": label, "split": "train"} for text, label in ROWS]
    rows += [
        {"text": "parcel lost by the courier", "label": "delivery", "split": "test"},
        {"text": "zxqv", "label": "oos", "split": "test"},
    ]
    file = tmp_path / "history.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    out = io.StringIO()

    call_command("evaluate", "triage", data=file, json=True, stdout=out)

    figures = json.loads(out.getvalue())
    assert (figures["train_rows"], figures["test_rows"], figures["labels"]) == (8, 2, 2)
    assert (figures["accuracy"], figures["auroc_out_of_scope"]) == (1.0, 1.0)
    assert not figures["split_by_hash"]


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        ('{"text": "a", "label": ', "line 2: This is not JSON"),
        ('{"text": "a"}', 'line 2: "label" must be a string'),
        ('{"text": "a", "label": "x", "split": "dev"}', 'line 2: "split" must be'),
        ('{"text": "a", "label": "x"}', "Some lines have"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, broken: str, what: str):
    file = tmp_path / "history.jsonl"
    file.write_text('{"text": "a", "label": "x", "split": "train"}\n' + broken)

    with pytest.raises(CommandError, match=what):
        call_command("evaluate", "triage", data=file)


def test_the_share_routed_counts_the_surest_texts_and_parts_no_equals():
    right = np.array([True] * 19 + [False, False])
    confidence = np.linspace(1, 0.5, 21)

    assert routed_share(right, confidence) == pytest.approx(20 / 21)
    confidence[-2:] = 0.5
    assert routed_share(right, confidence) == pytest.approx(19 / 21)
