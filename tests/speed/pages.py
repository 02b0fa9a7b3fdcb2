"""The pages and lists whose cost must not grow with what is in them, and who asks for them."""

from dataclasses import dataclass

from django.test import Client

from consignment.models import User
from tests.factories.desk import Desk
from tickets.lifecycle.models import Ticket

BY_PASSWORD = "django.contrib.auth.backends.ModelBackend"

STAFF_PAGES = (
    "/admin/desk/?view=waiting",
    "/admin/desk/?view=unfinished",
    "/admin/desk/?view=done",
    "/admin/desk/?q=commission",
    "/admin/desk/dashboard/",
    "/admin/desk/reviews/",
    "/admin/desk/tickets/{ticket}/",
    "/admin/desk/tickets/{ticket}/parts/",
    "/admin/desk/tickets/{ticket}/case/",
    "/admin/desk/tickets/{ticket}/customer/",
    "/admin/desk/tickets/{ticket}/history/",
)
SITE_PAGES = (
    "/",
    "/requests/",
    "/requests/{ticket}/",
    "/help/en/",
    "/help/en/search/?q=commission",
)
CALLS = (
    "/api/v1/tickets/",
    "/api/v1/tickets/{ticket}/",
    "/api/v1/tickets/{ticket}/messages/",
)


@dataclass
class Visitors:
    """An agent and a customer at their browsers, and both at the API."""

    agent: Client
    customer: Client
    agent_app: Client
    customer_app: Client

    def pages(self) -> list[tuple[str, Client, str]]:
        """Return a name, who asks and an address with ``{ticket}`` for each page."""
        return [
            *(("agent", self.agent, page) for page in STAFF_PAGES),
            *(("customer", self.customer, page) for page in SITE_PAGES),
            *(("agent's app", self.agent_app, call) for call in CALLS),
            *(("customer's app", self.customer_app, call) for call in CALLS),
        ]


def visitors(desk: Desk, customer: User) -> Visitors:
    return Visitors(
        agent=_browser(desk.agent.user),
        customer=_browser(customer),
        agent_app=_app(desk.agent.user),
        customer_app=_app(customer),
    )


def address(page: str, ticket: Ticket) -> str:
    return page.format(ticket=ticket.id)


def _browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BY_PASSWORD)
    return client


def _app(user: User) -> Client:
    """Return an app that is logged in: its token is the key of a session."""
    return Client(headers={"X-Session-Token": str(_browser(user).session.session_key)})
