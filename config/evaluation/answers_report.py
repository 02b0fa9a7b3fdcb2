"""The figures of answers on a file of JSON lines."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from config.evaluation.subject import Report
from config.evaluation.triage_report import PRECISION, routed_share
from knowledge_base.language.answering import Answer, Answerer
from knowledge_base.language.shelf import Article

ASKED_AFTER = (50, 100, 200, 500, 1_000, 2_000, 5_000)
"""After so many confirmations all questions are asked again, and after the last."""


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    ids: frozenset[str]
    """The articles that answer it, any of which is right; none: no article does."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Data:
    articles: Sequence[Article]
    questions: Sequence[Question]
    confirmed: Sequence[Question] = ()
    """What people say is right, in order, once everything was asked."""


def measured(data: Data) -> Report:
    """Tell the articles to an engine of its own, and ask it every question."""
    answerer = Answerer()
    started = time.perf_counter()
    answerer.learn(data.articles)
    answerer.settle()
    seconds = time.perf_counter() - started
    answers, took = _asked(answerer, data.questions)
    threshold = answerer.threshold
    figures = {
        "articles": len(data.articles),
        "questions": len(data.questions),
        "questions_without_article": sum(not question.ids for question in data.questions),
        **judged(data.questions, answers),
        "threshold": threshold,
        "import_seconds": round(seconds, 2),
        "ms_per_question_mean": round(float(np.mean(took)), 3),
        "ms_per_question_p95": round(float(np.percentile(took, 95)), 3),
        "after_confirmations": list(_learning(answerer, data)),
    }
    return Report(figures, _said(figures))


def _asked(answerer: Answerer, questions: Sequence[Question]) -> tuple[list[Answer], list[float]]:
    """Return the answers, and the milliseconds that each took."""
    answers, took = [], []
    for question in questions:
        started = time.perf_counter()
        answers.append(answerer.ask(question.text, language=question.language))
        took.append(1000 * (time.perf_counter() - started))
    return answers, took


def _learning(answerer: Answerer, data: Data) -> Iterator[dict[str, Any]]:
    """Confirm one after another; yield the figures of the same questions at some points."""
    last = len(data.confirmed)
    for number, question in enumerate(data.confirmed, start=1):
        if question.ids:
            answerer.confirm(question.text, min(question.ids))
        else:
            answerer.deny(question.text)
        if number in ASKED_AFTER or number == last:
            answers, _took = _asked(answerer, data.questions)
            yield {
                "confirmed": number,
                **judged(data.questions, answers),
                "threshold": answerer.threshold,
            }


def judged(questions: Sequence[Question], answers: Sequence[Answer]) -> dict[str, float | None]:
    """Return the figures of ``answers``; None where no question of the kind was there."""
    pairs = list(zip(questions, answers, strict=True))
    right = np.array([answer.id in question.ids for question, answer in pairs])
    known = np.array([bool(question.ids) for question in questions])
    among = np.array(
        [any(one.id in question.ids for one in answer.ranked[:3]) for question, answer in pairs]
    )
    given = np.array([answer.answered for answer in answers])
    confidence = np.array([answer.confidence for answer in answers])
    return {
        "top1": _share(right[known]),
        "top3": _share(among[known]),
        "precision": _share(right[given]),
        "containment": _share(given),
        "containment_at_95": round(routed_share(right, confidence, PRECISION), 4),
        "false_answers": _share(given[~known]),
    }


def _share(hits: np.ndarray) -> float | None:
    return round(float(hits.mean()), 4) if len(hits) else None


def _said(figures: dict) -> list[str]:
    def percent(value: float | None) -> str:
        return "none to tell by" if value is None else f"{100 * value:.1f} %"

    return [
        f"Took in {figures['articles']} articles in {figures['import_seconds']} s, asked "
        f"{figures['questions']} questions, {figures['questions_without_article']} of which no "
        "article answers.",
        f"The right article is first for {percent(figures['top1'])}, among three for "
        f"{percent(figures['top3'])}.",
        f"By itself, from a confidence of {figures['threshold']} on: answers "
        f"{percent(figures['containment'])} of all, {percent(figures['precision'])} of them right.",
        f"Could answer {percent(figures['containment_at_95'])} of all at 95 % precision.",
        "Answers to questions that no article answers: "
        f"{percent(figures['false_answers'])} of these.",
        f"{figures['ms_per_question_mean']} ms a question, 95 % below "
        f"{figures['ms_per_question_p95']} ms.",
        *(
            f"After {after['confirmed']} confirmations the right one is first for "
            f"{percent(after['top1'])}; by itself answers {percent(after['containment'])}, "
            f"{percent(after['precision'])} of them right; could answer "
            f"{percent(after['containment_at_95'])} at 95 % precision; false answers "
            f"{percent(after['false_answers'])}."
            for after in figures["after_confirmations"]
        ),
    ]
