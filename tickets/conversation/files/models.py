"""Uploads with their parts, attachments, and the names of bytes that nobody needs any more."""

import datetime as dt
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consignment.ids import new_id
from tickets.conversation.files.choices import (
    HOLDING_ROOM,
    MEDIA,
    PICTURES,
    STORED,
    UPLOAD_STATES,
    MediaType,
    UploadFacts,
    UploadState,
)
from tickets.conversation.files.owners import Owner
from tickets.conversation.files.refusals import Why, words_of
from tickets.lifecycle.models import TicketQuerySet

MAX_NAME = 200


def discards(*columns: str) -> pgtrigger.Trigger:
    """Return a trigger that notes the names in ``columns`` of a deleted row, for their bytes.

    In the database, so that it happens whoever deletes: a purge, a cascade, a person with SQL.
    """
    names = ", ".join(f"OLD.{column}" for column in columns)
    return pgtrigger.Trigger(
        name="bytes_follow_their_row",
        when=pgtrigger.After,
        operation=pgtrigger.Delete,
        func=f"""
            INSERT INTO tickets_discardedfile (name)
            SELECT name FROM unnest(ARRAY[{names}]) AS name WHERE name <> ''
            ON CONFLICT DO NOTHING;
            RETURN NULL;
        """,  # noqa: S608  # columns of ours
    )


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, owner: Owner) -> Self:
        """Keep what ``owner`` uploaded. Doors and forms reach uploads in no other way."""
        if not owner:
            return self.none()
        mine = Q()
        if owner.user_id:
            mine |= Q(user_id=owner.user_id)
        if owner.key_hash:
            mine |= Q(key_hash=owner.key_hash)
        return self.filter(mine)

    def kept(self, at: dt.datetime) -> Self:
        return self.filter(expires_at__gt=at)

    def expired(self, at: dt.datetime) -> Self:
        return self.filter(expires_at__lte=at)

    def ready(self) -> Self:
        return self.filter(state=UploadState.READY)

    def holding_room(self) -> Self:
        """Keep those whose bytes wait for a message."""
        return self.filter(state__in=HOLDING_ROOM)


class Upload(models.Model):
    """A file on its way: what has arrived, what came of it, and whose it is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(
        "consignment.User", models.CASCADE, null=True, blank=True, related_name="+"
    )
    key_hash = models.CharField(_("hash of its secret"), max_length=64, blank=True)
    name = models.CharField(_("name"), max_length=MAX_NAME)
    size = models.PositiveBigIntegerField(_("size, as announced"))
    received = models.PositiveBigIntegerField(_("bytes received"), default=0)
    state = models.CharField(
        _("state"), max_length=10, choices=UploadState.choices, default=UploadState.RECEIVING
    )
    # One of Why. No choices: a new reason should not need a migration.
    why = models.CharField(_("why refused"), max_length=20, blank=True)

    # What became of it, once it is whole.
    media_type = models.CharField(_("type"), max_length=20, choices=MediaType.choices, blank=True)
    stored_size = models.PositiveBigIntegerField(_("size"), default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    width = models.PositiveIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True)
    stored_name = models.CharField(max_length=255, blank=True)
    preview_name = models.CharField(max_length=255, blank=True)

    created_at = models.DateTimeField(_("begun"))
    expires_at = models.DateTimeField(_("kept until"))

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, key_hash="")
                | Q(user__isnull=True) & ~Q(key_hash=""),
                name="upload_is_of_a_person_or_of_a_secret",
            ),
            models.CheckConstraint(
                condition=Q(size__gte=1, received__lte=F("size")),
                name="upload_receives_no_more_than_announced",
            ),
            models.CheckConstraint(
                condition=Q(state=UploadState.READY) & ~Q(stored_name="") & ~Q(sha256="")
                | ~Q(state=UploadState.READY) & Q(stored_name="", preview_name=""),
                name="upload_ready_has_its_bytes",
            ),
            models.CheckConstraint(
                condition=Q(state=UploadState.REFUSED) & ~Q(why="")
                | ~Q(state=UploadState.REFUSED) & Q(why=""),
                name="upload_refused_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["key_hash"], name="upload_of_secret", condition=~Q(key_hash="")),
            models.Index(fields=["expires_at"], name="upload_to_purge"),
        ]
        triggers = [discards("stored_name", "preview_name")]

    def __str__(self) -> str:
        """Say which file it is: the same name and content give the same words, however often.

        Forms compare by this what was sent twice.
        """
        return f"{self.name} {self.sha256[:16] or self.state}"

    @property
    def facts(self) -> UploadFacts:
        return UPLOAD_STATES[UploadState(self.state)]

    @property
    def is_whole(self) -> bool:
        return self.received == self.size

    @property
    def is_picture(self) -> bool:
        return self.media_type in PICTURES

    @property
    def why_words(self) -> str:
        """Say why it was refused, in the reader's language; nothing when it was not."""
        return words_of(Why(self.why)) if self.why else ""


class UploadPart(models.Model):
    """A piece of an upload, an object of its own in the storage until the whole is there."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="parts")
    offset = models.PositiveBigIntegerField()
    size = models.PositiveBigIntegerField()
    stored_name = models.CharField(max_length=255)

    class Meta:
        verbose_name = _("part of an upload")
        verbose_name_plural = _("parts of uploads")
        ordering = ["upload", "offset"]
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "offset"], name="upload_part_once_at_its_place"
            ),
            models.CheckConstraint(condition=Q(size__gte=1), name="upload_part_holds_something"),
        ]
        triggers = [discards("stored_name")]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.offset}+{self.size}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def of(self, tickets: TicketQuerySet) -> Self:
        """Keep the files of ``tickets``, which the door has already narrowed to its actor."""
        return self.filter(message__ticket__in=tickets)


class Attachment(models.Model):
    """A file that belongs to a message. Who may read the ticket may read it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    message = models.ForeignKey("tickets.Message", models.CASCADE, related_name="attachments")
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=MAX_NAME)
    media_type = models.CharField(_("type"), max_length=20, choices=MediaType.choices)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField("SHA-256", max_length=64)
    width = models.PositiveIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True)
    stored_name = models.CharField(max_length=255, unique=True)
    preview_name = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField(_("when"))

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["message", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["message", "position"], name="attachment_in_order_of_its_message"
            ),
            models.CheckConstraint(
                condition=Q(media_type__in=sorted(STORED)), name="attachment_is_of_a_stored_type"
            ),
            models.CheckConstraint(
                condition=Q(size__gte=1) & ~Q(stored_name=""), name="attachment_has_its_bytes"
            ),
            models.CheckConstraint(
                condition=Q(width__isnull=True, height__isnull=True, preview_name="")
                | Q(width__isnull=False, height__isnull=False, width__gte=1, height__gte=1)
                & ~Q(preview_name=""),
                name="attachment_picture_has_measures_and_preview",
            ),
        ]
        indexes = [models.Index(fields=["preview_name"], name="attachment_by_preview")]
        triggers = [discards("stored_name", "preview_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.media_type in PICTURES

    @property
    def short_type(self) -> str:
        """What people call its type: JPEG, PDF."""
        return MEDIA[MediaType(self.media_type)].short


class DiscardedFile(models.Model):
    """The name of bytes that no row needs any more; a purge deletes the bytes, then this."""

    name = models.CharField(max_length=255, unique=True)

    class Meta:
        verbose_name = _("discarded file")
        verbose_name_plural = _("discarded files")

    def __str__(self) -> str:
        return self.name
