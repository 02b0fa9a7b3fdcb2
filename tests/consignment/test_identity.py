"""Addresses and phone numbers lead to one person, or to none."""

import phonenumbers
import pytest
from allauth.account.models import EmailAddress
from hypothesis import given
from hypothesis import strategies as st

from consignment.identity import (
    change_address,
    e164,
    person_by_email,
    person_by_phone,
    plain_address,
)
from consignment.models import User
from tests.factories.trade import UserFactory


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("mei@example.com", "mei@example.com"),
        (" Mei Lin <Mei.Lin@Example.com> ", "mei.lin@example.com"),
        ('"Lin, Mei" <mei@example.com>', "mei@example.com"),
        ("ｍｅｉ＠ｅｘａｍｐｌｅ．ｃｏｍ", "mei@example.com"),
        ("mei+watches@example.com", "mei+watches@example.com"),
        ("nobody", ""),
        ("", ""),
        ("mei\x00@example.com", ""),
    ],
)
def test_an_address_is_read_as_it_is_stored(text, address):
    assert plain_address(text) == address


@given(st.text())
def test_no_text_breaks_the_reading_of_an_address(text):
    assert plain_address(plain_address(text)) == plain_address(text)


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("+86 138 1234 5678", None, "+8613812345678"),
        ("＋８６　１３８１２３４５６７８", None, "+8613812345678"),
        ("13812345678", "CN", "+8613812345678"),
        ("13812345678", None, None),
        ("(415) 555-2671", "US", "+14155552671"),
        ("+1 000 000 0000", None, None),
        ("call me", "US", None),
        ("", "US", None),
    ],
)
def test_a_phone_number_is_read_as_e164(text, region, number):
    assert e164(text, region=region) == number


@given(st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS)), st.integers(0, 4))
def test_a_number_means_the_same_in_every_spelling(region, spelling):
    number = phonenumbers.example_number(region)
    text = phonenumbers.format_number(number, min(spelling, 3))

    assert e164(text, region=region) == phonenumbers.format_number(number, 0)


@given(st.text())
def test_no_text_breaks_the_reading_of_a_phone_number(text):
    number = e164(text, region="CN")

    assert number is None or e164(number) == number


@pytest.mark.django_db
def test_a_person_is_found_by_address_in_any_case():
    mei = UserFactory(email="mei@example.com")

    assert person_by_email("Mei Lin <MEI@example.com>") == mei
    assert person_by_email("lin@example.com") is None
    assert person_by_email("not an address") is None


@pytest.mark.django_db
def test_a_person_is_found_by_phone():
    mei = UserFactory(chinese=True)

    assert person_by_phone("138-1234-5678", region="CN") == mei
    assert person_by_phone("+86 139 1234 5678") is None
    assert person_by_phone("hello") is None


@pytest.mark.django_db
def test_a_phone_that_two_people_share_names_neither():
    UserFactory.create_batch(2, phone="+8613812345678")

    assert person_by_phone("+86 138 1234 5678") is None


@pytest.mark.django_db
def test_nobody_is_who_is_not_active():
    UserFactory(email="mei@example.com", phone="+8613812345678", is_active=False)

    assert person_by_email("mei@example.com") is None
    assert person_by_phone("+8613812345678") is None


@pytest.mark.django_db
def test_with_another_address_the_old_one_proves_nothing_any_more():
    user = UserFactory(verified=True)
    other = UserFactory(verified=True)

    change_address(user, "new@example.com")

    assert User.objects.get(pk=user.pk).email == "new@example.com"
    assert list(EmailAddress.objects.values_list("user", flat=True)) == [other.pk]
