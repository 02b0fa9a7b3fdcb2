from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.contrib.auth.models import AnonymousUser

from consignment.languages import CHINESE, ENGLISH
from knowledge_base.feedback import recording
from knowledge_base.feedback.models import SearchMiss, Vote
from knowledge_base.feedback.recording import record_miss, vote, voter, without_traces
from tests.factories.knowledge import ArticleFactory
from tests.factories.trade import NOW, UserFactory

pytestmark = pytest.mark.django_db


def test_a_second_vote_of_the_same_reader_replaces_the_first() -> None:
    article, name = ArticleFactory(), voter(person=None, session_key="session")

    vote(article, voter=name, helped=True, language=ENGLISH, at=NOW)
    vote(article, voter=name, helped=False, reason=" no photos ", language=ENGLISH, at=NOW)

    row = Vote.objects.get()
    assert (row.helped, row.reason) == (False, "no photos")


def test_two_readers_have_two_votes() -> None:
    article = ArticleFactory()

    for key in ("one", "two"):
        name = voter(person=AnonymousUser(), session_key=key)
        vote(article, voter=name, helped=True, language=ENGLISH, at=NOW)

    assert article.votes.count() == 2


def test_a_person_votes_as_a_person_whatever_the_session() -> None:
    person = UserFactory()

    assert voter(person=person, session_key="one") == voter(person=person, session_key="two")


def test_the_name_of_a_voter_leads_back_to_nobody() -> None:
    person = UserFactory()

    assert str(person.pk) not in voter(person=person, session_key=None)
    assert "session" not in voter(person=None, session_key="session")


def test_a_vote_without_account_and_session_is_refused() -> None:
    with pytest.raises(ValueError, match="account or a session"):
        voter(person=None, session_key=None)


def test_the_same_words_are_counted_by_day_and_language() -> None:
    for text, language, at in [
        ("Gift  Cards", ENGLISH, NOW),
        ("gift cards", ENGLISH, NOW + timedelta(hours=2)),
        ("gift cards", ENGLISH, NOW + timedelta(days=1)),
        ("gift cards", CHINESE, NOW),
    ]:
        record_miss(text, language=language, at=at)

    assert set(SearchMiss.objects.values_list("text", "language", "day", "count")) == {
        ("gift cards", ENGLISH, NOW.date(), 2),
        ("gift cards", ENGLISH, NOW.date() + timedelta(days=1), 1),
        ("gift cards", CHINESE, NOW.date(), 1),
    }


def test_the_day_is_that_of_utc() -> None:
    early_in_shanghai = datetime(2026, 4, 13, 2, 0, tzinfo=timezone(timedelta(hours=8)))

    record_miss("gift cards", language=ENGLISH, at=early_in_shanghai)

    assert SearchMiss.objects.get().day == early_in_shanghai.astimezone(UTC).date()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Where is CO-20260412-0042?", "where is co-#?"),
        ("jane.doe@example.com refund", "@ refund"),
        ("电话 138 1234 5678 不对", "电话 # 不对"),
        ("card 4111 1111 1111 1111", "card #"),
        ("ring size 52", "ring size 52"),
    ],
)
def test_addresses_and_numbers_are_blotted_out(text: str, kept: str) -> None:
    assert without_traces(text) == kept


def test_nothing_is_recorded_of_nothing() -> None:
    record_miss(" \x00 ", language=ENGLISH, at=NOW)

    assert not SearchMiss.objects.exists()


def test_a_flood_of_searches_fills_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "MISSES_PER_DAY", 2)

    for text in ("one", "two", "three", "one"):
        record_miss(text, language=ENGLISH, at=NOW)

    assert dict(SearchMiss.objects.values_list("text", "count")) == {"one": 2, "two": 1}
