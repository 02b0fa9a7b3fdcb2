"""The field of a form that takes files, at every door that has pages."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.conversation.files import uploads
from tickets.conversation.files.choices import MEDIA
from tickets.conversation.files.models import Upload
from tickets.conversation.files.owners import Owner
from tickets.conversation.files.refusals import MEGABYTE, FilesRefused, Why, words_of
from tickets.lifecycle.desk import DeskSettings

# For the dialogue in which files are chosen; what they are, their content decides.
ACCEPT = ",".join(
    [*MEDIA, "image/heif", *(f".{end}" for facts in MEDIA.values() for end in facts.extensions)]
)

MOST_IN_A_PART = 2 << 20


class FilesWidget(forms.FileInput):
    """A chooser for several files, and those that are there already, by their ids.

    Without scripts it is a plain file input: files come with the form. With them (site/js/files.js)
    they come one by one before it, and only their ids with it.
    """

    template_name = "forms/files.html"
    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(attrs={"accept": ACCEPT})
        self.kept: list[Upload] = []
        # Of whoever has read them already.
        self.desk: DeskSettings | None = None

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, UploadedFile], name: str
    ) -> tuple[list[str], list[UploadedFile]]:
        """Return the ids that came back, and the files that came along."""
        return _list_of(data, name), files.getlist(name) if files else []

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and name not in files

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        shown = context["widget"]["attrs"]
        # Whether a file is needed, is known when those that came before are counted.
        shown.pop("required", None)
        context["hint_id"] = f"{shown.get('id', name)}_hint"
        shown["aria-describedby"] = " ".join(
            filter(None, [context["hint_id"], shown.get("aria-describedby")])
        )
        desk = self.desk or DeskSettings.current()
        context["most"] = desk.files_per_message
        context["part_bytes"] = min(MOST_IN_A_PART, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        context["megabytes"] = desk.megabytes_per_file
        context["max_bytes"] = desk.megabytes_per_file * MEGABYTE
        context["kept"] = [
            {
                "id": upload.id,
                "name": upload.name,
                "size": upload.stored_size,
                "preview_url": preview_of(upload),
            }
            for upload in self.kept
        ]
        return context


class FilesField(forms.Field):
    """Files to send with a message; its value is the list of them as uploads of the owner's.

    What came along is taken in while the form is read, so that a form that comes back with other
    errors has it still. ``may`` counts, and tells whether one more file is taken in so.
    """

    widget = FilesWidget
    default_error_messages = {"gone": gettext_lazy("A file is no longer kept. Choose it again.")}

    def __init__(
        self, *, owner: Owner, may: Callable[[], bool] = lambda: True, **kwargs: Any
    ) -> None:
        kwargs.setdefault("label", gettext_lazy("Pictures and files"))
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.owner = owner
        self.may = may

    def clean(self, value: tuple[list[str], list[UploadedFile]] | None) -> list[Upload]:
        """Return the uploads that the ids name and those made of the files that came along.

        Raises ValidationError with a line for each that is not taken; the others stay with the
        field, and are there when the form is shown again.
        """
        ids, sent = value or ([], [])
        errors: list[str] = []
        kept = self._named(ids, errors)
        most = DeskSettings.current().files_per_message
        if len(kept) + len(sent) > most:
            errors.append(words_of(Why.TOO_MANY))
            kept, sent = kept[:most], sent[: max(0, most - len(kept))]
        kept += [upload for file in sent if (upload := self._taken(file, errors))]
        self._show(kept)
        if errors:
            raise forms.ValidationError(errors)
        if self.required and not kept:
            raise forms.ValidationError(_("Choose a file."), code="required")
        return kept

    def _named(self, ids: list[str], errors: list[str]) -> list[Upload]:
        """Return the owner's uploads of ``ids`` that are whole, or were sent a moment ago.

        The latter so that a form that comes twice can be told from two that share a file.
        """
        known = [upload_id for text in ids if (upload_id := _as_id(text))]
        found = Upload.objects.visible_to(self.owner).kept(timezone.now()).in_bulk(known)
        kept = [found[upload_id] for upload_id in dict.fromkeys(known) if upload_id in found]
        if len(kept) < len(set(ids)):
            errors.append(str(self.error_messages["gone"]))
        for upload in kept:
            if upload.why_words or upload.facts.takes_parts:
                why = upload.why_words or words_of(Why.NOT_WHOLE)
                errors.append(f"{upload.name}: {why}")
        return [u for u in kept if not (u.why_words or u.facts.takes_parts)]

    def _taken(self, file: UploadedFile, errors: list[str]) -> Upload | None:
        """Take ``file`` in; None, and a line of why, for one that is refused."""
        name = file.name or ""
        if not self.owner or not self.may():
            errors.append(_("That is a lot for one hour. Log in, or try again later."))
            return None
        try:
            upload = uploads.take(self.owner, file, name=name, at=timezone.now())
        except FilesRefused as refusal:
            errors.append(f"{refusal.name}: {refusal.why}")
            return None
        if upload.why_words:
            errors.append(f"{upload.name}: {upload.why_words}")
            return None
        return upload

    def _show(self, kept: list[Upload]) -> None:
        widget = self.widget
        if isinstance(widget, FilesWidget):
            widget.kept = [upload for upload in kept if upload.facts.can_be_sent]


def preview_of(upload: Upload) -> str:
    """Return where its owner sees the preview of an upload; nothing for what has none."""
    return reverse("public:upload_preview", args=[upload.id]) if upload.preview_name else ""


def _list_of(data: Mapping[str, Any], name: str) -> list[str]:
    """Return all that ``data`` has under ``name``: of a form that was sent, or of a draft.

    A chooser in which nothing was chosen is sent as an empty text.
    """
    if hasattr(data, "getlist"):
        found = data.getlist(name)
    else:
        value = data.get(name, [])
        found = value if isinstance(value, list) else [value]
    return [text for text in found if text]


def _as_id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
