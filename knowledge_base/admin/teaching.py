"""What editors teach the search: synonyms, and questions that an article answers."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from knowledge_base import learning
from knowledge_base.search.index import take_in_beside
from knowledge_base.search.models import MAX_EXAMPLE, ExampleQuestion, Synonym


@admin.register(Synonym)
class SynonymAdmin(ModelAdmin):
    list_display = ("words",)
    search_fields = ("words",)
    fields = ("words",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        self._say()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        self._say()

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        super().delete_queryset(request, queryset)
        self._say()

    def _say(self) -> None:
        """Let the search of this process read its texts anew, so that who tries it soon finds."""
        transaction.on_commit(lambda: take_in_beside(at=timezone.now()))


class ExampleForm(forms.ModelForm):
    class Meta:
        model = ExampleQuestion
        fields = ("article", "language", "text")

    def clean_text(self) -> str:
        text = " ".join(self.cleaned_data["text"].replace("\x00", " ").split())
        if not text:
            raise ValidationError(_("Write the question as a reader asks it."))
        return text[:MAX_EXAMPLE]


@admin.register(ExampleQuestion)
class ExampleQuestionAdmin(ModelAdmin):
    """A question is never edited: the search would not know it had changed."""

    form = ExampleForm
    list_display = ("text", "article", "language", "source", "by", "at")
    list_filter = ("language", "source")
    list_select_related = ("article", "by")
    search_fields = ("text", "article__slug")
    autocomplete_fields = ("article",)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Keep the question, as said by who is logged in."""
        kept = learning.confirm(
            obj.article,
            obj.text,
            language=obj.language,
            source=ExampleQuestion.Source.EDITOR,
            by=request.user if request.user.is_authenticated else None,
            at=timezone.now(),
        )
        obj.pk = kept and kept.pk


def address_to_answer(text: str, language: str) -> str:
    """Return what stands behind the address of the form in which a question gets its article."""
    return "?" + urlencode({"text": text, "language": language})
