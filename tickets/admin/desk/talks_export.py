"""Talks with the assistant to take away: what the list shows, turn by turn, as CSV or JSON."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from knowledge_base.assistant.exporting import plain
from knowledge_base.assistant.models import Dialogue, Turn
from tickets.admin.desk.dashboard.export import streamed, streamed_csv
from tickets.admin.desk.doors import DeskRequest, desk, for_editors
from tickets.admin.desk.talks import AskedForm
from tickets.insight.talks import found, visible_talks
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.desk import DeskSettings

AT_ONCE = 200


@desk
@for_editors
@require_GET
def talk_export(request: DeskRequest, by: Actor) -> StreamingHttpResponse:
    """Give the talks that the list would show to its reader, the latest first.

    ``format``: ``csv``, a line a turn; or ``json``, a talk with its turns each. Raises Http404.
    """
    at = timezone.now()
    open_for = dt.timedelta(hours=DeskSettings.current().talk_hours)
    talks = found(visible_talks(by), AskedForm(request.GET).wanted, at=at, open_for=open_for)
    talks = talks.newest_first().select_related("person").defer("memory")
    rows = talks.prefetch_related(Prefetch("turns", Turn.objects.order_by("number")))
    match request.GET.get("format", "csv"):
        case "csv":
            head = [
                *(_("Talk"), _("Customer"), _("Language"), _("Number"), _("At"), _("Message")),
                *(_("Kind of reply"), _("Reply"), _("Why"), _("How sure"), _("Did it help?")),
            ]
            return streamed_csv(request, "talks", head, _lines(rows))
        case "json":
            parts = _json(rows)
            return streamed(request, "talks.json", parts, content_type="application/json")
    raise Http404


def _lines(talks: QuerySet[Dialogue]) -> Iterator[list[Any]]:
    for talk in talks.iterator(chunk_size=AT_ONCE):
        who = str(talk.person) if talk.person else _("Guest")
        for turn in talk.turns.all():
            helpful = "" if turn.helpful is None else str(turn.helpful).lower()
            said = [turn.number, turn.at.isoformat(), turn.text, turn.kind, turn.words, turn.why]
            yield [str(talk.id), who, talk.language, *said, turn.confidence, helpful]


def _json(talks: QuerySet[Dialogue]) -> Iterator[str]:
    before = "[\n"
    for talk in talks.iterator(chunk_size=AT_ONCE):
        told = plain(talk, talk.turns.all()) | {"customer": str(talk.person or "")}
        for row, turn in zip(told["turns"], talk.turns.all(), strict=True):
            row |= {"why": turn.why, "confidence": turn.confidence}
        yield before + json.dumps(told, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
