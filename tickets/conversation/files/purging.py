"""Forgetting what nobody needs: uploads that were never sent, and bytes that no row names."""

import datetime as dt

import structlog
from django.core.files.storage import default_storage
from django.db import transaction

from tickets.conversation.files.models import Attachment, DiscardedFile, Upload, UploadPart
from tickets.conversation.files.storing import folder_of

log = structlog.get_logger(__name__)

BATCH = 500
MOST_BATCHES = 20
"""A slow storage must not keep the worker: what is left, the next purge deletes."""

# Whoever writes bytes takes them up in a row within moments. A day later nobody will; and what lies
# in the folder of a day was looked at by then, so that no old folder is ever listed again.
STRAY_AFTER = dt.timedelta(days=1)
STRAY_UNTIL = dt.timedelta(days=8)

# Where bytes are named.
NAMED = (
    (Attachment, "stored_name"),
    (Attachment, "preview_name"),
    (Upload, "stored_name"),
    (Upload, "preview_name"),
    (UploadPart, "stored_name"),
)


def purge(*, at: dt.datetime) -> int:
    """Delete expired uploads, then bytes that were discarded; return how many of the latter."""
    purged = 0
    for _batch in range(MOST_BATCHES):
        count = _purge_batch(at)
        purged += count
        if count < BATCH:
            break
    if purged:
        log.info("files.purged", count=purged)
    return purged


def _purge_batch(at: dt.datetime) -> int:
    """Purge some; return how many files were deleted.

    Rows go first, in a transaction that notes the names of their bytes; those are deleted after
    it. When that is broken off, the next purge goes on.
    """
    with transaction.atomic():
        expired = Upload.objects.expired(at).select_for_update(skip_locked=True)
        Upload.objects.filter(id__in=list(expired.values_list("id", flat=True)[:BATCH])).delete()
    discarded = list(DiscardedFile.objects.order_by("id")[:BATCH])
    needed = _named({file.name for file in discarded})
    for file in discarded:
        if file.name not in needed:
            default_storage.delete(file.name)
    DiscardedFile.objects.filter(id__in=[file.pk for file in discarded]).delete()
    return len(discarded)


def sweep(*, at: dt.datetime) -> int:
    """Discard bytes that no row ever took up, as when a process died; return how many."""
    day, last = (at - STRAY_UNTIL).date(), (at - STRAY_AFTER).date()
    found = 0
    while day < last:
        lying = {f"{folder_of(day)}/{name}" for name in _files_in(folder_of(day))}
        stray = lying - _named(lying)
        DiscardedFile.objects.bulk_create(
            [DiscardedFile(name=name) for name in sorted(stray)], ignore_conflicts=True
        )
        found += len(stray)
        day += dt.timedelta(days=1)
    if found:
        log.warning("files.stray", count=found)
    return found


def _files_in(folder: str) -> list[str]:
    """Return the names of the files in ``folder``; none when there is no such folder."""
    try:
        return default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return []


def _named(names: set[str]) -> set[str]:
    """Return those of ``names`` that a row needs."""
    needed: set[str] = set()
    for model, column in NAMED:
        rows = model._default_manager.filter(**{f"{column}__in": names})
        needed.update(rows.values_list(column, flat=True))
    return needed
