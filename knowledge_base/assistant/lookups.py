"""How a thing of the customer's stands, in sentences for them, with what they can do next.

Nothing here decides, and nothing names another person: of a hold is told that there is one, never
why, since its reason may name the other party of a dispute. What was decided on money is for
people to say (``Looked.for_people``).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from consignment.deadlines import UNDER_WAY, Deadline, DeadlineKind, deadlines_of
from consignment.models import Item, Order, Payout, Shipment
from consignment.models.goods import ItemState
from consignment.models.orders import ORDER_FACTS
from knowledge_base.assistant.choosing import Thing, title_of
from knowledge_base.assistant.intents import Topic
from knowledge_base.assistant.replies import Action, ActionKind

TITLE = 60


@dataclass(frozen=True, slots=True)
class Looked:
    """``amiss``: a promise was not kept or something is wrong. ``for_people``: the rest of it is
    a decision, which only a person tells."""

    sentences: tuple[str, ...]
    actions: tuple[Action, ...] = ()
    amiss: bool = False
    for_people: bool = False

    @property
    def words(self) -> str:
        # Sentences of Chinese end with their own mark and stand without a blank between.
        parts = [sentence.strip() for sentence in self.sentences if sentence]
        return "".join(
            part if part.endswith("。") or at == len(parts) - 1 else f"{part} "
            for at, part in enumerate(parts)
        )


def look_up(thing: Thing, topic: Topic, *, zone: dt.tzinfo, at: dt.datetime) -> Looked:
    """Return how ``thing`` stands ``at``, in the active language; days are those of ``zone``.

    An order comes with lines, shipments and returns, as ``choosing`` gives it.
    """
    look = _Look(zone, at, tuple(deadlines_of(thing, at=at, zone=zone)))
    match thing:
        case Order():
            return look.order(thing, topic)
        case Payout():
            return look.payout(thing, topic)
        case _:
            return look.item(thing)


def together(looks: Sequence[Looked]) -> Looked:
    """Return all of ``looks`` as one, each offer once."""
    return Looked(
        tuple(sentence for one in looks for sentence in one.sentences),
        tuple(action for one in looks for action in one.actions),
        amiss=any(one.amiss for one in looks),
        for_people=any(one.for_people for one in looks),
    )


def words_of_choice(thing: Thing) -> str:
    """Return by what its owner knows ``thing``, to choose it by."""
    match thing:
        case Order():
            state = str(Order.State(thing.state).label)
        case Payout():
            state = str(_("On hold") if thing.is_held else Payout.State(thing.state).label)
        case _:
            state = str(ItemState(thing.state).label)
    title = Truncator(title_of(thing)).chars(TITLE)
    return " · ".join(part for part in (title, state, thing.number) if part)


def zone_of(name: str) -> dt.tzinfo:
    """Return the zone that a person's ``time_zone`` names."""
    return ZoneInfo(name)


@dataclass(frozen=True, slots=True)
class _Look:
    zone: dt.tzinfo
    at: dt.datetime
    deadlines: tuple[Deadline, ...] = field(default=())

    # --- Orders -----------------------------------------------------------------------------------

    def order(self, order: Order, topic: Topic) -> Looked:
        if order.state == Order.State.REFUNDED:
            return Looked(
                (self._says(_("A person tells you how order %(thing)s stands."), order),),
                for_people=True,
            )
        if topic == Topic.RETURN:
            return self._return(order)
        if topic == Topic.ADDRESS:
            return self._address(order)
        if topic == Topic.CANCEL and order.state != Order.State.CANCELLED:
            return self._cancel(order)
        match order.state:
            case Order.State.PENDING:
                return Looked(
                    (
                        self._says(_("Order %(thing)s is waiting for your payment."), order),
                        _("We ship it once the payment has arrived."),
                    )
                )
            case Order.State.CANCELLED:
                return Looked((self._says(_("Order %(thing)s was cancelled."), order),))
        return self._to_ship(order) if ORDER_FACTS[order.state].to_ship else self._sent(order)

    def _to_ship(self, order: Order) -> Looked:
        late = order.ships_late(at=self.at)
        sentences = [
            self._says(_("Order %(thing)s is paid and has not shipped yet."), order),
            self._deadline(DeadlineKind.SHIP_BY),
        ]
        if not late:
            return Looked(tuple(sentences), (_act(ActionKind.CHANGE_ADDRESS, order),))
        sentences.append(_("I am sorry: that promise was not kept. You can have it chased now."))
        return Looked(
            tuple(sentences),
            (_act(ActionKind.CHASE_SHIPMENT, order), _act(ActionKind.AFTER_SALES, order)),
            amiss=True,
        )

    def _sent(self, order: Order) -> Looked:
        parcels = list(order.shipments.all())
        lost = any(parcel.state == Shipment.State.LOST for parcel in parcels)
        late = any(parcel.is_late(at=self.at) and not _has_come(parcel) for parcel in parcels)
        first = {
            Order.State.SHIPPED: _("Order %(thing)s has shipped."),
            Order.State.DELIVERED: _("Order %(thing)s was delivered."),
            Order.State.COMPLETED: _("Order %(thing)s was delivered and is complete."),
        }[Order.State(order.state)]
        sentences = [self._says(first, order), *map(self._parcel, parcels)]
        sentences.append(self._deadline(DeadlineKind.DELIVERY_EXPECTED))
        if late:
            sentences.append(_("I am sorry that it is late. You can have it looked for now."))
            actions = [_act(ActionKind.AFTER_SALES, order), _act(ActionKind.CHASE_SHIPMENT, order)]
        else:
            sentences.append(self._deadline(DeadlineKind.RETURN_UNTIL))
            arrived = order.state != Order.State.SHIPPED
            actions = [_act(ActionKind.AFTER_SALES, order)] if arrived else []
        return Looked(tuple(sentences), tuple(actions), amiss=late or lost, for_people=lost)

    def _parcel(self, parcel: Shipment) -> str:
        facts = {"courier": parcel.courier or _("the courier"), "number": parcel.tracking_number}
        if parcel.state == Shipment.State.PREPARING:
            return _("A parcel is being prepared.")
        if _has_come(parcel):
            if parcel.delivered_at is None:
                return ""
            when = self._day(parcel.delivered_at)
            return _("It was delivered on %(when)s.") % {"when": when}
        if parcel.state == Shipment.State.LOST:
            return _("The parcel with %(courier)s is reported as lost.") % facts
        if parcel.state == Shipment.State.RETURNED:
            return _("The parcel with %(courier)s came back to us.") % facts
        if parcel.tracking_number:
            return _("It is on its way with %(courier)s, tracking number %(number)s.") % facts
        return _("It is on its way with %(courier)s.") % facts

    def _return(self, order: Order) -> Looked:
        if any(request.state in UNDER_WAY for request in order.returns.all()):
            asked = _("A return of order %(thing)s has been asked for; a person tells you more.")
            return Looked((self._says(asked, order),), for_people=True)
        until = self._one(DeadlineKind.RETURN_UNTIL)
        if until is None:
            waits = order.state in {Order.State.PENDING, Order.State.PAID, Order.State.SHIPPED}
            words = (
                _("The return window of order %(thing)s opens when it has been delivered.")
                if waits
                else _("For order %(thing)s no return window is open.")
            )
            return Looked((self._says(words, order),), (Action(ActionKind.PERSON),))
        about = self._says(_("This is about order %(thing)s."), order)
        next_step = ActionKind.PERSON if until.passed else ActionKind.AFTER_SALES
        return Looked(
            (about, self._deadline(DeadlineKind.RETURN_UNTIL)),
            (_act(next_step, order),),
        )

    def _address(self, order: Order) -> Looked:
        if ORDER_FACTS[order.state].to_ship or order.state == Order.State.PENDING:
            words = _("Order %(thing)s has not shipped yet: ask for another address here.")
            return Looked((self._says(words, order),), (_act(ActionKind.CHANGE_ADDRESS, order),))
        words = _("Order %(thing)s has left us, so its address cannot be changed here.")
        return Looked((self._says(words, order),), (_act(ActionKind.PERSON, order),))

    def _cancel(self, order: Order) -> Looked:
        ask = (_act(ActionKind.AFTER_SALES, order),)
        if ORDER_FACTS[order.state].to_ship or order.state == Order.State.PENDING:
            words = _("Order %(thing)s has not shipped yet: ask here to have it cancelled.")
            return Looked((self._says(words, order),), ask)
        words = _("Order %(thing)s has left us, so it cannot be cancelled any more.")
        back = self._deadline(DeadlineKind.RETURN_UNTIL)
        return Looked((self._says(words, order), back), ask)

    # --- Payouts and items ------------------------------------------------------------------------

    def payout(self, payout: Payout, topic: Topic) -> Looked:
        ask = (_act(ActionKind.PAYOUT_QUESTION, payout),)
        if payout.state == Payout.State.CANCELLED:
            words = _("A person tells you how payout %(thing)s stands.")
            return Looked((self._says(words, payout),), ask, amiss=True, for_people=True)
        if payout.state == Payout.State.PAID:
            words = self._says(_("Payout %(thing)s has left us."), payout)
            paid = _("It was paid on %(when)s; the bank may need some days.")
            when = self._day(payout.paid_at) if payout.paid_at else ""
            return Looked((words, paid % {"when": when} if when else ""), ask)
        if payout.held_at is not None:
            words = _("Payout %(thing)s is on hold while a question about the sale is settled.")
            since = _("It has been since %(when)s, and nothing is paid until then.")
            return Looked(
                (
                    self._says(words, payout),
                    since % {"when": self._day(payout.held_at)},
                    _("A person can tell you what is asked and what you can do."),
                ),
                ask,
                amiss=True,
            )
        not_held = (
            self._says(_("Payout %(thing)s is not on hold."), payout) if topic == Topic.HOLD else ""
        )
        if payout.state == Payout.State.FAILED:
            words = _("The bank sent payout %(thing)s back. Please have your bank details checked.")
            return Looked((self._says(words, payout),), ask, amiss=True)
        due = self._one(DeadlineKind.PAYOUT_EXPECTED)
        if due is None:
            words = _("Payout %(thing)s is being prepared; it has no date yet.")
            return Looked((not_held, self._says(words, payout)), ask)
        about = not_held or self._says(_("This is about payout %(thing)s."), payout)
        late = _("I am sorry: that day has passed. You can ask about it now.") if due.passed else ""
        return Looked(
            (about, self._deadline(DeadlineKind.PAYOUT_EXPECTED), late), ask, amiss=due.passed
        )

    def item(self, item: Item) -> Looked:
        sentence = {
            ItemState.RECEIVED: _("Item %(thing)s is with us and waits for its review."),
            ItemState.IN_REVIEW: _("Item %(thing)s is in review with our authenticators."),
            ItemState.LISTED: _("Item %(thing)s is listed for sale."),
            ItemState.RESERVED: _("Item %(thing)s is reserved: a payment is under way."),
            ItemState.SOLD: _("Item %(thing)s is sold."),
            ItemState.SETTLED: _("Item %(thing)s is sold and settled."),
            ItemState.REJECTED: _("Item %(thing)s was not accepted for sale."),
            ItemState.RETURNED: _("Item %(thing)s was sent back to you."),
        }[ItemState(item.state)]
        return Looked((self._says(sentence, item),), (_act(ActionKind.ITEM_QUESTION, item),))

    # --- Words ------------------------------------------------------------------------------------

    def _says(self, sentence: str, thing: Thing) -> str:
        title = Truncator(title_of(thing)).chars(TITLE)
        name = f"{thing.number} ({title})" if title else thing.number
        return sentence % {"thing": name}

    def _one(self, kind: DeadlineKind) -> Deadline | None:
        return next((deadline for deadline in self.deadlines if deadline.kind == kind), None)

    def _deadline(self, kind: DeadlineKind) -> str:
        deadline = self._one(kind)
        return str(deadline.words) % {"when": self._day(deadline.at)} if deadline else ""

    def _day(self, moment: dt.datetime) -> str:
        return date_format(moment.astimezone(self.zone), "DATE_FORMAT")


def _act(kind: ActionKind, thing: Thing) -> Action:
    about = {str(thing._meta.model_name): thing.number}
    if isinstance(thing, Payout):
        about["item"] = thing.item.number
    return Action(kind, about)


def _has_come(parcel: Shipment) -> bool:
    return parcel.delivered_at is not None or parcel.state == Shipment.State.DELIVERED
