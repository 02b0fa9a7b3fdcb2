"""What tickets are found by, the views that people keep, and tasks over many tickets."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from consignment.ids import new_id
from consignment.languages import CHINESE, supported
from tickets.changes.tracking import Sharing as Shared
from tickets.changes.tracking import tracked
from tickets.lifecycle.actors import Actor


class SearchRow(models.Model):
    """All that a ticket is found by, as lexemes (``lexemes.py``). For the staff alone: notes too.

    It can be made anew from the other tables at any time: ``manage.py index_tickets``.
    """

    ticket = models.OneToOneField(
        "tickets.Ticket", models.CASCADE, primary_key=True, related_name="search_row"
    )
    vector = SearchVectorField()

    class Meta:
        verbose_name = _("search row")
        verbose_name_plural = _("search rows")
        indexes = [
            # What is written goes to a list that each search reads through: it stays short.
            GinIndex(fields=["vector"], name="search_row_words", gin_pending_list_limit=256)
        ]

    def __str__(self) -> str:
        return str(self.ticket_id)


class Sharing(models.TextChoices):
    NOBODY = "nobody", _("Only me")
    TEAM = "team", _("My team")
    ALL = "all", _("Everybody")


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def kept(self) -> Self:
        """Keep those that are not deleted."""
        return self.filter(deleted_at=None)

    def visible_to(self, by: Actor) -> Self:
        """Keep one's own, and those shared with all or with a team of one's own."""
        if by.agent_id is None:
            return self.none()
        return self.filter(
            Q(owner_id=by.agent_id)
            | Q(sharing=Sharing.ALL)
            | Q(sharing=Sharing.TEAM, team_id__in=by.team_ids)
        )

    def changeable_by(self, by: Actor) -> Self:
        """Keep one's own; a supervisor may change every view that is shared."""
        visible = self.visible_to(by)
        if by.may.supervises:
            return visible
        return visible.filter(owner_id=by.agent_id)

    def in_order(self) -> Self:
        return self.order_by("position", "name", "id")


@tracked(
    owner="owner",
    shared=Shared("sharing", Sharing.ALL.value, Sharing.TEAM.value, "team"),
    exclude=("position",),
)
class SavedView(models.Model):
    """A search with a name. What it means is read anew each time, by the rights of who opens it."""

    name = models.CharField(_("name"), max_length=60)
    name_zh = models.CharField(_("name, Chinese"), max_length=60, blank=True)
    query = models.CharField(_("search"), max_length=500)
    owner = models.ForeignKey(
        "tickets.Agent",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="views",
        verbose_name=_("agent"),
        help_text=_("Empty: it came with the desk."),
    )
    sharing = models.CharField(
        _("shared with"), max_length=8, choices=Sharing.choices, default=Sharing.NOBODY
    )
    team = models.ForeignKey(
        "tickets.Team",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="views",
        verbose_name=_("team"),
    )
    key = models.SlugField(
        _("key"),
        max_length=40,
        blank=True,
        help_text=_("By this the presets know what they brought."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=100)
    created_at = models.DateTimeField(_("made"))
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("view")
        verbose_name_plural = _("views")
        constraints = [
            models.CheckConstraint(
                condition=Q(sharing=Sharing.TEAM, team__isnull=False)
                | ~Q(sharing=Sharing.TEAM) & Q(team__isnull=True),
                name="saved_view_has_the_team_it_is_shared_with",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(sharing=Sharing.ALL),
                name="saved_view_is_somebodys_or_everybodys",
            ),
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key=""), name="saved_view_once_per_key"
            ),
        ]

    def __str__(self) -> str:
        return self.name_zh if self.name_zh and supported(get_language()) == CHINESE else self.name


class OwnDefault(models.Model):
    """The view with which an agent's inbox opens: a key of ours, or the id of a saved one."""

    agent = models.OneToOneField(
        "tickets.Agent", models.CASCADE, primary_key=True, related_name="own_default"
    )
    view = models.CharField(max_length=20)

    class Meta:
        verbose_name = _("default view")
        verbose_name_plural = _("default views")

    def __str__(self) -> str:
        return self.view


class BulkAction(models.TextChoices):
    """What can be done with many tickets at once; each is the action of a single one."""

    TAKE = "take", _("Take them")
    GIVE = "give", _("Give to an agent")
    PUT_BACK = "put_back", _("Put back")
    NOTE = "note", _("Add a note")
    REPLY = "reply", _("Write to the customers")
    REPLY_WAIT = "reply_wait", _("Write, and wait for the answers")
    REPLY_RESOLVE = "reply_resolve", _("Write and resolve")
    RESOLVE = "resolve", _("Resolve")
    CLOSE = "close", _("Close")
    MERGE = "merge", _("Merge into the oldest")


class BulkRun(models.Model):
    """One action over many tickets, worked on behind the scenes.

    The rows are the truth: a run goes on where its last committed row stands, whoever works on it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    asked_by = models.ForeignKey(
        "tickets.Agent", models.PROTECT, related_name="bulk_runs", verbose_name=_("asked by")
    )
    action = models.CharField(_("what"), max_length=16, choices=BulkAction.choices)
    text = models.TextField(_("text"), blank=True)
    agent = models.ForeignKey(
        "tickets.Agent", models.PROTECT, null=True, blank=True, related_name="+"
    )
    query = models.CharField(_("search"), max_length=500, blank=True)
    total = models.PositiveIntegerField(_("tickets"))
    asked_at = models.DateTimeField(_("asked"))
    claimed_until = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("task in bulk")
        verbose_name_plural = _("tasks in bulk")
        indexes = [
            models.Index(fields=["asked_by", "-asked_at"], name="bulk_run_of_agent"),
            models.Index(
                fields=["asked_at"], name="bulk_run_unfinished", condition=Q(finished_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.total}"


class BulkOutcome(models.TextChoices):
    PENDING = "pending", _("Waiting")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    MISSING = "missing", _("Not there")
    LEFT = "left", _("Left, since it was cancelled")


class BulkRow(models.Model):
    """One ticket of a run, by its bare id: for who asked it may not exist any more."""

    run = models.ForeignKey(BulkRun, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    ticket_id = models.UUIDField()
    outcome = models.CharField(
        max_length=8, choices=BulkOutcome.choices, default=BulkOutcome.PENDING
    )
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("row of a task in bulk")
        verbose_name_plural = _("rows of tasks in bulk")
        constraints = [
            models.UniqueConstraint(fields=["run", "ticket_id"], name="bulk_row_once_per_ticket")
        ]
        indexes = [
            models.Index(
                fields=["run", "position"],
                name="bulk_row_pending",
                condition=Q(outcome=BulkOutcome.PENDING),
            )
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.outcome}"
