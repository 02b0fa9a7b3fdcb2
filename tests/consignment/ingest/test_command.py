"""``manage.py ingest FILE``: what it prints, and how it ends."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from consignment.models import Order, Payout, User
from tests.consignment.ingest.rows import as_json_lines, everything, person

pytestmark = pytest.mark.django_db

CSV = """\
type,external_id,updated_at,email,roles,number,consignor,received_at,commission_percent,\
consignment,title,price,price_currency,buyer,total,placed_at,lines
person,p-1,2026-04-12T09:00:00Z,mei@example.com,buyer consignor,,,,,,,,,,,,
consignment,c-1,2026-04-12T09:00:00Z,,,CN-20260301-0001,p-1,2026-03-01T00:00:00Z,20,,,,,,,,
item,i-1,2026-04-12T09:00:00Z,,,IT-100234,,,,c-1,"Reverso, steel",5200.00,USD,,,,
item,i-2,2026-04-12T09:00:00Z,,,IT-100235,,,,c-1,Tank,80,USD,,,,
order,o-1,2026-04-12T09:00:00Z,,,CO-20260412-0042,,,,,,,,p-1,5280.00 USD,2026-04-11T20:15:00Z,\
i-1=5200.00 USD; i-2=80.00 USD
"""


def run(path, *options):
    out, err = StringIO(), StringIO()
    status = 0
    try:
        call_command("ingest", str(path), *options, stdout=out, stderr=err)
    except SystemExit as exit_:
        status = exit_.code
    return status, out.getvalue(), err.getvalue()


def test_json_lines_are_loaded_with_one_line_said(tmp_path):
    path = tmp_path / "all.jsonl"
    path.write_text(as_json_lines(*everything()))

    first, second = run(path), run(path)

    assert first == (
        0,
        "7 created, 0 updated, 0 unchanged, 0 ignored as older, 0 refused.\n",
        "",
    )
    assert second[1].startswith("0 created, 0 updated, 7 unchanged")
    assert Payout.objects.count() == 1


def test_csv_is_loaded_by_its_type_column(tmp_path):
    path = tmp_path / "all.csv"
    path.write_text("\ufeff" + CSV)

    status, out, err = run(path)

    assert (status, err) == (0, "")
    assert out.startswith("5 created")
    assert Order.objects.get().lines.count() == 2
    assert run(path)[1].startswith("0 created, 0 updated, 5 unchanged")


def test_csv_of_one_type_needs_no_column(tmp_path):
    path = tmp_path / "people.txt"
    path.write_text("external_id,updated_at,email\np-1,2026-04-12T09:00:00Z,mei@example.com\n")

    status, out, _err = run(path, "--format", "csv", "--type", "person")

    assert (status, out[:9]) == (0, "1 created")


def test_a_refused_row_is_named_by_its_line_and_ends_in_status_1(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(
        as_json_lines(person(nickname="Mei")).encode()
        + b"\n{not json\n"
        + as_json_lines(person("p-2", email="nobody"), person("p-3")).encode()
    )

    status, out, err = run(path)

    assert status == 1
    assert out == "2 created, 0 updated, 0 unchanged, 0 ignored as older, 2 refused.\n"
    assert "line 3: The line is not JSON" in err
    assert "line 4: email is not a mail address." in err
    assert "person.nickname: nobody reads this field (1 rows)" in err
    assert User.objects.count() == 2


def test_programs_get_json(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text(as_json_lines(person(), person("p-2", email="nobody")))

    status, out, err = run(path, "--json", "--dry-run")

    assert (status, err) == (1, "")
    assert json.loads(out) == {
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "older": 0,
        "refused": [{"line": 2, "problems": ["email is not a mail address."]}],
        "unread": {},
        "dry_run": True,
    }


def test_a_rehearsal_keeps_nothing_and_says_so(tmp_path):
    path = tmp_path / "all.jsonl"
    path.write_text(as_json_lines(*everything()))

    status, out, _err = run(path, "--dry-run")

    assert (status, out.endswith("0 refused. Nothing was kept.\n")) == (0, True)
    assert not User.objects.exists()


def test_an_empty_file_is_no_fault(tmp_path):
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")

    assert run(path)[:2] == (
        0,
        "0 created, 0 updated, 0 unchanged, 0 ignored as older, 0 refused.\n",
    )


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("absent.csv", None, "No such file"),
        ("people.xlsx", b"PK", "name its --format"),
        ("double.csv", b"a,a\n", "double names"),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error_in_words(tmp_path, name, data, words):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)

    with pytest.raises(CommandError, match=words):
        run(path)


def test_a_megabyte_in_one_field_is_refused_and_the_next_row_loaded(tmp_path):
    path = tmp_path / "large.jsonl"
    path.write_text(as_json_lines(person(name="x" * 1_048_576), person("p-2")))

    status, out, err = run(path)

    assert (status, out[:9]) == (1, "1 created")
    assert "line 1: name is 1,048,576 characters long; 150 fit." in err
