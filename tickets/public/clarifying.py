"""The one question that is asked back before a vague message is sent.

It travels with the form, signed: what was asked, when, and where its answer goes. Nobody is asked
twice.
"""

import datetime as dt
from dataclasses import dataclass

from django.core import signing

from tickets.public.forms import RequestForm
from tickets.triage.clarifying import THING, Choice, Question

SALT = "tickets.public.clarifying"
ANSWER = "clarified"
LONGEST = dt.timedelta(days=1)
"""What took longer was put aside meanwhile, and counts as this."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question that was asked, and when."""

    question: Question
    at: dt.datetime

    @property
    def sealed(self) -> str:
        """The question as a hidden field of the form."""
        asked = self.question
        return signing.dumps(
            {
                "key": asked.key,
                "words": str(asked.words),
                "about": asked.about,
                "choices": [[choice.value, str(choice.words)] for choice in asked.choices],
                "at": self.at.timestamp(),
            },
            salt=SALT,
            compress=True,
        )

    def taken(self, *, at: dt.datetime) -> dt.timedelta:
        """Return how long the customer took to answer, or to send it as it was."""
        return min(max(at - self.at, dt.timedelta()), LONGEST)

    def answer(self, form: RequestForm, value: str) -> str:
        """Put the answer where it belongs: to a question of the form, else below the message.

        Return what went below the message: it says what the vague text did not.
        """
        value = value.strip()
        if not value:
            return ""
        if self.question.about == THING:
            done = form.choose(value)
        else:
            done = form.answer(self.question.about, value)
        if done:
            return ""
        words = next((str(c.words) for c in self.question.choices if c.value == value), value)
        form.add(f"{self.question.words}\n{words}")
        return words


def unsealed(sealed: str) -> Asking | None:
    """Return the question that came back with a form; None when there was none."""
    try:
        asked = signing.loads(sealed, salt=SALT)
        choices = tuple(Choice(value, words) for value, words in asked["choices"])
        question = Question(asked["key"], asked["words"], asked["about"], choices)
        return Asking(question, dt.datetime.fromtimestamp(asked["at"], dt.UTC))
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
