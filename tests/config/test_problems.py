"""What an API call could not do comes as one kind of document."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.config.doors")]


def test_each_wrong_field_is_pointed_at(client):
    answer = client.post(
        "/api/forms/",
        {"name": "too long", "lines": [{"amount": 1}, {"amount": 0}]},
        content_type="application/json",
    )

    problem = answer.json()
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert problem["type"] == "http://localhost:8000/api/problems/#400"
    assert problem["title"] == "Bad Request"
    assert problem["status"] == 400
    assert problem["instance"] == "/api/forms/"
    assert problem["request_id"] == answer["X-Request-ID"]
    assert [(error["pointer"], error["field"], error["code"]) for error in problem["errors"]] == [
        ("#/name", "name", "max_length"),
        ("#/lines/1/amount", "lines.1.amount", "min_value"),
    ]


def test_a_fault_of_the_whole_body_points_at_the_body(client):
    answer = client.post("/api/forms/", [1, 2], content_type="application/json")

    assert answer.json()["errors"][0]["pointer"] == "#"


def test_bad_json_is_a_problem_of_the_request(client):
    answer = client.post("/api/forms/", "{not json", content_type="application/json")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_errors_of_the_domain_are_mapped(client):
    problem = client.get("/api/refused/").json()

    assert problem["status"] == 400
    assert problem["errors"] == [
        {"pointer": "#/name", "field": "name", "detail": "Not this one.", "code": "taken"}
    ]


def test_who_is_not_logged_in_is_told_so(client):
    answer = client.get("/api/members/")

    assert answer.status_code == 401
    assert "X-Session-Token" in answer["WWW-Authenticate"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/nothing/here/", 404),
        ("delete", "/api/rows/", 405),
        ("get", "/api/broken/", 500),
        ("get", "/api/away/", 503),
    ],
)
def test_what_no_view_answered_is_a_problem_too(client, method, path, status):
    client.raise_request_exception = False

    answer = getattr(client, method)(path)

    assert answer.status_code == answer.json()["status"] == status
    assert answer["Content-Type"] == "application/problem+json"
    assert "example.com" not in answer.text


def test_a_page_gets_a_page(client):
    client.raise_request_exception = False

    for path, status in [("/nothing/here/", 404), ("/broken/", 500), ("/away/", 503)]:
        answer = client.get(path)

        assert answer.status_code == status
        assert answer["Content-Type"].startswith("text/html")
        assert "<h1>" in answer.text
        assert "example.com" not in answer.text


def test_a_request_that_is_too_large_is_told_so(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000

    answer = client.post("/api/forms/", {"name": "x" * 2_000}, content_type="application/json")

    assert answer.status_code == 413
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "body", ['{"name": "\\ud800"}', '{"\\udfff": 1}', '{"name": "Zoë", "kind": "\\ud800"}']
)
def test_half_a_character_is_refused_before_an_answer_repeats_it(client, body):
    answer = client.post("/api/forms/", body, content_type="application/json")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_two_halves_that_make_one_character_are_text(client):
    answer = client.post(
        "/api/forms/", '{"name": "\\ud83d\\ude00"}', content_type="application/json"
    )

    assert answer.json() == {"name": "😀"}
