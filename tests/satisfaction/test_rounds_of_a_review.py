"""A review is due from whoever answered, goes in rounds, and is seen when it is late."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from tests.admin.conftest import browser_of
from tests.factories.desk import MONDAY, AgentFactory, Desk, make_desk, open_ticket, ticket_in
from tests.matrix.world import RESTRICTED
from tickets.actions.assign import put_back, take
from tickets.actions.rate import explain, rate
from tickets.actions.reopen import reopen
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.actions.review import (
    close_review,
    reassign_review,
    return_review,
    warn_of_overdue,
    write_review,
)
from tickets.actions.wait import resume, wait_for_partner
from tickets.insight.causes import causes
from tickets.insight.review_record import proposal_of, record_of, told
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import State
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.satisfaction.models import Cause, Reason, Review, ReviewState, ReviewStep, Step
from tickets.satisfaction.reviews import ReviewRefused
from tickets.sla.choices import ClockKind
from tickets.staff.actors import actor_of
from tickets.staff.models import Agent, Role

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
WORDS: dict[str, Any] = {
    "cause": Cause.SLOW,
    "what_happened": "Nobody took the queue over lunch.",
    "what_is_done": "Lunch is staggered.",
}


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


def rated(ticket: Ticket, *, at: dt.datetime = MONDAY + HOUR, **facts: Any) -> Review:
    rate(ticket.id, by=actor_of(ticket.requester), score=1, at=at, **facts)
    return Review.objects.select_related("rating__ticket").get(rating__ticket=ticket)


@pytest.fixture
def review(desk: Desk) -> Review:
    return rated(ticket_in(State.RESOLVED, desk))


def written(review: Review, by: Actor, at: dt.datetime = MONDAY + 2 * HOUR) -> Review:
    return write_review(review.id, by=by, at=at, **WORDS)


def leader() -> Actor:
    return actor_of(AgentFactory.create(supervisor=True, skilled=True).user)


# --- From whom ------------------------------------------------------------------------------------


def test_it_is_due_from_who_wrote_the_last_reply_not_from_who_holds_the_ticket(desk: Desk) -> None:
    answers, ends = desk.agent_actor, actor_of(AgentFactory.create(skilled=True).user)
    ticket = ticket_in(State.OPEN, desk)
    reply(ticket.id, by=answers, body="It is 15 %.", at=MONDAY + 2 * MINUTE)
    put_back(ticket.id, by=answers, at=MONDAY + 3 * MINUTE, reason="End of shift.")
    take(ticket.id, by=ends, at=MONDAY + 4 * MINUTE)
    resolve(ticket.id, by=ends, at=MONDAY + 5 * MINUTE)

    review = rated(ticket)

    assert review.reviewer == desk.agent
    assert review.rating.agent == desk.agent
    assert review.due_at == MONDAY + HOUR + 48 * HOUR


def test_a_reply_after_the_solution_makes_nobody_answerable(desk: Desk) -> None:
    ticket = ticket_in(State.RESOLVED, desk)
    reply(ticket.id, by=leader(), body="Anything else?", at=MONDAY + 10 * MINUTE)

    assert rated(ticket).reviewer == desk.agent


@pytest.mark.parametrize("gone", ["left", "reader", "editor"])
def test_who_cannot_write_it_any_more_is_not_asked_and_a_supervisor_gives_it_on(
    desk: Desk, gone: str
) -> None:
    ticket = ticket_in(State.RESOLVED, desk)
    if gone == "left":
        desk.agent.user.is_active = False
        desk.agent.user.save()
    else:
        desk.agent.role, desk.agent.presence = Role(gone), "away"
        desk.agent.save()

    review = rated(ticket)
    other = AgentFactory.create(skilled=True)
    given = reassign_review(
        review.id, to=other, by=leader(), reason="Mei has left.", at=MONDAY + 2 * HOUR
    )

    assert (review.reviewer, given.reviewer) == (None, other)
    assert given.steps.get(step=Step.REASSIGNED).reason == "Mei has left."
    assert written(review, actor_of(other.user)).state == ReviewState.WRITTEN


def test_a_review_is_given_to_nobody_who_may_not_know_of_the_ticket(desk: Desk) -> None:
    review = rated(ticket_in(State.RESOLVED, desk, **RESTRICTED))

    for to in (AgentFactory.create(), AgentFactory.create(reader=True, skilled=True)):
        with pytest.raises(ReviewRefused, match="works on tickets of this queue"):
            reassign_review(review.id, to=to, by=leader(), reason="Busy.", at=MONDAY + 2 * HOUR)


def test_no_other_agent_writes_it(review: Review) -> None:
    with pytest.raises(ReviewRefused, match="Whoever answered"):
        written(review, actor_of(AgentFactory.create(skilled=True).user))


# --- Rounds ---------------------------------------------------------------------------------------


def test_a_returned_review_is_due_again_and_every_round_is_kept(desk: Desk, review: Review) -> None:
    DeskSettings.objects.update(review_again_hours=6)
    written(review, desk.agent_actor)

    returned = return_review(review.id, by=leader(), reason="Since when?", at=MONDAY + 3 * HOUR)
    again = returned.round, returned.state, returned.due_at
    written(review, desk.agent_actor, at=MONDAY + 4 * HOUR)
    closed = close_review(review.id, by=leader(), at=MONDAY + 5 * HOUR)

    assert again == (2, ReviewState.DUE, MONDAY + 9 * HOUR)
    assert closed.state == ReviewState.CLOSED
    steps = list(review.steps.order_by("id").values_list("round", "step", "reason"))
    assert steps == [
        (1, "due", ""),
        (1, "written", ""),
        (1, "returned", "Since when?"),
        (2, "written", ""),
        (2, "closed", ""),
    ]


def test_what_was_kept_of_a_round_cannot_be_changed(desk: Desk, review: Review) -> None:
    with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
        ReviewStep.objects.filter(review=review).update(reason="Nothing.")
    with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
        ReviewStep.objects.filter(review=review).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewStep.objects.create(review=review, round=1, step=Step.RETURNED, at=MONDAY)


def test_a_supervisor_decides_over_nobody_s_own(desk: Desk) -> None:
    ticket = open_ticket()
    reply(ticket.id, by=desk.supervisor_actor, body="It is 15 %.", at=MONDAY + MINUTE)
    resolve(ticket.id, by=desk.supervisor_actor, at=MONDAY + 2 * MINUTE)
    review = rated(ticket)
    written(review, leader())

    for decide in (
        lambda: close_review(review.id, by=desk.supervisor_actor, at=MONDAY + 3 * HOUR),
        lambda: return_review(review.id, by=desk.supervisor_actor, reason="x", at=MONDAY),
    ):
        with pytest.raises(ReviewRefused, match="your own answer"):
            decide()


def test_what_a_supervisor_wrote_is_not_theirs_to_accept_after_another_saved_it(
    desk: Desk, review: Review
) -> None:
    written(review, desk.supervisor_actor)
    written(review, desk.agent_actor, at=MONDAY + 3 * HOUR)

    with pytest.raises(ReviewRefused, match="that you wrote"):
        close_review(review.id, by=desk.supervisor_actor, at=MONDAY + 4 * HOUR)


def test_giving_it_on_makes_the_review_of_one_s_own_answer_nobody_else_s(desk: Desk) -> None:
    ticket = open_ticket()
    reply(ticket.id, by=desk.supervisor_actor, body="It is 15 %.", at=MONDAY + MINUTE)
    resolve(ticket.id, by=desk.supervisor_actor, at=MONDAY + 2 * MINUTE)
    review = rated(ticket)
    facts: dict[str, Any] = {"by": desk.supervisor_actor, "reason": "Busy."}
    reassign_review(review.id, to=desk.agent, at=MONDAY + 2 * HOUR, **facts)
    written(review, desk.agent_actor)

    with pytest.raises(ReviewRefused, match="your own answer"):
        close_review(review.id, by=desk.supervisor_actor, at=MONDAY + 3 * HOUR)


def test_a_review_is_not_returned_without_a_reason(desk: Desk, review: Review) -> None:
    written(review, desk.agent_actor)

    answer = browser_of(desk.supervisor).post(
        f"/admin/desk/reviews/{review.id}/return/", {"reason": " "}
    )

    assert answer.status_code == 409
    assert "Say why" in answer.text
    review.refresh_from_db()
    assert review.state == ReviewState.WRITTEN


def test_an_overdue_review_is_warned_of_once_in_each_round(desk: Desk, review: Review) -> None:
    late = review.due_at + MINUTE

    first = [warn_of_overdue(at=at) for at in (review.due_at - MINUTE, late, late + HOUR)]
    written(review, desk.agent_actor, at=late + HOUR)
    return_review(review.id, by=leader(), reason="More.", at=late + 2 * HOUR)
    second = [warn_of_overdue(at=late + hours * HOUR) for hours in (3, 40, 41)]

    assert (first, second) == ([0, 1, 0], [0, 1, 0])
    assert review.steps.filter(step=Step.OVERDUE).count() == 2


# --- What the record shows ------------------------------------------------------------------------


def test_the_record_counts_what_happened_up_to_the_rating(desk: Desk) -> None:
    one, two = desk.agent_actor, actor_of(AgentFactory.create(skilled=True).user)
    ticket = ticket_in(State.OPEN, desk)
    wait_for_partner(ticket.id, by=one, at=MONDAY + 10 * MINUTE, reason="Courier.")
    resume(ticket.id, by=one, at=MONDAY + 40 * MINUTE)
    reply(ticket.id, by=one, body="Soon.", at=MONDAY + 41 * MINUTE)
    resolve(ticket.id, by=one, at=MONDAY + 42 * MINUTE)
    reopen(ticket.id, by=actor_of(ticket.requester), at=MONDAY + 43 * MINUTE, reason="No.")
    take(ticket.id, by=two, at=MONDAY + 44 * MINUTE)
    reply(ticket.id, by=two, body="Now.", at=MONDAY + 45 * MINUTE)
    resolve(ticket.id, by=two, at=MONDAY + 46 * MINUTE)
    review = rated(ticket)

    record = record_of(review.rating)

    assert (record.replies, record.agents, record.hand_overs, record.reopened) == (2, 2, 1, 1)
    assert record.waited_for_partner == 30 * MINUTE
    assert "Reopened 1 time." in told(record)
    # The review is timed as well, from the rating on: it is nothing that happened to the customer.
    assert ClockKind.REVIEW not in {kept.kind for kept in record.promises}
    proposal = proposal_of(record)
    assert proposal
    assert (proposal.cause, proposal.why) == (Cause.WRONG, "It was solved, and came back.")


def test_a_broken_promise_proposes_slow_and_the_customer_s_word_goes_first(desk: Desk) -> None:
    ticket = open_ticket()
    at = MONDAY + dt.timedelta(days=7)
    reply(ticket.id, by=desk.agent_actor, body="It is 15 %.", at=at)
    resolve(ticket.id, by=desk.agent_actor, at=at + MINUTE)
    review = rated(ticket, at=at + HOUR)

    late = proposal_of(record_of(review.rating))
    explain(review.rating_id, reasons=[Reason.UNKIND], comment="", at=at + HOUR)
    review.rating.refresh_from_db()
    unkind = proposal_of(record_of(review.rating))

    assert late
    assert late.cause == Cause.SLOW
    assert "was late" in late.why
    assert unkind
    assert (unkind.cause, unkind.why) == (
        Cause.ATTITUDE,
        "The customer says: “The tone was not right”.",
    )


def test_a_comment_that_says_it_took_too_long_speaks_where_no_reason_was_tapped(desk: Desk) -> None:
    review = rated(ticket_in(State.RESOLVED, desk), comment="Nobody answered me for a week!")
    other = rated(ticket_in(State.RESOLVED, desk), comment="The colour is wrong.")

    slow = proposal_of(record_of(review.rating))

    assert slow
    assert (slow.cause, slow.why) == (Cause.SLOW, "The customer writes: “nobody answered”.")
    assert record_of(other.rating).waited == ""


def test_what_is_filled_in_counts_only_when_it_is_confirmed(desk: Desk, review: Review) -> None:
    browser = browser_of(desk.agent)
    address = f"/admin/desk/reviews/{review.id}/"

    page = browser.get(address)
    unconfirmed = browser.post(f"{address}write/", WORDS)

    assert "filled in from the record" in page.text
    assert "Agents who wrote: " in page.context["form"].initial["what_happened"]
    assert unconfirmed.status_code == 422
    assert "Confirm or correct" in unconfirmed.text
    review.refresh_from_db()
    assert review.state == ReviewState.DUE


# --- Where it is seen -----------------------------------------------------------------------------


def test_whose_it_is_sees_it_at_the_side_in_the_inbox_and_in_a_list(
    desk: Desk, review: Review
) -> None:
    mine, others = browser_of(desk.agent), browser_of(AgentFactory.create(skilled=True))

    assert "You have 1 review to write." in mine.get("/admin/desk/").text
    assert "review to write." not in others.get("/admin/desk/").text
    assert mine.get("/admin/desk/reviews/?view=mine").context["listed"].rows == [review]
    assert others.get("/admin/desk/reviews/?view=mine").context["listed"].rows == []


def test_a_supervisor_sees_what_is_overdue_above_all(desk: Desk, review: Review) -> None:
    Review.objects.update(due_at=timezone.now() - HOUR)

    page = browser_of(desk.supervisor).get("/admin/desk/reviews/?view=closed")

    assert "1 review is overdue." in page.text


def test_a_sheet_of_reviews_runs_no_formula(desk: Desk) -> None:
    review = rated(ticket_in(State.RESOLVED, desk), comment="=HYPERLINK(1)")
    written(review, desk.agent_actor)

    answer = browser_of(desk.supervisor).get("/admin/desk/reviews/csv/?view=written")

    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["cause"], row["due_from"]) == ("slow", str(desk.agent))
    assert row["comment"] == "'=HYPERLINK(1)"


def test_causes_are_summed_for_who_may_know_of_the_tickets(desk: Desk, review: Review) -> None:
    written(review, desk.agent_actor)
    hidden = rated(ticket_in(State.RESOLVED, desk, **RESTRICTED))
    written(hidden, desk.agent_actor)
    at = MONDAY + 3 * HOUR

    def summed(agent: Agent) -> tuple[int, list[tuple[str, int]]]:
        found = causes(tickets=Ticket.objects.visible_to(actor_of(agent.user)), at=at)
        return found.total, [(bar.name, bar.count) for bar in found.by_cause]

    assert summed(desk.supervisor) == (2, [("Slow", 2)])
    assert summed(AgentFactory.create(supervisor=True)) == (1, [("Slow", 1)])


def test_the_list_asks_as_often_for_one_review_as_for_ten(
    desk: Desk, django_assert_max_num_queries: Any
) -> None:
    rated(ticket_in(State.RESOLVED, desk))
    browser = browser_of(desk.supervisor)
    browser.get("/admin/desk/reviews/")
    with django_assert_max_num_queries(15) as one:
        browser.get("/admin/desk/reviews/")
    for _ in range(9):
        rated(ticket_in(State.RESOLVED, desk))
    with django_assert_max_num_queries(15) as ten:
        browser.get("/admin/desk/reviews/")

    assert len(one.captured_queries) == len(ten.captured_queries)
