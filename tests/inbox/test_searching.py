"""What a search finds: words in all that was said, and conditions that have names."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection

from tests.factories.desk import MONDAY, AgentFactory, Desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory, OrderFactory
from tests.inbox.conftest import Find
from tickets.actions.note import note
from tickets.actions.open import Guest
from tickets.actions.rate import rate
from tickets.actions.receive import receive
from tickets.actions.reply import reply
from tickets.inbox import searching
from tickets.inbox.meaning import Meaning
from tickets.inbox.models import SearchRow
from tickets.inbox.searching import search
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.models import Ticket
from tickets.sla import breaches
from tickets.staff.actors import actor_of

HOUR = dt.timedelta(hours=1)


def test_everything_said_finds_its_ticket(desk: Desk, find: Find):
    open_ticket()
    buyer = BuyerFactory.create(user__name="Clara Weiß", user__email="clara@example.com")
    order = OrderFactory.create(buyer=buyer, paid=True)
    ticket = open_ticket(
        category="not-shipped",
        subject="Where is the Kelly?",
        body="Nothing was shipped so far, 我的订单还没有发货",
        customer=buyer.user,
        answers={"order": order.number},
    )
    by, her = desk.agent_actor, actor_of(buyer.user)
    reply(ticket.id, by=by, body="The courier lost the parcel.", at=MONDAY + HOUR)
    receive(ticket.id, by=her, body="Outrageous!", channel=Channel.SITE, at=MONDAY + 2 * HOUR)
    note(ticket.id, by=by, body="Insured by Lloyd's", at=MONDAY + 3 * HOUR)

    for words in (
        "kelly", "shipping", "SHIPPED nothing", "couriers", "outrag", '"courier lost"', "lloyds",
        "订单", "没有发货", "weiss", "clara@", "clara@example.com", "@example.com weiß",
        order.number, order.number.lower().replace("-", " "), str(ticket.number),
        f"T-{ticket.number}", f"#{ticket.number}", f"order:{order.number}", "from:clara",
        "from:clara@example.com", "kelly -vanished",
    ):  # fmt: skip
        assert find(words) == {ticket}, words

    for words in ('"lost courier"', "kelly -outrageous", "kelly 退款", "from:kelly", "lloy'ds'x"):
        assert find(words) == set(), words


def test_a_guest_is_found_by_name_and_address(desk: Desk, find: Find):
    ticket = open_ticket(customer=Guest("Li.Wei@Example.com", "李伟"))

    assert find("李伟") == find("li.wei@example") == find("from:李伟") == {ticket}


def test_a_restricted_queue_does_not_exist_in_a_search(desk: Desk, find: Find):
    open_ticket(category="account-security", body="Zebra!", answers={"seen": "A login"})
    stranger = actor_of(AgentFactory.create().user)

    assert find("zebra", stranger) == set()
    assert len(find("zebra")) == 1


def test_a_common_word_is_found_by_walking_and_a_rare_one_by_the_index(
    desk: Desk, understood: Callable[..., Meaning], monkeypatch: pytest.MonkeyPatch
):
    common = [open_ticket(body=f"commission {n}", at=MONDAY + n * HOUR) for n in range(5)]
    monkeypatch.setattr(searching, "FEW", 3)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tickets_searchrow")
    tickets = Ticket.objects.all()

    many, few = search(tickets, understood("commission")), search(tickets, understood("4"))

    assert (many.counted, few.counted) == (False, True)
    assert list(many.tickets.order_by("-created_at")) == common[::-1]
    assert set(search(tickets, understood("-4")).tickets) == set(common[:4])


def test_conditions_have_names(desk: Desk, find: Find):
    new, held = open_ticket(), ticket_in(State.OPEN, desk)
    waits, solved = ticket_in(State.WAITING_ON_CUSTOMER, desk), ticket_in(State.RESOLVED, desk)
    rate(solved.id, by=actor_of(solved.requester), score=2, at=MONDAY + HOUR)
    name = str(desk.agent)

    for words, found in {
        "is:unassigned": {new},
        "is:mine": {held, waits, solved},
        "is:mine is:open": {held, waits},
        "is:waiting": {waits},
        "is:paused": {waits},
        "is:open -is:waiting": {new, held},
        "is:resolved": {solved},
        "is:done": {solved},
        "is:unanswered": {new, held, waits},
        "state:open,new": {new, held},
        "状态：新建": {new},
        "状况：未分配": {new},
        "-state:新建,处理中 is:open": {waits},
        "agent:nobody": {new},
        "agent:me -is:done": {held, waits},
        f'agent:"{name}"': {held, waits, solved},
        "tier:low lane:standard": {new, held, waits, solved},
        "级别：低": {new, held, waits, solved},
        "category:rules-fees channel:site lang:en": {new, held, waits, solved},
        "lang:中文": set(),
        "rating:<3": {solved},
        "rating:>=3": set(),
        "after:2026-03-02 before:2026-03-03": {new, held, waits, solved},
        "before:2026-03-02": set(),
        "is:vip": set(),
    }.items():
        assert find(words) == found, words


def test_a_broken_promise_is_found_when_it_was_kept_late_too(desk: Desk, find: Find):
    late, _ = open_ticket(), open_ticket(at=MONDAY + 400 * HOUR)
    breaches.sweep(at=MONDAY + 300 * HOUR)

    then = MONDAY + 300 * HOUR
    assert find("is:breached") == find("is:late is:breached", at=then) == {late}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("colour:red", "is:"),
        ("tier:huge", "urgent"),
        ("tier:", "tier:urgent"),
        ("is:sleeping", "unassigned"),
        ("order:17", "CO-20260412-0042"),
        ("rating:9", "1 to 5"),
        ("after:soon", "2026-03-01"),
        ("queue:nowhere", "payments"),
        ("agent:somebody-else", "me"),
        ('""', "no word"),
        ("watch " * 2_000, "left out"),
    ],
)
def test_what_means_nothing_is_named_with_what_would(
    understood: Callable[..., Meaning], text: str, why: str
):
    problem = understood(text).problems[0]

    assert why in f"{problem.why} {' '.join(problem.possible)}"


@pytest.mark.parametrize(
    "text",
    [
        "'",
        "\\",
        "'\\",
        "a' | 'b",
        "!!",
        "& | ! <-> :*",
        "%",
        "_",
        "a\x00b",
        "-",
        '"',
        "“",
        "'' OR 1=1 --",
        "(((",
        ":*",
        "-tier:",
        "😀",
        "e\u0301",
        "\u202e",
        "x" * 10_000,
        "is:" * 200,
        ",,,",
        "tier:,",
        "«»",
        "agent:%",
        "from:@",
        "from:'",
        'from:""',
        '-"a b" -c',
        "t-" + "9" * 30,
        "9" * 300,
    ],
)
def test_whatever_is_typed_is_no_operator_and_no_fault(
    desk: Desk, understood: Callable[..., Meaning], text: str
):
    ticket = open_ticket(body=f"word {text[:200]} word".replace("\x00", ""))

    list(search(Ticket.objects.all(), understood(text)).tickets)

    assert SearchRow.objects.filter(ticket=ticket).exists()


def test_the_order_follows_from_what_is_asked(understood: Callable[..., Meaning]):
    for words, sort in {
        "is:unassigned": "work",
        "is:open tier:high": "work",
        "is:done": "changed",
        "watch": "newest",
        "is:open watch": "newest",
        "tier:high": "newest",
        "is:open sort:oldest": "oldest",
    }.items():
        assert understood(words).sort == sort, words


def test_the_index_can_be_made_anew_from_what_there_is(desk: Desk, find: Find, capsys):
    ticket = open_ticket(body="Where is my zebra?")
    note(ticket.id, by=desk.agent_actor, body="Giraffes, really", at=MONDAY + HOUR)
    with connection.cursor() as cursor:
        cursor.execute("SELECT strip(vector) FROM tickets_searchrow")
        before = cursor.fetchall()
        SearchRow.objects.all().delete()

        call_command("index_tickets", dry_run=True)
        assert find("zebra") == set()
        call_command("index_tickets", missing=True)

        cursor.execute("SELECT strip(vector) FROM tickets_searchrow")
        assert cursor.fetchall() == before
    assert find("zebra giraffe") == {ticket}
    assert "1 tickets" in capsys.readouterr().out
