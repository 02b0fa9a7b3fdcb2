"""What customers send. The words of a refusal are the desk's own, said beside the field."""

import re
import uuid
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from consignment.languages import supported
from consignment.models import User
from tickets.actions.open import SUBJECT_LENGTH, Guest, GuestRefused
from tickets.conversation import writing
from tickets.conversation.writing import TextRefused
from tickets.public.fields import Asked, field_for
from tickets.public.once import new_token
from tickets.public.own import Choosable
from tickets.satisfaction.surveys import MAX_COMMENT
from tickets.triage import templates
from tickets.triage.models import Category
from tickets.triage.templates import AnswersRefused

WRITE_AN_ADDRESS = gettext_lazy("Enter a mail address like name@example.com.")
WRITE_A_NUMBER = gettext_lazy("Write the number as it stands in our mails: T-100042.")

ANSWER = "answer_"
"""Before the key of a question, so that no question can take the place of a field of ours."""


class OnceForm(forms.Form):
    """A form that knows when it is sent a second time."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = new_token

    @property
    def key(self) -> str:
        """What a second sending has in common with the first."""
        return str(self.cleaned_data["token"])

    @property
    def content(self) -> dict[str, object]:
        """What was typed, without the token."""
        return {name: value for name, value in self.cleaned_data.items() if name != "token"}

    def renew(self) -> None:
        """Take a fresh token: what was typed may be sent as something new."""
        self.data = {**self.data, self.add_prefix("token"): new_token()}


class RequestForm(OnceForm):
    """The questions of a category, the message, and of a guest how to reach them."""

    body = Asked(
        label=gettext_lazy("Your message"),
        help_text=gettext_lazy("What happened, and what do you wish for?"),
        widget=forms.Textarea(attrs={"rows": 7, "data-limit": writing.MAX_LENGTH}),
    )
    subject = forms.CharField(
        label=gettext_lazy("In one line"), required=False, max_length=SUBJECT_LENGTH
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
        self, *args: Any, category: Category, person: User | None, own: Choosable, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.category = category
        self.person = person
        self.keys = {ANSWER + question.key: question.key for question in category.fields.all()}
        for question in category.fields.all():
            self.fields[ANSWER + question.key] = field_for(question, own)
        if person is not None:
            del self.fields["email"], self.fields["name"]
        self.order_fields([*self.keys, "body", "subject", "email", "name", "token"])

    @property
    def answers(self) -> dict[str, str]:
        """The answers by the keys of their questions, as typed."""
        return {key: self.cleaned_data.get(name, "") for name, key in self.keys.items()}

    @property
    def customer(self) -> User | Guest:
        return self.person or Guest(
            email=self.cleaned_data["email"], name=self.cleaned_data["name"]
        )

    def clean(self) -> dict[str, Any]:
        """Ask the stages what they would refuse, so that all of it is said at once."""
        try:
            writing.cleaned(self.cleaned_data.get("body", ""))
        except TextRefused as refusal:
            self.refuse(refusal)
        try:
            language = supported(get_language())
            templates.check(self.category, self.answers, user=self.person, language=language)
        except AnswersRefused as refusal:
            self.refuse(refusal)
        return self.cleaned_data

    def refuse(self, refusal: TextRefused | AnswersRefused | GuestRefused) -> None:
        """Say beside its field why the desk cannot take something."""
        match refusal:
            case TextRefused():
                self.add_error("body", refusal.why)
            case AnswersRefused():
                for key, why in refusal.errors.items():
                    self.add_error(ANSWER + key if ANSWER + key in self.fields else None, why)
            case GuestRefused():
                self.add_error("email", refusal.why)


class ReplyForm(OnceForm):
    body = Asked(
        label=gettext_lazy("Your message"),
        widget=forms.Textarea(attrs={"rows": 5, "data-limit": writing.MAX_LENGTH}),
    )

    @property
    def key(self) -> str:
        """What tells a second sending from a second message: the form and its text."""
        try:
            form = uuid.UUID(self.cleaned_data["token"])
        except ValueError:
            return new_token()
        return str(uuid.uuid5(form, self.cleaned_data["body"]))


class RatingForm(forms.Form):
    score = forms.TypedChoiceField(
        label=gettext_lazy("Are you satisfied with our help?"),
        choices=[
            (1, gettext_lazy("Not at all")),
            (2, gettext_lazy("Rather not")),
            (3, gettext_lazy("So so")),
            (4, gettext_lazy("Satisfied")),
            (5, gettext_lazy("Very satisfied")),
        ],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one to five."),
            "invalid_choice": gettext_lazy("Choose one to five."),
        },
    )
    comment = forms.CharField(
        label=gettext_lazy("What was good, what was not?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-limit": MAX_COMMENT}),
    )


class GuestLinkForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Number of your request"),
        help_text=gettext_lazy("It stands in our mails: T- and some digits."),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": WRITE_A_NUMBER},
    )
    email = forms.EmailField(
        label=gettext_lazy("Your email address"),
        help_text=gettext_lazy("The one you wrote to us with."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": WRITE_AN_ADDRESS, "invalid": WRITE_AN_ADDRESS},
    )

    def clean_number(self) -> int:
        """Return the number however it was written: T-100042, t 100042, 100042."""
        found = re.fullmatch(r"[Tt#]?[\s–-]*(\d{1,18})", self.cleaned_data["number"])
        if found is None:
            raise forms.ValidationError(WRITE_A_NUMBER)
        return int(found[1])
