"""What editors and readers teach the search: synonyms, example questions, and what is used."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consignment.models import User
from knowledge_base.articles.choices import Language
from knowledge_base.articles.models import Article
from knowledge_base.language.segmenting import normalise

MAX_FORMS = 40
MAX_EXAMPLE = 300


def forms_of(words: str) -> list[str]:
    """Return the words between the commas of ``words``, Chinese commas too, each once."""
    parts = words.replace("，", ",").replace("、", ",").replace("\n", ",").split(",")
    return list(dict.fromkeys(form for part in parts if (form := normalise(part))))


def check_forms(words: str) -> None:
    """Raise ValidationError unless ``words`` are some that can stand for each other."""
    forms = forms_of(words)
    if len(forms) < 2:
        raise ValidationError(_("Write at least two words, with commas between."))
    if len(forms) > MAX_FORMS:
        raise ValidationError(
            _("Write at most %(number)s words in one group."), params={"number": MAX_FORMS}
        )


class Synonym(models.Model):
    """Words that mean the same to this marketplace's readers; the search takes one for another."""

    words = models.CharField(
        _("words"),
        max_length=500,
        validators=[check_forms],
        help_text=_("Words that mean the same, with commas between, in either language."),
    )

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["words"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="synonym_has_words")]

    def __str__(self) -> str:
        return self.words

    @property
    def forms(self) -> list[str]:
        return forms_of(self.words)


class ExampleQuestion(models.Model):
    """A question that an article answers, as somebody asked it; found by the next who asks."""

    class Source(models.TextChoices):
        EDITOR = "editor", _("Written by an editor")
        DESK = "desk", _("Confirmed at the desk")

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="examples", verbose_name=_("article")
    )
    language = models.CharField(_("language"), max_length=10, choices=Language.choices)
    text = models.CharField(_("question"), max_length=MAX_EXAMPLE)
    source = models.CharField(
        _("from"), max_length=10, choices=Source.choices, default=Source.EDITOR
    )
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("example question")
        verbose_name_plural = _("example questions")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language", "text"], name="example_question_once_an_article"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="example_question_has_text"),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="example_question_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(source__in=["editor", "desk"]), name="example_question_source_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ArticleUse(models.Model):
    """How often an article was of use lately, as reckoned last (``knowledge_base.learning``)."""

    article = models.OneToOneField(
        Article, models.CASCADE, related_name="use", verbose_name=_("article")
    )
    linked = models.PositiveIntegerField(_("linked by agents"), default=0)
    helped = models.PositiveIntegerField(_("helped"), default=0)
    did_not_help = models.PositiveIntegerField(_("did not help"), default=0)

    class Meta:
        verbose_name = _("use of an article")
        verbose_name_plural = _("use of articles")

    def __str__(self) -> str:
        return f"{self.article_id} {self.linked} {self.helped} {self.did_not_help}"


class SearchVersion(models.Model):
    """One row, whose ``version`` is another after each change of what is searched."""

    version = models.UUIDField()

    objects: ClassVar[models.Manager["SearchVersion"]]

    def __str__(self) -> str:
        return str(self.version)
