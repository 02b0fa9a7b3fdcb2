"""The pages of what is asked in vain: who decides, and what is said of what cannot be."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from knowledge_base.articles.models import Article
from knowledge_base.proposals import deciding
from knowledge_base.proposals.models import ArticleProposal, ProposalState
from knowledge_base.search.models import ExampleQuestion
from tests.factories.desk import Desk
from tests.factories.knowledge import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(desk: Desk) -> ArticleProposal:
    proposal: ArticleProposal = ArticleProposal.objects.create(
        question="Gift card",
        language="en",
        questions=[{"text": "gift card", "language": "en", "times": 3}],
        times=3,
        before=1,
        searched=2,
        nearest=ArticleFactory.create(),
        reckoned_at=timezone.now(),
    )
    return proposal


@pytest.fixture
def supervisor(client: Client, desk: Desk) -> Client:
    client.force_login(desk.supervisor.user)
    return client


def of(proposal: ArticleProposal) -> str:
    return reverse("admin:desk_proposal", args=[proposal.pk])


def decide(client: Client, proposal: ArticleProposal, **sent: str) -> tuple[int, str, str]:
    answer = client.post(of(proposal), sent)
    proposal.refresh_from_db()
    return answer.status_code, answer.headers.get("Location", ""), answer.content.decode()


def test_the_list_leads_to_what_is_asked_most(
    supervisor: Client, proposal: ArticleProposal
) -> None:
    shown = supervisor.get(reverse("admin:desk_proposals")).content.decode()

    assert of(proposal) in shown
    assert "Gift card" in shown


def test_an_article_is_begun_and_opened(supervisor: Client, proposal: ArticleProposal) -> None:
    status, where, _ = decide(supervisor, proposal, decision="begin")

    begun = Article.objects.get(slug="gift-card")
    assert (status, where) == (
        302,
        reverse("admin:knowledge_base_article_change", args=[begun.pk]),
    )
    assert proposal.state == ProposalState.WRITTEN
    assert supervisor.get(where).status_code == 200


def test_an_article_is_named(supervisor: Client, proposal: ArticleProposal) -> None:
    assert proposal.nearest is not None
    decide(supervisor, proposal, decision=proposal.nearest.slug)

    assert proposal.state == ProposalState.TAUGHT
    assert ExampleQuestion.objects.get().article == proposal.nearest


def test_it_is_put_aside_and_taken_back(supervisor: Client, proposal: ArticleProposal) -> None:
    decide(supervisor, proposal, decision="reject", why=" We sell  none. ")
    assert (proposal.state, proposal.why) == (ProposalState.REJECTED, "We sell none.")
    shown = supervisor.get(reverse("admin:desk_proposals"), {"view": "decided"}).content.decode()
    assert of(proposal) in shown

    decide(supervisor, proposal, reopen="1")
    assert proposal.state == ProposalState.OPEN


@pytest.mark.parametrize("decision", ["", "no-such-article", "\x00"])
def test_what_means_nothing_is_asked_again(
    supervisor: Client, proposal: ArticleProposal, decision: str
) -> None:
    status, _, shown = decide(supervisor, proposal, decision=decision, why="kept as typed")

    assert status == 422
    assert "Choose what is to become of it." in shown
    assert "kept as typed" in shown


def test_who_comes_second_is_told(
    supervisor: Client, proposal: ArticleProposal, desk: Desk
) -> None:
    deciding.reject(proposal.pk, "", by=desk.agent.user, at=timezone.now())

    status, _, shown = decide(supervisor, proposal, decision="begin")

    assert status == 422
    assert "Somebody was quicker" in shown
    assert not Article.objects.filter(slug="gift-card").exists()


def test_an_agent_reads_and_does_not_decide(
    client: Client, proposal: ArticleProposal, desk: Desk
) -> None:
    client.force_login(desk.agent.user)

    assert 'name="decision"' not in client.get(of(proposal)).content.decode()
    assert decide(client, proposal, decision="begin")[0] == 403


def test_many_rows_take_as_many_queries_as_one(
    supervisor: Client, proposal: ArticleProposal
) -> None:
    supervisor.get(reverse("admin:desk_proposals"))
    with CaptureQueriesContext(connection) as of_one:
        supervisor.get(reverse("admin:desk_proposals"))
    for number in range(20):
        ArticleProposal.objects.create(
            question=f"Question {number}",
            language="en",
            times=3,
            before=0,
            searched=0,
            nearest=ArticleFactory.create(),
            reckoned_at=timezone.now(),
        )
    with CaptureQueriesContext(connection) as of_many:
        supervisor.get(reverse("admin:desk_proposals"))

    assert len(of_many) == len(of_one)
