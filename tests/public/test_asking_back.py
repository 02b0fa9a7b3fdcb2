"""A vague text gets one precise question before it is sent; a precise one gets none."""

import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from consignment.models import User
from tests.factories.desk import Desk
from tests.factories.trade import OrderFactory
from tests.public.visits import form_of, token_of, visitor, words
from tickets.conversation.models import Message
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.public.clarifying import unsealed
from tickets.triage.models import Clarification

FEES = form_of("rules-fees")
PRECISE = "How much commission do you take for a watch of two thousand dollars?"


def asked_of(response: HttpResponse) -> str:
    """Return the sealed question of a page."""
    found = re.search(r'name="asked" value="([^"]+)"', response.content.decode())
    assert found, "nothing is asked back"
    return unescape(found[1])


def test_a_vague_text_is_asked_one_question_and_nothing_is_lost(visit: Client) -> None:
    response = visit.post(FEES, {"body": "help"})

    assert response.status_code == 200
    assert "One question first" in words(response)
    assert "help" in response.content.decode()
    assert response.content.decode().index("data-error-summary") > 0
    assert not Ticket.objects.exists()


def test_the_answer_goes_along_and_the_time_it_took_is_kept(visit: Client) -> None:
    token = token_of(visit.get(FEES))
    asked = visit.post(FEES, {"body": "help", "token": token})
    sent = {
        "body": "help",
        "asked": asked_of(asked),
        "clarified": "I want to know the commission for a bag.",
        "token": token_of(asked),
    }

    assert visit.post(FEES, sent).status_code == 302

    said = "\n".join(message.body for message in Message.objects.all())
    answers = str(Ticket.objects.get().answers)
    assert "the commission for a bag" in said + answers
    assert Ticket.objects.get().subject == "I want to know the commission for a bag."
    assert Clarification.objects.get().ticket == Ticket.objects.get()


def test_nobody_is_asked_twice_and_one_may_send_it_as_it_is(visit: Client) -> None:
    asked = visit.post(FEES, {"body": "help"})

    answer = visit.post(FEES, {"body": "help", "asked": asked_of(asked), "anyway": "1"})

    assert answer.status_code == 302
    assert Message.objects.get().body == "help"


def test_a_precise_text_is_sent_at_once(visit: Client) -> None:
    assert visit.post(FEES, {"body": PRECISE}).status_code == 302


def test_the_question_stays_while_something_else_is_wrong(desk: Desk) -> None:
    visit = visitor()
    asked = visit.post(FEES, {"body": "help", "email": "jo@example.com"})

    again = visit.post(FEES, {"body": "help", "email": "jo@", "asked": asked_of(asked)})

    assert again.status_code == 422
    assert unsealed(asked_of(again)) == unsealed(asked_of(asked))


def test_the_answer_stays_while_something_else_is_wrong(visit: Client) -> None:
    answer = "Commission for a </textarea> bag. " + "and more " * 2_500
    asked = visit.post(FEES, {"body": "help"})

    again = visit.post(FEES, {"body": "help", "asked": asked_of(asked), "clarified": answer})

    assert again.status_code == 422
    assert answer.strip() in unescape(again.content.decode())


def test_the_choice_stays_while_something_else_is_wrong(visit: Client, buyer: User) -> None:
    order = OrderFactory.create(buyer=buyer.buyer, paid=True)
    OrderFactory.create(buyer=buyer.buyer, paid=True)
    sent = {"body": "help", "answer_method": "card"}
    asked = asked_of(visit.post(form_of("payment-failed"), sent))

    again = visit.post(
        form_of("payment-failed"),
        {**sent, "body": "", "asked": asked, "clarified": order.number},
    )

    assert again.status_code == 422
    asking = again.content.decode().split('class="asking"')[1].split("</section>")[0]
    assert re.findall(r'value="([^"]+)"[^>]* checked', asking) == [order.number]


@pytest.mark.parametrize("seal", ["", "x", "x" * 5000, "eyJhIjoxfQ:1abc:zzz", "\x00"])
def test_a_seal_that_is_not_ours_asks_anew(visit: Client, seal: str) -> None:
    response = visit.post(FEES, {"body": "help", "asked": seal})

    assert response.status_code == 200
    assert "One question first" in words(response)


def test_a_question_for_the_order_offers_ones_own(visit: Client, buyer: User) -> None:
    order = OrderFactory.create(buyer=buyer.buyer, paid=True)

    response = visit.post(form_of("payment-failed"), {"body": "help", "answer_method": "card"})

    assert "One question first" in words(response)
    asking = response.content.decode().split('class="asking"')[1].split("</section>")[0]
    assert f'value="{order.number}"' in asking


def test_one_address_files_only_so_many_requests_a_day_and_strangers_learn_nothing(
    desk: Desk,
) -> None:
    DeskSettings.current()
    DeskSettings.objects.update(guest_requests_per_day=2)
    sent = {"body": PRECISE, "email": "jo@example.com"}
    for _ in range(2):
        assert visitor().post(FEES, sent).status_code == 302

    visit = visitor()
    refused = visit.post(FEES, {**sent, "email": "Jo@Example.com "})
    others = visitor().post(FEES, {**sent, "email": "lin@example.com"})

    assert refused.status_code == 429
    assert "That is a lot for one hour. Log in, or try again later." in words(refused)
    assert PRECISE in words(refused)
    assert others.status_code == 302
    assert Ticket.objects.count() == 3


def test_the_receipt_shows_what_was_written(desk: Desk) -> None:
    visit = visitor()
    body = "<script>alert(1)</script> שלום 🧥 How much commission do you take for a watch?"

    response = visit.post(FEES, {"body": body, "email": "jo@example.com"}, follow=True)

    assert "What you sent" in words(response)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; שלום 🧥" in response.content.decode()
    assert "it is your key" in words(response)
