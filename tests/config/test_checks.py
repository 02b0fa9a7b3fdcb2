"""What must fit together is looked at before anything starts."""

import pytest
from django.core.checks import run_checks

from config import checks


def test_the_settings_of_a_development_machine_fit_together():
    assert checks.pool_suffices() == []
    assert checks.languages_agree() == []


def test_a_language_that_nobody_translated_is_found(settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("de", "German")]

    (error,) = checks.languages_agree()

    assert error.id == "config.E002"


@pytest.mark.django_db
def test_a_database_with_too_few_connections_is_found(settings):
    assert checks.database_suffices(databases=["default"]) == []

    settings.DATABASE_POOL_SIZE = 1_000

    (error,) = checks.database_suffices(databases=["default"])
    assert error.id == "config.E004"


@pytest.mark.django_db
def test_a_database_that_is_too_old_is_found(monkeypatch):
    monkeypatch.setattr(checks, "OLDEST_POSTGRES", 99)

    (error,) = checks.database_suffices(databases=["default"])

    assert error.id == "config.E003"


@pytest.mark.django_db
def test_all_checks_of_the_project_pass():
    assert run_checks(databases=["default"]) == []
