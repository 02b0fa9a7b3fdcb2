"""Who reaches the desk, and by which login."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from tests.admin.conftest import NO_EXCEPTIONS, browser_of
from tests.factories.desk import AgentFactory, Desk, open_ticket
from tests.factories.trade import UserFactory
from tickets.lifecycle.models import Ticket
from tickets.staff.models import Role
from tickets.staff.roles import GRANTS, permissions_of

INBOX = "/admin/desk/"


def taken_over() -> Ticket:
    return open_ticket(
        category="account-security",
        body="Somebody logged in as me.",
        answers={"seen": "A login from Lima."},
    )


def test_a_visitor_is_sent_to_the_login_of_the_site(client: Client, db: None):
    first = client.get(INBOX)
    second = client.get(first["Location"])

    assert second.status_code == 302
    assert second["Location"].startswith(reverse("account_login"))
    assert "next=%2Fadmin%2Fdesk%2F" in second["Location"]


def test_a_part_fetched_after_the_login_ended_says_so_instead_of_showing_the_login(client, db):
    assert client.get(INBOX, headers={"HX-Request": "true"}).status_code == 401


def test_a_customer_is_refused(client: Client, db: None):
    client.force_login(UserFactory.create(), backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(INBOX, follow=True).status_code == 403


def test_staff_who_work_on_no_tickets_are_refused(client: Client, db: None):
    person = UserFactory.create(administrator=True)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(INBOX).status_code == 403
    assert client.get("/admin/").status_code == 200


def test_the_admin_opens_at_the_inbox_for_agents(agent: Client):
    assert agent.get("/admin/")["Location"] == INBOX


def test_a_restricted_queue_does_not_exist_for_others(desk: Desk, elsewhere: Client):
    ticket = taken_over()

    pages = (f"/admin/desk/tickets/{ticket.id}/", "/admin/desk/", f"/admin/desk/?q={ticket.number}")
    there, inbox, found = (elsewhere.get(page) for page in pages)

    assert there.status_code == 404
    for page in (inbox, found):
        assert ticket.subject not in page.text
        assert "Account security" not in page.text
    assert inbox.context["listed"].rows == []


def test_the_team_of_a_restricted_queue_sees_it(desk: Desk, agent: Client):
    ticket = taken_over()

    assert agent.get(f"/admin/desk/tickets/{ticket.id}/").status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_every_permission_of_a_role_is_one_that_exists(role: Role, db: None):
    known = Permission.objects.values_list("content_type__app_label", "codename")

    assert permissions_of(role) <= {f"{app}.{codename}" for app, codename in known}


def test_an_agent_may_read_the_trade_and_no_configuration(agent: Client):
    assert agent.get("/admin/consignment/order/").status_code == 200
    assert agent.get("/admin/tickets/policy/").status_code == 403
    assert agent.get("/admin/consignment/user/").status_code == 403


def test_a_supervisor_may_change_policies_but_not_who_belongs_to_which_team(
    desk: Desk, supervisor: Client
):
    mine = reverse("admin:tickets_agent_change", args=[desk.supervisor.id])
    policies = supervisor.get("/admin/tickets/policy/")

    supervisor.post(
        mine,
        {
            "languages": ["en"],
            **NO_EXCEPTIONS,
            "capacity": 7,
            "presence": "here",
            "role": "agent",
            "teams": [],
            "user": str(desk.agent.user_id),
        },
    )

    desk.supervisor.refresh_from_db()
    assert policies.status_code == 200
    assert desk.supervisor.capacity == 7
    assert desk.supervisor.presence_since is not None
    assert desk.supervisor.role == Role.SUPERVISOR
    assert desk.supervisor.teams.exists()


def test_a_role_gives_nothing_to_who_left(desk: Desk):
    user = desk.supervisor.user
    assert user.has_perm("tickets.change_policy")

    user.is_active = False

    assert not user.has_perm("tickets.change_policy")


def test_nobody_may_delete_a_ticket_s_past_by_role():
    kept = ("tickets.ticket", "tickets.clock", "tickets.agent", "tickets.category")
    for grants in GRANTS.values():
        assert not any("delete" in grants.get(label, ()) for label in kept)


def test_the_menu_shows_an_agent_what_an_agent_may_open(desk: Desk, agent: Client):
    agents = agent.get(INBOX).text
    supervisors = browser_of(AgentFactory.create(supervisor=True)).get(INBOX).text

    policies = reverse("admin:desk_policies")
    assert policies not in agents
    assert policies in supervisors
    assert "/admin/consignment/user/" not in supervisors
