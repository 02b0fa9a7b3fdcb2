"""Sections and synonyms of the help centre, with their changes kept as those of the desk are."""

from django.contrib import admin

from knowledge_base.admin.records import SectionAdmin
from knowledge_base.admin.teaching import SynonymAdmin
from knowledge_base.articles.models import Section
from knowledge_base.search.models import Synonym
from tickets.admin.base import KeepsChanges

admin.site.unregister((Section, Synonym))


@admin.register(Section)
class KeptSectionAdmin(SectionAdmin, KeepsChanges):
    """As the help centre knows it."""


@admin.register(Synonym)
class KeptSynonymAdmin(SynonymAdmin, KeepsChanges):
    """As the help centre knows it."""
