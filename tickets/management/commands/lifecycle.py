"""Print the life of a ticket as a Mermaid diagram, or put it into the README."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from tickets.lifecycle.picture import mermaid

PLACE = re.compile(r"(?<=<!-- lifecycle -->\n```mermaid\n).*?(?=\n```\n<!-- /lifecycle -->)", re.S)


class Command(BaseCommand):
    help = "Print the life of a ticket as a Mermaid diagram."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--write", action="store_true", help="put the diagram into README.md instead"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["write"]:
            self.stdout.write(mermaid())
            return
        readme = Path(settings.BASE_DIR) / "README.md"
        readme.write_text(PLACE.sub(lambda _: mermaid(), readme.read_text()))
        self.stdout.write("README.md shows the life of a ticket as the code has it.")
