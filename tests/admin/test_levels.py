"""The pages of proposed levels: who reads and decides, and what is said of what cannot be."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.admin.conftest import browser_of
from tests.factories.desk import AgentFactory, Desk
from tests.factories.levels import propose_level
from tickets.insight.levels import deciding
from tickets.insight.levels.models import Ground, LevelProposal, LevelRule, State, What
from tickets.sla.models import Policy, RetargetRun
from tickets.triage.models import Category

pytestmark = pytest.mark.django_db
LIST = "/admin/desk/levels/"


@pytest.fixture
def proposal(desk: Desk) -> LevelProposal:
    return propose_level()


def of(proposal: LevelProposal) -> str:
    return reverse("admin:desk_level", args=[proposal.pk])


def decide(client: Client, proposal: LevelProposal, **sent: str) -> tuple[int, str]:
    answer = client.post(of(proposal), sent)
    proposal.refresh_from_db()
    return answer.status_code, answer.content.decode()


def test_the_list_says_what_why_and_behind_which_tickets(
    supervisor: Client, proposal: LevelProposal
) -> None:
    shown = supervisor.get(LIST).content.decode()

    assert "A first answer within 6 h instead of 2 h" in shown
    assert "First response in time: 70 % of 120; the target is at least 90 %." in shown
    assert "90 % came within 5 h of working time." in shown
    assert "Promise 6 h" in shown
    assert "/dashboard/measures/first_response/tickets/?category=technical" in shown
    behind = supervisor.get(
        "/admin/desk/dashboard/measures/first_response/tickets/"
        "?category=technical&lane=standard&channel=site&from=2026-01-01&who=all"
    )
    assert behind.status_code == 200
    assert "means nothing here" not in behind.content.decode()


def test_it_is_said_in_chinese(supervisor: Client, desk: Desk, proposal: LevelProposal) -> None:
    desk.supervisor.user.language = "zh-hans"
    desk.supervisor.user.save()

    for address in (LIST, of(proposal)):
        shown = supervisor.get(address).content.decode()
        assert "instead of" not in shown
        assert "6小时" in shown


def test_one_press_accepts(supervisor: Client, proposal: LevelProposal) -> None:
    assert decide(supervisor, proposal, decision="accept")[0] == 302

    assert proposal.state == State.ACCEPTED
    assert proposal.policy is not None
    assert proposal.policy.first_response_within == dt.timedelta(hours=6)
    assert not RetargetRun.objects.exists()
    page = supervisor.get(of(proposal)).content.decode()
    assert "Since then" in page
    change = supervisor.get(reverse("admin:desk_change", args=[proposal.change_key]))
    assert "as a proposed level" in change.content.decode()


def test_it_is_taken_back_and_asked_about_where_somebody_changed_it(
    supervisor: Client, proposal: LevelProposal
) -> None:
    decide(supervisor, proposal, decision="accept")
    Policy.objects.filter(pk=proposal.policy_id).update(first_response_within=dt.timedelta(hours=8))

    status, page = decide(supervisor, proposal, decision="take_back")
    assert (status, proposal.state) == (422, State.ACCEPTED)
    assert "Somebody changed the same since" in page

    assert decide(supervisor, proposal, decision="take_back", although="changed")[0] == 302
    assert proposal.state == State.TAKEN_BACK
    assert not Policy.objects.get(pk=proposal.policy_id).active


def test_put_aside_it_says_why(supervisor: Client, proposal: LevelProposal) -> None:
    assert decide(supervisor, proposal, decision="reject", why="  A strike \n then. ")[0] == 302

    assert (proposal.state, proposal.why) == (State.REJECTED, "A strike then.")
    assert "A strike then." in supervisor.get(f"{LIST}?view=decided").content.decode()


@pytest.mark.parametrize("decision", ["", "explode"])
def test_what_means_nothing_is_refused(
    supervisor: Client, proposal: LevelProposal, decision: str
) -> None:
    status, page = decide(supervisor, proposal, decision=decision)

    assert status == 422
    assert "Choose what is to become of it." in page
    assert proposal.state == State.OPEN


def test_decided_twice_it_says_so(supervisor: Client, proposal: LevelProposal) -> None:
    decide(supervisor, proposal, decision="reject")

    status, page = decide(supervisor, proposal, decision="accept")
    assert status == 422
    assert "Somebody was quicker" in page


def test_where_no_level_mends_it_nothing_can_be_accepted(supervisor: Client, desk: Desk) -> None:
    heads = propose_level("payout", what=What.HEADS, old="", new="")

    shown = supervisor.get(of(heads)).content.decode()
    assert "No level mends it" in shown
    assert 'value="accept"' not in shown
    assert decide(supervisor, heads, decision="accept")[0] == 422


def test_agents_and_readers_of_tickets_alone_do_not_come_in(
    agent: Client, proposal: LevelProposal
) -> None:
    for address in (LIST, of(proposal)):
        assert agent.get(address).status_code == 403
    assert decide(agent, proposal, decision="accept")[0] == 403
    assert proposal.state == State.OPEN


def test_what_is_restricted_does_not_exist_for_others(desk: Desk) -> None:
    """Neither in the list and its number nor by its address."""
    hidden = propose_level("account-security", what=What.HEADS, old="", new="")
    elsewhere = browser_of(AgentFactory.create(supervisor=True))

    shown = elsewhere.get(LIST).content.decode()
    assert "The levels fit" in shown
    assert elsewhere.get(of(hidden)).status_code == 404
    assert decide(elsewhere, hidden, decision="reject")[0] == 404
    assert browser_of(desk.supervisor).get(of(hidden)).status_code == 200


def test_without_any_the_list_says_what_will_stand_there(supervisor: Client, desk: Desk) -> None:
    assert "The levels fit" in supervisor.get(LIST).content.decode()
    assert "Nothing was decided yet" in supervisor.get(f"{LIST}?view=decided").content.decode()


def test_rules_are_changed_without_a_release_and_refused_with_the_reason(
    supervisor: Client, desk: Desk
) -> None:
    rule = LevelRule.objects.get(ground=Ground.SOUNDS_URGENT)
    address = reverse("admin:tickets_levelrule_change", args=[rule.pk])
    form = {"active": "on", "days": "28", "fewest": "30", "certainty": "95", "share": "0"}

    refused = supervisor.post(address, form)
    assert refused.status_code == 200
    assert "1" in str(refused.context["adminform"].form.errors["share"])
    assert supervisor.post(address, form | {"share": "35"}).status_code == 302
    rule.refresh_from_db()
    assert (rule.share, rule.certainty) == (35, 95)


def test_a_promise_that_leaves_others_without_one_is_refused(
    supervisor: Client, proposal: LevelProposal
) -> None:
    """Whatever the figures say: a solution is not promised before its answer."""
    Policy.objects.filter(active=True).update(
        first_response_within=dt.timedelta(hours=2), resolution_within=dt.timedelta(hours=3)
    )

    status, page = decide(supervisor, proposal, decision="accept")
    assert status == 422
    assert "A resolution takes at least as long as a first response." in page
    assert proposal.state == State.OPEN
    assert not Policy.objects.filter(category=proposal.category).exists()


def test_taking_back_what_was_undone_elsewhere_only_says_so(supervisor: Client, desk: Desk) -> None:
    raised = propose_level(
        "rules-fees",
        ground=Ground.SOUNDS_URGENT,
        what=What.TIER,
        lane="",
        channel="",
        old="low",
        new="medium",
        evidence=[
            {
                "what": "sounds_urgent",
                "good": 60,
                "count": 120,
                "bound": 20.0,
                "seconds": None,
                "words": ["frozen"],
            }
        ],
    )
    assert "Because of: “frozen”." in supervisor.get(of(raised)).content.decode()
    assert decide(supervisor, raised, decision="accept")[0] == 302
    undone = supervisor.post(reverse("admin:desk_change_undo", args=[raised.change_key]))
    assert undone.status_code == 302
    with translation.override("en"):
        assert "It was undone there." in supervisor.get(of(raised)).content.decode()

    assert decide(supervisor, raised, decision="take_back")[0] == 302
    assert raised.state == State.TAKEN_BACK
    assert deciding.is_undone(raised)
    assert Category.objects.get(key="rules-fees").tier == "low"
