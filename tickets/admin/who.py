"""Who acts in a request, read once."""

from django.http import HttpRequest

from tickets.lifecycle.actors import Actor
from tickets.staff.actors import actor_of

KEPT = "_desk_actor"


def who(request: HttpRequest) -> Actor:
    """Return the actor of ``request``; the sidebar, the door and the view all ask."""
    actor: Actor | None = getattr(request, KEPT, None)
    if actor is None:
        actor = actor_of(request.user)
        setattr(request, KEPT, actor)
    return actor
