"""Mails to customers: what they say, and where their links lead."""

import datetime as dt

import pytest
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.defaultfilters import date
from django.test import Client
from django.utils import timezone

from tests.channels.mailing import deliver, entry, html_of, links_in
from tests.factories.desk import Desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory
from tickets.actions.invite_guest import send_guest_link
from tickets.actions.open import Guest
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry
from tickets.satisfaction.models import Rating
from tickets.tasks.outbox import handlers

Box = list[EmailMultiAlternatives]
JO = Guest(email="jo@example.com", name="Buy cheap pills at http://spam.test")


def ago(**time: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(**time)


def test_every_kind_of_row_that_the_desk_records_has_its_handler() -> None:
    mails = {"receipt", "reply", "resolved", "guest_link", "claimed", "moved"}
    mails |= {"callback_booked", "callback_missed", "plan", "evidence"}
    others = {"clock.warned", "clock.breached", "reply.due", "bulk.run"}
    others |= {"alert.mail", "retarget.run"}

    assert {f"mail.{kind}" for kind in mails} | others == set(handlers())


def test_the_receipt_says_the_number_and_the_promised_time_of_the_customers_own_clock(
    desk: Desk, mailoutbox: Box
) -> None:
    buyer = BuyerFactory.create(user__time_zone="Asia/Shanghai").user
    ticket = open_ticket(customer=buyer, at=timezone.now())

    assert deliver().delivered == 1

    (mail,) = mailoutbox
    assert ticket.due_at is not None
    shanghai = ticket.due_at + dt.timedelta(hours=8)
    promised = f"A person answers by {date(shanghai.replace(tzinfo=None), 'j M Y, H:i')} (CST)"
    assert mail.subject == f"We have your request {ticket.reference}"
    assert promised in mail.body
    assert ticket.reference in html_of(mail)
    assert mail.from_email == settings.DEFAULT_FROM_EMAIL
    assert mail.to == [f"{buyer.name} <{buyer.email}>"]
    assert links_in(mail.body) == [f"/requests/{ticket.id}/"]


def test_the_receipt_says_that_a_robot_wrote_it_and_an_agents_reply_does_not(
    desk: Desk, mailoutbox: Box
) -> None:
    ticket = open_ticket(at=ago(minutes=5))
    reply(ticket.id, by=desk.agent_actor, body="It is 15 %.", at=timezone.now())

    deliver()

    receipt, answer = mailoutbox
    assert receipt.extra_headers["Auto-Submitted"] == "auto-replied"
    assert "Auto-Submitted" not in answer.extra_headers


def test_the_reply_carries_the_agents_words_and_leads_to_the_conversation(
    desk: Desk, mailoutbox: Box
) -> None:
    ticket = open_ticket(body="How much is it?", at=ago(minutes=5))
    reply(
        ticket.id,
        by=desk.agent_actor,
        body="It is 15 % & no more,\n<b>all</b> in.",
        at=ago(hours=0),
    )

    deliver()

    mail = mailoutbox[1]
    assert mail.subject == f"Re: How much is it? ({ticket.reference})"
    assert "It is 15 % & no more,\n<b>all</b> in." in mail.body
    assert "It is 15 % &amp; no more,\n&lt;b&gt;all&lt;/b&gt; in." in html_of(mail)
    assert links_in(mail.body) == [f"/requests/{ticket.id}/"]


def test_the_solution_comes_with_a_rating_link_that_works_once(desk: Desk, mailoutbox: Box) -> None:
    ticket = open_ticket(at=ago(minutes=5))
    resolve(ticket.id, by=desk.agent_actor, body="It is 15 %.", at=timezone.now())
    deliver()

    mail = mailoutbox[1]
    *scores, _ = links_in(mail.body)
    rate, browser = scores[0].partition("?")[0], Client()

    assert "It is 15 %." in mail.body
    assert scores == [f"{rate}?score={score}" for score in (5, 4, 3, 2, 1)]
    assert all(f'{rate}?score={score}"' in html_of(mail) for score in range(1, 6))
    assert browser.get(scores[1]).status_code == 200
    assert not Rating.objects.exists()
    assert browser.post(rate, {"score": "5"}).status_code == 302
    assert browser.post(rate, {"score": "1"}).status_code == 410
    assert [rating.score for rating in Rating.objects.all()] == [5]


def test_a_guests_mail_leads_in_without_a_login(desk: Desk, mailoutbox: Box) -> None:
    ticket = open_ticket(customer=JO, body="How much is it?", at=timezone.now())
    deliver()

    (link,) = links_in(mailoutbox[0].body)
    response = Client().get(link, follow=True)

    assert response.redirect_chain == [(f"/requests/{ticket.id}/", 302)]
    assert "How much is it?" in response.content.decode()


def test_a_guests_link_ends_with_its_time(desk: Desk, mailoutbox: Box) -> None:
    ticket = open_ticket(customer=JO, at=timezone.now())
    deliver()
    (link,) = links_in(mailoutbox[0].body)

    ticket.guest_links.update(expires_at=ago(seconds=1))

    assert Client().get(link).status_code == 410


def test_a_new_link_is_mailed_on_request_and_works(desk: Desk, mailoutbox: Box) -> None:
    ticket = open_ticket(customer=JO, at=timezone.now())
    send_guest_link(email=JO.email, number=ticket.number, at=timezone.now())
    deliver()

    (link,) = links_in(mailoutbox[1].body)

    assert Client().get(link, follow=True).status_code == 200


def test_an_automatic_mail_to_a_guest_holds_nothing_that_the_guest_typed(
    desk: Desk, mailoutbox: Box
) -> None:
    ticket = open_ticket(
        customer=JO, body="Buy cheap pills", subject="Cheap pills", at=timezone.now()
    )
    send_guest_link(email=JO.email, number=ticket.number, at=timezone.now())

    deliver()

    assert len(mailoutbox) == 2
    for mail in mailoutbox:
        assert mail.to == ["jo@example.com"]
        assert "pills" not in (mail.subject + mail.body + html_of(mail)).lower()


def test_a_subject_in_several_lines_adds_no_header(desk: Desk, mailoutbox: Box) -> None:
    ticket = open_ticket(subject="Hello\r\nBcc: eve@example.com", at=ago(minutes=5))
    reply(ticket.id, by=desk.agent_actor, body="Hello.", at=timezone.now())

    deliver()

    mail = mailoutbox[1].message()
    assert mail["Bcc"] is None
    assert "Hello Bcc: eve@example.com" in mail["Subject"]


def test_a_chinese_customer_reads_chinese(desk: Desk, mailoutbox: Box) -> None:
    customer = BuyerFactory.create(user__chinese=True).user
    ticket = open_ticket(
        customer=customer, body="佣金是多少？", language="zh-hans", at=timezone.now()
    )

    deliver()

    (mail,) = mailoutbox
    assert mail.subject == f"已收到您的咨询 {ticket.reference}"
    assert "规则、费用与流程" in mail.body
    assert "人工最晚回复时间 20" in mail.body
    assert 'lang="zh-Hans"' in html_of(mail)


@pytest.mark.parametrize("state", [State.NEW, State.OPEN, State.RESOLVED])
def test_no_mail_names_the_lane_the_tier_or_the_queue(
    desk: Desk, mailoutbox: Box, state: State
) -> None:
    ticket_in(state, desk, at=ago(minutes=10))

    deliver()

    for mail in mailoutbox:
        text = (mail.body + html_of(mail)).lower()
        assert not {"lane", "tier", "queue", "vip"} & set(text.split())


def test_the_mail_of_a_ticket_that_is_gone_is_given_up(desk: Desk, mailoutbox: Box) -> None:
    OutboxEntry.objects.create(
        kind="mail.receipt",
        payload={"ticket": "0198f0a4-0000-7000-8000-000000000000"},
        created_at=timezone.now(),
        available_at=timezone.now(),
    )
    assert not Ticket.objects.exists()

    assert deliver().dead == 1
    assert not mailoutbox
    assert entry("mail.receipt").last_error == "The ticket is gone."


def test_an_address_with_letters_beyond_ascii_in_its_host_is_reached(
    desk: Desk, mailoutbox: Box
) -> None:
    open_ticket(customer=Guest(email="jo@bücher.example", name="Jo"), at=timezone.now())

    assert deliver().delivered == 1
    assert mailoutbox[0].to == ["jo@xn--bcher-kva.example"]
