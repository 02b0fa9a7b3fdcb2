"""The inbox: which tickets stand where, in which order, and what they cost to show."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.desk import MONDAY, Desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory, OrderFactory
from tickets.actions.close import close
from tickets.admin.desk import framing
from tickets.admin.desk.rows import Seen
from tickets.inbox.views import save
from tickets.lifecycle.choices import Channel, State, Tier
from tickets.lifecycle.models import Ticket
from tickets.staff.models import Presence
from tickets.triage.models import Category

INBOX = "/admin/desk/"
MINUTE = dt.timedelta(minutes=1)


def shown(client: Client, query: str = "") -> list[Ticket]:
    return listed_by(client.get(INBOX + query))


def listed_by(page: Any) -> list[Ticket]:
    """Return the tickets of the rows on ``page``, in their order."""
    numbers = [Seen._make(row).number for row in page.context["listed"].rows]
    found = {ticket.number: ticket for ticket in Ticket.objects.filter(number__in=numbers)}
    return [found[number] for number in numbers]


def counted(client: Client, path: str = INBOX) -> dict[str, int]:
    tabs = client.get(path).context["tabs"]
    return {tab.view.key: tab.count.number for tab in tabs if tab.count}


def urgent_ticket(at: dt.datetime = MONDAY) -> Ticket:
    return open_ticket(
        category="account-security", body="Not me!", answers={"seen": "A login"}, at=at
    )


def many(count: int) -> None:
    """File ``count`` tickets without the walk: only lists look at them."""
    category = Category.objects.get(key="rules-fees")
    buyers = [BuyerFactory.create().user for _ in range(5)]
    Ticket.objects.bulk_create(
        Ticket(
            requester=buyers[n % 5],
            language="en",
            channel=Channel.SITE,
            category=category,
            queue=category.queue,
            subject=f"Question {n}",
            tier=Tier.LOW,
            urgency="general",
            reasons={"tier": "-", "lane": "-"},
            priority=7,
            due_at=MONDAY + n * MINUTE,
            created_at=MONDAY,
            updated_at=MONDAY,
        )
        for n in range(count)
    )


def test_what_waits_stands_in_the_order_of_work(desk: Desk, agent: Client):
    low = open_ticket(at=MONDAY)
    urgent = urgent_ticket(at=MONDAY + MINUTE)
    earlier = open_ticket(at=MONDAY - MINUTE)

    assert shown(agent) == [urgent, earlier, low]


def test_mine_are_those_i_hold_and_done_those_that_are_finished(desk: Desk, agent: Client):
    waits, held = open_ticket(), ticket_in(State.OPEN, desk)
    solved = ticket_in(State.RESOLVED, desk)
    closed = ticket_in(State.RESOLVED, desk)
    close(closed.id, by=desk.supervisor_actor, at=MONDAY + 9 * MINUTE)

    assert shown(agent, "?view=mine") == [held]
    assert set(shown(agent, "?view=unfinished")) == {waits, held}
    assert shown(agent, "?view=done") == [closed, solved]


def test_the_counts_are_those_of_the_lists(desk: Desk, agent: Client):
    for state in (State.NEW, State.NEW, State.OPEN, State.WAITING_ON_CUSTOMER, State.RESOLVED):
        ticket_in(state, desk)

    counts = counted(agent)

    assert counts["waiting"] == len(shown(agent)) == 2
    assert counts["mine"] == len(shown(agent, "?view=mine")) == 2
    assert counts["unfinished"] == len(shown(agent, "?view=unfinished")) == 4
    # The paused one is not late: its promise stands still.
    assert counts["late"] == len(shown(agent, "?view=unfinished&late=on")) == 3
    assert len(shown(agent, "?view=late")) == 3


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("queue=payments", {"payment"}),
        ("tier=low", {"question"}),
        ("tier=low&queue=payments", set()),
        ("lane=vip", {"vip"}),
    ],
)
def test_filters_narrow_a_view(desk: Desk, agent: Client, query: str, names: set[str]):
    buyer = BuyerFactory.create()
    order = OrderFactory.create(buyer=buyer, paid=True, total=9_000, total_currency="USD")
    open_ticket(subject="question")
    open_ticket(category="payment-failed", subject="payment", answers={"method": "card"})
    open_ticket(
        category="not-shipped", subject="vip", customer=buyer.user, answers={"order": order.number}
    )

    assert {ticket.subject for ticket in shown(agent, f"?{query}")} == names


def test_words_find_a_ticket_by_number_order_mail_subject_and_name(desk: Desk, agent: Client):
    buyer = BuyerFactory.create(user__name="Clara Weiss", user__email="clara@example.com")
    order = OrderFactory.create(buyer=buyer, paid=True)
    open_ticket()
    ticket = open_ticket(
        category="not-shipped",
        subject="Where is the Kelly?",
        customer=buyer.user,
        answers={"order": order.number},
    )

    for words in (
        str(ticket.number),
        f"t-{ticket.number}",
        f"%23{ticket.number}",
        order.number.lower(),
        "CLARA@example.com",
        "the kelly",
        "weiss",
    ):
        assert shown(agent, f"?q={words}") == [ticket], words


def test_words_look_through_done_work_too(desk: Desk, agent: Client):
    solved = ticket_in(State.RESOLVED, desk)

    assert shown(agent, f"?view=waiting&q={solved.number}") == [solved]


@pytest.mark.parametrize(
    "query", ["?tier=huge", "?queue=nowhere", "?page=abc", "?q=%3F", "?view=x"]
)
def test_a_wish_that_means_nothing_is_named_and_left_out(desk: Desk, agent: Client, query: str):
    ticket = open_ticket()

    page = agent.get(INBOX + query)

    assert page.status_code == 200
    assert listed_by(page) == [ticket]
    assert "Left out" in page.text


def test_a_page_beyond_the_end_says_so(desk: Desk, agent: Client):
    open_ticket()

    page = agent.get(f"{INBOX}?page=7")

    assert page.status_code == 404
    assert "The list ends before this page" in page.text


def test_a_list_goes_on_by_pages_of_fifty(desk: Desk, agent: Client):
    many(120)

    first, last = (agent.get(f"{INBOX}?page={n}").context["listed"] for n in (1, 3))

    assert (len(first.rows), first.first, first.last, first.total) == (50, 1, 50, 120)
    assert (first.previous, first.following) == (None, 2)
    assert (len(last.rows), last.first, last.following) == (20, 101, None)


def test_a_list_goes_on_beyond_what_is_counted(desk: Desk, agent: Client):
    many(1_120)

    deep, last = (agent.get(f"{INBOX}?page={n}").context["listed"] for n in (21, 23))

    assert (len(deep.rows), deep.following, deep.more_than_counted) == (50, 22, True)
    assert (len(last.rows), last.last, last.following) == (20, 1_120, None)


def test_the_inbox_costs_the_same_at_10_and_at_1000_rows(desk: Desk, agent: Client):
    def queries() -> int:
        framing.forget()
        with CaptureQueriesContext(connection) as captured:
            assert agent.get(f"{INBOX}?view=unfinished").status_code == 200
        return len(captured)

    many(60)
    few = queries()
    many(1_000)

    assert queries() == few <= 15
    assert agent.get(f"{INBOX}?view=unfinished").context["listed"].more_than_counted


def test_every_empty_view_says_what_to_do(desk: Desk, agent: Client):
    for query, words in (
        ("", "Nobody is waiting"),
        ("?view=mine", "You hold nothing"),
        ("?view=done", "Nothing here yet"),
        ("?q=nothing", "Nothing fits"),
    ):
        assert words in agent.get(INBOX + query).text


def test_take_next_opens_the_first_in_the_order_of_work(desk: Desk, agent: Client):
    open_ticket()
    urgent = urgent_ticket()

    answer = agent.post(f"{INBOX}next/")

    assert answer["Location"] == f"/admin/desk/tickets/{urgent.id}/"
    assert Ticket.objects.get(id=urgent.id).assignee == desk.agent


def test_take_next_says_when_nothing_waits(desk: Desk, agent: Client):
    assert "Nothing is waiting for you." in agent.post(f"{INBOX}next/", follow=True).text


def test_take_next_says_when_one_holds_as_many_as_fit(desk: Desk, agent: Client):
    desk.agent.capacity = 1
    desk.agent.save()
    ticket_in(State.OPEN, desk)
    open_ticket()

    page = agent.post(f"{INBOX}next/", follow=True)

    assert "You hold 1 ticket, as many as fit. Finish it first." in page.text


def test_presence_is_one_press_away(desk: Desk, agent: Client):
    answer = agent.post(f"{INBOX}presence/", {"presence": "busy"}, headers={"HX-Request": "true"})

    desk.agent.refresh_from_db()
    assert desk.agent.presence == Presence.BUSY
    assert desk.agent.presence_since is not None
    assert 'value="busy" class="segment" title="Busy: no new tickets" aria-pressed="true"' in (
        answer.text
    )


def test_a_presence_that_does_not_exist_is_refused(desk: Desk, agent: Client):
    assert agent.post(f"{INBOX}presence/", {"presence": "asleep"}).status_code == 422


def test_an_open_page_learns_of_new_counts_through_its_own_door(desk: Desk, agent: Client):
    open_ticket()

    part = agent.get(f"{INBOX}counts/?view=mine", headers={"HX-Request": "true"})

    assert part.context["tabs"][0].count.number == 1
    assert "<html" not in part.text


def test_a_search_is_kept_opened_and_brought_back_after_deletion(desk: Desk, agent: Client):
    low, high = open_ticket(), urgent_ticket()
    kept = agent.post(
        f"{INBOX}views/", {"name": "Hot", "q": "is:open tier:urgent", "sharing": "nobody"}
    )
    address = kept["Location"]
    key = address.partition("view=")[2]

    assert listed_by(agent.get(address)) == [high]
    assert counted(agent, f"{INBOX}counts/{address.partition('/desk/')[2]}")[key] == 1
    agent.post(f"{INBOX}views/{key}/", {"do": "default"})
    assert shown(agent) == [high]

    gone = agent.post(f"{INBOX}views/{key}/", {"do": "delete"}, follow=True)
    assert "The view is deleted." in gone.text
    assert shown(agent) == [high, low]
    agent.post(f"{INBOX}views/{key}/", {"do": "restore"})
    assert listed_by(agent.get(address)) == [high]


def test_a_view_whose_words_mean_nothing_any_more_says_so(desk: Desk, agent: Client):
    view = save(
        by=desk.agent_actor, name="Old", query="is:open category:rules-fees", at=timezone.now()
    )
    Category.objects.filter(key="rules-fees").update(key="rules", name_en="Rules", name_zh="规则")

    page = agent.get(f"{INBOX}?view={view.key}")

    assert "Part of this view means nothing any more" in page.text
    assert "rules" in page.text
    tabs = agent.get(f"{INBOX}counts/").context["tabs"]
    assert [tab.view.key for tab in tabs if tab.broken] == [view.key]


def test_an_open_page_hears_how_much_is_new(desk: Desk, agent: Client):
    old = open_ticket(at=timezone.now())
    since = timezone.now().isoformat()
    open_ticket(at=timezone.now())

    part = agent.get(f"{INBOX}counts/", {"since": since, "shown": str(old.number)})

    assert "1 new or changed" in part.text
    assert "new or changed" not in agent.get(f"{INBOX}counts/", {"since": "soon"}).text


def test_words_are_offered_while_they_are_typed(desk: Desk, agent: Client):
    def offered(text: str) -> list[str]:
        answer = agent.get(f"{INBOX}words/", {"q": text, "at": str(len(text))}).json()
        return [offer["text"] for offer in answer["offers"]]

    assert offered("watch ti") == ["tier:"]
    assert offered("tier:urg") == ["tier:urgent"]
    assert "tier:urgent,high" in offered("tier:urgent,h")
    assert offered("-状态：已解") == ["-state:resolved"]
    assert offered("agent:m")[0] == "agent:me"
    assert offered("watches of gold") == []
    assert "is:" in offered("")


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "is:" * 3_000, '"' * 400, "a' & !b <->", "-", "：："]
)
def test_whatever_is_searched_for_answers_in_words(desk: Desk, agent: Client, text: str):
    open_ticket()

    page = agent.get(INBOX, {"q": text})

    assert page.status_code == 200
    assert "Left out" in page.text or "Nothing fits" in page.text
