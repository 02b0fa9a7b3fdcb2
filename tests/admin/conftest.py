"""The desk with an agent and a supervisor at their browsers."""

import pytest
from django.test import Client

from tests.factories.desk import AgentFactory, Desk, make_desk
from tickets.staff.models import Agent


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


def browser_of(agent: Agent) -> Client:
    """Return a browser in which ``agent`` is logged in."""
    client = Client()
    client.force_login(agent.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def agent(desk: Desk) -> Client:
    return browser_of(desk.agent)


@pytest.fixture
def supervisor(desk: Desk) -> Client:
    return browser_of(desk.supervisor)


@pytest.fixture
def elsewhere(desk: Desk) -> Client:
    """An agent of no team: restricted queues do not exist for this one."""
    return browser_of(AgentFactory.create())


NO_LEVELS = {"warning_levels-TOTAL_FORMS": "0", "warning_levels-INITIAL_FORMS": "0"}
"""What the form of a policy sends that has no warning level of its own."""
NO_EXCEPTIONS = {"shift_exceptions-TOTAL_FORMS": "0", "shift_exceptions-INITIAL_FORMS": "0"}
"""What the form of an agent sends who has neither extra shifts nor leave."""
