from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.core import checks

from config.checks import (
    database_suffices,
    languages_agree,
    pool_suffices,
    staff_prove_themselves,
)


class ProjectConfig(AppConfig):
    """The project as an app: its commands and the checks of what must fit together."""

    name = "config"
    verbose_name = "Project"

    def ready(self) -> None:
        checks.register(pool_suffices)
        checks.register(languages_agree)
        checks.register(staff_prove_themselves)
        checks.register(database_suffices, checks.Tags.database)


class DeskAdminConfig(admin.AdminConfig):
    """Django's admin, with our site as ``admin.site``."""

    # Named in INSTALLED_APPS; the one that "config" alone means is the project's.
    default = False
    default_site = "config.site.DeskSite"
