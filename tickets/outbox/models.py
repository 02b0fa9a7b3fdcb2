"""What must leave the house, and what was answered already."""

import json
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consignment import prepared


class OutboxQuerySet(models.QuerySet["OutboxEntry"]):
    def undelivered(self) -> "OutboxQuerySet":
        """Rows that still have to leave: neither delivered nor given up."""
        return self.filter(delivered_at=None, dead_at=None)

    def due(self, at: datetime) -> "OutboxQuerySet":
        """Undelivered rows that may leave at ``at``, whoever works on them."""
        return self.undelivered().filter(available_at__lte=at)

    def claimable(self, at: datetime) -> "OutboxQuerySet":
        """Due rows that nobody holds, longest waiting first."""
        free = models.Q(claimed_until=None) | models.Q(claimed_until__lte=at)
        return self.due(at).filter(free).order_by("available_at", "id")

    def dead(self) -> "OutboxQuerySet":
        """Rows that were given up, latest first."""
        return self.exclude(dead_at=None).order_by("-dead_at", "-id")


class OutboxEntry(models.Model):
    """One thing that must leave the house, written in the transaction that made it true.

    ``payload`` holds ids only: bodies and addresses are read when the row leaves. A worker holds
    the row until ``claimed_until``; a row whose worker died is free again after that.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(_("kind"), max_length=60)
    payload = models.JSONField(_("payload"), default=dict)
    key = models.CharField(_("key"), max_length=200, null=True, blank=True)  # noqa: DJ001
    created_at = models.DateTimeField(_("created"))
    available_at = models.DateTimeField(_("leaves from"))
    claimed_until = models.DateTimeField(_("claimed until"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)
    dead_at = models.DateTimeField(_("given up"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)

    objects: ClassVar = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("outbox entry")
        verbose_name_plural = _("outbox entries")
        indexes = [
            models.Index(
                fields=["available_at", "id"],
                name="outbox_undelivered",
                condition=models.Q(delivered_at=None, dead_at=None),
            ),
            models.Index(
                fields=["delivered_at"],
                name="outbox_delivered",
                condition=models.Q(delivered_at__isnull=False),
            ),
        ]
        constraints = [
            # Rows without a key never collide: null is not equal to null.
            models.UniqueConstraint(fields=["key"], name="outbox_key_once"),
            models.CheckConstraint(
                condition=models.Q(delivered_at=None) | models.Q(dead_at=None),
                name="outbox_delivered_or_dead",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class StoredReplyManager(models.Manager["StoredReply"]):
    def claimed(self, *, scope: str, key: str, fingerprint: str, at: datetime) -> "StoredReply":
        """Return the row of ``key``, locked; it is made when there is none.

        One statement. While another transaction has the row, it waits for the end of that one, and
        then finds what it left: that ``scope`` is set to what it is only takes the lock.
        """
        with prepared.cursor() as cursor:
            cursor.execute(_CLAIM, [scope, key, fingerprint, at])
            found = dict(zip(_CLAIMED, cursor.fetchone(), strict=True))
        # Django has its connections give JSON as text.
        found["headers"] = json.loads(found["headers"])
        return StoredReply(scope=scope, key=key, **found)


_CLAIMED = ("id", "fingerprint", "status", "headers", "body", "created_at")
_CLAIM = """
INSERT INTO tickets_storedreply AS kept
    (scope, key, fingerprint, headers, body, created_at)
VALUES (%s, %s, %s, '{}', '', %s)
ON CONFLICT (scope, key) DO UPDATE SET scope = kept.scope
RETURNING """ + ", ".join(_CLAIMED)


class StoredReply(models.Model):
    """The reply to a request that came with an ``Idempotency-Key``, given again to its repetition.

    ``scope`` is a hash of the caller's credentials, so that the keys of two people never meet.
    ``status`` is null while the first request is still at work, which nobody else can see.
    """

    id = models.BigAutoField(primary_key=True)
    scope = models.CharField(max_length=64)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=bytes)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = StoredReplyManager()

    class Meta:
        verbose_name = _("stored reply")
        verbose_name_plural = _("stored replies")
        indexes = [models.Index(fields=["created_at"], name="stored_reply_age")]
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "key"], name="stored_reply_key_once_per_caller"
            )
        ]

    def __str__(self) -> str:
        return f"{self.status} #{self.pk}"

    def keep(self) -> None:
        """Store the answer that the row has got: status, headers and body."""
        with prepared.cursor() as cursor:
            cursor.execute(_KEEP, [self.status, json.dumps(self.headers), self.body, self.pk])


_KEEP = "UPDATE tickets_storedreply SET status = %s, headers = %s, body = %s WHERE id = %s"
