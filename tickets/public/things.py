"""The order, item, consignment or payout beside a conversation, as it stands now."""

from dataclasses import dataclass
from functools import singledispatch

from django.utils.formats import date_format
from django.utils.functional import Promise as LazyText
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from consignment.models import Consignment, Item, Order, OrderLine, Payout
from consignment.models.goods import ItemState
from knowledge_base.templatetags.site import moment
from tickets.lifecycle.choices import ThingKind
from tickets.lifecycle.models import Ticket
from tickets.triage.models import FieldKind
from tickets.triage.templates import FIND

Text = str | LazyText
Fact = tuple[str, object]
Facts = tuple[str, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class Thing:
    """What a ticket is about; ``facts`` are pairs of a word and what it says."""

    kind: Text
    number: str
    title: str
    facts: tuple[Fact, ...]


def things_of(ticket: Ticket) -> list[Thing]:
    """Return what ``ticket`` is about and its customer owns.

    Each is found anew among the customer's own, so a link that the desk made to somebody else's
    thing stays the desk's. A guest owns nothing that is proven. One query, and two for a thing.
    """
    if ticket.requester is None:
        return []
    shown = []
    for link in ticket.links.order_by("id"):
        thing = FIND[FieldKind(link.kind)](ticket.requester, link.snapshot["number"])
        if thing is not None:
            title, facts = _facts(thing)
            shown.append(Thing(ThingKind(link.kind).label, thing.number, title, facts))
    return shown


@singledispatch
def _facts(thing: object) -> Facts:
    raise TypeError(f"Nothing is known of {thing!r}.")


@_facts.register
def _of_order(order: Order) -> Facts:
    lines = OrderLine.objects.filter(order=order).with_items()
    title = Truncator(", ".join(line.item.title for line in lines)).chars(120)
    facts: list[Fact] = [
        (_("State"), Order.State(order.state).label),
        (_("Total"), order.total),
        (_("Ordered"), moment(order.placed_at, "date")),
    ]
    if order.ship_by:
        facts.append((_("Promised to ship by"), moment(order.ship_by, "date")))
    if order.return_until:
        facts.append((_("Can be returned until"), moment(order.return_until, "date")))
    return title, tuple(facts)


@_facts.register
def _of_item(item: Item) -> Facts:
    return item.title, (
        (_("State"), ItemState(item.state).label),
        (_("Price"), item.price),
        (_("Consignment"), item.consignment.number),
    )


@_facts.register
def _of_consignment(consignment: Consignment) -> Facts:
    return "", ((_("Received"), moment(consignment.received_at, "date")),)


@_facts.register
def _of_payout(payout: Payout) -> Facts:
    state = _("On hold") if payout.is_held else Payout.State(payout.state).label
    facts: list[Fact] = [(_("State"), state), (_("Amount"), payout.amount)]
    if payout.due_on:
        facts.append((_("Due on"), date_format(payout.due_on, _("j M Y"))))
    return payout.item.title, tuple(facts)
