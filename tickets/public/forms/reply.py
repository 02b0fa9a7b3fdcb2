"""A message to a request that there is."""

import contextlib
import uuid
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy

from tickets.channels.files.field import FilesField
from tickets.conversation import writing
from tickets.conversation.drafts import Draft
from tickets.conversation.files.models import Upload
from tickets.conversation.files.refusals import FilesRefused
from tickets.conversation.writing import TextRefused
from tickets.lifecycle.choices import Withdrawal
from tickets.public.fields import Asked
from tickets.public.forms.once import OnceForm
from tickets.public.once import new_token


class Intent(models.TextChoices):
    """What the page said would become of the message."""

    REPLY = "reply"
    FOLLOW_UP = "follow_up"


class ReplyForm(OnceForm):
    """``seen``: the last message that stood on the page. ``intent``: what the page announced.

    ``reader``: for whom the page was made, for the draft.
    """

    body = Asked(
        label=gettext_lazy("Your message"),
        widget=forms.Textarea(
            attrs={"rows": 5, "data-limit": writing.MAX_LENGTH, "data-send": True}
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    intent = forms.CharField(widget=forms.HiddenInput, required=False)
    reader = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, files: FilesField, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = files
        self.order_fields(["body", "files"])

    def restore(self, draft: Draft) -> None:
        """Show what was typed before and not sent."""
        self.initial["body"] = draft.content.get("body", "")
        field = self.fields["files"]
        ids, _files = field.widget.value_from_datadict(draft.content, {}, "files")
        # Those that are gone meanwhile are left out without a word.
        with contextlib.suppress(forms.ValidationError):
            field.clean((ids, []))

    def clean_seen(self) -> uuid.UUID | None:
        """Return the id; what was made up by hand has seen nothing."""
        try:
            return uuid.UUID(self.cleaned_data["seen"])
        except ValueError:
            return None

    def clean_intent(self) -> Intent:
        follows_up = self.cleaned_data["intent"] == Intent.FOLLOW_UP
        return Intent.FOLLOW_UP if follows_up else Intent.REPLY

    @property
    def key(self) -> str:
        """What tells a second sending from a second message: the form and its text."""
        try:
            form = uuid.UUID(self.cleaned_data["token"])
        except ValueError:
            return new_token()
        return str(uuid.uuid5(form, repr(self.content)))

    @property
    def uploads(self) -> list[Upload]:
        """The files to send; none while some of them cannot be."""
        return self.cleaned_data.get("files", [])

    @property
    def content(self) -> dict[str, object]:
        """What was typed. What the page showed meanwhile makes no other message of it."""
        return {
            "body": self.cleaned_data["body"],
            # By name and content: without scripts a second press sends the files once more.
            "files": [str(upload) for upload in self.uploads],
        }

    def refuse(self, refusal: TextRefused | FilesRefused) -> None:
        """Say beside its field why the desk cannot take something."""
        self.add_error("body" if isinstance(refusal, TextRefused) else "files", refusal.why)

    def announce(self, *, intent: Intent, seen: uuid.UUID | None, reader: str) -> None:
        """Take over what the page shows now, whether the form is new or comes back."""
        shown = {"intent": str(intent), "seen": str(seen or ""), "reader": reader}
        self.initial = {**self.initial, **shown}
        if self.is_bound:
            self.put(**shown)


class WithdrawForm(forms.Form):
    """Why a request is taken back; nobody has to say."""

    why = forms.ChoiceField(
        label=gettext_lazy("Why? It helps us to help others."),
        choices=Withdrawal.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("In your words"),
        required=False,
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    @property
    def reason(self) -> str:
        """What the history keeps: the words where there are some, else the key of the reason."""
        return self.cleaned_data["words"].strip() or self.cleaned_data["why"]
