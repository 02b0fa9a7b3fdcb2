"""Give a desk the levels of a small, a standard or a luxury business."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from tickets.management import levels
from tickets.sla.levels import Doing, Level


class Command(BaseCommand):
    help = (
        "Set policies and VIP limits as a business of that size begins with. What changes is told "
        "line by line: + made, ~ changed, - taken away, = kept since staff edited it. Clocks that "
        "run keep what was promised; a second time nothing is left to do."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--preset", required=True, choices=[level.value for level in Level])
        parser.add_argument("--dry-run", action="store_true", help="only tell what would change")
        parser.add_argument(
            "--replace-edited", action="store_true", help="also what staff edited or switched off"
        )

    def handle(
        self, *args: Any, preset: str, dry_run: bool, replace_edited: bool, **options: Any
    ) -> None:
        level, year = Level(preset), timezone.now().year
        if dry_run:
            steps = levels.plan(level, replace_edited=replace_edited)
        else:
            steps = levels.apply(
                level, replace_edited=replace_edited, holiday_years=(year, year + 1)
            )
        for step in steps:
            self.stdout.write(f"{step.doing.value} {step.what}: {step.words}")
        counted = Counter(step.doing for step in steps)
        done = sum(counted[doing] for doing in (Doing.MAKE, Doing.CHANGE, Doing.RETIRE))
        kept = counted[Doing.KEEP]
        would = "would be" if dry_run else "were"
        self.stdout.write(f"{level}: {done} rows {would} set, {kept} kept as staff left them.")
