"""Set the broker up: queues in PostgreSQL, unless another broker is named."""

from typing import Any

from django.core.management.base import BaseCommand

from config import broker


class Command(BaseCommand):
    help = "Install the message queue into the database. Safe to run again; part of each release."

    def handle(self, *args: Any, **options: Any) -> None:
        if not broker.uses_pgmq():
            self.stdout.write("BROKER_URL names a broker of its own: nothing to install.")
        elif broker.install():
            self.stdout.write("The queues are installed.")
        else:
            self.stdout.write("The queues were there.")
