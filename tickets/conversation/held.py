"""Replies that were sent and have not gone out yet: for some seconds they can be taken back."""

import datetime as dt
import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consignment.ids import new_id
from tickets.conversation.files.models import Upload
from tickets.conversation.files.owners import Owner
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket


class Ending(models.TextChoices):
    """With what a reply ends."""

    NOTHING = "", _("nothing more")
    WAIT = "wait", _("waiting for the customer")
    RESOLVE = "resolve", _("the solution")


class HeldState(models.TextChoices):
    WAITING = "waiting", _("Goes out soon")
    SENT = "sent", _("Sent")
    UNDONE = "undone", _("Taken back")
    STOPPED = "stopped", _("Not sent")


OPEN = (HeldState.WAITING, HeldState.STOPPED)
"""What its author has still to hear of."""


class HeldReplyQuerySet(models.QuerySet["HeldReply"]):
    def visible_to(self, actor: Actor) -> Self:
        """Keep what ``actor`` has written, on tickets they may still know of."""
        tickets = Ticket.objects.visible_to(actor)
        return self.filter(author_id=actor.user_id, ticket__in=tickets)

    def open(self) -> Self:
        return self.filter(state__in=OPEN).order_by("created_at", "id")

    def stopped(self) -> Self:
        return self.filter(state=HeldState.STOPPED).order_by("created_at", "id")

    def settled_before(self, at: dt.datetime) -> Self:
        return self.filter(settled_at__lt=at).exclude(state__in=OPEN)


class HeldReply(models.Model):
    """A reply on its way out. The lock of this row decides between sending and taking back.

    ``id`` is the form's own, so that a form that comes twice is one reply. The text is here only
    until it is sent or taken back.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="held_replies")
    author = models.ForeignKey("consignment.User", models.CASCADE, related_name="+")
    body = models.TextField(_("text"), blank=True)
    ending = models.CharField(_("ends with"), max_length=8, choices=Ending.choices, blank=True)
    # Ids of uploads, in their order.
    files = models.JSONField(_("files"), default=list, blank=True)
    # The last message that the author had read.
    seen = models.UUIDField(null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=HeldState.choices, default=HeldState.WAITING
    )
    why = models.CharField(_("why not sent"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("written"))
    send_after = models.DateTimeField(_("goes out from"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    objects: ClassVar = HeldReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("held reply")
        verbose_name_plural = _("held replies")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=HeldState.WAITING, settled_at__isnull=True)
                | ~Q(state=HeldState.WAITING) & Q(settled_at__isnull=False),
                name="held_reply_is_settled_when_it_waits_no_more",
            ),
            models.CheckConstraint(
                condition=Q(state=HeldState.STOPPED) & ~Q(why="")
                | ~Q(state=HeldState.STOPPED) & Q(why=""),
                name="held_reply_stopped_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["author", "ticket"],
                name="held_reply_open",
                condition=Q(state__in=[state.value for state in OPEN]),
            ),
            models.Index(fields=["settled_at"], name="held_reply_age"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.created_at:%Y-%m-%d %H:%M}"

    def uploads(self) -> list[Upload]:
        """Return its files, in their order; those that are gone are left out."""
        ids = [uuid.UUID(text) for text in self.files]
        mine = Upload.objects.visible_to(Owner(user_id=self.author_id))
        found = mine.in_bulk(ids) if ids else {}
        return [found[upload_id] for upload_id in ids if upload_id in found]

    def settle(self, state: HeldState, *, at: dt.datetime, why: str = "") -> None:
        """Write what became of it. Caller holds its lock. What left the row is not kept twice."""
        self.state, self.settled_at, self.why = state, at, why[:500]
        if state not in OPEN:
            self.body, self.files = "", []
        self.save()


def purge(*, at: dt.datetime) -> int:
    """Delete what was sent or taken back days ago. Returns how many."""
    kept_for = dt.timedelta(days=DeskSettings.current().draft_days)
    return int(HeldReply.objects.settled_before(at - kept_for).delete()[0])
