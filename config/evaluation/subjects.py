"""The subjects that can be measured, by name."""

from collections.abc import Callable, Mapping

from config.evaluation.answers import Answers
from config.evaluation.assistant import Assistant
from config.evaluation.subject import Subject
from config.evaluation.triage import Triage

SUBJECTS: Mapping[str, Callable[[], Subject]] = {
    "triage": Triage,
    "answers": Answers,
    "assistant": Assistant,
}
