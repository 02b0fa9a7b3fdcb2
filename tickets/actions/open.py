"""A customer files a ticket."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.encoding import punycode
from django.utils.translation import gettext as _

from consignment import dossier
from consignment.languages import supported
from consignment.models import User
from consignment.together import insert, together
from tickets.actions.ask_back import ask_back_locked
from tickets.actions.assign import place
from tickets.actions.book_callback import Wanted, book_locked
from tickets.actions.naming import own_named
from tickets.actions.promising import announce, choose_policy, record_mail, refresh_due
from tickets.conversation import writing
from tickets.conversation.files.attaching import attach, body_with
from tickets.conversation.files.models import Upload
from tickets.inbox import indexing
from tickets.lifecycle import configuration, history, links
from tickets.lifecycle.actors import Actor, guest
from tickets.lifecycle.choices import ActorKind, Channel, Party
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.numbering import open_number, restricted_number
from tickets.lifecycle.records import TicketEvent, TicketLink
from tickets.lifecycle.versions import version_after, version_of
from tickets.sla import clocks
from tickets.sla.models import Clock
from tickets.triage import clarifications, clarifying, classifying, lanes, standing, templates
from tickets.triage.models import Audience, Category
from tickets.triage.situations import Thing
from tickets.triage.understanding import understand

SUBJECT_LENGTH = 200
# As wide as the columns; 254 is the longest address that mail knows (RFC 5321).
MAX_EMAIL = 254
MAX_NAME = 150
PARTY_OF = {Audience.BUYERS: Party.BUYER, Audience.CONSIGNORS: Party.CONSIGNOR}


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody without a login. Nothing about them is proven but that they read this mail."""

    email: str
    name: str = ""


class GuestRefused(Exception):
    """The guest's mail address does not do; ``why`` says what to do."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class GuestLimitReached(GuestRefused):
    """Guests have filed as many requests with this address today as the desk takes."""

    # Not until when exactly: it would tell a stranger when others wrote with the address.
    wait = 3600.0
    """Seconds after which it is worth another try."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A ticket as it was written, which nobody else can have changed yet.

    ``things`` are those of the customer's own that it is about, ``version`` as
    ``lifecycle.versions`` has it.
    """

    ticket: Ticket
    things: Sequence[Thing]
    links: Sequence[TicketLink]
    clocks: Sequence[Clock]
    version: str


def open_ticket(**facts: Any) -> Ticket:
    """File a ticket as ``file`` does, for who wants no more of it than the ticket."""
    return file(**facts).ticket


@configuration.held()
def file(
    *,
    category: Category,
    body: str,
    customer: User | Guest,
    channel: Channel,
    language: str,
    at: dt.datetime,
    subject: str = "",
    answers: Mapping[str, Any] | None = None,
    party: Party | None = None,
    about: Sequence[Thing] = (),
    files: Sequence[Upload] = (),
    clarified_in: dt.timedelta | None = None,
    clarified: str = "",
    callback: Wanted | None = None,
    complete: bool = True,
    guessed: float | None = None,
) -> Filed:
    """File a ticket: message, triage, promises, a place with an agent, the receipt by mail.

    ``answers`` maps the keys of the category's questions to what was typed; ``about`` are things of
    the customer's own that no question asks for. Both are linked, and what else of theirs the
    message names. ``language`` is a BCP 47 tag; ``at`` is aware. The subject falls back on the
    first line of the message that says something. ``clarified_in`` is how long the customer took to
    answer the question ``clarified`` (its key) that was asked before sending; without it, a vague
    message from where nobody could ask is answered with one question, which goes out with the
    receipt. ``callback`` books a call with it. Without ``complete`` required answers may be left
    out, as where nobody could be asked. ``guessed``: the category is our guess, so sure (0-1).

    What is made of it is written in one statement at the end, so nothing here may read it.

    Raises TextRefused, AnswersRefused, GuestRefused, FilesRefused, CallbackRefused, NoPolicy;
    nothing is kept then.
    """
    user = customer if isinstance(customer, User) else None
    text = writing.cleaned(body_with(body, files))
    language = supported(language)
    checked = templates.check(
        category, answers or {}, user=user, language=language, complete=complete
    )
    desk = DeskSettings.current()
    understood = understand(text, chosen=category, urgent_from=desk.urgent_from)
    classified = classifying.classify(
        category,
        understood,
        urgent_from=desk.urgent_from,
        sort_from=desk.sort_from,
        guessed=guessed,
    )
    things = [*checked.things, *about]
    things += own_named(user, text, besides=things)
    lane = lanes.choose(dossier.stakes_of(things), limits=lanes.limits())
    ticket = Ticket(
        requester=user,
        party=party or PARTY_OF.get(Audience(category.audience), Party.UNKNOWN),
        language=language,
        channel=channel,
        category=category,
        subject=subject_of(subject, text),
        answers=checked.answers,
        tier=classified.tier,
        urgency=classified.urgency,
        lane=lane.lane,
        reasons={"tier": classified.reason, "lane": lane.reason},
        understood=understood.as_json() if understood else {},
        to_sort=classified.to_sort,
        priority=classifying.priority(classified.tier, lane.lane),
        queue=category.queue,
        created_at=at,
        updated_at=at,
    )
    if isinstance(customer, Guest):
        ticket.guest_email, ticket.guest_name = _checked(customer)
        _check_limit(ticket.guest_email, at=at)
    restricted = ticket.queue.restricted_to_id is not None
    ticket.number = restricted_number() if restricted else open_number()
    policy = choose_policy(ticket)
    ticket.head_start = standing.head_start(user, promised=policy.policy.first_response_within)
    by = _author(ticket, user)

    # What is refused up to here has written nothing. A savepoint is for what may be refused below.
    with transaction.atomic(savepoint=bool(files or callback)):
        with together() as rows:
            promised = clocks.start_promises(ticket, policy=policy.policy, at=at)
            ticket.due_at = clocks.earliest(promised)
            linked = links.link(ticket, things, at=at)
            message = writing.write(ticket, by=by, body=text, at=at, channel=channel)
            attach(message, files, at=at)
            history.opened(ticket, by=by, at=at, policy=policy.policy.key)
            history.received(ticket, message_id=message.id, by=by, at=at)
            indexing.begin(ticket, message.body, numbers=[thing.number for thing in things])
            asked = None
            if clarified_in is not None:
                question = clarifying.question_named(category, clarified, language=language)
                clarifications.record_answered(ticket, question, took=clarified_in, at=at)
            else:
                asked = ask_back_locked(
                    ticket, text=text, answers=answers or {}, things=things, at=at
                )
            if desk.place_by_itself:
                place(ticket, at=at, known=False)
            insert([ticket])
            told = {"question": str(asked.id)} if asked else {}
            if callback is None:
                record_mail("receipt", ticket, at=at, **told)
        version = version_after(ticket.id, rows.written(TicketEvent))
        if callback is not None:
            told["callback"] = str(book_locked(ticket, callback, by=by, at=at).id)
            refresh_due(ticket)
            ticket.save()
            record_mail("receipt", ticket, at=at, **told)
            promised, version = list(ticket.clocks.running()), version_of(ticket.id)
        announce(ticket)
    return Filed(ticket, things, linked, promised, version)


def _author(ticket: Ticket, user: User | None) -> Actor:
    if user is None:
        return guest(ticket.id, ticket.customer_name)
    return Actor(ActorKind.CUSTOMER, user_id=user.id, name=str(user))


def subject_of(subject: str, text: str) -> str:
    """Return one line of at most SUBJECT_LENGTH characters; of ``text``, without a subject."""
    lines = map(writing.one_line, [subject, *text.splitlines()])
    line = next(filter(writing.says_something, lines))
    return line if len(line) <= SUBJECT_LENGTH else line[: SUBJECT_LENGTH - 1] + "…"


def _checked(customer: Guest) -> tuple[str, str]:
    email = customer.email.strip().lower()
    if not _can_be_reached(email):
        raise GuestRefused(_("Enter a mail address like name@example.com."))
    name = writing.one_line(customer.name)[:MAX_NAME]
    return email, name if writing.says_something(name) else ""


def _check_limit(email: str, *, at: dt.datetime) -> None:
    """Raise GuestLimitReached. The words tell nothing of the address: anybody can type it."""
    since = at - dt.timedelta(days=1)
    sent = Ticket.objects.filter(requester=None, guest_email=email, created_at__gt=since).count()
    if sent >= DeskSettings.current().guest_requests_per_day:
        raise GuestLimitReached(_("That is a lot for one day. Log in, or try again later."))


def _can_be_reached(email: str) -> bool:
    """Tell whether ``email`` is one, fits, and has a host whose name can be (RFC 5891)."""
    try:
        validate_email(email)
        punycode(email.rpartition("@")[2])
    except (ValidationError, UnicodeError):
        return False
    return len(email) <= MAX_EMAIL
