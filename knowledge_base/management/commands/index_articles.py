"""Index every article anew: after an upgrade that changes how words are looked up."""

from typing import Any

from django.core.management.base import BaseCommand

from knowledge_base.articles.publishing import index_anew


class Command(BaseCommand):
    help = "Index the texts of all help articles anew, after a change of how words are looked up."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"Indexed {index_anew()} texts.")
