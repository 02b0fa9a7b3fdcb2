"""The composer: what is held, what crossed, drafts, files, canned replies, links."""

import datetime as dt
import json
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from knowledge_base.articles import publishing
from tests.admin.conftest import browser_of
from tests.conversation.files import samples
from tests.factories.desk import AgentFactory, Desk, open_ticket, ticket_in
from tests.factories.knowledge import ArticleFactory
from tickets.actions.receive import receive
from tickets.actions.release import release_overdue
from tickets.conversation.canned import CannedReply
from tickets.conversation.drafts import Draft
from tickets.conversation.held import HeldReply
from tickets.conversation.linked_articles import LinkedArticle
from tickets.conversation.models import Message
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.staff.actors import actor_of
from tickets.staff.models import Agent, Presence, Role

HTMX = {"HX-Request": "true"}


@pytest.fixture
def ticket(desk: Desk) -> Ticket:
    return ticket_in(State.OPEN, desk, at=timezone.now() - dt.timedelta(minutes=10))


@pytest.fixture
def undo(desk: Desk) -> None:
    DeskSettings.objects.update(undo_seconds=5)


def at(ticket: Ticket, part: str = "") -> str:
    return f"/admin/desk/tickets/{ticket.id}/{part}"


def seen_on(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return found[1]


def customer_writes(ticket: Ticket, body: str) -> None:
    by = actor_of(ticket.requester)
    receive(ticket.id, by=by, body=body, channel=Channel.SITE, at=timezone.now())


def keep(agent: Client, ticket: Ticket, body: str, since: str | None = "", **more: object):
    by = agent.session["_auth_user_id"]
    told = {"body": body, "since": since, "reader": by, **more}
    return agent.put(at(ticket, "drafts/reply/"), json.dumps(told), content_type="application/json")


def replies(ticket: Ticket) -> list[str]:
    said = Message.objects.filter(ticket=ticket, author_kind="agent").order_by("at")
    return list(said.values_list("body", flat=True))


@pytest.mark.usefixtures("undo")
def test_a_sent_reply_waits_and_goes_out_when_the_page_says_so(ticket: Ticket, agent: Client):
    form = {"body": "It is 15 %.", "token": str(uuid.uuid4())}
    answer = agent.post(at(ticket, "replies/"), form, headers=HTMX)

    assert "Undo" in answer.text
    assert ">It is 15 %.</textarea>" not in answer.text
    assert replies(ticket) == []
    assert 'data-left="' in agent.get(at(ticket)).text

    sent = agent.post(at(ticket, f"held/{form['token']}/release/"), headers=HTMX)
    assert "Sent." in sent.text
    assert replies(ticket) == ["It is 15 %."]
    late = agent.post(at(ticket, f"held/{form['token']}/undo/"), headers=HTMX)
    assert late.status_code == 409
    assert "This has been sent already." in late.text


@pytest.mark.usefixtures("undo")
def test_undo_puts_the_text_back_before_what_was_typed_since(ticket: Ticket, agent: Client):
    agent.post(at(ticket, "replies/"), {"body": "It is 15 %."}, headers=HTMX)
    held = HeldReply.objects.get()

    back = agent.post(at(ticket, f"held/{held.id}/undo/"), {"body": "And"}, headers=HTMX)

    assert ">It is 15 %.\n\nAnd</textarea>" in back.text
    assert ">It is 15 %.\n\nAnd</textarea>" in agent.get(at(ticket)).text
    assert replies(ticket) == []


@pytest.mark.usefixtures("undo")
def test_without_scripts_a_reply_goes_out_at_once(ticket: Ticket, agent: Client):
    agent.post(at(ticket, "replies/"), {"body": "It is 15 %."})

    assert replies(ticket) == ["It is 15 %."]


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_a_reply_that_crossed_a_message_comes_back_with_it_and_goes_when_told(
    ticket: Ticket, agent: Client, htmx: bool
):
    headers = HTMX if htmx else {}
    seen = seen_on(agent.get(at(ticket)).text)
    customer_writes(ticket, "Forget it, I found it.")
    form = {"body": "It is 15 %.", "then": "wait", "seen": seen}

    asked = agent.post(at(ticket, "replies/"), form, headers=headers)

    assert asked.status_code == 409
    assert "Something new was said before you sent this." in asked.text
    assert asked.text.count("Forget it, I found it.") == 2
    assert ">It is 15 %.</textarea>" in asked.text
    assert replies(ticket) == []
    again = {"body": "It is 15 %.", "anyway": "wait", "seen": seen_on(asked.text)}
    agent.post(at(ticket, "replies/"), again, headers=headers)
    assert replies(ticket) == ["It is 15 %."]
    assert Ticket.objects.get(id=ticket.id).state == State.WAITING_ON_CUSTOMER


@pytest.mark.usefixtures("undo")
def test_a_message_within_the_window_stops_the_reply_and_shows_both(ticket: Ticket, agent: Client):
    seen = seen_on(agent.get(at(ticket)).text)
    agent.post(at(ticket, "replies/"), {"body": "It is 15 %.", "seen": seen}, headers=HTMX)
    customer_writes(ticket, "Forget it.")
    held = HeldReply.objects.get()

    stopped = agent.post(at(ticket, f"held/{held.id}/release/"), headers=HTMX)

    assert stopped.status_code == 409
    page = agent.get(at(ticket)).text
    for shown in (stopped.text, page):
        assert "Your reply was not sent." in shown
        assert "It is 15 %." in shown
        assert "Send anyway" in shown
    agent.post(at(ticket, f"held/{held.id}/release/"), {"anyway": "1"}, headers=HTMX)
    assert replies(ticket) == ["It is 15 %."]


def test_a_draft_is_kept_for_its_writer_alone_and_goes_when_it_was_sent(
    ticket: Ticket, agent: Client, supervisor: Client
):
    kept = keep(agent, ticket, "Half a sen")

    assert kept.status_code == 200
    assert ">Half a sen</textarea>" in agent.get(at(ticket)).text
    assert "Half a sen" not in supervisor.get(at(ticket)).text
    agent.logout()
    assert Draft.objects.count() == 1
    agent.force_login(ticket.assignee.user, backend="django.contrib.auth.backends.ModelBackend")
    agent.post(at(ticket, "replies/"), {"body": "Half a sentence."}, headers=HTMX)
    assert not Draft.objects.exists()


def test_a_newer_draft_of_another_window_is_shown_and_not_overwritten(
    ticket: Ticket, agent: Client
):
    first = keep(agent, ticket, "From here").json()["at"]
    second = keep(agent, ticket, "From there, later", since=first).json()["at"]

    crossed = keep(agent, ticket, "From here, on", since=first)

    assert crossed.status_code == 409
    assert crossed.json() == {"at": second, "body": "From there, later"}
    assert keep(agent, ticket, "From here, on", since=second).status_code == 200
    # Sent in another window: the draft is gone, and says so.
    agent.delete(at(ticket, "drafts/reply/"))
    gone = keep(agent, ticket, "More", since=second)
    assert (gone.status_code, gone.json()) == (409, {})


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"body": 5}, 400),
        ([], 400),
        ({"body": "x", "since": "yesterday at noon"}, 400),
        ({"body": "x", "since": "2026-13-45T00:00"}, 400),
        ({"body": "x", "files": {"a": 1}}, 400),
        ({"body": "x", "reader": str(uuid.uuid4())}, 403),
    ],
)
def test_what_is_no_draft_of_this_reader_is_refused(ticket, agent, told: object, status: int):
    address = at(ticket, "drafts/reply/")
    answer = agent.put(address, json.dumps(told), content_type="application/json")

    assert answer.status_code == status
    assert not Draft.objects.exists()
    assert agent.put(at(ticket, "drafts/else/"), "{}").status_code == 404


def test_files_without_scripts_come_with_the_reply_and_what_they_are_is_looked_at(
    ticket: Ticket, agent: Client
):
    picture = SimpleUploadedFile("ring.jpg", samples.picture("PNG"))
    program = SimpleUploadedFile("ring.jpg", samples.program())

    refused = agent.post(at(ticket, "replies/"), {"body": "Look.", "files": [picture, program]})
    assert refused.status_code == 422
    assert "This is a program." in refused.text
    assert ">Look.</textarea>" in refused.text
    kept = re.findall(r'name="files" value="([^"]+)" checked', refused.text)
    assert len(kept) == 1

    agent.post(at(ticket, "replies/"), {"body": "Look.", "files": kept, "then": "resolve"})
    message = Message.objects.get(ticket=ticket, author_kind="agent")
    assert [file.media_type for file in message.attachments.all()] == ["image/png"]
    assert Ticket.objects.get(id=ticket.id).state == State.RESOLVED


def test_a_canned_reply_comes_filled_in_the_customers_language_and_is_counted(
    desk: Desk, agent: Client
):
    CannedReply.objects.all().delete()
    ticket = open_ticket(language="zh-hans")
    reply = CannedReply.objects.create(
        key="shipped",
        title_en="Shipped",
        text_en="Hello {customer_name}, {order_number} is on its way.",
        text_zh="{customer_name}，您的订单{order_number}已发出。",
    )

    listed = agent.get(at(ticket, "canned/"), {"q": "order_number"})
    used = agent.post(at(ticket, f"canned/{reply.id}/"))

    text = used.json()["text"]
    assert re.fullmatch(rf"{ticket.customer_name}，您的订单\[\[[^\]]+\]\]已发出。", text)
    assert text in listed.text
    reply.refresh_from_db()
    assert reply.used == 1
    unfilled = agent.post(at(ticket, "replies/"), {"body": text}, headers=HTMX)
    assert unfilled.status_code == 422
    assert "Fill in what is missing" in unfilled.text


def test_signs_of_a_canned_reply_are_read_as_written_and_titles_come_first(
    agent: Client, ticket: Ticket
):
    CannedReply.objects.all().delete()
    CannedReply.objects.create(key="a", title_en="Account", text_en="No payout <b>leaves</b>.")
    CannedReply.objects.create(key="b", title_en="Payout", text_en="The buyer's time.")

    listed = agent.get(at(ticket, "canned/"), {"q": "payout"})
    shown = agent.get(at(ticket, "canned/"), {"q": "time"}).text

    found = re.findall(r'choice__title">(\w+)', listed.text)
    assert found == ["Payout", "Account"]
    assert "&amp;" not in listed.text + shown
    assert "<b>" not in listed.text
    assert "The buyer&#x27;s time." in shown


def test_somebody_elses_own_canned_reply_is_not_there(desk: Desk, agent: Client, ticket: Ticket):
    own = CannedReply.objects.create(
        key="own", title_en="Hers", text_en="Hers alone", owner=desk.supervisor
    )
    mine = CannedReply.objects.create(
        key="mine", title_en="Mine", text_en="Mine alone", owner=desk.agent
    )

    listed = agent.get(at(ticket, "canned/"), {"q": "alone"}).text

    assert "Hers alone" not in listed
    assert "Mine alone" in listed
    assert agent.post(at(ticket, f"canned/{own.id}/")).status_code == 404
    assert agent.post(at(ticket, f"canned/{mine.id}/")).status_code == 200


def test_an_article_is_offered_linked_and_remembered_if_the_customer_may_read_it(
    desk: Desk, agent: Client, ticket: Ticket
):
    public = ArticleFactory.create()
    hidden = ArticleFactory.create(for_staff=True)
    title = public.texts.get(language="en").title

    assert title in agent.get(at(ticket, "articles/"), {"q": title}).text
    assert agent.get(at(ticket, f"articles/{hidden.id}/")).status_code == 404
    text = agent.get(at(ticket, f"articles/{public.id}/")).json()["text"]
    assert text.startswith(f"{title}\nhttp")
    assert f"/help/en/articles/{public.slug}/" in text

    agent.post(at(ticket, "replies/"), {"body": f"See:\n{text}"}, headers=HTMX)
    linked = LinkedArticle.objects.get()
    assert (linked.article_id, linked.ticket_id, linked.language) == (public.id, ticket.id, "en")
    assert linked.author == desk.agent.user

    publishing.retire(public, by=None, at=timezone.now())
    refused = agent.post(at(ticket, "replies/"), {"body": text}, headers=HTMX)
    assert refused.status_code == 422
    assert "The customer cannot open this article" in refused.text


def test_the_pickers_cost_no_more_for_many_replies(
    desk: Desk, agent, ticket, django_assert_max_num_queries
):
    CannedReply.objects.bulk_create(
        CannedReply(key=f"k{n}", title_en=f"Title {n}", text_en="Hi {item}") for n in range(50)
    )
    with django_assert_max_num_queries(12):
        assert agent.get(at(ticket, "canned/")).text.count('role="option"') == 20


@pytest.mark.usefixtures("undo")
def test_other_words_in_a_form_that_has_arrived_are_not_lost(ticket: Ticket, agent: Client):
    form = {"body": "It is 15 %.", "token": str(uuid.uuid4())}
    agent.post(at(ticket, "replies/"), form, headers=HTMX)
    again = agent.post(at(ticket, "replies/"), form, headers=HTMX)
    mended = {**form, "body": "It is 12 %."}

    waiting = agent.post(at(ticket, "replies/"), mended, headers=HTMX)
    agent.post(at(ticket, f"held/{form['token']}/release/"), headers=HTMX)
    sent = agent.post(at(ticket, "replies/"), mended, headers=HTMX)

    assert again.status_code == 200
    assert {waiting.status_code, sent.status_code} == {422}
    assert ">It is 12 %.</textarea>" in sent.text
    assert replies(ticket) == ["It is 15 %."]
    assert agent.post(at(ticket, "replies/"), form, headers=HTMX).status_code == 200


@pytest.mark.usefixtures("undo")
def test_a_form_that_comes_again_after_undo_keeps_its_words_and_sends_nothing(
    ticket: Ticket, agent: Client
):
    form = {"body": "It is 15 %.", "token": str(uuid.uuid4())}
    agent.post(at(ticket, "replies/"), form, headers=HTMX)
    agent.post(at(ticket, f"held/{form['token']}/undo/"), headers=HTMX)

    again = agent.post(at(ticket, "replies/"), form, headers=HTMX)

    assert again.status_code == 422
    assert ">It is 15 %.</textarea>" in again.text
    assert not HeldReply.objects.filter(state="waiting").exists()


@pytest.mark.usefixtures("undo")
def test_a_token_that_came_with_another_ticket_makes_a_reply_of_its_own(
    ticket: Ticket, desk: Desk, agent: Client
):
    other = ticket_in(State.OPEN, desk, at=timezone.now() - dt.timedelta(minutes=5))
    form = {"body": "It is 15 %.", "token": str(uuid.uuid4())}

    statuses = [
        agent.post(at(one, "replies/"), form, headers=HTMX).status_code for one in (ticket, other)
    ]

    assert statuses == [200, 200]
    assert set(HeldReply.objects.values_list("ticket", flat=True)) == {ticket.id, other.id}


@pytest.mark.usefixtures("undo")
def test_what_is_held_of_somebody_who_only_reads_by_now_is_stopped_with_the_reason(
    ticket: Ticket,
):
    colleague = AgentFactory.create()
    form = {"body": "It is 15 %."}
    browser_of(colleague).post(at(ticket, "replies/"), form, headers=HTMX)
    Agent.objects.filter(id=colleague.id).update(role=Role.READER, presence=Presence.AWAY)
    held = HeldReply.objects.get()

    release_overdue(held.id, at=timezone.now() + dt.timedelta(minutes=1))

    held.refresh_from_db()
    assert (held.state, held.body) == ("stopped", "It is 15 %.")
    assert "Your role at the desk is to read" in held.why
