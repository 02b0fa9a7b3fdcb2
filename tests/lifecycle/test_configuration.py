"""What is remembered of the configuration is what the database says, at every moment."""

import threading

import pytest
from django.db import connection, transaction

from tests.factories.desk import make_desk, open_ticket
from tickets.lifecycle import configuration
from tickets.lifecycle.desk import DeskSettings
from tickets.sla.models import Calendar, CalendarVersion, CalendarWindow
from tickets.sla.timetables import version_of
from tickets.triage.lanes import limits
from tickets.triage.models import Category, LaneLimit
from tickets.triage.templates import offered_category


def elsewhere(work):
    """Run ``work`` in a session of its own, as another process would."""
    result = []

    def run():
        try:
            result.append(work())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return result[0]


@pytest.mark.django_db
def test_a_change_is_seen_at_once_by_whoever_makes_it():
    make_desk()
    before = limits()["USD"]

    LaneLimit.objects.filter(currency="USD").update(amount=before + 1)

    assert limits()["USD"] == before + 1


@pytest.mark.django_db(transaction=True)
def test_a_change_is_seen_by_others_from_its_commit_on_and_not_before():
    make_desk()
    before = elsewhere(lambda: DeskSettings.current().claim_days)

    with transaction.atomic():
        DeskSettings.objects.update(claim_days=before + 5)
        meanwhile = elsewhere(lambda: DeskSettings.current().claim_days)
        mine = DeskSettings.current().claim_days
    afterwards = elsewhere(lambda: DeskSettings.current().claim_days)

    assert (meanwhile, mine, afterwards) == (before, before + 5, before + 5)


@pytest.mark.django_db(transaction=True)
def test_what_was_read_of_a_change_that_is_rolled_back_is_forgotten_with_it():
    make_desk()
    key = Category.objects.offered()[0].key

    with transaction.atomic():
        Category.objects.filter(key=key).update(active=False)
        gone = offered_category(key)
        transaction.set_rollback(True)

    assert gone is None
    assert offered_category(key) is not None


@pytest.mark.django_db(transaction=True)
def test_no_clock_points_at_a_version_of_a_calendar_that_was_rolled_back():
    make_desk()
    calendar = Calendar.objects.filter(always_open=False)[0]
    CalendarWindow.objects.filter(calendar=calendar).first().delete()

    with configuration.held(), transaction.atomic():
        version_of(calendar)
        version_of(calendar)
        transaction.set_rollback(True)

    assert CalendarVersion.objects.filter(pk=version_of(calendar).pk).exists()


@pytest.mark.django_db
def test_what_somebody_changes_of_the_settings_in_memory_stays_theirs():
    make_desk()

    DeskSettings.current().claim_days = 77

    assert DeskSettings.current().claim_days != 77


@pytest.mark.django_db
def test_every_table_that_is_watched_has_its_trigger():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'configuration_changed'"
        )
        with_trigger = {name for (name,) in cursor.fetchall()}

    assert with_trigger == set(configuration.WATCHED)


@pytest.mark.django_db
def test_a_ticket_is_filed_in_few_statements(django_assert_max_num_queries):
    make_desk(place_by_itself=True)
    customer = open_ticket().requester
    # The first wrote down its calendar's version, with which all that is remembered began anew.
    open_ticket(customer=customer)

    with django_assert_max_num_queries(20):
        open_ticket(category="rules-fees", customer=customer)
