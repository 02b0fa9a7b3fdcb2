"""Reviews of low ratings: lists, the form, and the acceptance."""

import datetime as dt

import pytest

from tests.admin.conftest import browser_of
from tests.factories.desk import MONDAY, AgentFactory, Desk, open_ticket, ticket_in
from tickets.actions.rate import rate
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.satisfaction.models import Review, ReviewState
from tickets.staff.actors import actor_of

HOUR = dt.timedelta(hours=1)
WORDS = {
    "cause": "slow",
    "what_happened": "Nobody took the queue over lunch.",
    "what_is_done": "Lunch is staggered from Monday.",
    "confirmed": "on",
}


def rated(ticket: Ticket) -> Review:
    rate(ticket.id, by=actor_of(ticket.requester), score=1, at=MONDAY + HOUR, comment="Too slow.")
    return Review.objects.get(rating__ticket=ticket)


@pytest.fixture
def review(desk: Desk) -> Review:
    return rated(ticket_in(State.RESOLVED, desk))


def at(review: Review, part: str = "") -> str:
    return f"/admin/desk/reviews/{review.id}/{part}"


def test_a_review_that_is_due_is_listed_with_score_and_comment(review: Review, agent):
    text = agent.get("/admin/desk/reviews/").text

    assert review.rating.ticket.reference in text
    assert "1/5" in text
    assert "Too slow." in text


@pytest.mark.parametrize("page", ["0", "-1", "two", "", "9" * 30, "9" * 5_000])
def test_a_page_that_means_nothing_is_no_fault(review: Review, agent, page: str):
    assert agent.get(f"/admin/desk/reviews/?page={page}").status_code == 200


def test_a_page_beyond_the_end_says_so(review: Review, agent):
    page = agent.get("/admin/desk/reviews/?page=7")

    assert page.status_code == 404
    assert "The list ends before this page" in page.text


def test_a_written_review_moves_on_to_a_supervisor(review: Review, agent, supervisor):
    assert agent.post(at(review, "write/"), WORDS)["Location"] == "/admin/desk/reviews/"

    review.refresh_from_db()
    assert (review.state, review.cause) == (ReviewState.WRITTEN, "slow")
    assert agent.get("/admin/desk/reviews/?view=due").context["listed"].rows == []
    assert agent.get("/admin/desk/reviews/?view=written").context["listed"].rows == [review]
    assert "Accept and close" not in agent.get(at(review)).text
    assert "Accept and close" in supervisor.get(at(review)).text


def test_words_that_lack_something_come_back_with_what_to_do(review: Review, agent):
    answer = agent.post(at(review, "write/"), {**WORDS, "cause": "", "what_is_done": " "})

    review.refresh_from_db()
    assert answer.status_code == 422
    assert "Choose the cause." in answer.text
    assert "Say what is done about it." in answer.text
    assert WORDS["what_happened"] in answer.text
    assert review.state == ReviewState.DUE


def test_a_supervisor_closes_what_somebody_else_wrote(review: Review, agent, supervisor):
    agent.post(at(review, "write/"), WORDS)

    supervisor.post(at(review, "close/"))

    review.refresh_from_db()
    assert review.state == ReviewState.CLOSED
    assert agent.post(at(review, "write/"), WORDS).status_code == 409


def test_nobody_closes_their_own_review(review: Review, supervisor):
    supervisor.post(at(review, "write/"), WORDS)

    answer = supervisor.post(at(review, "close/"))

    review.refresh_from_db()
    assert answer.status_code == 409
    assert "Somebody else must close a review that you wrote." in answer.text
    assert review.state == ReviewState.WRITTEN


def test_an_agent_closes_no_review(review: Review, agent, supervisor):
    supervisor.post(at(review, "write/"), WORDS)

    assert agent.post(at(review, "close/")).status_code == 409


def test_reviews_of_a_restricted_queue_do_not_exist_for_others(desk: Desk, elsewhere):
    ticket = open_ticket(
        category="account-security", body="Help", answers={"seen": "A login from Lima."}
    )
    reply(ticket.id, by=desk.agent_actor, body="Solved.", at=MONDAY + HOUR / 4)
    resolve(ticket.id, by=desk.agent_actor, at=MONDAY + HOUR / 2)
    review = rated(ticket)

    assert elsewhere.get("/admin/desk/reviews/").context["listed"].rows == []
    assert elsewhere.get(at(review)).status_code == 404
    assert elsewhere.post(at(review, "write/"), WORDS).status_code == 404
    assert browser_of(AgentFactory.create(skilled=True)).get(at(review)).status_code == 200


def test_overdue_reviews_have_a_list_of_their_own(review: Review, agent):
    assert agent.get("/admin/desk/reviews/?view=overdue").context["listed"].rows == [review]
    assert "Nothing waits for a supervisor" in agent.get("/admin/desk/reviews/?view=written").text
