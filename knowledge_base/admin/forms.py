"""What the page of an article sends.

Two editors at once lose nothing. What an editor did not touch is left as the other saved it, since
each field carries what it showed when the page was opened. Where both wrote the same text, the
second is shown what the first saved, keeps the own words in the form, and decides.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    INPUT_CLASSES,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from knowledge_base.articles import publishing
from knowledge_base.articles.choices import Standing
from knowledge_base.articles.history import ArticleRevision
from knowledge_base.articles.models import RESERVED_SLUGS, Article, ArticleText
from knowledge_base.articles.neighbours import RelatedArticle
from knowledge_base.articles.publishing import Words
from knowledge_base.articles.rendering import faults_of_images

RELATED = ("related_1", "related_2", "related_3", "related_4")
PUBLISH, RETIRE = "_publish", "_retire"
"""The names of the buttons."""

SLUG_TAKEN = {"slug": {"unique": _("This address is taken. Choose another one.")}}
PLAN_WORDS = {
    "past": _("This moment is over. Choose a later one, or publish now."),
    "order": _("The article would go before it appears. Choose a later moment."),
    "alone": _("Say when the article appears as well."),
}


class MomentInput(forms.DateTimeInput):
    """The browser's own field for a day and a time."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(attrs={"class": " ".join(INPUT_CLASSES)}, format="%Y-%m-%dT%H:%M")


def _related_field() -> forms.CharField:
    # Their addresses are offered by the list "articles" of the page.
    widget = UnfoldAdminTextInputWidget(attrs={"list": "articles"})
    return forms.CharField(label=_("Related article"), required=False, widget=widget)


class ArticleForm(forms.ModelForm):
    """Where the article stands, for whom, from when until when, and beside which others."""

    related_1 = _related_field()
    related_2 = _related_field()
    related_3 = _related_field()
    related_4 = _related_field()
    appears = forms.DateTimeField(label=_("Appears"), required=False, widget=MomentInput)
    goes = forms.DateTimeField(label=_("Goes"), required=False, widget=MomentInput)

    class Meta:
        model = Article
        fields = ("section", "slug", "audience", "position", "review_on")
        error_messages = SLUG_TAKEN

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        article, chosen = self.instance, []
        if article.pk is not None and not article._state.adding:
            standing = article.standing(timezone.now())
            if standing == Standing.SCHEDULED:
                self.fields["appears"].initial = article.published_at
            if standing in {Standing.SCHEDULED, Standing.LEAVING}:
                self.fields["goes"].initial = article.retired_at
            rows = RelatedArticle.objects.filter(article=article, is_chosen=True)
            chosen = list(rows.order_by("position").values_list("other__slug", flat=True))
        for name, slug in zip(RELATED, chosen, strict=False):
            self.fields[name].initial = slug
        for field in self.fields.values():
            field.show_hidden_initial = not self.instance._state.adding

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug in RESERVED_SLUGS:
            raise ValidationError(
                _("This word is the address of another page. Choose another one.")
            )
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.instance._state.adding:
            self._leave_what_was_not_touched(cleaned)
        cleaned["related"] = self._related(cleaned)
        self._check_plan(cleaned)
        return cleaned

    def _leave_what_was_not_touched(self, cleaned: dict[str, Any]) -> None:
        """Put what stands now, which may be another editor's, in place of what only was shown."""
        for name in cleaned.keys() - set(self.changed_data):
            cleaned[name] = self.get_initial_for_field(self.fields[name], name)
        if "section" not in self.changed_data:
            cleaned["section"] = self.instance.section

    def _related(self, cleaned: dict[str, Any]) -> list[Article]:
        """Return the articles that were chosen, in their order."""
        wanted = {name: cleaned[name].strip() for name in RELATED if cleaned.get(name)}
        known = Article.objects.in_bulk(set(wanted.values()), field_name="slug")
        for name, slug in wanted.items():
            if slug not in known:
                self.add_error(name, _("There is no article with this address."))
            elif known[slug].pk == self.instance.pk:
                self.add_error(name, _("This is the article itself."))
        return [known[slug] for slug in wanted.values() if slug in known]

    def _check_plan(self, cleaned: dict[str, Any]) -> None:
        if PUBLISH in self.data or RETIRE in self.data or not {"appears", "goes"} <= cleaned.keys():
            return
        try:
            publishing.check_plan(
                self.instance,
                appears=cleaned["appears"],
                goes=cleaned["goes"],
                at=timezone.now(),
            )
        except publishing.PlanError as error:
            self.add_error(error.field, PLAN_WORDS[error.code])


class TextForm(forms.ModelForm):
    """The words in one language."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    covers_original = forms.BooleanField(
        label=_("Says what the original says now"), required=False, widget=UnfoldBooleanWidget
    )

    conflict: ArticleRevision | None = None
    """What another editor saved meanwhile, where both wrote."""
    was_not_touched = False
    """Whether the words are still those that the page was opened with."""

    class Meta:
        model = ArticleText
        fields = ("language", "title", "summary", "keywords", "body", "is_published")
        widgets = {
            "language": forms.HiddenInput,
            "summary": UnfoldAdminTextareaWidget(attrs={"rows": 2}),
            "body": UnfoldAdminTextareaWidget(attrs={"rows": 24, "spellcheck": "true"}),
        }

    def __init__(self, *args: Any, original: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.original = original
        self.newest = self.instance.revisions.select_related("by").first() if self._exists else None
        self.fields["seen"].initial = self.newest.pk if self.newest else None
        self.fields["covers_original"].initial = not self._exists or not self.is_outdated
        # A text keeps its language: another language is another text.
        self.fields["language"].disabled = self._exists
        for name in ("title", "summary", "body"):
            # Said by ``clean``: the browser would refuse to save the one language alone.
            self.fields[name].widget.is_required = False

    @property
    def _exists(self) -> bool:
        return self.instance.pk is not None

    @property
    def language(self) -> str:
        return self.instance.language if self._exists else self.initial["language"]

    @property
    def is_original(self) -> bool:
        return self.language == self.original

    @property
    def is_outdated(self) -> bool:
        """Whether the original was changed since the translation was last said to cover it."""
        return self._exists and ArticleText.objects.outdated().filter(pk=self.instance.pk).exists()

    def words(self) -> Words:
        data = self.cleaned_data
        return Words(data["title"], data["summary"], data["body"], data["keywords"])

    @property
    def covers_now(self) -> bool:
        """Whether the editor says that this translation says what the original says now.

        A tick that stood there before tells nothing when the words stay as they were.
        """
        ticked: bool = self.cleaned_data["covers_original"]
        return ticked and (self.has_new_words or "covers_original" in self.changed_data)

    @property
    def has_new_words(self) -> bool:
        """Whether the words differ from those that stand: in more than how lines end."""
        saved = self.newest
        return saved is None or publishing.tidy(self.words()) != publishing.words_of(saved)

    @property
    def is_to_be_saved(self) -> bool:
        if not self.has_changed() or self.was_not_touched:
            return False
        ticks = {"is_published", "covers_original"}
        return self.has_new_words or bool(ticks & set(self.changed_data))

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        # A text that stands, and is not touched, keeps nobody from saving the other language.
        if "body" in self.changed_data and (faults := faults_of_images(body)):
            raise ValidationError(faults)
        return body

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen = cleaned.get("seen")
        if self.newest is None or seen is None or seen == self.newest.pk or self.errors:
            return cleaned
        base = ArticleRevision.objects.filter(text=self.instance, pk=seen).first()
        if base is not None and publishing.tidy(self.words()) == publishing.words_of(base):
            self.was_not_touched = True
            return cleaned
        if publishing.tidy(self.words()) == publishing.words_of(self.newest):
            return cleaned
        self.conflict = self.newest
        # Whoever saves again has seen it.
        data: Any = self.data
        data = data.copy()
        data[self.add_prefix("seen")] = str(self.newest.pk)
        self.data = data
        raise ValidationError(
            _("Somebody else saved this text while you were writing. Compare, then save again.")
        )
