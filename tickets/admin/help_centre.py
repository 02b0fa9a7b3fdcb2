"""What editors set of the help centre, with its changes kept as those of the desk are."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from knowledge_base.admin.records import SectionAdmin
from knowledge_base.admin.teaching import ExampleQuestionAdmin, SynonymAdmin
from knowledge_base.articles.models import Section
from knowledge_base.search.models import ExampleQuestion, Synonym
from tickets.admin.base import KeepsChanges

admin.site.unregister((Section, Synonym, ExampleQuestion))


@admin.register(Section)
class KeptSectionAdmin(SectionAdmin, KeepsChanges):
    """As the help centre knows it."""


@admin.register(Synonym)
class KeptSynonymAdmin(SynonymAdmin, KeepsChanges):
    """As the help centre knows it."""


@admin.register(ExampleQuestion)
class KeptExampleAdmin(ExampleQuestionAdmin, KeepsChanges):
    """As the help centre knows it."""

    def may_take_back(self, request: HttpRequest, row: Model) -> bool:
        """Whoever adds and deletes them may: edited is none."""
        return self.has_add_permission(request) and self.has_delete_permission(request)
