"""Answers as a subject: the desk's own answering engine, told the caller's articles."""

from collections.abc import Mapping, Sequence
from typing import Any

from config.evaluation.answers_report import Data, Question, measured
from config.evaluation.subject import (
    InputRefused,
    Line,
    Operation,
    Report,
    list_of,
    objects_of,
    text_of,
)
from knowledge_base.language.answering import Answer, Answerer, UnknownArticleError
from knowledge_base.language.shelf import Article

ROUNDED = 6
LONGEST_QUESTION = 20_000
LONGEST_ARTICLE = 1_000_000
NOTHING_KNOWN = 'Send {"op": "import", "articles": [...]} first.'


class Answers:
    """Knows the articles it was sent and what was confirmed; touches no database."""

    def __init__(self) -> None:
        self._answerer = Answerer()
        self.operations: Mapping[str, Operation] = {
            "import": self.take_in,
            "ask": self.ask,
            "confirm": self.confirm,
        }

    def take_in(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Know ``articles``, each instead of one with the same id that was sent before. All of them
        or none.
        """
        articles: dict[str, Article] = {}
        for index, row in enumerate(objects_of(request, "articles")):
            try:
                article = article_of(row)
                if article.id in articles:
                    raise InputRefused(f'the id "{article.id}" stands twice: send it once.')
            except InputRefused as refused:
                raise InputRefused(f'"articles"[{index}]: {refused.why}') from refused
            articles[article.id] = article
        self._answerer.learn(articles.values())
        self._answerer.settle()
        return {"ok": True, "articles": len(articles), "known": len(self._answerer)}

    def ask(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the best articles, and whether the first is sure enough to be said."""
        if not len(self._answerer):
            raise InputRefused(NOTHING_KNOWN)
        language = text_of(request, "lang", required=False)
        return reply_of(self._answerer.ask(question_of(request), language=language))

    def confirm(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Take the question as one more example of the article; the next question profits.

        An ``id`` of null says that no article answers it.
        """
        text = question_of(request)
        if not len(self._answerer):
            raise InputRefused(NOTHING_KNOWN)
        if "id" in request and request["id"] is None:
            self._answerer.deny(text)
            return {"ok": True}
        key = text_of(request, "id")
        try:
            self._answerer.confirm(text, key)
        except UnknownArticleError as unknown:
            raise InputRefused(f'There is no article with the id "{key}".') from unknown
        return {"ok": True}

    def evaluate(self, lines: Sequence[Line]) -> Report:
        return measured(data_of(lines))

    def close(self) -> None:
        self._answerer = Answerer()


def reply_of(answer: Answer) -> Mapping[str, Any]:
    reply: dict[str, Any] = {
        "answered": answer.answered,
        "id": answer.id,
        "ranked": [one.id for one in answer.ranked],
        "confidence": round(answer.confidence, ROUNDED),
    }
    if answer.other_language:
        reply["note"] = "No article is in the language of this question."
    return reply


def question_of(row: Mapping[str, Any]) -> str:
    """Return the question in ``text``. Raises InputRefused."""
    text = text_of(row)
    if len(text) > LONGEST_QUESTION:
        raise InputRefused(
            f'"text" has {len(text)} characters: send a question of {LONGEST_QUESTION} at most.'
        )
    return text


def article_of(row: Mapping[str, Any]) -> Article:
    """Return the article that ``row`` says. Raises InputRefused."""
    title, body = text_of(row, "title", required=False), text_of(row, "body", required=False)
    examples = list_of(row, "examples") if row.get("examples") is not None else []
    for index, example in enumerate(examples):
        if not isinstance(example, str):
            raise InputRefused(f'"examples"[{index}] must be a string.')
    if len(body) > LONGEST_ARTICLE:
        raise InputRefused(f'"body" has more than {LONGEST_ARTICLE} characters.')
    if not any(text.strip() for text in (title, body, *examples)):
        raise InputRefused('An article needs a "title", a "body" or "examples".')
    return Article(text_of(row, "id"), title, body, examples, text_of(row, "lang", required=False))


def data_of(lines: Sequence[Line]) -> Data:
    """Return what ``lines`` say. Raises InputRefused, naming the first line that does not do.

    What is ``confirmed`` is told once all other questions were asked, and these are asked again.
    """
    articles: dict[str, Article] = {}
    questions: list[Question] = []
    confirmed: list[Question] = []
    named: list[tuple[int, str]] = []
    for line in lines:
        try:
            if "ids" in line.row:
                ids = list_of(line.row, "ids")
                if not all(isinstance(key, str) for key in ids):
                    raise InputRefused('"ids" must hold strings.')
                language = text_of(line.row, "lang", required=False)
                side = confirmed if line.row.get("confirmed") else questions
                side.append(Question(question_of(line.row), frozenset(ids), language))
                named.extend((line.number, key) for key in ids)
                continue
            article = article_of(line.row)
        except InputRefused as refused:
            raise InputRefused(f"line {line.number}: {refused.why}") from refused
        if article.id in articles:
            raise InputRefused(f'line {line.number}: the id "{article.id}" stands twice.')
        articles[article.id] = article
    for number, key in named:
        if key not in articles:
            raise InputRefused(f'line {number}: there is no article with the id "{key}".')
    if not articles or not questions:
        raise InputRefused(
            'The file needs articles ({"id", "title", "body", "examples", "lang"}) and questions '
            '({"text", "ids"}), one a line. A question with "confirmed": true is told after these.'
        )
    return Data(list(articles.values()), questions, confirmed)
