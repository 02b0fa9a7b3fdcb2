"""Logs tell what happened by name and id, and nothing that a stranger must not read."""

import logging

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.config.doors")]


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO)
    return caplog


def test_a_request_is_one_line_with_its_route(client, lines):
    client.get("/letters/a-secret-of-a-link/")

    (line,) = [record.msg for record in lines.records if "request.finished" in str(record.msg)]
    assert line["route"] == "/letters/<str:secret>/"
    assert line["status"] == 200
    assert "a-secret" not in lines.text


def test_the_id_of_a_proxy_is_taken_over(client):
    answer = client.get("/reader/", headers={"X-Request-ID": "0af7651916cd43dd8448eb211c80319c"})

    assert answer["X-Request-ID"] == "0af7651916cd43dd8448eb211c80319c"


@pytest.mark.parametrize("given", ["", "short", "with blank inside", "x" * 65, "{evil}"])
def test_an_id_that_is_not_sane_is_replaced(client, given):
    answer = client.get("/reader/", headers={"X-Request-ID": given})

    assert answer["X-Request-ID"] != given
    assert len(answer["X-Request-ID"]) == 36
