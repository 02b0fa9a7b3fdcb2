"""What is in danger now: the promises, who holds them, what was done, and what to do next."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tickets.admin.desk.doors import DeskRequest, desk, page
from tickets.admin.desk.paging import page_number, read_page
from tickets.admin.desk.warned import Said, said
from tickets.insight.danger import Folder, InDanger, Step, in_danger, next_step
from tickets.lifecycle.actors import Actor
from tickets.sla.followed import passed

NOT_FOUND = 404

WORDS: dict[Step, str | Promise] = {
    Step.GIVE: gettext_lazy("Nobody holds it: take it, or hand it to somebody."),
    Step.HAND_OVER: gettext_lazy("%(name)s is away: hand it over."),
    Step.CHASE: gettext_lazy("%(name)s waits for a partner: chase them, and write how it stands."),
    Step.ANSWER: gettext_lazy("%(name)s has it: an answer is due. Ask, or hand it over."),
    Step.SOLVE: gettext_lazy("%(name)s has it: solve it, or write how it stands."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A promise in danger; ``next`` says what to do, ``may_take`` whether by taking it."""

    one: InDanger
    last: Said | None
    next: str
    may_take: bool


@desk
@require_GET
def danger(request: DeskRequest, by: Actor) -> HttpResponse:
    """Show what is in danger: the same few queries, however much it is."""
    at = timezone.now()
    asked = request.GET.get("view", "")
    usual = Folder.SAVE if by.may.supervises else Folder.MINE
    folder = Folder(asked) if asked in Folder.values else usual
    listed = read_page(
        in_danger(by, folder=folder, at=at), page_number(request.GET.get("page", ""))
    )
    followed = passed(clock.pk for clock in listed.rows)
    rows = [
        _row(next_step(clock), [said(one) for one in followed[clock.pk][:1]], by)
        for clock in listed.rows
    ]
    context = {"folder": folder, "folders": Folder, "listed": listed, "rows": rows}
    status = NOT_FOUND if listed.beyond_the_end else 200
    template = "admin/desk/danger/page.html"
    return page(request, template, context, title=_("In danger"), status=status)


def _row(one: InDanger, last: list[Said], by: Actor) -> Row:
    words = WORDS[one.step] % {"name": one.ticket.assignee or ""}
    may_take = one.step is Step.GIVE and by.may.works
    return Row(one, last[0] if last else None, str(words), may_take)
