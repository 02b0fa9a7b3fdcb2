"""The doors of the assistant: site page, API and frame, for the logged in and for guests."""

import datetime as dt
from typing import Any

import jwt
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from consignment.models import User
from knowledge_base.articles import publishing
from knowledge_base.assistant.models import Dialogue
from tests.factories.desk import Desk, make_desk
from tests.factories.knowledge import ArticleFactory
from tests.factories.trade import BuyerFactory, OrderFactory, UserFactory
from tickets.actions.reply import reply
from tickets.channels.chat.identity import ALGORITHM
from tickets.lifecycle import guests
from tickets.lifecycle.models import Ticket

pytestmark = pytest.mark.django_db

TALKS = "/api/v1/talks/"
SECRET = "a secret that both sides hold, of 32 characters"


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def buyer() -> User:
    return OrderFactory(number="CO-20260405-0042", late=True).buyer.user


def app(user: User | None = None, **headers: str) -> APIClient:
    client = APIClient(headers=headers)
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def guest_app() -> tuple[APIClient, str]:
    begun = app().post(TALKS, {"language": "en"}).json()
    return app(Authorization=f"Talk {begun['secret']}"), f"{TALKS}{begun['id']}/"


def said(answer: Any) -> str:
    text: str = answer.json()["entries"][-1]["text"]
    return text


# --- The API --------------------------------------------------------------------------------------


def test_an_app_asks_reads_votes_is_handed_over_and_hears_the_person(
    desk: Desk, buyer: User
) -> None:
    client = app(buyer)
    begun = client.post(TALKS)
    talk = begun["Location"]
    assert begun.json()["secret"] == ""

    answer = client.post(f"{talk}say/", {"text": "Where is my order CO-20260405-0042?"}).json()
    assert [entry["author"] for entry in answer["entries"]] == ["customer", "assistant"]
    links = {link["kind"]: link["url"] for link in answer["entries"][-1]["actions"]}
    assert links["chase_shipment"] == "/requests/new/not-received/?order=CO-20260405-0042"
    voted = client.post(f"{talk}vote/", {"turn": 1, "helpful": False}).json()
    assert voted["entries"][-1]["helpful"] is False

    handed = client.post(f"{talk}say/", {"text": "talk to a person"}).json()
    assert handed["stage"] == "waiting"
    assert handed["waiting"]["place"] == 1
    assert handed["waiting"]["due_at"]
    ticket = Ticket.objects.get(id=handed["waiting"]["ticket"])
    reply(ticket.id, by=desk.agent_actor, body="Hello, I am Ann.", at=timezone.now())
    read = client.get(talk).json()
    assert read["stage"] == "person"
    assert (read["entries"][-1]["author"], read["entries"][-1]["text"]) == (
        "agent",
        "Hello, I am Ann.",
    )
    silent = client.post(f"{talk}say/", {"text": "Where is it?"}).json()
    assert [entry["author"] for entry in silent["entries"]] == ["customer"]
    assert client.post(f"{talk}end/").json()["stage"] == "ended"


def test_a_repeated_call_is_heard_once_and_a_secret_is_kept_nowhere(desk: Desk) -> None:
    key = {"HTTP_IDEMPOTENCY_KEY": "a7"}
    first, second = app().post(TALKS, **key).json(), app().post(TALKS, **key).json()
    assert first["secret"] != second["secret"]
    assert app(Authorization="Talk ").get(f"{TALKS}{first['id']}/").status_code == 401

    client, talk = guest_app()
    once = client.post(f"{talk}say/", {"text": "hello"}, **key)
    again = client.post(f"{talk}say/", {"text": "hello"}, **key)
    assert again.json() == once.json()
    assert Dialogue.objects.get(id=once.json()["id"]).turns.count() == 1


def test_whatever_is_sent_gets_an_honest_short_answer(desk: Desk, buyer: User) -> None:
    client, talk = guest_app()
    assert said(client.post(f"{talk}say/", {"text": ""})).startswith("There was nothing to read")
    long = client.post(f"{talk}say/", {"text": "word " * 20_000})
    assert long.status_code == 400
    assert long.json()["errors"][0]["field"] == "text"
    assert said(client.post(f"{talk}say/", {"text": "word " * 3_000})).startswith("That is more")
    for number in range(10):
        answer = client.post(f"{talk}say/", {"text": f"hello {number}"})
        assert answer.status_code == 201
        assert said(answer)
    # Somebody else's number, without a login.
    foreign = client.post(f"{talk}say/", {"text": "where is order CO-20260405-0042"}).json()
    assert [link["kind"] for link in foreign["entries"][-1]["actions"]] == ["sign_in"]
    assert "CO-20260405-0042" not in foreign["entries"][-1]["text"]


def test_a_talk_goes_on_after_a_week_and_is_nobody_elses(desk: Desk, buyer: User) -> None:
    client, talk = guest_app()
    client.post(f"{talk}say/", {"text": "I want a person for my lost ring"})
    Dialogue.objects.update(last_at=timezone.now() - dt.timedelta(days=7))
    resumed = client.post(f"{talk}say/", {"text": "hello"})
    assert "It has been a while" in said(resumed)
    assert len(client.get(talk).json()["entries"]) == 4

    other, others_talk = guest_app()
    assert other.get(talk).status_code == 404
    assert other.post(f"{talk}say/", {"text": "hello"}).status_code == 404
    assert other.get(others_talk).json()["entries"] == []
    assert app(buyer).get(talk).status_code == 404
    assert app().get(talk).status_code == 401


def test_a_guest_leaves_an_address_and_what_a_person_writes_goes_there_alone(desk: Desk) -> None:
    client, talk = guest_app()
    asked = client.post(f"{talk}say/", {"text": "talk to a person"}).json()
    assert (asked["stage"], asked["waiting"]) == ("address", None)
    wrong = client.post(f"{talk}address/", {"email": "nowhere"})
    assert wrong.json()["errors"][0]["field"] == "email"
    filed = client.post(f"{talk}address/", {"email": "ann@example.com", "name": "Ann"}).json()
    assert filed["stage"] == "waiting"
    ticket = Ticket.objects.get(id=filed["waiting"]["ticket"])
    reply(ticket.id, by=desk.agent_actor, body="Your order is at Lane 5.", at=timezone.now())
    read = client.get(talk).json()
    assert read["waiting"]["is_readable"] is False
    assert "Lane 5" not in str(read)


# --- The site -------------------------------------------------------------------------------------


def test_the_page_works_without_scripts_and_keeps_a_guests_talk_in_one_browser(desk: Desk) -> None:
    ArticleFactory(bilingual=True)
    browser, other = Client(), Client()
    assert b"Talk to a person" in browser.get("/chat/").content
    assert Dialogue.objects.count() == 0

    sent = browser.post("/chat/", {"text": "<b>Caring</b> for leather"})
    assert (sent.status_code, sent["Location"]) == (302, "/chat/#chat-end")
    cookie = browser.cookies["talk"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    page = browser.get("/chat/").content.decode()
    assert "&lt;b&gt;Caring&lt;/b&gt;" in page
    assert "leather" not in other.get("/chat/").content.decode()
    other.cookies["talk"] = f"{cookie.value}x"
    assert "leather" not in other.get("/chat/").content.decode()

    browser.post("/chat/", {"choice": "Talk to a person"})
    assert "How does a person reach you?" in browser.get("/chat/").content.decode()
    browser.post("/chat/", {"do": "address", "email": "ann@example.com"})
    ticket = Ticket.objects.get(guest_email="ann@example.com")
    reply(ticket.id, by=desk.agent_actor, body="Lane 5, dear.", at=timezone.now())
    assert "Lane 5" not in browser.get("/chat/").content.decode()
    # Only the mailed link proves that the address is theirs.
    browser.get(f"/guest/{guests.make(ticket, at=timezone.now())}/")
    assert "Lane 5" in browser.get("/chat/").content.decode()

    too_long = browser.post("/chat/", {"text": "word " * 20_000})
    assert too_long.status_code == 422
    assert "word word" in too_long.content.decode()
    browser.post("/chat/", {"do": "end"})
    assert "leather" not in browser.get("/chat/").content.decode()


def test_a_script_gets_the_talk_alone_and_nothing_when_it_has_it(desk: Desk, buyer: User) -> None:
    browser = Client(headers={"X-Part": "chat"})
    browser.force_login(buyer, backend="django.contrib.auth.backends.ModelBackend")
    part = browser.post("/chat/", {"text": "Where is my order?"}).content.decode()
    assert part.lstrip().startswith("<section")
    known = part.partition('data-version="')[2].partition('"')[0]
    assert browser.get("/chat/", headers={"X-Known": known}).status_code == 204
    browser.post("/chat/", {"vote": "1:yes"})
    assert browser.get("/chat/", headers={"X-Known": known}).status_code == 200


def test_an_article_that_is_withdrawn_is_no_source_any_more(desk: Desk) -> None:
    article = ArticleFactory(bilingual=True)
    browser = Client()
    browser.post("/chat/", {"text": "Caring for leather"})
    assert f"/help/articles/{article.slug}/" in browser.get("/chat/").content.decode()
    publishing.retire(article, by=None, at=timezone.now())
    assert f"/help/articles/{article.slug}/" not in browser.get("/chat/").content.decode()


# --- Frames of other sites ------------------------------------------------------------------------


def token(person: User, **claims: object) -> str:
    now = int(timezone.now().timestamp())
    said = {"sub": person.external_id, "aud": "http://localhost:8000", "iat": now, "exp": now + 300}
    return jwt.encode({**said, **claims}, SECRET, ALGORITHM)


def opened(**fields: str) -> Any:
    return Client(enforce_csrf_checks=True).post("/chat/frame/talk/", {"do": "open", **fields})


def key_in(page: str) -> str:
    return page.partition('name="key" value="')[2].partition('"')[0]


def test_only_the_listed_origins_hold_the_frame(settings: Settings) -> None:
    assert "frame-ancestors 'none'" in Client().get("/chat/frame/")["Content-Security-Policy"]
    settings.CHAT_ORIGINS = ["https://shop.example.com"]
    shown = Client().get("/chat/frame/?language=zh")
    assert "frame-ancestors https://shop.example.com;" in f"{shown['Content-Security-Policy']};"
    assert "X-Frame-Options" not in shown
    assert 'lang="zh-Hans"' in shown.content.decode()
    assert "frame-ancestors 'none'" in Client().get("/chat/")["Content-Security-Policy"]
    widget = Client().get("/chat/widget.js")
    assert widget["Content-Type"].startswith("text/javascript")
    assert "public" in widget["Cache-Control"]


def test_a_guest_in_a_frame_keeps_the_talk_by_the_key_of_its_page(desk: Desk) -> None:
    frame, empty = Client(enforce_csrf_checks=True), opened().content.decode()
    assert 'name="key" value=""' in empty
    first = frame.post("/chat/frame/talk/", {"key": "", "text": "hello"}).content.decode()
    second = frame.post("/chat/frame/talk/", {"key": key_in(first), "text": "Talk to a person"})
    assert Dialogue.objects.get().turns.count() == 2
    left = frame.post(
        "/chat/frame/talk/",
        {"key": key_in(second.content.decode()), "do": "address", "email": "ann@example.com"},
    )
    assert "The answer goes to ann@example.com" in left.content.decode()


def test_a_signed_customer_talks_in_a_frame_and_comes_back_by_the_key(
    desk: Desk, buyer: User, settings: Settings
) -> None:
    settings.CHAT_IDENTITY_SECRET = SECRET
    User.objects.filter(pk=buyer.pk).update(external_id="shop-7")
    buyer.external_id = "shop-7"
    page = opened(identity=token(buyer)).content.decode()
    frame = Client(enforce_csrf_checks=True)
    answer = frame.post(
        "/chat/frame/talk/", {"key": key_in(page), "text": "Where is my order CO-20260405-0042?"}
    )
    assert "Ask us to chase the shipment" in answer.content.decode()
    # Whoever comes after them at the same screen has the key, and no token.
    after = opened(key=key_in(answer.content.decode())).content.decode()
    assert "CO-20260405-0042" not in after
    assert "CO-20260405-0042" in opened(identity=token(buyer)).content.decode()


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"exp": 1_000, "iat": 900}, "expired"),
        ({"iat": 4_000_000_000, "exp": 4_000_000_300}, "not_yet"),
        ({"exp": 4_000_000_000}, "too_long"),
        ({"aud": "https://evil.example"}, "audience"),
        ({"sub": "nobody"}, "unknown"),
        ({"sub": None}, "unknown"),
        ({"iat": True}, "incomplete"),
    ],
)
def test_a_token_that_proves_nothing_is_refused_by_name(
    desk: Desk, settings: Settings, claims: dict[str, object], code: str
) -> None:
    settings.CHAT_IDENTITY_SECRET = SECRET
    person = BuyerFactory(user=UserFactory(external_id="shop-7")).user
    refused = opened(identity=token(person, **claims))
    assert (refused.status_code, refused["X-Refused"]) == (403, code)
    assert Dialogue.objects.count() == 0


def test_forged_tokens_and_those_of_the_staff_are_refused(desk: Desk, settings: Settings) -> None:
    person = UserFactory(external_id="shop-7")
    good = token(person)
    assert opened(identity=good)["X-Refused"] == "off"
    settings.CHAT_IDENTITY_SECRET = SECRET
    assert opened(identity=good).status_code == 200
    head, claims, mac = good.split(".")
    none = "eyJhbGciOiJub25lIn0"
    for forged in (
        f"{head}.{claims}.AAAA",
        f"{none}.{claims}.",
        f"{none}.{claims}.{mac}",
        "a.b",
        "…",
    ):
        assert opened(identity=forged)["X-Refused"] == "forged"
    User.objects.filter(pk=person.pk).update(is_staff=True)
    assert opened(identity=good)["X-Refused"] == "unknown"
