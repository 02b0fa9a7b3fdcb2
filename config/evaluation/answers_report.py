"""The figures of answers on a file of JSON lines."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from config.evaluation.subject import Report
from config.evaluation.triage_report import PRECISION, routed_share
from knowledge_base.language.answering import Answer, Answerer
from knowledge_base.language.shelf import Article


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


def measured(data: Data) -> Report:
    """Tell the articles to an engine of its own, and ask it every question."""
    answerer = Answerer()
    started = time.perf_counter()
    answerer.learn(data.articles)
    answerer.settle()
    seconds = time.perf_counter() - started
    answers, took = [], []
    for question in data.questions:
        started = time.perf_counter()
        answers.append(answerer.ask(question.text, language=question.language))
        took.append(1000 * (time.perf_counter() - started))
    figures = {
        "articles": len(data.articles),
        "questions": len(data.questions),
        "questions_without_article": sum(not question.ids for question in data.questions),
        **judged(data.questions, answers),
        "threshold": answerer.threshold,
        "import_seconds": round(seconds, 2),
        "ms_per_question_mean": round(float(np.mean(took)), 3),
        "ms_per_question_p95": round(float(np.percentile(took, 95)), 3),
    }
    return Report(figures, _said(figures))


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
    ]
