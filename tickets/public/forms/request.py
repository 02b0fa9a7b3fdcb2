"""A new request: the questions of a category, the message, and of a guest how to reach them."""

import contextlib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from consignment.languages import supported
from consignment.models import User
from tickets.actions.open import Guest, GuestRefused
from tickets.channels.files.field import FilesField
from tickets.conversation import writing
from tickets.conversation.files.attaching import body_with
from tickets.conversation.files.models import Upload
from tickets.conversation.files.refusals import FilesRefused
from tickets.conversation.writing import TextRefused
from tickets.public.fields import Asked, field_for
from tickets.public.forms.once import OnceForm
from tickets.public.forms.words import WRITE_AN_ADDRESS
from tickets.public.own import Choosable
from tickets.triage import templates
from tickets.triage.models import Category, FieldKind
from tickets.triage.templates import FIND, AnswersRefused

ANSWER = "answer_"
"""Before the key of a question, so that no question can take the place of a field of ours."""


class RequestForm(OnceForm):
    """The questions of a category, the message, files, and of a guest how to reach them.

    ``own`` are the customer's things to choose from, by kind of question.
    """

    body = Asked(
        label=gettext_lazy("Your message"),
        help_text=gettext_lazy("What happened, and what do you wish for?"),
        widget=forms.Textarea(attrs={"rows": 7, "data-limit": writing.MAX_LENGTH}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your email address"),
        help_text=gettext_lazy("We send the answer here, and a link to your request."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": WRITE_AN_ADDRESS, "invalid": WRITE_AN_ADDRESS},
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(
        self,
        *args: Any,
        category: Category,
        person: User | None,
        own: Mapping[FieldKind, Choosable],
        files: FilesField,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.category = category
        self.person = person
        self.questions = {ANSWER + question.key: question for question in category.fields.all()}
        for name, question in self.questions.items():
            self.fields[name] = field_for(question, own)
        self.fields["files"] = files
        if person is not None:
            del self.fields["email"], self.fields["name"]
        self.order_fields([*self.questions, "body", "files", "email", "name", "token"])

    @property
    def answers(self) -> dict[str, str]:
        """The answers by the keys of their questions, as typed."""
        if not hasattr(self, "cleaned_data"):
            self.full_clean()
        return {
            question.key: self.cleaned_data.get(name) or ""
            for name, question in self.questions.items()
        }

    @property
    def chosen(self) -> dict[str, str]:
        """What stands in the form before anything is sent, by the keys of the questions."""
        return {
            question.key: str(self.initial[name])
            for name, question in self.questions.items()
            if self.initial.get(name)
        }

    @property
    def uploads(self) -> list[Upload]:
        return self.cleaned_data.get("files") or []

    @property
    def uploads_kept(self) -> list[str]:
        """The ids of the files that the form shows, also when something else is wrong with it."""
        widget = self.fields["files"].widget
        if self.is_bound:
            self.errors  # noqa: B018 - reading takes the files in
        return [str(upload.id) for upload in getattr(widget, "kept", [])]

    @property
    def customer(self) -> User | Guest:
        return self.person or Guest(
            email=self.cleaned_data["email"], name=self.cleaned_data["name"]
        )

    def restore(self, content: Mapping[str, Any]) -> None:
        """Show what was typed before and not sent. What the page itself brings along goes first."""
        for name, field in self.fields.items():
            if name == "token" or name in self.initial:
                continue
            value = field.widget.value_from_datadict(content, {}, name)
            if isinstance(field, FilesField):
                self._show_again(field, value)
            elif value:
                self.initial[name] = value

    def clean(self) -> dict[str, Any]:
        """Ask the stages what they would refuse, so that all of it is said at once."""
        try:
            writing.cleaned(body_with(self.cleaned_data.get("body", ""), self.uploads))
        except TextRefused as refusal:
            self.refuse(refusal)
        try:
            language = supported(get_language())
            templates.check(self.category, self.answers, user=self.person, language=language)
        except AnswersRefused as refusal:
            self.refuse(refusal)
        return self.cleaned_data

    def answer(self, key: str, value: str) -> bool:
        """Answer the question ``key`` of the template; False when there is none."""
        name = ANSWER + key
        if name in self.questions:
            self.cleaned_data[name] = value
        return name in self.questions

    def choose(self, number: str) -> bool:
        """Answer the first question for a thing that is not answered; False when there is none."""
        for name, question in self.questions.items():
            if FieldKind(question.kind) in FIND and not self.cleaned_data.get(name):
                self.cleaned_data[name] = number
                return True
        return False

    def add(self, text: str) -> None:
        """Put ``text`` below the message."""
        self.cleaned_data["body"] = f"{self.cleaned_data['body'].rstrip()}\n\n{text}"

    def refuse(self, refusal: TextRefused | AnswersRefused | GuestRefused | FilesRefused) -> None:
        """Say beside its field why the desk cannot take something."""
        match refusal:
            case TextRefused():
                self.add_error("body", refusal.why)
            case FilesRefused():
                self.add_error("files", refusal.why)
            case AnswersRefused():
                for key, why in refusal.errors.items():
                    self.add_error(ANSWER + key if ANSWER + key in self.fields else None, why)
            case GuestRefused():
                self.add_error("email", refusal.why)

    def _show_again(self, field: FilesField, value: Any) -> None:
        """Let the field show those files of a draft that are still kept."""
        with contextlib.suppress(forms.ValidationError):
            field.clean((value[0], []))
