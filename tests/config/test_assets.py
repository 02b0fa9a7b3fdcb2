"""Static files arrive whole, from both kinds of server."""

from asgiref.sync import async_to_sync

FILE = "/static/site/base.css"


def test_a_file_comes_by_wsgi(client):
    answer = client.get(FILE)

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/css")
    assert len(answer.getvalue()) == int(answer["Content-Length"])


def test_a_file_comes_by_asgi(async_client):
    answer = async_to_sync(async_client.get)(FILE)

    assert answer.status_code == 200
    assert not answer.streaming
    assert answer["Content-Type"].startswith("text/css")
    assert len(answer.content) == int(answer["Content-Length"])
