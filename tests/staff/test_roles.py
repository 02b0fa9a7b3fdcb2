"""What each role may do: the table, the doors that obey it, and the constraints behind them."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from knowledge_base.editors import GROUP
from tests.admin.conftest import NO_EXCEPTIONS, browser_of
from tests.factories.desk import MONDAY, AgentFactory, Desk, make_desk, open_ticket, ticket_in
from tests.factories.trade import UserFactory
from tickets.actions.assign import put_back, take, take_next
from tickets.actions.change_presence import change_presence
from tickets.actions.close import close
from tickets.actions.note import note
from tickets.actions.rate import rate
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.actions.review import write_review
from tickets.lifecycle.actors import ENTITLED, WORKERS, Actor, OnlyReads
from tickets.lifecycle.choices import ActorKind, State
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import allowed
from tickets.satisfaction.models import Cause, Review
from tickets.staff.actors import actor_of
from tickets.staff.models import KIND_OF_ROLE, WORKING, Presence, Role
from tickets.staff.roles import permissions_of

NOW = MONDAY + dt.timedelta(hours=1)


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


@pytest.fixture
def reader(desk: Desk) -> Actor:
    return actor_of(AgentFactory.create(reader=True, skilled=True).user)


def test_every_kind_of_actor_and_every_role_has_its_row() -> None:
    assert set(ENTITLED) == set(ActorKind)
    assert set(KIND_OF_ROLE) == set(Role)


def test_whoever_does_more_may_also_do_less() -> None:
    for may in ENTITLED.values():
        assert may.works <= may.reads
        assert max(may.supervises, may.configures) <= may.works
        assert may.administers <= (may.supervises and may.configures)


def test_the_database_knows_the_same_roles_that_work_as_the_table() -> None:
    """The trigger on tickets is written from the kinds of actors, a role is stored as one."""
    assert {role.value for role in WORKING} == {kind.value for kind in WORKERS}


ACTS: dict[str, Callable[[Ticket, Actor], Any]] = {
    "take": lambda ticket, by: take(ticket.id, by=by, at=NOW),
    "take next": lambda ticket, by: take_next(by=by, at=NOW),
    "put back": lambda ticket, by: put_back(ticket.id, by=by, at=NOW, reason="Why not."),
    "reply": lambda ticket, by: reply(ticket.id, by=by, body="Hello.", at=NOW),
    "note": lambda ticket, by: note(ticket.id, by=by, body="Hm.", at=NOW),
    "resolve": lambda ticket, by: resolve(ticket.id, by=by, at=NOW, body="Done."),
    "close": lambda ticket, by: close(ticket.id, by=by, at=NOW),
    "be here": lambda ticket, by: change_presence(by=by, presence=Presence.HERE, at=NOW),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_reader_changes_nothing(desk: Desk, reader: Actor, act: str) -> None:
    ticket = open_ticket()

    with pytest.raises(OnlyReads, match="nothing was changed"):
        ACTS[act](ticket, reader)

    assert Ticket.objects.get().events.count() == ticket.events.count()


def test_a_reader_writes_no_review(desk: Desk, reader: Actor) -> None:
    ticket = ticket_in(State.RESOLVED, desk)
    rate(ticket.id, by=actor_of(ticket.requester), score=1, at=NOW)

    with pytest.raises(OnlyReads):
        write_review(
            Review.objects.get().id,
            by=reader,
            cause=Cause.SLOW,
            what_happened="This.",
            what_is_done="That.",
            at=NOW,
        )


def test_a_reader_sees_the_ticket_and_no_button(desk: Desk) -> None:
    ticket = ticket_in(State.OPEN, desk)
    person = AgentFactory.create(reader=True)
    browser = browser_of(person)

    page = browser.get(f"/admin/desk/tickets/{ticket.id}/")
    inbox = browser.get("/admin/desk/?view=unfinished")

    assert allowed(ticket, by=actor_of(person.user), at=NOW) == []
    assert ticket.subject in page.text
    assert ticket.reference in inbox.text
    for there in (page, inbox):
        assert "You read here" in there.text
        assert "Take next" not in there.text
        assert 'name="body"' not in there.text
        assert "/moves/" not in there.text


def test_a_reader_s_browser_is_told_why_it_is_refused(desk: Desk) -> None:
    ticket = ticket_in(State.OPEN, desk)
    browser = browser_of(AgentFactory.create(reader=True))
    address = f"/admin/desk/tickets/{ticket.id}/notes/"

    whole = browser.post(address, {"body": "Hm."})
    part = browser.post(address, {"body": "Hm."}, headers={"HX-Request": "true"})

    assert (whole.status_code, part.status_code) == (403, 403)
    assert "Your role at the desk is to read" in whole.text
    assert part["Desk-Refused"] == "role"
    assert part.text.startswith("Your role at the desk is to read")


def test_a_reader_s_program_is_told_why_it_is_refused(desk: Desk) -> None:
    ticket = open_ticket()
    browser = browser_of(AgentFactory.create(reader=True))

    answer = browser.post(f"/api/v1/tickets/{ticket.id}/assign/", content_type="application/json")

    assert answer.status_code == 403
    assert answer.json()["code"] == "only_reads"
    assert "read" in answer.json()["detail"]


# --- What the database refuses --------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in Role if role not in WORKING])
def test_nobody_holds_tickets_by_a_role_that_works_on_none(desk: Desk, role: Role) -> None:
    ticket, held = open_ticket(), ticket_in(State.OPEN, desk)
    other = AgentFactory.create(role=role, presence=Presence.AWAY)

    with pytest.raises(IntegrityError, match="holds none"), transaction.atomic():
        Ticket.objects.filter(id=held.id).update(assignee=other)
    with pytest.raises(IntegrityError, match="works on them"), transaction.atomic():
        type(other).objects.filter(id=desk.agent.id).update(role=role, presence=Presence.AWAY)
    with pytest.raises(IntegrityError, match="is_away"), transaction.atomic():
        type(other).objects.filter(id=other.id).update(presence=Presence.HERE)

    assert Ticket.objects.get(id=ticket.id).assignee_id is None


def test_somebody_without_tickets_may_become_a_reader_and_is_away_then(desk: Desk) -> None:
    agent, boss = AgentFactory.create(), AgentFactory.create(administrator=True)
    address = reverse("admin:tickets_agent_change", args=[agent.id])
    form = {
        "user": str(agent.user_id),
        "role": "reader",
        "languages": ["en"],
        "capacity": 5,
        "presence": "here",
        **NO_EXCEPTIONS,
    }

    browser_of(boss).post(address, form)

    agent.refresh_from_db()
    assert (agent.role, agent.presence) == (Role.READER, Presence.AWAY)


def test_who_holds_tickets_becomes_no_reader_and_the_form_says_why(desk: Desk) -> None:
    ticket_in(State.OPEN, desk)
    boss = AgentFactory.create(administrator=True)
    address = reverse("admin:tickets_agent_change", args=[desk.agent.id])
    form = {
        "user": str(desk.agent.user_id),
        "role": "reader",
        "languages": ["en"],
        "capacity": 5,
        "presence": "here",
    }

    answer = browser_of(boss).post(address, form)

    assert answer.status_code == 200
    assert "Holds 1 ticket." in answer.text
    desk.agent.refresh_from_db()
    assert desk.agent.role == Role.AGENT


# --- Administrators -------------------------------------------------------------------------------


def test_an_administrator_acts_on_tickets_like_a_supervisor(desk: Desk) -> None:
    ticket = ticket_in(State.RESOLVED, desk)
    boss = actor_of(AgentFactory.create(administrator=True).user)

    assert allowed(ticket, by=boss, at=NOW) == allowed(ticket, by=desk.supervisor_actor, at=NOW)
    assert close(ticket.id, by=boss, at=NOW).state == State.CLOSED


def test_an_administrator_sees_a_restricted_queue_only_as_one_of_its_team(desk: Desk) -> None:
    open_ticket(category="account-security", body="Help", answers={"seen": "A login from Lima."})
    outside = AgentFactory.create(administrator=True)
    inside = AgentFactory.create(administrator=True, skilled=True)

    assert not Ticket.objects.visible_to(actor_of(outside.user)).exists()
    assert Ticket.objects.visible_to(actor_of(inside.user)).exists()


def test_an_administrator_makes_no_superuser_and_edits_none(desk: Desk) -> None:
    browser = browser_of(AgentFactory.create(administrator=True))
    above, below = UserFactory.create(administrator=True), UserFactory.create()
    form = {"email": below.email, "name": "Lin", "language": "en", "time_zone": "UTC"}

    browser.post(
        reverse("admin:consignment_user_change", args=[below.id]),
        {**form, "is_active": "on", "is_staff": "on", "is_superuser": "on"},
    )
    refused = browser.post(reverse("admin:consignment_user_change", args=[above.id]), form)
    password = browser.get(reverse("admin:auth_user_password_change", args=[above.id]))

    below.refresh_from_db()
    assert below.is_staff
    assert not below.is_superuser
    assert refused.status_code == 403
    assert password.status_code == 403


def test_an_administrator_gives_a_superuser_no_address_to_log_in_by(desk: Desk) -> None:
    browser = browser_of(AgentFactory.create(administrator=True))
    above = UserFactory.create(administrator=True, verified=True)
    known = EmailAddress.objects.get(user=above)
    form = {"user": above.id, "email": "mine@example.com", "verified": "on", "primary": ""}

    browser.post(reverse("admin:account_emailaddress_add"), form)
    browser.post(reverse("admin:account_emailaddress_change", args=[known.id]), form)

    assert list(EmailAddress.objects.filter(user=above)) == [known]
    assert EmailAddress.objects.get(id=known.id).email == above.email


# --- Editors --------------------------------------------------------------------------------------


@pytest.fixture
def editor(desk: Desk) -> Client:
    return browser_of(AgentFactory.create(editor=True))


def test_an_editor_starts_at_the_articles_and_has_no_desk(editor: Client) -> None:
    articles = "/admin/knowledge_base/article/"

    assert editor.get("/admin/")["Location"] == articles
    assert editor.get(articles).status_code == 200
    refused = editor.get("/admin/desk/")
    assert refused.status_code == 403
    assert "does not work on tickets" in refused.text
    of_the_desk = set(re.findall(r"/admin/desk/([\w/]*)", editor.get(articles).text))
    assert of_the_desk <= {"talks/", "proposals/", "words/", "configuration/changes/"}


def test_an_editor_knows_no_ticket_but_their_own(desk: Desk) -> None:
    open_ticket()
    person = AgentFactory.create(editor=True).user
    mine = open_ticket(customer=person)

    assert list(Ticket.objects.visible_to(actor_of(person))) == [mine]


def test_the_group_of_editors_and_the_role_give_the_same(desk: Desk) -> None:
    person = UserFactory.create(is_staff=True)
    person.groups.add(Group.objects.get(name=GROUP))

    assert person.get_all_permissions() == permissions_of(Role.EDITOR)
