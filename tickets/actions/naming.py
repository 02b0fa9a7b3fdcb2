"""What of the customer's own a text names: it is what the ticket is about."""

import datetime as dt
from collections.abc import Iterable, Sequence

from consignment import dossier, numbers
from consignment.models import User
from consignment.numbers import Kind
from tickets.actions.promising import choose_policy
from tickets.inbox import indexing
from tickets.lifecycle import history, linked, links
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Lane, Tier
from tickets.lifecycle.models import Ticket
from tickets.sla import clocks
from tickets.triage import classifying, lanes
from tickets.triage.situations import Thing

MOST_THINGS = 5
"""How many things that a text names are looked up."""

Number = tuple[Kind, str]


def own_named(
    person: User | None,
    text: str,
    *,
    said: Iterable[Number] = (),
    besides: Iterable[Thing] = (),
) -> list[Thing]:
    """Return the things of ``person`` that ``said`` and ``text`` name, without those known already.

    What is somebody else's is as if it were not there. One query a thing, three more an order,
    which comes with its parts.
    """
    if person is None:
        return []
    mentioned = [(mention.kind, mention.number) for mention in numbers.mentions(text)]
    known = {thing.number for thing in besides}
    wanted = dict.fromkeys([*said, *mentioned][:MOST_THINGS])
    found = [
        dossier.find_named(person, kind, number) for kind, number in wanted if number not in known
    ]
    return [thing for thing in found if thing is not None]


def link_named(ticket: Ticket, text: str, *, by: Actor, at: dt.datetime) -> Sequence[Thing]:
    """Tie what ``text`` names of the customer's own to ``ticket``; return what is new.

    Caller holds the ticket lock, and saves. Raises NoPolicy.
    """
    before = linked.own_things(ticket)
    new = own_named(ticket.requester, text, besides=before)
    if not new:
        return new
    tie(ticket, new, before=before, by=by, at=at)
    return new


def tie(
    ticket: Ticket, new: Sequence[Thing], *, before: Sequence[Thing], by: Actor, at: dt.datetime
) -> None:
    """Link ``new`` besides what the ticket is about already. Caller holds the lock, and saves.

    More money at stake moves it to the VIP lane, and its open promises along; nothing moves it
    back. Raises NoPolicy.
    """
    links.link(ticket, new, at=at)
    indexing.linked(ticket, [thing.number for thing in new])
    history.linked(ticket, numbers=[thing.number for thing in new], by=by, at=at)
    choice = lanes.choose(dossier.stakes_of([*before, *new]), limits=lanes.limits())
    if choice.lane is Lane.VIP and ticket.lane != Lane.VIP:
        ticket.lane = choice.lane
        ticket.priority = classifying.priority(Tier(ticket.tier), choice.lane)
        ticket.reasons = {**ticket.reasons, "lane": choice.reason}
        policy = choose_policy(ticket).policy
        clocks.retarget(ticket, policy=policy, at=at, reason=choice.reason)
