from django.apps import AppConfig
from django.core import checks

from config.checks import database_suffices, languages_agree, pool_suffices


class ProjectConfig(AppConfig):
    """The project as an app: its commands and the checks of what must fit together."""

    name = "config"
    verbose_name = "Project"

    def ready(self) -> None:
        checks.register(pool_suffices)
        checks.register(languages_agree)
        checks.register(database_suffices, checks.Tags.database)
