"""Groups become proposals, decisions last, and what was built shows its effect."""

import datetime as dt

import pytest

from tests.factories.desk import Desk, make_desk, open_ticket
from tests.insight.fewer.asking import DAY, NIGHT, counted, filed, talked
from tests.matrix.world import RESTRICTED
from tickets.insight.fewer import deciding
from tickets.insight.fewer.effects import effect
from tickets.insight.fewer.models import ProductProposal, State
from tickets.lifecycle.models import Ticket
from tickets.routing.models import Queue
from tickets.triage.models import Category

WORDS = (
    "How do I change my phone number?",
    "please update my phone number",
    "where can I change the phone number in my profile",
)


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


@pytest.fixture
def proposal(desk: Desk) -> ProductProposal:
    """Three ways to ask for one thing, four times."""
    for text in WORDS:
        filed(text)
    talked(WORDS[0])
    (one,) = counted()
    return one


def read(proposal: ProductProposal) -> ProductProposal:
    again: ProductProposal = ProductProposal.objects.get(pk=proposal.pk)
    return again


def test_what_is_asked_in_other_words_is_one_proposal(proposal: ProductProposal) -> None:
    assert (proposal.times, proposal.as_tickets, proposal.as_talks) == (4, 3, 1)
    assert {one["text"] for one in proposal.questions} == {
        "how do i change my phone number",
        "please update my phone number",
        "where can i change the phone number in my profile",
    }
    assert proposal.category == Category.objects.get(key="technical")
    assert sum(proposal.per_day.values()) == 4


def test_what_is_asked_too_seldom_is_not_proposed(desk: Desk) -> None:
    filed()

    assert counted(fewest=2) == []


def test_another_thing_is_another_proposal(proposal: ProductProposal) -> None:
    for _ in range(2):
        talked("where do i download my invoice")

    assert {one.question for one in counted()} == {
        proposal.question,
        "Where do I download my invoice",
    }


def test_it_is_the_same_proposal_the_next_night(proposal: ProductProposal) -> None:
    talked("can i change my phone number")

    (again,) = counted()

    assert (again.pk, again.times) == (proposal.pk, 5)


def test_an_open_one_that_is_asked_no_more_goes(proposal: ProductProposal) -> None:
    assert counted(at=NIGHT + 60 * DAY) == []


def test_one_that_was_handed_on_stays_though_nobody_asks(
    proposal: ProductProposal, desk: Desk
) -> None:
    deciding.hand_on(proposal.pk, note="", link="", by=desk.supervisor.user, at=NIGHT)

    (again,) = counted(at=NIGHT + 60 * DAY)

    assert (again.state, again.times, again.questions) == (State.HANDED_ON, 0, [])
    assert again.question == proposal.question


def test_it_is_found_again_in_words_that_nobody_used_before(
    proposal: ProductProposal, desk: Desk
) -> None:
    deciding.put_aside(proposal.pk, why="", by=desk.supervisor.user, at=NIGHT)
    counted(at=NIGHT + 60 * DAY)
    for _ in range(3):
        talked("how could i change the phone number", ago=-70)

    (again,) = counted(at=NIGHT + 71 * DAY)

    assert (again.pk, again.state, again.times) == (proposal.pk, State.PUT_ASIDE, 3)


def test_what_was_put_aside_comes_back_when_it_is_asked_twice_as_often(
    proposal: ProductProposal, desk: Desk
) -> None:
    deciding.put_aside(proposal.pk, why="Later.", by=desk.supervisor.user, at=NIGHT)
    for _ in range(3):
        talked(WORDS[0])
    assert counted()[0].state == State.PUT_ASIDE

    talked(WORDS[0])

    (again,) = counted()
    assert (again.state, again.times, again.decided_at) == (State.OPEN, 8, None)


def test_what_was_decided_keeps_its_name(proposal: ProductProposal, desk: Desk) -> None:
    deciding.hand_on(proposal.pk, note="", link="", by=desk.supervisor.user, at=NIGHT)
    for _ in range(9):
        talked("please update my phone number")

    assert counted()[0].question == proposal.question


# --- What became restricted -----------------------------------------------------------------------


def test_words_of_a_ticket_that_became_restricted_go_with_the_next_night(
    proposal: ProductProposal, desk: Desk
) -> None:
    deciding.hand_on(proposal.pk, note="", link="", by=desk.supervisor.user, at=NIGHT)
    closed = Queue.objects.exclude(restricted_to=None).first()
    Ticket.objects.all().update(queue=closed)

    (again,) = counted()

    assert [one["text"] for one in again.questions] == ["how do i change my phone number"]
    assert again.question == "How do I change my phone number"


def test_one_of_which_all_became_restricted_goes_though_it_was_decided(desk: Desk) -> None:
    for _ in range(2):
        filed()
    (one,) = counted()
    deciding.hand_on(one.pk, note="", link="", by=desk.supervisor.user, at=NIGHT)
    Ticket.objects.all().update(queue=Queue.objects.exclude(restricted_to=None).first())

    assert counted() == []


def test_one_of_a_category_that_became_restricted_is_hidden_at_once(
    proposal: ProductProposal, desk: Desk
) -> None:
    closed = Queue.objects.exclude(restricted_to=None).first()
    Category.objects.filter(key="technical").update(queue=closed)
    desk.supervisor.teams.clear()

    assert not ProductProposal.objects.visible_to(desk.supervisor_actor).exists()
    assert ProductProposal.objects.visible_to(desk.agent_actor).exists()


def test_one_that_touched_a_category_besides_is_hidden_with_it(desk: Desk) -> None:
    for _ in range(2):
        talked(matters=("technical", "rules-fees"))
    (one,) = counted()
    assert one.category == Category.objects.get(key="technical")
    closed = Queue.objects.exclude(restricted_to=None).first()
    Category.objects.filter(key="rules-fees").update(queue=closed)
    desk.supervisor.teams.clear()

    assert not ProductProposal.objects.visible_to(desk.supervisor_actor).exists()


def test_restricted_tickets_make_no_proposal(desk: Desk) -> None:
    for _ in range(5):
        open_ticket(**RESTRICTED | {"body": WORDS[0]}, at=NIGHT - DAY)

    assert counted() == []


# --- Decisions ------------------------------------------------------------------------------------


def test_the_whole_way_and_back(proposal: ProductProposal, desk: Desk) -> None:
    by, pk = desk.supervisor.user, proposal.pk
    deciding.hand_on(pk, note="Please.", link="https://tracker.example/1", by=by, at=NIGHT)
    assert (read(proposal).handed_by, read(proposal).times_then) == (by, 4)
    deciding.build(pk, on=NIGHT.date(), by=by, at=NIGHT)
    assert (read(proposal).state, read(proposal).built_on) == (State.DONE, NIGHT.date())

    deciding.take_back(pk, by=by, at=NIGHT)
    assert (read(proposal).state, read(proposal).built_on) == (State.HANDED_ON, None)
    deciding.take_back(pk, by=by, at=NIGHT)
    assert (read(proposal).state, read(proposal).handed_at) == (State.OPEN, None)


def test_the_second_who_decides_is_refused(proposal: ProductProposal, desk: Desk) -> None:
    by = desk.supervisor.user
    deciding.put_aside(proposal.pk, why="", by=by, at=NIGHT)

    with pytest.raises(deciding.WishRefused, match="quicker"):
        deciding.hand_on(proposal.pk, note="", link="", by=by, at=NIGHT)


def test_nothing_is_built_on_a_day_to_come(proposal: ProductProposal, desk: Desk) -> None:
    with pytest.raises(deciding.WishRefused, match="still to come"):
        deciding.build(proposal.pk, on=(NIGHT + 3 * DAY).date(), by=desk.supervisor.user, at=NIGHT)


# --- Effect ---------------------------------------------------------------------------------------


def built(desk: Desk, *, before: int, since: int, weeks: int = 3) -> ProductProposal:
    """Ask so often in the weeks before it was built, and so often in as many since."""
    days = 7 * weeks
    for number in range(before):
        talked(ago=days + 2 + number % days)
    (one,) = counted(fewest=2, at=NIGHT - (days + 1) * DAY)
    deciding.build(one.pk, on=(NIGHT - (days + 1) * DAY).date(), by=desk.supervisor.user, at=NIGHT)
    for number in range(since):
        talked(ago=1 + number % days)
    (one,) = counted()
    return one


def test_it_is_asked_clearly_less_since_it_was_built(desk: Desk) -> None:
    found = effect(built(desk, before=30, since=3))

    assert found is not None
    assert found.change is not None
    assert (found.days, found.before, found.since, found.change.clear) == (21, 30, 3, True)
    assert (found.before_a_week, found.since_a_week) == (10, 1)


def test_a_small_difference_may_be_chance(desk: Desk) -> None:
    found = effect(built(desk, before=8, since=5))

    assert found is not None
    assert found.change is not None
    assert not found.change.clear


def test_of_five_questions_nothing_is_clear(desk: Desk) -> None:
    found = effect(built(desk, before=5, since=0))

    assert found is not None
    assert found.change is not None
    assert not found.change.clear


def test_the_first_week_says_nothing(desk: Desk, proposal: ProductProposal) -> None:
    deciding.build(proposal.pk, on=(NIGHT - 3 * DAY).date(), by=desk.supervisor.user, at=NIGHT)

    found = effect(read(proposal))

    assert found is not None
    assert (found.days, found.change) == (2, None)


def test_what_is_not_built_has_no_effect(proposal: ProductProposal) -> None:
    assert effect(proposal) is None


def test_the_days_before_it_was_built_stay_as_they_were_counted(desk: Desk) -> None:
    one = built(desk, before=30, since=3, weeks=4)
    later = NIGHT + dt.timedelta(days=40)

    (again,) = counted(at=later)

    assert again.pk == one.pk
    assert again.asked_between(dt.date(2026, 1, 1), NIGHT.date() - 29 * DAY) == 30
