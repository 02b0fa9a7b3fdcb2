"""Load the help articles that come with the product."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from knowledge_base.content import ContentError, load


class Command(BaseCommand):
    help = "Load the help articles of knowledge_base/content; what editors changed is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="put the files' words, places and audiences over what editors changed",
        )
        parser.add_argument("--dry-run", action="store_true", help="tell, and change nothing")

    def handle(self, *, overwrite: bool, dry_run: bool, **options: Any) -> None:
        try:
            done = load(timezone.now(), overwrite=overwrite, dry_run=dry_run)
        except ContentError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{'Would load' if dry_run else 'Loaded'} texts: {done.added} added, "
            f"{done.changed} changed, {done.unchanged} unchanged, {done.kept} kept as edited."
        )
