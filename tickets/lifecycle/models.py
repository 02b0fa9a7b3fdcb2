"""The ticket."""

import datetime as dt
import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from consignment.displays import display_of
from consignment.ids import new_id
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import ActorKind, Channel, Lane, Move, Party, State, Tier, Urgency
from tickets.lifecycle.facts import MOVES, OCCUPYING, STATES, Group, StateFacts, states_in
from tickets.lifecycle.triggers import TRIGGERS
from tickets.lifecycle.turn import TURN


class TicketQuerySet(models.QuerySet["Ticket"]):
    def visible_to(self, actor: Actor) -> Self:
        """Keep what ``actor`` may know of. Every door reads through this, searches included.

        Staff see every queue that is not restricted to a team of others, administrators too: who
        is to see a restricted queue joins its team.
        """
        if actor.may.reads:
            return self.filter(
                Q(queue__restricted_to=None) | Q(queue__restricted_to__in=actor.team_ids)
            )
        match actor.kind:
            case ActorKind.SYSTEM:
                return self
            case ActorKind.CUSTOMER | ActorKind.ASSISTANT if actor.user_id is not None:
                return self.filter(requester_id=actor.user_id)
            case ActorKind.GUEST | ActorKind.ASSISTANT if actor.ticket_id is not None:
                joined = Q(id=actor.ticket_id) | Q(merged_into=actor.ticket_id)
                return self.filter(joined, requester=None)
        return self.none()

    def hidden_from(self, actor: Actor) -> Self:
        """Keep what ``visible_to`` leaves out for one of the staff: others' restricted queues.

        For what names a ticket loosely, and may be about none.
        """
        restricted = self.exclude(queue__restricted_to=None)
        return restricted.exclude(queue__restricted_to__in=actor.team_ids)

    def unfinished(self) -> Self:
        return self.filter(state__in=states_in(Group.OPEN, Group.WAITING))

    def done(self) -> Self:
        return self.filter(state__in=states_in(Group.DONE))

    def unassigned(self) -> Self:
        return self.filter(state=State.NEW, assignee=None)

    def held_by(self, agent_id: int) -> Self:
        return self.filter(assignee_id=agent_id)

    def due_before(self, at: dt.datetime) -> Self:
        return self.filter(due_at__lt=at)

    def resolved_before(self, at: dt.datetime) -> Self:
        return self.filter(state=State.RESOLVED, resolved_at__lt=at)

    def of_guest(self, *emails: str) -> Self:
        """Keep what guests filed with one of ``emails``, written in lower case."""
        return self.filter(requester=None, guest_email__in=emails)

    def for_list(self) -> Self:
        """Join what a row of any list shows."""
        return self.select_related("category", "requester", "assignee__user", "queue")

    def locked(self, ticket_id: uuid.UUID) -> "Ticket":
        """Return the ticket, locked until the transaction ends.

        Raises Ticket.DoesNotExist. The one way to re-read a ticket before changing it.
        """
        return (
            self.select_related("category", "queue", "requester")
            .select_for_update(of=("self",))
            .get(id=ticket_id)
        )


class Ticket(models.Model):
    """One matter of one customer.

    ``state`` changes only through ``lifecycle.moves.move()``; a trigger in the database refuses the
    rest. Never ``refresh_from_db()`` a ticket: with a protected state it raises.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.BigIntegerField(
        _("number"),
        unique=True,
        editable=False,
        db_default=models.Func(
            models.Value("tickets_ticket_number"),
            function="nextval",
            output_field=models.BigIntegerField(),
        ),
    )
    state = FSMField(
        _("state"), max_length=24, choices=State.choices, default=State.NEW, protected=True
    )
    # ``ticket_of_customer`` begins with it.
    requester = models.ForeignKey(
        "consignment.User",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="tickets",
        verbose_name=_("customer"),
    )
    guest_email = models.EmailField(_("guest's mail address"), blank=True)
    guest_name = models.CharField(_("guest's name"), max_length=150, blank=True)
    party = models.CharField(_("side"), max_length=10, choices=Party.choices, default=Party.UNKNOWN)
    language = models.CharField(_("language"), max_length=10, default="en")
    channel = models.CharField(_("channel"), max_length=16, choices=Channel.choices)
    category = models.ForeignKey(
        "tickets.Category", models.PROTECT, related_name="tickets", verbose_name=_("category")
    )
    subject = models.CharField(_("subject"), max_length=200)
    answers = models.JSONField(_("answers to the template"), default=list, blank=True)
    follows = models.ForeignKey(
        "self",
        # The older one may be deleted when its time is over; this one stands without it.
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name=_("follows"),
        help_text=_("The closed ticket that this one goes on with."),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="merged",
        verbose_name=_("merged into"),
        help_text=_("The ticket that holds all that was said here."),
    )
    split_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="splits",
        verbose_name=_("split from"),
        help_text=_("The ticket on which its first messages were written."),
    )

    tier = models.CharField(_("tier"), max_length=8, choices=Tier.choices)
    urgency = models.CharField(_("urgency"), max_length=8, choices=Urgency.choices)
    lane = models.CharField(_("lane"), max_length=8, choices=Lane.choices, default=Lane.STANDARD)
    reasons = models.JSONField(
        _("reasons"), default=dict, blank=True, help_text=_("Why this tier, lane and policy.")
    )
    # What triage made of the message, and that its words say something else than its category.
    understood = models.JSONField(_("understood"), default=dict, blank=True)
    to_sort = models.BooleanField(_("to sort"), default=False, db_default=False)
    priority = models.PositiveSmallIntegerField(
        _("priority"), help_text=_("The line it waits in: urgent 0, VIP 1, ordinary 2.")
    )
    head_start = models.PositiveIntegerField(
        _("head start"),
        default=0,
        db_default=0,
        editable=False,
        help_text=_("Seconds by which the customer's standing brings its turn forward."),
    )
    # ``routing.order.turn`` says the same of an object.
    turn = models.GeneratedField(
        expression=TURN,
        output_field=models.BigIntegerField(),
        db_persist=True,
        verbose_name=_("turn"),
        help_text=_("Its place within the line, in microseconds since 1970."),
    )
    queue = models.ForeignKey("tickets.Queue", models.PROTECT, related_name="tickets")
    assignee = models.ForeignKey(
        "tickets.Agent",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tickets",
        verbose_name=_("agent"),
    )

    cycle = models.PositiveSmallIntegerField(
        _("cycle"), default=1, help_text=_("Raised by each reopening.")
    )
    due_at = models.DateTimeField(_("next promise due"), null=True, blank=True)
    created_at = models.DateTimeField(_("filed"))
    updated_at = models.DateTimeField(_("last change"))
    first_replied_at = models.DateTimeField(_("first reply of a person"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    reply_count = models.PositiveSmallIntegerField(_("replies of agents"), default=0)
    reply_turns = models.PositiveSmallIntegerField(
        _("turns of agents"),
        default=0,
        help_text=_("Runs of replies that no message of the customer interrupts."),
    )
    customer_spoke_last = models.BooleanField(_("the customer spoke last"), default=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        constraints = [
            models.CheckConstraint(
                condition=Q(requester__isnull=False, guest_email="")
                | Q(requester__isnull=True) & ~Q(guest_email=""),
                name="ticket_is_of_a_customer_or_of_a_guest",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.NEW) | Q(assignee__isnull=True),
                name="ticket_new_has_no_agent",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[s for s, f in STATES.items() if f.occupies_agent])
                | Q(assignee__isnull=False),
                name="ticket_under_work_has_an_agent",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.RESOLVED, State.CLOSED])
                | Q(resolved_at__isnull=False),
                name="ticket_resolved_has_a_time",
            ),
            models.CheckConstraint(condition=Q(cycle__gte=1), name="ticket_cycle_starts_at_one"),
            models.CheckConstraint(
                condition=Q(follows__isnull=True) | ~Q(follows=F("id")),
                name="ticket_does_not_follow_itself",
            ),
            models.CheckConstraint(
                condition=Q(state=State.MERGED, merged_into__isnull=False)
                | ~Q(state=State.MERGED) & Q(merged_into__isnull=True),
                name="ticket_merged_leads_on",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="ticket_is_not_merged_into_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["requester", "-created_at"], name="ticket_of_customer"),
            # Who waits, by all that decides who may take it: the first of each kind is one step.
            models.Index(
                fields=[
                    *("priority", "queue", "category", "language", "channel"),
                    *("turn", "created_at", "id"),
                ],
                name="ticket_waiting_by_kind",
                condition=Q(state=State.NEW),
            ),
            # The order of work over all that is unfinished, for the lists of the inbox.
            models.Index(
                fields=["priority", "turn", "created_at", "id"],
                name="ticket_unfinished_by_turn",
                condition=Q(state__in=states_in(Group.OPEN, Group.WAITING)),
            ),
            models.Index(
                fields=["assignee", "due_at"],
                name="ticket_of_agent",
                condition=Q(state__in=states_in(Group.OPEN, Group.WAITING)),
            ),
            # How much each agent has under work is counted with every ticket that is placed.
            models.Index(
                fields=["assignee", "channel"],
                include=["priority", "category"],
                name="ticket_in_hand",
                condition=Q(state__in=OCCUPYING),
            ),
            models.Index(
                fields=["resolved_at"], name="ticket_to_close", condition=Q(state=State.RESOLVED)
            ),
            models.Index(
                fields=["priority", "created_at"],
                name="ticket_to_sort",
                condition=Q(to_sort=True, state__in=states_in(Group.OPEN, Group.WAITING)),
            ),
            models.Index(fields=["-created_at", "-id"], name="ticket_newest_first"),
            # What the measures read by, and how a guest's tickets are found.
            models.Index(fields=["first_replied_at"], name="ticket_first_replied"),
            models.Index(fields=["resolved_at"], name="ticket_resolved"),
            models.Index(
                fields=["guest_email"], name="ticket_of_guest", condition=Q(requester=None)
            ),
            models.Index(fields=["-updated_at", "-id"], name="ticket_changed_last"),
            models.Index(
                fields=["merged_into"],
                name="ticket_merged_into",
                condition=Q(merged_into__isnull=False),
            ),
            models.Index(
                fields=["split_from"],
                name="ticket_split_from",
                condition=Q(split_from__isnull=False),
            ),
        ]
        triggers = TRIGGERS

    get_state_display = display_of("state", State)
    get_party_display = display_of("party", Party)
    get_channel_display = display_of("channel", Channel)
    get_tier_display = display_of("tier", Tier)
    get_urgency_display = display_of("urgency", Urgency)
    get_lane_display = display_of("lane", Lane)

    def __str__(self) -> str:
        return f"{self.reference} {self.subject}"

    @property
    def reference(self) -> str:
        """The number people say on the phone. It grants nothing."""
        return f"T-{self.number}"

    @property
    def facts(self) -> StateFacts:
        return STATES[State(self.state)]

    @property
    def customer_name(self) -> str:
        return str(self.requester) if self.requester_id else (self.guest_name or self.guest_email)

    @property
    def customer_email(self) -> str:
        return self.requester.email if self.requester else self.guest_email

    # Transitions set fields and nothing else. move() calls them, nobody besides.

    @transition(state, source=MOVES[Move.ASSIGN].sources, target=MOVES[Move.ASSIGN].target)
    def assign(self, *, at: dt.datetime, agent_id: int) -> None:
        self.assignee_id = agent_id

    @transition(state, source=MOVES[Move.PUT_BACK].sources, target=MOVES[Move.PUT_BACK].target)
    def put_back(self, *, at: dt.datetime) -> None:
        self.assignee = None

    @transition(
        state,
        source=MOVES[Move.WAIT_FOR_CUSTOMER].sources,
        target=MOVES[Move.WAIT_FOR_CUSTOMER].target,
    )
    def wait_for_customer(self, *, at: dt.datetime) -> None:
        pass

    @transition(
        state,
        source=MOVES[Move.WAIT_FOR_PARTNER].sources,
        target=MOVES[Move.WAIT_FOR_PARTNER].target,
    )
    def wait_for_partner(self, *, at: dt.datetime) -> None:
        pass

    @transition(state, source=MOVES[Move.RESUME].sources, target=MOVES[Move.RESUME].target)
    def resume(self, *, at: dt.datetime) -> None:
        pass

    @transition(state, source=MOVES[Move.RESOLVE].sources, target=MOVES[Move.RESOLVE].target)
    def resolve(self, *, at: dt.datetime) -> None:
        self.resolved_at = at

    @transition(state, source=MOVES[Move.REOPEN].sources, target=MOVES[Move.REOPEN].target)
    def reopen(self, *, at: dt.datetime) -> None:
        self.assignee = None
        self.resolved_at = None
        self.cycle += 1

    @transition(state, source=MOVES[Move.CLOSE].sources, target=MOVES[Move.CLOSE].target)
    def close(self, *, at: dt.datetime) -> None:
        self.closed_at = at

    @transition(state, source=MOVES[Move.WITHDRAW].sources, target=MOVES[Move.WITHDRAW].target)
    def withdraw(self, *, at: dt.datetime) -> None:
        self.closed_at = at

    @transition(state, source=MOVES[Move.MERGE].sources, target=MOVES[Move.MERGE].target)
    def merge(self, *, at: dt.datetime, into_id: uuid.UUID) -> None:
        self.merged_into_id = into_id
        self.closed_at = at
