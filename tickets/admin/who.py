"""Who acts in a request, read once."""

from django.http import HttpRequest

from tickets.changes.reading import Reader
from tickets.inbox.counting import COUNTED, Count
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket
from tickets.staff.actors import actor_of

KEPT = "_desk_actor"
WAITING = "_desk_waiting"


def who(request: HttpRequest) -> Actor:
    """Return the actor of ``request``; the sidebar, the door and the view all ask."""
    actor: Actor | None = getattr(request, KEPT, None)
    if actor is None:
        actor = actor_of(request.user)
        setattr(request, KEPT, actor)
    return actor


def reader_of(request: HttpRequest) -> Reader:
    """Return whose own, and which teams', of the changes that are kept there is to read."""
    by = who(request)
    return Reader(by.agent_id, frozenset(by.team_ids))


def keep_waiting(request: HttpRequest, count: Count) -> None:
    """Remember what a view has counted anyway, for the menu beside it."""
    setattr(request, WAITING, count)


def is_counted(request: HttpRequest) -> bool:
    """Tell whether a view has counted what waits, so that ``waiting`` costs nothing."""
    return hasattr(request, WAITING)


def waiting(request: HttpRequest) -> Count:
    """Return how many tickets wait for anybody; counted up to where it still says something."""
    known: Count | None = getattr(request, WAITING, None)
    if known is None:
        tickets = Ticket.objects.visible_to(who(request)).unassigned()
        number = tickets.values("pk")[: COUNTED + 1].count()
        known = Count(min(number, COUNTED), number > COUNTED)
    return known
