"""What somebody has typed and not sent yet: kept as they type, for them alone.

An owner is an account, or a browser without one: of that only the hash of a secret in its session
is stored. Whoever logs in takes over what their browser kept.
"""

import datetime as dt
import json
import re
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from tickets.lifecycle.desk import DeskSettings

Content = Mapping[str, str | list[str]]
"""The fields of a form by their names; a list where one name comes several times."""

PLACE = re.compile(r"(?:new:[-\w]{1,50}|(?:desk-)?(?:reply|note):[0-9a-f-]{36})", re.ASCII)
READER = "reader"
"""The field that says for whose eyes a form was made; empty for a browser without an account."""
MAX_BYTES = 200_000
"""Of one draft as JSON. A message of the longest kind, in any script, with its answers."""
MOST_PLACES = 200
"""Of one owner, an agent with many tickets; the oldest makes room."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a draft is: an account, or the browser whose secret has this hash. Never both."""

    user_id: uuid.UUID | None = None
    key_hash: str | None = None

    def __post_init__(self) -> None:
        if (self.user_id is None) == (self.key_hash is None):
            raise ValueError("A draft belongs to an account or to a browser, not to both.")


class DraftRefused(Exception):
    """The draft cannot be kept; ``why`` says what to do."""

    def __init__(self, why: str, code: str) -> None:
        super().__init__(why)
        self.why = why
        self.code = code


class DraftIsNewer(Exception):
    """Something else was typed there meanwhile; ``draft`` is what is kept, None when it was sent
    or given up.
    """

    def __init__(self, draft: "Draft | None") -> None:
        super().__init__("Another window was faster.")
        self.draft = draft


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, owner: Owner) -> Self:
        """Keep what ``owner`` has typed. Nobody else ever reads a draft, staff included."""
        return self.filter(user_id=owner.user_id, key_hash=owner.key_hash)

    def newest_first(self) -> Self:
        return self.order_by("-updated_at", "-id")


class Draft(models.Model):
    """The fields of one form by their names, as typed. ``place`` says which form it is."""

    user = models.ForeignKey(
        "consignment.User", models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    key_hash = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001
    # new:<key of a category>, reply:<id of a ticket>, desk-reply: and desk-note:<id of a ticket>
    place = models.CharField(max_length=64)
    content = models.JSONField(default=dict)
    updated_at = models.DateTimeField()

    objects: ClassVar = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=True, key_hash__isnull=False)
                | Q(user__isnull=False, key_hash__isnull=True),
                name="draft_has_one_owner",
            ),
            models.UniqueConstraint(fields=["user", "place"], name="draft_once_per_person"),
            models.UniqueConstraint(fields=["key_hash", "place"], name="draft_once_per_browser"),
        ]
        indexes = [models.Index(fields=["updated_at"], name="draft_age")]

    def __str__(self) -> str:
        return f"{self.place} {self.updated_at:%Y-%m-%d %H:%M}"


def keep(owner: Owner, place: str, content: Content, *, at: dt.datetime) -> Draft:
    """Store what ``owner`` has typed at ``place`` so far, instead of what was kept there before.

    Raises DraftRefused when the place is none, or when it is more than MAX_BYTES.
    """
    if not PLACE.fullmatch(place):
        raise DraftRefused(_("There is no such form."), "no_such_place")
    typed = {_clean(name): _storable(value) for name, value in content.items()}
    if len(json.dumps(typed, ensure_ascii=False).encode()) > MAX_BYTES:
        raise DraftRefused(_("This is too long to be kept. Shorten it, or send it."), "too_long")
    draft = Draft(
        user_id=owner.user_id, key_hash=owner.key_hash, place=place, content=typed, updated_at=at
    )
    # One statement, so that two tabs that save at once both come through.
    Draft.objects.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["user" if owner.user_id else "key_hash", "place"],
        update_fields=["content", "updated_at"],
    )
    _make_room(owner)
    return draft


@transaction.atomic
def keep_after(
    owner: Owner, place: str, content: Content, *, since: dt.datetime | None, at: dt.datetime
) -> Draft:
    """Store ``content`` like ``keep``, unless another window typed there after ``since``.

    ``since``: when what the writer goes on from was kept; None when nothing was there.
    Raises DraftIsNewer, DraftRefused.
    """
    kept = Draft.objects.visible_to(owner).filter(place=place).select_for_update().first()
    if (kept.updated_at if kept else None) != since and not (kept and kept.content == content):
        raise DraftIsNewer(kept)
    # Two changes of one moment are two: the next one goes on from the later.
    if kept and at <= kept.updated_at:
        at = kept.updated_at + dt.timedelta(microseconds=1)
    return keep(owner, place, content, at=at)


def desk_place(kind: str, ticket_id: uuid.UUID) -> str:
    """Return where the agents' drafts of ``kind``, "reply" or "note", lie for a ticket."""
    return f"desk-{kind}:{ticket_id}"


def go_along(users: Collection[uuid.UUID], source: uuid.UUID, to: uuid.UUID) -> None:
    """Let what ``users`` have typed on ticket ``source`` lie on ticket ``to``.

    What they have typed there already stays, and so does, where it was, what has no room beside it.
    """
    for form in ("reply", "desk-reply", "desk-note"):
        place = f"{form}:{to}"
        there = Draft.objects.filter(user=OuterRef("user"), place=place)
        here = Draft.objects.filter(user__in=users, place=f"{form}:{source}")
        here.exclude(Exists(there)).update(place=place)


def of(owner: Owner, place: str) -> Draft | None:
    """Return what ``owner`` has kept at ``place``, or None."""
    return Draft.objects.visible_to(owner).filter(place=place).first()


def newest(owner: Owner, *, beginning: str) -> Draft | None:
    """Return the draft of ``owner`` that was typed last, of the places that begin so, or None."""
    mine = Draft.objects.visible_to(owner).filter(place__startswith=beginning)
    return mine.newest_first().first()


def forget(owner: Owner, place: str) -> None:
    """Delete what ``owner`` has kept at ``place``, if anything: it was sent, or given up."""
    if PLACE.fullmatch(place):
        Draft.objects.visible_to(owner).filter(place=place).delete()


def take_over(*, key_hash: str, user_id: uuid.UUID) -> None:
    """Give to an account what its browser kept before the log-in.

    Where the account kept something at the same place, what was typed last stays. What somebody
    else had typed in this browser is forgotten.
    """
    owner = Owner(user_id=user_id)
    for draft in Draft.objects.filter(key_hash=key_hash):
        older = of(owner, draft.place)
        theirs = draft.content.get(READER, "") in {"", str(user_id)}
        if theirs and (older is None or older.updated_at <= draft.updated_at):
            keep(owner, draft.place, draft.content, at=draft.updated_at)
        draft.delete()


def purge(*, at: dt.datetime) -> int:
    """Delete what nobody has touched for as many days as the desk keeps it. Returns how many."""
    kept_for = dt.timedelta(days=DeskSettings.current().draft_days)
    return int(Draft.objects.filter(updated_at__lt=at - kept_for).delete()[0])


def _storable(value: str | list[str]) -> str | list[str]:
    """Return ``value`` without what JSON can say and PostgreSQL cannot keep."""
    return _clean(value) if isinstance(value, str) else [_clean(one) for one in value]


def _clean(text: str) -> str:
    return text.replace("\x00", "").encode(errors="ignore").decode()


def _make_room(owner: Owner) -> None:
    mine = Draft.objects.visible_to(owner)
    kept = mine.newest_first().values("id")[:MOST_PLACES]
    mine.exclude(id__in=list(kept.values_list("id", flat=True))).delete()
