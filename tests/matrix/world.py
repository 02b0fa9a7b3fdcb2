"""A small world in which every address leads somewhere, and the callers who live in it."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.http import SimpleCookie
from django.test import Client
from django.utils import timezone

from consignment.models import User
from knowledge_base.articles.models import Article
from knowledge_base.assistant import turns
from knowledge_base.assistant.models import Dialogue
from knowledge_base.proposals.models import ArticleProposal
from tests.conversation.files.sending import sent
from tests.factories.desk import AgentFactory, Desk, make_desk, open_ticket, ticket_in
from tests.factories.knowledge import ArticleFactory
from tests.factories.levels import propose_level
from tests.factories.trade import (
    BuyerFactory,
    ConsignorFactory,
    ItemFactory,
    OrderFactory,
    PayoutFactory,
)
from tests.factories.wishes import propose_to_product
from tests.matrix.table import Caller
from tickets.actions import bulk, retarget_open
from tickets.actions.book_callback import Wanted, book_callback
from tickets.actions.callback_slots import offered
from tickets.actions.close import close
from tickets.actions.coach import coach
from tickets.actions.hold import Letter, hold
from tickets.actions.open import Guest
from tickets.actions.rate import rate
from tickets.actions.receive import receive
from tickets.actions.review import write_review
from tickets.changes.reading import Asked, page_of
from tickets.changes.tracking import TRACKED, recorded
from tickets.conversation.canned import CannedReply
from tickets.conversation.files.owners import holder_of
from tickets.inbox.models import BulkAction, Sharing
from tickets.inbox.views import View, save
from tickets.lifecycle import guests
from tickets.lifecycle.actors import SYSTEM, guest
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.models import Ticket
from tickets.satisfaction import surveys
from tickets.satisfaction.models import Cause, Review
from tickets.sla.choices import ClockKind, Consequence
from tickets.sla.models import Alert, Calendar, Outcome, Policy, WarningAct
from tickets.sla.touching import open_kinds
from tickets.staff.actors import actor_of
from tickets.staff.models import Presence
from tickets.triage.models import Category

# In a queue that is restricted to the security team.
RESTRICTED: dict[str, Any] = {
    "category": "account-security",
    "body": "Somebody changed my password.",
    "answers": {"seen": "A mail about it, last night."},
}


@dataclass(frozen=True)
class World:
    things: dict[str, dict[str, Any]]
    cookies: dict[Caller, SimpleCookie]
    headers: dict[Caller, dict[str, str]]

    def client(self, caller: Caller) -> Client:
        """Return a fresh browser of ``caller``, logged in as far as they can be."""
        client = Client(headers=self.headers.get(caller))
        client.cookies = SimpleCookie(self.cookies[caller].output(header="", sep=";"))
        return client

    def blanks(self, of: str) -> dict[str, Any]:
        """Return what fills the blanks of an address that is about ``of``."""
        filled: dict[str, Any] = {}
        for part in of.split("+"):
            filled |= self.things[part]
        return filled


def make_world() -> World:
    """Make it, in the present time; nothing is placed by itself."""
    desk = make_desk()
    elsewhere = AgentFactory.create(presence=Presence.AWAY).user
    owner = BuyerFactory.create().user
    consignor = ConsignorFactory.create()
    tickets = _tickets(desk, owner)
    secret = guests.make(tickets["guests"], at=timezone.now())
    people = {
        Caller.OWNER: owner,
        Caller.OTHER: BuyerFactory.create().user,
        Caller.CONSIGNOR: consignor.user,
        Caller.AGENT: desk.agent.user,
        Caller.ELSEWHERE: elsewhere,
        Caller.SUPERVISOR: desk.supervisor.user,
        Caller.EDITOR: AgentFactory.create(editor=True).user,
        Caller.ADMINISTRATOR: AgentFactory.create(administrator=True, skilled=True).user,
        Caller.READER: AgentFactory.create(reader=True, skilled=True).user,
    }
    item = ItemFactory.create(consignment__consignor=consignor, sold=True)
    order = OrderFactory.create(buyer=owner.buyer, items=[item], paid=True)
    for_everybody, for_buyers = ArticleFactory.create(), ArticleFactory.create(for_buyers=True)
    called = _called(tickets["called"])
    due, written = Review.objects.filter(rating__ticket__requester=owner).order_by("id")
    write_review(
        written.id,
        by=desk.agent_actor,
        cause=Cause.SLOW,
        what_happened="Nobody was there.",
        what_is_done="Somebody is.",
        at=timezone.now(),
    )
    return World(
        things={
            "-": {},
            "measure": {"key": "satisfaction"},
            "any": {
                **dict.fromkeys(
                    [
                        "id",
                        "object_id",
                        "content_type_id",
                        "app_label",
                        "url",
                        "key",
                        "alert_id",
                        "calendar_id",
                        "category_id",
                        "coaching_id",
                    ],
                    1,
                ),
                "run_id": uuid.uuid4(),
                "callback_id": uuid.uuid4(),
            },
            **{name: {"ticket_id": ticket.id} for name, ticket in tickets.items()},
            "guest-link": {"secret": secret},
            "invitation": {"secret": surveys.invite(tickets["solved"], at=timezone.now())},
            "called": called,
            "review": {"review_id": due.id},
            "written": {"review_id": written.id},
            "order": {"pk": order.pk},
            "item": {"pk": item.pk},
            "thing": {"kind": "order", "thing_id": order.pk},
            "payout": {"pk": PayoutFactory.create(item=item).pk},
            "article": {"slug": for_everybody.slug},
            "section": {"slug": for_everybody.section.slug},
            "chinese": {"language": "zh-hans"},
            "draft-article": {"slug": ArticleFactory.create(draft=True).slug},
            "buyers-article": {"slug": for_buyers.slug},
            "category": {"key": "rules-fees"},
            "calendar": {"calendar_id": Calendar.objects.get(key="office").pk},
            "category-id": {"category_id": Category.objects.get(key="rules-fees").pk},
            "change": {"key": _change(desk)},
            "upload": {"upload_id": sent(owner, at=timezone.now()).id},
            "file": {"file_id": _file_on(tickets["new"])},
            "guests-file": {"file_id": _file_on(tickets["guests"])},
            "draft": {"place": "new:rules-fees"},
            "as-guest": {},
            "resume": {"move": "resume"},
            "promise-plan": {"step": "promise"},
            "view": {"key": _shared_view(desk).key},
            "writing": {
                "kind": "reply",
                "held_id": _held(desk, tickets["open"]),
                "canned_id": _canned().id,
                "article_id": for_everybody.id,
            },
            "run": {"run_id": _run(desk, tickets["new"])},
            "coaching": {"coaching_id": _coaching(desk)},
            "retarget": {"run_id": _retarget(desk)},
            "alert": {"alert_id": _alert(desk, tickets["open"])},
            "talk": {"talk_id": _talk(owner)},
            "asked": {"talk_id": _asked(owner), "number": 1},
            "level": {"proposal_id": propose_level().pk},
            "wish": {"proposal_id": propose_to_product().pk},
            "proposal": {"proposal_id": _proposal(for_everybody)},
        },
        # What a guest's app sends, and the site does not read.
        headers={Caller.GUEST: {"Authorization": f"Guest {secret}"}},
        cookies={
            Caller.ANONYMOUS: SimpleCookie(),
            Caller.GUEST: _guest(secret),
            **{caller: logged_in(user) for caller, user in people.items()},
        },
    )


def _called(ticket: Ticket) -> dict[str, Any]:
    """Let the owner book a call on the ticket."""
    at, by = timezone.now(), actor_of(ticket.requester)
    offer = offered(ticket.language, at=at)
    wanted = Wanted("+44 20 7946 0018", offer.slots[0].starts_at)
    booked = book_callback(ticket.id, wanted, by=by, at=at)
    return {"ticket_id": ticket.id, "callback_id": booked.id}


def _shared_view(desk: Desk) -> View:
    """Keep a view that the supervisor shares with a team of both, and not with everybody."""
    by = desk.supervisor_actor
    team = min(by.team_ids & desk.agent_actor.team_ids)
    words = {"name": "Late", "query": "is:late"}
    return save(by=by, sharing=Sharing.TEAM, team_id=team, at=timezone.now(), **words)


def _canned() -> CannedReply:
    return CannedReply.objects.create(key="thanks", title_en="Thanks", text_en="Thank you.")


def _coaching(desk: Desk) -> int:
    """Let the supervisor coach the agent."""
    by, what = desk.supervisor_actor, "Ask what they tried before you answer."
    return coach(desk.agent, by=by, what=what, at=timezone.now()).pk


def _retarget(desk: Desk) -> uuid.UUID:
    """Let open tickets follow a change that nobody has taken up yet."""
    run = retarget_open.start(
        open_kinds(), reason="Changed", by=desk.supervisor.user, at=timezone.now()
    )
    assert run is not None
    return run.pk


def _alert(desk: Desk, ticket: Ticket) -> int:
    """Let the agent, who holds the ticket, be told that its promise is nearly used up."""
    clock = ticket.clocks.filter(kind=ClockKind.RESOLUTION).get()
    facts = {"level": 80, "consequence": Consequence.NOTIFY, "outcome": Outcome.DONE}
    act = WarningAct.objects.create(clock=clock, at=timezone.now(), **facts)
    return Alert.objects.create(act=act, agent=desk.agent, ticket=ticket, at=timezone.now()).pk


def _talk(owner: User) -> uuid.UUID:
    """Let the owner begin a talk with the assistant."""
    return Dialogue.objects.begin(owner, language="en", at=timezone.now()).id


def _asked(owner: User) -> uuid.UUID:
    """Let the owner ask what an article might answer."""
    at = timezone.now()
    talk = Dialogue.objects.begin(owner, language="en", at=at)
    turns.reply(talk, "How do I keep leather as good as it came?", person=owner, at=at)
    return talk.id


def _proposal(nearest: Article) -> int:
    """Let a question be asked again and again that nothing answers."""
    asked = [{"text": "do you sell gift cards", "language": "en", "times": 3}]
    facts = {"question": "Do you sell gift cards", "language": "en", "questions": asked}
    counts = {"times": 3, "before": 1, "searched": 3}
    proposal = ArticleProposal.objects.create(
        **facts, **counts, nearest=nearest, reckoned_at=timezone.now()
    )
    return int(proposal.pk)


def _run(desk: Desk, ticket: Ticket) -> uuid.UUID:
    """Let the agent ask for a task that nobody has taken up yet."""
    by, at = desk.agent_actor, timezone.now()
    return bulk.start(by=by, action=BulkAction.TAKE, ticket_ids=[ticket.id], at=at).id


def _tickets(desk: Desk, owner: User) -> dict[str, Ticket]:
    """Return tickets of the owner by their state, and one of a guest; two others are rated low."""
    long_ago = timezone.now() - dt.timedelta(hours=2)

    def mine(state: State) -> Ticket:
        return ticket_in(state, desk, customer=owner, at=long_ago, **RESTRICTED)

    def closed() -> Ticket:
        return close(mine(State.RESOLVED).id, by=SYSTEM, at=timezone.now())

    for _ in range(2):
        rate(mine(State.RESOLVED).id, by=actor_of(owner), score=1, at=timezone.now())
    visitor = Guest("lin@example.com", "Lin Mei")
    return {
        "new": mine(State.NEW),
        "open": mine(State.OPEN),
        "called": mine(State.NEW),
        "waiting": mine(State.WAITING_ON_CUSTOMER),
        "solved": mine(State.RESOLVED),
        "closed": closed(),
        "continued": closed(),
        "guests": open_ticket(customer=visitor, at=long_ago, **RESTRICTED),
    }


def _change(desk: Desk) -> str:
    """Let the supervisor change a policy; return the key of the change."""
    with recorded(user=desk.supervisor.user):
        Policy.objects.filter(key="low").update(first_response_within=dt.timedelta(hours=20))
    return page_of(Asked(), known=set(TRACKED), offset=0, limit=1)[0].key


def _held(desk: Desk, ticket: Ticket) -> uuid.UUID:
    """Let the agent send a reply that has not gone out; return its id."""
    held_id, wait = uuid.uuid4(), dt.timedelta(seconds=5)
    letter = Letter("It is done.")
    hold(ticket.id, letter, by=desk.agent_actor, at=timezone.now(), held_id=held_id, wait=wait)
    return held_id


def _file_on(ticket: Ticket) -> uuid.UUID:
    """Send a picture with a message on ``ticket``, as its customer; return the file's id."""
    by = actor_of(ticket.requester) if ticket.requester else guest(ticket.id)
    file = sent(ticket.requester or holder_of("browser"), at=timezone.now())
    message = receive(
        ticket.id, by=by, body="See here.", channel=Channel.SITE, files=[file], at=timezone.now()
    )
    return message.attachments.get().id


def logged_in(user: User) -> SimpleCookie:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies


def _guest(secret: str) -> SimpleCookie:
    client = Client()
    client.get(f"/guest/{secret}/")
    return client.cookies
