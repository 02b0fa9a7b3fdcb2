"""People: what the database refuses, and how addresses are kept."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from consignment.models import User
from tests.factories.trade import BuyerFactory, ConsignorFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_trimmed_and_in_lower_case():
    user = User.objects.create_user(" Mei.Lin@Example.COM ", "secret-of-mei")

    assert user.email == "mei.lin@example.com"
    assert User.objects.get_by_natural_key("MEI.LIN@example.com") == user


def test_a_person_needs_an_address():
    with pytest.raises(ValueError, match="mail address"):
        User.objects.create_user("")


def test_a_superuser_is_staff():
    user = User.objects.create_superuser("root@example.com", "secret-of-root")

    assert user.is_staff
    assert user.is_superuser


def test_forms_bring_an_address_into_its_form_before_they_compare_it():
    UserFactory(email="mei@example.com")

    with pytest.raises(ValidationError) as refused:
        User(email="Mei@Example.com", password="x").full_clean()

    assert "email" in refused.value.error_dict


@pytest.mark.parametrize(
    ("field", "value", "constraint"),
    [
        ("email", "Mei@example.com", "user_email_in_lower_case"),
        ("phone", "13812345678", "user_phone_is_e164"),
        ("phone", "+0123456789", "user_phone_is_e164"),
    ],
)
def test_the_database_refuses_what_no_form_would_save(field, value, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        UserFactory(**{field: value})


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "asia/shanghai"])
def test_a_time_zone_must_be_known(zone):
    user = UserFactory.build(time_zone=zone)

    with pytest.raises(ValidationError) as refused:
        user.full_clean()

    assert "time_zone" in refused.value.error_dict


def test_a_person_may_be_buyer_and_consignor_at_once():
    buyer = BuyerFactory()

    consignor = ConsignorFactory(user=buyer.user)

    assert consignor.user.buyer == buyer


def test_a_person_is_called_by_name_or_else_by_address():
    assert str(UserFactory.build(name="林美")) == "林美"
    assert str(UserFactory.build(name="", email="mei@example.com")) == "mei@example.com"
