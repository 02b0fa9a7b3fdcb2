"""Who gets what, in words; and what nobody gets."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.admin.conftest import browser_of
from tests.factories.desk import AgentFactory, Desk
from tickets.insight.measures import MEASURES, Unit
from tickets.insight.models import SHARES, MeasureKey, MeasureTarget
from tickets.routing.models import Queue
from tickets.staff.models import Agent, Presence, Role, Skill, Team

MISSING = "/admin/desk/configuration/missing/"


def said(client: Client, page: str) -> str:
    return " ".join(one.text for one in client.get(page).context["says"]())


def page_of(row: Agent | Queue | Skill | Team) -> str:
    return f"/admin/tickets/{row._meta.model_name}/{row.pk}/change/"


def test_the_page_of_an_agent_says_what_they_get(desk: Desk, supervisor: Client):
    everything = said(supervisor, page_of(desk.agent))
    newcomer = said(supervisor, page_of(AgentFactory.create(languages=["en"], capacity=7)))

    assert "in English and Simplified Chinese, up to 25 at one time" in everything
    assert "Restricted to few, and seen by" in everything
    assert "in English, up to 7 at one time" in newcomer
    assert "Does not exist for" in newcomer
    assert "Seen, but not given without the skill" in newcomer


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"languages": []}, "gets nothing: no language is chosen"),
        ({"presence": Presence.AWAY}, "Nothing new is given now: Away"),
        ({"role": Role.READER, "presence": Presence.AWAY}, "works on no tickets"),
    ],
)
def test_an_agent_who_gets_nothing_is_told_why(
    desk: Desk, supervisor: Client, facts: dict[str, object], words: str
):
    assert words in said(supervisor, page_of(AgentFactory.create(**facts)))


def test_a_queue_says_what_waits_in_it_and_who_gets_it(desk: Desk, supervisor: Client):
    security = Queue.objects.get(key="security")
    text = said(supervisor, page_of(security))
    security.restricted_to.agents.clear()

    assert "Here wait:" in text
    assert "for others they do not exist" in text
    assert "a team without members" in said(supervisor, page_of(security))


def test_everything_that_is_missing_is_on_one_page(desk: Desk, supervisor: Client):
    nothing = supervisor.get(MISSING).context["found"]
    Agent.objects.update(languages=["en"])
    Skill.objects.get(key="payments").agents.clear()
    Queue.objects.create(key="unused", name="Unused")

    found = "\n".join(supervisor.get(MISSING).context["found"])

    assert all("Calendar" in one for one in nothing)
    assert "No agent speaks Simplified Chinese" in found
    assert "Skill “Payments”: Nobody who works on tickets has it." in found
    assert "Queue “Unused”: No category that is offered leads here" in found


def test_that_page_costs_the_same_for_more_staff(desk: Desk, supervisor: Client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert supervisor.get(MISSING).status_code == 200
        return len(captured)

    few = queries()
    AgentFactory.create_batch(9, skilled=True)
    for n in range(9):
        Skill.objects.create(key=f"s{n}", name=f"S {n}")

    assert queries() <= few <= 20


def test_a_share_has_no_target_above_all_and_no_target_is_nothing(desk: Desk):
    administrator = browser_of(AgentFactory.create(administrator=True))
    share = MeasureTarget.objects.get(measure=MeasureKey.SATISFACTION)
    minutes = MeasureTarget.objects.get(measure=MeasureKey.FIRST_RESPONSE_MINUTES)

    def save(target: MeasureTarget, value: str) -> str:
        page = f"/admin/tickets/measuretarget/{target.pk}/change/"
        return administrator.post(page, {"value": value}).content.decode()

    assert "A share is at most 100 %." in save(share, "100.5")
    assert "A target is more than nothing." in save(share, "0")
    assert not save(minutes, "150")
    share.refresh_from_db()
    minutes.refresh_from_db()
    assert (share.value, minutes.value) == (90, 150)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasureTarget.objects.filter(pk=share.pk).update(value=101)


def test_every_share_is_held_to_be_one():
    assert set(SHARES) == {one.key for one in MEASURES.values() if one.unit is Unit.SHARE}
