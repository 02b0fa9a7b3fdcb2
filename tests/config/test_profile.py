"""My account: what somebody is called, reads and is signed in with."""

import pytest
from django.test import Client

from config.profile import zone_choices
from config.templatetags.devices import device
from consignment.models import User
from tests.factories.trade import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

ACCOUNT = "/accounts/"
SESSIONS = "/accounts/sessions/"
FIREFOX = "Mozilla/5.0 (Macintosh; Intel Mac OS X 15.0; rv:145.0) Gecko/20100101 Firefox/145.0"
CHROME = (
    "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0"
    " Mobile Safari/537.36"
)


@pytest.fixture
def person() -> User:
    return UserFactory.create(name="Ada Lind", verified=True)


@pytest.fixture
def visit(person: User) -> Client:
    return logged_in(person)


def logged_in(person: User, browser: str = FIREFOX) -> Client:
    client = Client(HTTP_USER_AGENT=browser)
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return client


def test_a_stranger_is_asked_to_sign_in_and_brought_back(client: Client) -> None:
    assert client.get(ACCOUNT)["Location"] == f"/accounts/login/?next={ACCOUNT}"


def test_name_language_and_time_zone_are_kept_and_thanked_for_in_the_new_language(
    visit: Client, person: User
) -> None:
    sent = {"name": "林美", "language": "zh-hans", "time_zone": "Asia/Shanghai"}

    answer = visit.post(ACCOUNT, sent, follow=True)

    person = User.objects.get(pk=person.pk)
    assert (person.name, person.language, person.time_zone) == tuple(sent.values())
    assert 'lang="zh-Hans"' in answer.content.decode()
    assert "林美" in answer.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"time_zone": "Mars/Olympus"}, {"language": "tlh"}, {"name": "x" * 151}],
    ids=["time zone", "language", "name"],
)
def test_what_cannot_be_is_refused_beside_its_field_and_changes_nothing(
    visit: Client, person: User, wrong: dict[str, str]
) -> None:
    sent = {"name": "Somebody", "language": "en", "time_zone": "Asia/Shanghai", **wrong}

    answer = visit.post(ACCOUNT, sent)

    (field,) = wrong
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert User.objects.get(pk=person.pk).name == "Ada Lind"
    # The frame of the page tells who is signed in, not what was typed.
    assert '<span class="tool__name">Ada Lind</span>' in answer.content.decode()


def test_an_unusual_time_zone_stays_among_the_choices() -> None:
    first = [name for name, words in zone_choices("EST5EDT") if isinstance(words, str)]

    assert first == ["EST5EDT", "UTC"]


def test_the_page_tells_of_addresses_two_steps_and_devices(visit: Client, person: User) -> None:
    logged_in(person, CHROME)

    page = visit.get(ACCOUNT).content.decode()

    assert person.email in page
    assert "whoever knows your password can sign in" in page
    assert "2 devices" in page


def test_signing_out_everywhere_else_leaves_this_device_alone(visit: Client, person: User) -> None:
    phone = logged_in(person, CHROME)
    listed = visit.get(SESSIONS).content.decode()
    assert "Firefox · Mac" in listed
    assert "Chrome · Android" in listed

    visit.post(SESSIONS)

    assert phone.get(ACCOUNT).status_code == 302
    assert visit.get(ACCOUNT).status_code == 200


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox · Mac"),
        (CHROME, "Chrome · Android"),
        (f"{CHROME} MicroMessenger/8.0", "WeChat · Android"),
        ("curl/8.0", "A device we do not know"),
        ("", "A device we do not know"),
        ("<script>alert(1)</script>", "A device we do not know"),
    ],
)
def test_a_device_is_named_by_browser_and_system(user_agent: str, words: str) -> None:
    assert device(user_agent) == words


def test_the_login_says_what_it_asks_in_the_words_of_the_site(client: Client) -> None:
    page = client.get("/accounts/login/?next=/requests/").content.decode()

    assert "Email address" in page
    assert "Keep me signed in on this device" in page
    assert 'name="next" value="/requests/"' in page


@pytest.mark.parametrize("door", ["signup", "password/change"])
def test_a_new_password_has_one_hint(visit: Client, door: str) -> None:
    client = Client() if door == "signup" else visit

    page = client.get(f"/accounts/{door}/").content.decode()

    assert page.count("8 characters or more") == 1
