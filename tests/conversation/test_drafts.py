"""What is typed and not sent: kept for one owner, taken over at log-in, forgotten in time."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from consignment.models import User
from tests.factories.trade import NOW, UserFactory
from tickets.conversation import drafts
from tickets.conversation.drafts import MAX_BYTES, MOST_PLACES, READER, Draft, DraftRefused, Owner
from tickets.lifecycle.desk import DeskSettings

pytestmark = pytest.mark.django_db

PLACE = "new:not-shipped"
BROWSER = Owner(key_hash="a" * 64)


@pytest.fixture
def ada() -> User:
    return UserFactory.create()


def test_what_was_typed_last_is_kept(ada: User) -> None:
    owner = Owner(user_id=ada.id)

    drafts.keep(owner, PLACE, {"body": "Where"}, at=NOW)
    drafts.keep(owner, PLACE, {"body": "Where is it?"}, at=NOW + dt.timedelta(seconds=2))

    draft = drafts.of(owner, PLACE)
    assert draft is not None
    assert draft.content == {"body": "Where is it?"}
    assert draft.updated_at == NOW + dt.timedelta(seconds=2)
    assert Draft.objects.count() == 1


def test_a_draft_is_its_owners_alone(ada: User) -> None:
    drafts.keep(Owner(user_id=ada.id), PLACE, {"body": "Mine"}, at=NOW)
    drafts.keep(BROWSER, PLACE, {"body": "A guest's"}, at=NOW)
    strangers = [Owner(user_id=UserFactory.create().id), Owner(key_hash="b" * 64)]

    assert [drafts.of(stranger, PLACE) for stranger in strangers] == [None, None]
    for stranger in strangers:
        drafts.forget(stranger, PLACE)
    assert {d.content["body"] for d in Draft.objects.all()} == {"Mine", "A guest's"}


@pytest.mark.parametrize(
    "facts", [{}, {"user_id": uuid.uuid4(), "key_hash": "a" * 64}], ids=["nobody", "two"]
)
def test_an_owner_is_a_person_or_a_browser(facts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not to both"):
        Owner(**facts)  # type: ignore[arg-type]


def test_the_database_knows_no_draft_of_nobody(ada: User) -> None:
    for facts in ({}, {"user": ada, "key_hash": "a" * 64}):
        with pytest.raises(IntegrityError, match="draft_has_one_owner"), transaction.atomic():
            Draft.objects.create(place=PLACE, updated_at=NOW, **facts)


@pytest.mark.parametrize(
    "place", ["", "new:", "new:" + "a" * 51, "reply:1", "admin:x", "new:a\n", "new:ä", "new:a/b"]
)
def test_a_place_that_is_none_is_refused(place: str) -> None:
    with pytest.raises(DraftRefused) as refused:
        drafts.keep(BROWSER, place, {"body": "Hello"}, at=NOW)

    assert refused.value.code == "no_such_place"


@pytest.mark.parametrize(
    "place", ["new:not-shipped", f"reply:{uuid.uuid4()}"], ids=["new", "reply"]
)
def test_the_places_are_new_requests_and_replies(place: str) -> None:
    drafts.keep(BROWSER, place, {"body": "Hello"}, at=NOW)

    assert drafts.of(BROWSER, place)


def test_a_draft_has_an_end_and_the_longest_message_in_any_script_fits() -> None:
    drafts.keep(BROWSER, PLACE, {"body": "🧥" * 20_000, "more": "表" * 20_000}, at=NOW)

    with pytest.raises(DraftRefused) as refused:
        drafts.keep(BROWSER, PLACE, {"body": "a" * MAX_BYTES}, at=NOW)

    assert refused.value.code == "too_long"
    draft = drafts.of(BROWSER, PLACE)
    assert draft is not None
    assert draft.content["body"] == "🧥" * 20_000


def test_text_of_every_kind_comes_back_as_it_was() -> None:
    typed = {
        "body": "<script>alert(1)</script> שלום \u202eabc 👩‍👧 \r\n\t“”",
        "files": ["one", "two"],
    }

    drafts.keep(BROWSER, PLACE, typed, at=NOW)

    assert Draft.objects.get().content == typed


def test_what_postgresql_cannot_store_is_left_out() -> None:
    drafts.keep(BROWSER, PLACE, {"body": "a\x00b\ud800c", "x\x00": ["\udfff"]}, at=NOW)

    assert Draft.objects.get().content == {"body": "abc", "x": [""]}


def test_the_oldest_makes_room() -> None:
    for n in range(MOST_PLACES + 3):
        drafts.keep(BROWSER, f"new:matter-{n}", {"body": "x"}, at=NOW + dt.timedelta(minutes=n))

    assert Draft.objects.count() == MOST_PLACES
    assert drafts.of(BROWSER, "new:matter-2") is None
    newest = drafts.newest(BROWSER, beginning="new:")
    assert newest is not None
    assert newest.place == f"new:matter-{MOST_PLACES + 2}"


def test_who_logs_in_takes_over_what_the_browser_kept(ada: User) -> None:
    owner, later = Owner(user_id=ada.id), NOW + dt.timedelta(minutes=5)
    drafts.keep(owner, "new:payout", {"body": "newer at the account"}, at=later)
    drafts.keep(owner, PLACE, {"body": "older at the account"}, at=NOW)
    drafts.keep(BROWSER, "new:payout", {"body": "older here"}, at=NOW)
    drafts.keep(BROWSER, PLACE, {"body": "newer here"}, at=later)

    drafts.take_over(key_hash="a" * 64, user_id=ada.id)

    kept = {d.place: d.content["body"] for d in Draft.objects.visible_to(owner)}
    assert kept == {"new:payout": "newer at the account", PLACE: "newer here"}
    assert Draft.objects.count() == 2


def test_nobody_takes_over_the_words_of_somebody_else(ada: User) -> None:
    theirs = {READER: str(UserFactory.create().id), "body": "Secret"}
    drafts.keep(BROWSER, PLACE, theirs, at=NOW)

    drafts.take_over(key_hash="a" * 64, user_id=ada.id)

    assert not Draft.objects.exists()


def test_a_draft_nobody_touches_is_forgotten_after_the_days_of_the_desk(ada: User) -> None:
    DeskSettings.current()
    DeskSettings.objects.update(draft_days=3)
    for days in (2, 3, 4):
        at = NOW - dt.timedelta(days=days, seconds=1)
        drafts.keep(Owner(user_id=ada.id), f"new:days-{days}", {"body": "x"}, at=at)

    assert drafts.purge(at=NOW) == 2
    assert [draft.place for draft in Draft.objects.all()] == ["new:days-2"]


@pytest.mark.django_db(transaction=True)
def test_two_tabs_that_save_at_once_both_come_through() -> None:
    user = UserFactory.create()
    owner, faults = Owner(user_id=user.id), []

    def save(n: int) -> None:
        try:
            for turn in range(10):
                drafts.keep(owner, PLACE, {"body": f"{n}.{turn}"}, at=NOW)
        except Exception as fault:  # said in the thread of the test
            faults.append(fault)
        finally:
            connection.close()

    tabs = [threading.Thread(target=save, args=[n]) for n in range(4)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()

    assert faults == []
    assert Draft.objects.count() == 1
