"""Which tickets, in which order: closed lists of names, and words for names outside them."""

import datetime as dt
import re
from typing import Any

from django.core.exceptions import ValidationError as ValueRefused
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from django_filters.fields import IsoDateTimeField
from rest_framework.exceptions import ValidationError
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request

from consignment.numbers import Kind, canonical
from tickets.conversation.models import Message
from tickets.lifecycle.choices import Lane, State, Tier
from tickets.lifecycle.facts import Group, states_in
from tickets.lifecycle.models import Ticket, TicketQuerySet
from tickets.routing.models import Queue
from tickets.triage.models import Category

MAX_SEARCH, MAX_WORDS = 200, 8
REFERENCE = re.compile(r"(?:T-?)?([0-9]{1,18})", re.ASCII | re.IGNORECASE)


class KeyFilter(filters.ModelChoiceFilter):
    """A row by its key; a key that is none of the rows' is an error."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(to_field_name="key", **kwargs)


class MomentField(IsoDateTimeField):
    """A moment in UTC; one that is none there (9999-12-31T23:59-01:00) is no date either."""

    def to_python(self, value: Any) -> dt.datetime | None:
        moment: dt.datetime | None = super().to_python(value)
        try:
            return moment and moment.astimezone(dt.UTC)
        except OverflowError:
            raise ValueRefused(self.error_messages["invalid"], code="invalid") from None


class MomentFilter(filters.IsoDateTimeFilter):
    field_class = MomentField


class TicketFilter(filters.FilterSet):
    """What customers can narrow their list by."""

    group = filters.ChoiceFilter(
        choices=[(group.value, group.value) for group in Group],
        method="in_group",
        label="Being worked on, waiting for somebody, or done.",
    )
    state = filters.MultipleChoiceFilter(
        choices=State.choices, label="May be given several times: one of these states."
    )
    order = filters.CharFilter(
        method="about_order",
        max_length=40,
        label="About the order of this number, written in any way people write it.",
    )
    q = filters.CharFilter(
        method="with_words",
        max_length=MAX_SEARCH,
        label="Holds all of these words: in number, subject or, for customers, messages.",
    )
    category = KeyFilter(queryset=Category.objects.all(), label="The key of a category.")
    updated_since = MomentFilter(
        field_name="updated_at",
        lookup_expr="gte",
        label="Changed at or after this moment (ISO 8601; write the + of an offset as %2B).",
    )

    class Meta:
        model = Ticket
        fields: list[str] = []

    def in_group(self, tickets: TicketQuerySet, name: str, value: str) -> TicketQuerySet:
        return tickets.filter(state__in=states_in(Group(value)))

    def about_order(self, tickets: TicketQuerySet, name: str, value: str) -> TicketQuerySet:
        return tickets.filter(links__order__number=canonical(value, Kind.ORDER) or "")

    def with_words(self, tickets: TicketQuerySet, name: str, value: str) -> TicketQuerySet:
        """Keep what holds every word. Customers' messages are few; of all they are too many."""
        for word in value.replace("\x00", "").split()[:MAX_WORDS]:
            holds = Q(subject__icontains=word)
            if number := REFERENCE.fullmatch(word):
                holds |= Q(number=int(number[1]))
            if self.request.parser_context["view"].actor.is_customer:
                said = Message.objects.filter(ticket=OuterRef("pk"), body__icontains=word)
                holds |= Q(Exists(said))
            tickets = tickets.filter(holds)
        return tickets


class StaffTicketFilter(TicketFilter):
    """What the staff can narrow the list by besides."""

    lane = filters.ChoiceFilter(choices=Lane.choices, label="Staff only.")
    tier = filters.ChoiceFilter(choices=Tier.choices, label="Staff only.")
    queue = KeyFilter(queryset=Queue.objects.all(), label="Staff only: the key of a queue.")
    # Not a BooleanFilter, which takes any other word for none at all.
    mine = filters.ChoiceFilter(
        choices=[("true", "true"), ("false", "false")],
        method="held_by_me",
        label="Staff only: those that I hold, or those that I do not.",
    )

    def held_by_me(self, tickets: TicketQuerySet, name: str, value: str) -> TicketQuerySet:
        agent_id = self.request.parser_context["view"].actor.agent_id
        held = Q(assignee=agent_id)
        return tickets.filter(held if value == "true" else ~held)


class StrictFilters(filters.DjangoFilterBackend):
    """Refuse a name that is no filter: a slip of the pen must not answer with everything."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> Any:
        paging = view.paginator
        known = {
            *self.get_filterset_class(view, queryset).get_filters(),
            StrictOrdering.ordering_param,
            paging.cursor_query_param,
            paging.page_size_query_param,
        }
        if unknown := request.query_params.keys() - known:
            why = _("There is no such filter.")
            raise ValidationError(dict.fromkeys(sorted(unknown), why), code="unknown")
        return super().filter_queryset(request, queryset, view)


class StrictOrdering(OrderingFilter):
    """One key of the view's ``ordering_fields``, up or down; the id breaks ties."""

    def get_ordering(self, request: Request, queryset: Any, view: Any) -> tuple[str, ...] | None:
        wanted = request.query_params.get(self.ordering_param)
        if wanted is None:
            return tuple(view.ordering)
        if wanted not in self._choices(view):
            why = _("Order by one of these: %(keys)s.") % {"keys": ", ".join(self._choices(view))}
            raise ValidationError({self.ordering_param: why}, code="unknown")
        return wanted, "-id" if wanted.startswith("-") else "id"

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {
                "name": self.ordering_param,
                "in": "query",
                "required": False,
                "description": "The order of the list; “-” is downward.",
                "schema": {
                    "type": "string",
                    "enum": self._choices(view),
                    "default": view.ordering[0],
                },
            }
        ]

    @staticmethod
    def _choices(view: Any) -> list[str]:
        return [f"{sign}{key}" for key in view.ordering_fields for sign in ("-", "")]
