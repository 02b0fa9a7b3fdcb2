"""Canned replies: texts that agents send often, with blanks that a ticket fills."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consignment.languages import ENGLISH, Translated, in_language, supported
from tickets.changes.tracking import tracked
from tickets.conversation.writing import MAX_LENGTH, TextRefused
from tickets.lifecycle.actors import Actor

VARIABLES: dict[str, str | Promise] = {
    "customer_name": gettext_lazy("customer's name"),
    "agent_name": gettext_lazy("agent's name"),
    "ticket_number": gettext_lazy("ticket number"),
    "category": gettext_lazy("matter"),
    "order_number": gettext_lazy("order number"),
    "item": gettext_lazy("item"),
    "item_number": gettext_lazy("item number"),
    "consignment_number": gettext_lazy("consignment number"),
    "payout_number": gettext_lazy("payout number"),
    "courier": gettext_lazy("courier"),
    "tracking_number": gettext_lazy("tracking number"),
    "promised_time": gettext_lazy("promised time"),
    "site_name": gettext_lazy("our name"),
}
"""All there are, and what each says. A new one gets its value in ``actions/use_canned.py``."""

BLANK = re.compile(r"\{([^{}\n]{0,60})\}")
GAP = re.compile(r"\[\[([^\[\]\n]{1,60})\]\]")
"""What a blank without a value becomes: seen by the agent, never by the customer."""


def check_blanks(text: str) -> None:
    """Raise ValidationError for a blank that nothing fills, naming those there are."""
    unknown = [f"{{{name}}}" for name in BLANK.findall(text) if name not in VARIABLES]
    if unknown:
        allowed = ", ".join(f"{{{name}}}" for name in VARIABLES)
        raise ValidationError(
            _("Nothing fills %(unknown)s. Use one of: %(allowed)s.")
            % {"unknown": ", ".join(dict.fromkeys(unknown)), "allowed": allowed},
            code="unknown_variable",
        )


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return ``text`` with its blanks filled; one without a value becomes a gap, in the active
    language: ``[[order number]]``.
    """
    return BLANK.sub(lambda m: values.get(m[1]) or f"[[{VARIABLES.get(m[1], m[1])}]]", text)


def check_gaps(body: str) -> None:
    """Raise TextRefused while there is a gap in what would be sent."""
    gaps = list(dict.fromkeys(GAP.findall(body)))
    if gaps:
        why = _("Fill in what is missing, or take it out: %(gaps)s.") % {"gaps": ", ".join(gaps)}
        raise TextRefused(why, "gap")


class CannedReplyQuerySet(models.QuerySet["CannedReply"]):
    def visible_to(self, actor: Actor) -> Self:
        """Keep what is shared, and the actor's own. Nobody else's own is there for them."""
        if not actor.is_staff:
            return self.none()
        return self.filter(Q(owner=None) | Q(owner=actor.agent_id))

    def active(self) -> Self:
        return self.filter(active=True)

    def matching(self, text: str) -> Self:
        """Keep those that have each word of ``text`` in title, key or text, in either language."""
        found = self
        for word in text.split()[:8]:
            anywhere = Q(key__icontains=word)
            for column in ("title_en", "title_zh", "text_en", "text_zh"):
                anywhere |= Q(**{f"{column}__icontains": word})
            found = found.filter(anywhere)
        return found

    def best_first(self, *, category_id: int, asked: str = "") -> Self:
        """Sort for a ticket: of its matter, then for all matters, then the rest; most used first.
        Before that come those whose title says what was ``asked``.

        Adds ``fits``: 0, 1 or 2.
        """
        titled = Q()
        for word in asked.split()[:8]:
            titled &= Q(title_en__icontains=word) | Q(title_zh__icontains=word)
        through = CannedReply.categories.through.objects.filter(cannedreply=OuterRef("pk"))
        return self.annotate(
            fits=Case(
                When(Exists(through.filter(category=category_id)), then=0),
                When(~Exists(through), then=1),
                default=2,
            ),
            said=Case(When(titled, then=0), default=1) if titled else Value(0),
        ).order_by("said", "fits", "-used", "title_en", "id")


@tracked(owner="owner", exclude=("used",))
class CannedReply(models.Model):
    """A text to send, in both languages. Without an owner it is everybody's."""

    key = models.SlugField(gettext_lazy("key"), max_length=50, unique=True)
    title_en = models.CharField(gettext_lazy("title, English"), max_length=100)
    title_zh = models.CharField(gettext_lazy("title, Chinese"), max_length=100, blank=True)
    text_en = models.TextField(
        gettext_lazy("text, English"),
        blank=True,
        validators=[MaxLengthValidator(MAX_LENGTH // 2), check_blanks],
    )
    text_zh = models.TextField(
        gettext_lazy("text, Chinese"),
        blank=True,
        validators=[MaxLengthValidator(MAX_LENGTH // 2), check_blanks],
        help_text=gettext_lazy("Where one is missing, customers get the other."),
    )
    categories = models.ManyToManyField(
        "tickets.Category",
        blank=True,
        related_name="canned_replies",
        verbose_name=gettext_lazy("matters"),
        help_text=gettext_lazy("On tickets of these it is offered first. None: for every matter."),
    )
    owner = models.ForeignKey(
        "tickets.Agent",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="canned_replies",
        verbose_name=gettext_lazy("only for"),
        help_text=gettext_lazy("Empty: shared by everybody at the desk."),
    )
    active = models.BooleanField(gettext_lazy("active"), default=True)
    used = models.PositiveIntegerField(gettext_lazy("times used"), default=0, editable=False)

    objects = CannedReplyQuerySet.as_manager()
    title = Translated()

    class Meta:
        verbose_name = gettext_lazy("canned reply")
        verbose_name_plural = gettext_lazy("canned replies")
        ordering = ["title_en", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text_en="") | ~Q(text_zh=""),
                name="canned_reply_says_something",
                violation_error_message=gettext_lazy("Write the text in one language at least."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def text(self, language: str) -> str:
        """Return the text in ``language``, else in the other one."""
        return in_language(self, "text", language)

    def is_fallback(self, language: str) -> bool:
        """Tell whether it does not exist in ``language``."""
        return not (self.text_en if supported(language) == ENGLISH else self.text_zh)


@tracked(part_of="cannedreply", links="category")
class CannedReplyMatter(CannedReply.categories.through):  # type: ignore[name-defined]
    """A matter that a reply is offered for, named so that its changes are kept."""

    class Meta:
        proxy = True
        verbose_name = gettext_lazy("matter")


def count_use(reply: CannedReply) -> None:
    """Count that ``reply`` was used, so that what is used most comes first."""
    CannedReply.objects.filter(pk=reply.pk).update(used=F("used") + 1)


def add_missing(replies: Iterable[CannedReply], *, matters: Mapping[str, Sequence[str]]) -> int:
    """Add those whose key is not there yet; return how many. What staff edited stays.

    ``matters`` are the keys of the categories that a reply is for, by its own key.
    """
    there = set(CannedReply.objects.values_list("key", flat=True))
    added = CannedReply.objects.bulk_create([r for r in replies if r.key not in there])
    categories = CannedReply.categories.field.related_model._base_manager
    ids = dict(categories.values_list("key", "id"))
    through = CannedReply.categories.through
    through.objects.bulk_create(
        through(cannedreply_id=reply.pk, category_id=ids[key])
        for reply in added
        for key in matters.get(reply.key, ())
        if key in ids
    )
    return len(added)
