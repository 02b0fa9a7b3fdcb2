"""People from the marketplace: roles, addresses, and accounts that were here before."""

import pytest
from allauth.account.models import EmailAddress

from consignment.models import Buyer, Consignor, User
from tests.consignment.ingest.rows import LATER, person, problems, take
from tests.factories.trade import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def test_a_person_comes_with_all_we_need_to_answer_them():
    take(
        person(
            name="林美",
            phone="+86 138 1234 5678",
            language="zh-CN",
            time_zone="Asia/Shanghai",
            joined_at="2024-03-01T00:00:00Z",
        )
    )

    user = User.objects.get()
    assert (user.email, user.name, user.phone) == ("p-1@example.com", "林美", "+8613812345678")
    assert (user.language, user.time_zone) == ("zh-hans", "Asia/Shanghai")
    assert user.date_joined.year == user.buyer.since.year == user.consignor.since.year == 2024
    assert not user.has_usable_password()


def test_roles_are_added_and_never_taken_away():
    take(person(roles=["buyer"]))

    added = take(person(updated_at=LATER, roles=["consignor"]))

    assert added.updated == 1
    assert Buyer.objects.count() == Consignor.objects.count() == 1


def test_an_account_opened_here_becomes_the_marketplaces_person():
    user = UserFactory(email="p-1@example.com", verified=True)

    report = take(person())

    assert report.updated == 1
    adopted = User.objects.get()
    assert (adopted.pk, adopted.external_id) == (user.pk, "p-1")
    assert adopted.check_password(PASSWORD)


def test_who_never_proved_the_address_loses_the_password_set_for_it():
    UserFactory(email="p-1@example.com")

    take(person())

    assert not User.objects.get().has_usable_password()


def test_staff_are_not_taken_over_by_a_row_with_their_address():
    UserFactory(email="p-1@example.com", staff=True)

    assert problems(person()) == "email p-1@example.com belongs to another one already."
    assert User.objects.get().external_id is None


def test_the_address_of_staff_is_not_changed_from_outside():
    take(person())
    User.objects.update(is_staff=True)

    assert "member of staff" in problems(person(email="thief@example.com"))
    assert take(person(name="Mei")).updated == 1
    assert User.objects.get().email == "p-1@example.com"


def test_with_a_new_address_the_proof_of_the_old_one_goes():
    take(person())
    EmailAddress.objects.create(
        user=User.objects.get(), email="p-1@example.com", verified=True, primary=True
    )

    report = take(person(updated_at=LATER, email="new@example.com"))

    assert report.updated == 1
    assert User.objects.get().email == "new@example.com"
    assert not EmailAddress.objects.exists()
