"""Pictures of goods: which addresses are kept, and which a page may load."""

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django.fixtures import Settings

from config.security import site_policy
from consignment import pictures
from consignment.dossier import item_view
from consignment.ingest import fields
from tests.factories.trade import NOW, ItemFactory

GOOD = "https://img.example.com/items/1.jpg?w=400"
BAD = [
    "http://img.example.com/1.jpg",
    "//img.example.com/1.jpg",
    "javascript:alert(1)",
    "data:image/svg+xml,<svg/>",
    "https://",
    "https://user:secret@img.example.com/1.jpg",
    "https://img.example.com:8443/1.jpg",
    "https://img.example.com:99999/1.jpg",
    "https://[::1/1.jpg",
    "https://img.example.com/a b.jpg",
    'https://img.example.com/"onerror=',
    "img.example.com/1.jpg",
]


@pytest.mark.parametrize("address", BAD)
def test_only_https_with_a_host_is_a_picture(address: str) -> None:
    with pytest.raises(ValidationError):
        pictures.known_picture(address)
    with pytest.raises(ValueError, match="https://"):
        fields.picture(address, NOW)


def test_the_marketplace_sends_https_or_nothing() -> None:
    assert fields.picture(f" {GOOD} ", NOW) == GOOD
    assert fields.picture("", NOW) == ""
    for refused in ("/static/week/flap.svg", "https://a.example.com/" + "a" * 500, 7):
        with pytest.raises(ValueError, match=r"."):
            fields.picture(refused, NOW)


def test_a_page_loads_a_picture_of_a_named_host_alone(settings: Settings) -> None:
    settings.PICTURE_HOSTS = ["img.example.com"]

    assert pictures.shown(GOOD) == GOOD
    assert pictures.shown("https://IMG.example.com/1.jpg") == "https://IMG.example.com/1.jpg"
    assert pictures.shown("https://img.example.com.evil.example/1.jpg") == ""
    assert pictures.shown("/static/week/flap.svg#navy") == "/static/week/flap.svg#navy"
    assert pictures.shown("") == ""


def test_the_policy_names_the_hosts_of_pictures_and_nothing_wider() -> None:
    policy = site_policy(picture_hosts=["img.example.com"])

    assert policy["img-src"] == ["'self'", "data:", "https://img.example.com"]
    assert site_policy(picture_hosts=[])["img-src"] == ["'self'", "data:"]
    for host in ("*", "", "https://img.example.com", "img.example.com; script-src *", "*.x.com"):
        with pytest.raises(ImproperlyConfigured, match="PICTURE_HOSTS"):
            site_policy(picture_hosts=[host])


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["http://img.example.com/1.jpg", "//img.example.com/1.jpg"])
def test_the_database_takes_no_other_address(address: str) -> None:
    with (
        pytest.raises(IntegrityError, match="item_picture_is_https_or_ours"),
        transaction.atomic(),
    ):
        ItemFactory.create(picture_url=address)


@pytest.mark.django_db
def test_the_dossier_and_the_api_tell_of_a_picture(client: Client, settings: Settings) -> None:
    settings.PICTURE_HOSTS = ["img.example.com"]
    item = ItemFactory.create(picture_url=GOOD)
    client.force_login(
        item.consignment.consignor.user, backend="django.contrib.auth.backends.ModelBackend"
    )

    assert item_view(item).picture_url == GOOD
    assert client.get(f"/api/v1/me/items/{item.pk}/").json()["picture_url"] == GOOD
