"""A customer asks on the site: what it is about, the questions, the receipt."""

import datetime as dt
import re

import pytest
from django.test import Client

from consignment.models import Order, User
from tests.factories.desk import Desk
from tests.factories.trade import (
    NOW,
    ConsignmentFactory,
    ConsignorFactory,
    ItemFactory,
    OrderFactory,
    UserFactory,
)
from tests.public.visits import asked_to_log_in, error_at, form_of, page, token_of, visitor, words
from tickets.lifecycle.choices import Channel, Party
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry
from tickets.triage.models import Category, FieldKind, TemplateField

SHIPPED = form_of("not-shipped")
HOW_MUCH = "How much commission do you take for a watch of two thousand dollars?"
FOR_BAGS = "And how much commission do you take for a bag of two thousand dollars?"


def test_the_matters_stand_in_groups_and_each_leads_to_its_questions(desk: Desk) -> None:
    html = visitor().get(page("new")).content.decode()

    bought, consigned = html.index("Something I bought"), html.index("Something I consigned")
    assert bought < html.index(SHIPPED) < consigned < html.index(form_of("payout"))


def test_a_consignor_who_never_bought_finds_that_side_first(desk: Desk) -> None:
    consignor = ConsignorFactory.create().user

    html = visitor(consignor).get(page("new")).content.decode()

    assert html.index("Something I consigned") < html.index("Something I bought")


def test_the_customers_own_orders_are_offered_with_title_and_state(
    visit: Client, buyer: User
) -> None:
    mine = OrderFactory.create(buyer=buyer.buyer, paid=True)
    others = OrderFactory.create(paid=True)

    response = visit.get(SHIPPED)

    assert "Reverso Classic, steel, 1998" in words(response)
    assert re.search(rf"Paid, late \S*1,200.00 {mine.number}", words(response))
    assert others.number not in words(response)


def test_of_many_orders_six_are_cards_and_another_is_found_by_its_number(
    visit: Client, buyer: User
) -> None:
    for age in range(8):
        OrderFactory.create(buyer=buyer.buyer, paid=True, placed_at=NOW - dt.timedelta(days=age))
    oldest = Order.objects.order_by("placed_at")[0]

    html = visit.get(SHIPPED).content.decode()

    assert html.count("choice--thing") == 6
    assert "Another one" in html
    assert oldest.number not in html
    answer = {"answer_order": "another", "answer_order_another": oldest.number, "body": "When?"}
    assert visit.post(SHIPPED, answer).status_code == 302
    assert Ticket.objects.get().links.get().order == oldest


def test_a_request_is_filed_and_its_receipt_says_number_promise_and_what_follows(
    visit: Client, buyer: User
) -> None:
    order = OrderFactory.create(buyer=buyer.buyer, paid=True)

    response = visit.post(
        SHIPPED, {"answer_order": order.number, "body": "Where is it?\nI need it."}, follow=True
    )

    ticket = Ticket.objects.get()
    assert response.redirect_chain == [(page("receipt", ticket), 302)]
    assert ticket.reference in words(response)
    assert "A person answers by" in words(response)
    assert f'datetime="{ticket.due_at.isoformat()}"' in response.content.decode()
    assert buyer.email in words(response)
    assert ticket.links.get().order == order
    assert (ticket.channel, ticket.party, ticket.subject) == (
        Channel.SITE,
        Party.BUYER,
        "Where is it?",
    )
    assert OutboxEntry.objects.get().kind == "mail.receipt"


def test_before_sending_the_form_says_by_when_a_person_would_answer(visit: Client) -> None:
    assert "Send it now, and a person answers by" in words(visit.get(SHIPPED))


def test_all_that_is_missing_is_said_at_once_beside_its_field_and_nothing_is_lost(
    visit: Client,
) -> None:
    response = visit.post(
        form_of("not-as-described"), {"answer_wish": "refund", "answer_order": ""}
    )

    assert response.status_code == 422
    assert error_at(response, "answer_order") == "Please answer this question."
    assert error_at(response, "answer_difference") == "Please answer this question."
    assert error_at(response, "body") == "Write a message: it is empty."
    assert re.search(r'value="refund"[^>]* checked', response.content.decode())
    assert 'href="#id_answer_difference"' in response.content.decode()
    assert not Ticket.objects.exists()


def test_a_wrong_order_and_somebody_elses_are_refused_in_the_same_words(visit: Client) -> None:
    others = OrderFactory.create(paid=True).number

    answers = [
        visit.post(SHIPPED, {"answer_order": number, "body": "Where is it?"})
        for number in ("CO-19990101-9999", others)
    ]

    said = [error_at(response, "answer_order") for response in answers]
    assert said[0] == (
        "We cannot find “CO-19990101-9999” among yours. Check the number, or choose from the list."
    )
    assert said[1] == said[0].replace("CO-19990101-9999", others)
    assert "Where is it?" in answers[0].content.decode()
    assert not Ticket.objects.exists()


def test_somebody_elses_item_is_refused_like_one_that_is_not_there(desk: Desk) -> None:
    consignor = ConsignorFactory.create()
    ItemFactory.create(consignment=ConsignmentFactory(consignor=consignor))
    others = ItemFactory.create()

    response = visitor(consignor.user).post(
        form_of("item-review"), {"answer_item": others.number, "body": "When?"}
    )

    assert response.status_code == 422
    assert "among yours" in error_at(response, "answer_item")


@pytest.mark.parametrize("text", ["", "   \n ", "\u200b\u200b"])
def test_an_empty_message_is_refused(visit: Client, text: str) -> None:
    response = visit.post(form_of("rules-fees"), {"body": text})

    assert response.status_code == 422
    assert error_at(response, "body") == "Write a message: it is empty."


def test_a_message_of_a_megabyte_is_refused_with_the_limit_and_comes_back(visit: Client) -> None:
    response = visit.post(form_of("rules-fees"), {"body": "a" * 1_000_000})

    assert response.status_code == 422
    assert error_at(response, "body") == (
        "This is too long: 1,000,000 characters, and 20,000 fit. Send it in parts."
    )
    assert "a" * 1_000_000 in response.content.decode()
    assert not Ticket.objects.exists()


def test_what_is_larger_than_any_form_gets_a_page_that_says_so(visit: Client) -> None:
    response = visit.post(form_of("rules-fees"), {"body": "a" * 3_000_000})

    assert response.status_code == 413
    assert "send it in parts" in words(response)


def test_an_unknown_matter_and_a_retired_one_lead_to_those_that_there_are(visit: Client) -> None:
    Category.objects.filter(key="technical").update(active=False)

    for key in ("no-such-thing", "technical"):
        response = visit.get(form_of(key))
        assert response.status_code == 404
        assert "Choose the closest one here" in words(response)
        assert SHIPPED in response.content.decode()
        assert visit.post(form_of(key), {"body": "Hello"}).status_code == 404


def test_an_answer_that_is_none_of_those_offered_is_refused(visit: Client, buyer: User) -> None:
    order = OrderFactory.create(buyer=buyer.buyer, paid=True)

    response = visit.post(
        form_of("return-refund"),
        {"answer_order": order.number, "answer_wish": "a-horse", "body": "Please."},
    )

    assert error_at(response, "answer_wish") == "Choose one of the answers of the list."


def test_a_question_may_have_the_name_of_a_field_of_ours(visit: Client) -> None:
    category = Category.objects.get(key="rules-fees")
    TemplateField.objects.create(
        category=category, key="body", kind=FieldKind.DATE, label_en="Since when?"
    )

    visit.post(
        form_of("rules-fees"),
        {
            "answer_body": "2026-04-01",
            "body": "The site is slow since the last change, on every page.",
        },
    )

    ticket = Ticket.objects.get()
    assert [answer["value"] for answer in ticket.answers] == ["2026-04-01"]
    assert ticket.messages.get().body == "The site is slow since the last change, on every page."


def test_a_chinese_reader_is_asked_in_chinese_and_the_ticket_knows_it(desk: Desk) -> None:
    consignor = ConsignorFactory.create(user__chinese=True).user
    visit = visitor(consignor)

    assert "修改寄售价格" in words(visit.get(page("new")))
    visit.post(form_of("rules-fees"), {"body": "佣金是多少？"})

    assert Ticket.objects.get().language == "zh-hans"


def test_a_guest_says_how_to_be_reached_and_types_numbers_as_text(desk: Desk) -> None:
    visit = visitor()

    response = visit.post(
        SHIPPED,
        {
            "answer_order": "CO-20260405-0001, I think",
            "body": "Where is it?",
            "email": "Jo@Example.com",
            "name": "Jo",
        },
        follow=True,
    )

    ticket = Ticket.objects.get()
    assert response.status_code == 200
    assert (ticket.guest_email, ticket.guest_name) == ("jo@example.com", "Jo")
    assert ticket.answers[0]["value"] == "CO-20260405-0001, I think"
    assert ticket.reference in words(response)


@pytest.mark.parametrize("email", ["", "jo", "jo@", "jo@example.com\nBcc: x@example.com"])
def test_a_guest_without_a_mail_address_is_told_what_one_looks_like(desk: Desk, email: str) -> None:
    response = visitor().post(form_of("rules-fees"), {"body": HOW_MUCH, "email": email})

    assert response.status_code == 422
    assert error_at(response, "email") == "Enter a mail address like name@example.com."


def test_to_have_filed_opens_the_receipt_and_not_the_conversation(desk: Desk) -> None:
    visit = visitor()
    visit.post(form_of("rules-fees"), {"body": HOW_MUCH, "email": "owner@example.com"})
    ticket = Ticket.objects.get()

    assert visit.get(page("receipt", ticket)).status_code == 200
    assert asked_to_log_in(visit.get(page("ticket", ticket)))
    assert asked_to_log_in(visit.post(page("message", ticket), {"body": "More"}))
    assert asked_to_log_in(visitor().get(page("receipt", ticket)))
    assert ticket.messages.count() == 1


def test_a_guest_who_files_too_much_in_an_hour_is_stopped_and_keeps_the_text(desk: Desk) -> None:
    visit = visitor()
    for number in range(10):
        sent = {"body": f"{HOW_MUCH} Question {number}.", "email": "jo@example.com"}
        assert visit.post(form_of("rules-fees"), sent).status_code == 302

    response = visit.post(
        form_of("rules-fees"),
        {
            "body": "One more question on the commission, for a watch this time.",
            "email": "jo@example.com",
        },
    )

    assert response.status_code == 429
    assert "try again later" in words(response)
    assert (
        "One more question on the commission, for a watch this time." in response.content.decode()
    )


def test_a_form_of_another_site_is_refused(buyer: User) -> None:
    visit = visitor(buyer, enforce_csrf_checks=True)

    response = visit.post(form_of("rules-fees"), {"body": "Hello"})

    assert response.status_code == 403
    assert not Ticket.objects.exists()


# --- Sent twice -----------------------------------------------------------------------------------


def test_a_form_that_is_sent_twice_files_one_ticket_and_leads_to_the_same_receipt(
    visit: Client,
) -> None:
    sent = {"body": HOW_MUCH, "token": token_of(visit.get(form_of("rules-fees")))}

    answers = [visit.post(form_of("rules-fees"), sent) for _ in range(2)]

    ticket = Ticket.objects.get()
    assert {answer["Location"] for answer in answers} == {page("receipt", ticket)}
    assert OutboxEntry.objects.count() == 1


def test_a_guests_second_sending_leads_to_the_receipt_too(desk: Desk) -> None:
    visit = visitor()
    token = token_of(visit.get(form_of("rules-fees")))
    sent = {"body": HOW_MUCH, "email": "jo@example.com", "token": token}

    visit.post(form_of("rules-fees"), sent)
    response = visit.post(form_of("rules-fees"), sent, follow=True)

    assert response.status_code == 200
    assert Ticket.objects.get().reference in words(response)


def test_a_form_corrected_after_an_error_is_the_first_of_its_kind(visit: Client) -> None:
    token = token_of(visit.get(form_of("rules-fees")))
    refused = visit.post(form_of("rules-fees"), {"body": "", "token": token})

    visit.post(form_of("rules-fees"), {"body": HOW_MUCH, "token": token_of(refused)})

    assert Ticket.objects.count() == 1


def test_a_form_sent_again_with_other_words_asks_before_it_files_a_second(visit: Client) -> None:
    token = token_of(visit.get(form_of("rules-fees")))
    visit.post(form_of("rules-fees"), {"body": HOW_MUCH, "token": token})

    asked = visit.post(form_of("rules-fees"), {"body": FOR_BAGS, "token": token})

    assert asked.status_code == 422
    assert "You have sent this form before" in words(asked)
    assert page("receipt", Ticket.objects.get()) in asked.content.decode()
    assert FOR_BAGS in asked.content.decode()
    again = {"body": FOR_BAGS, "token": token_of(asked)}
    assert visit.post(form_of("rules-fees"), again).status_code == 302
    assert Ticket.objects.count() == 2


def test_another_persons_form_of_the_same_token_is_another_form(visit: Client) -> None:
    token = token_of(visit.get(form_of("rules-fees")))
    sent = {"body": HOW_MUCH, "token": token}

    visit.post(form_of("rules-fees"), sent)
    visitor(UserFactory.create()).post(form_of("rules-fees"), sent)

    assert Ticket.objects.count() == 2


@pytest.mark.parametrize("token", ["", "x" * 10_000, "\x00", "1"])
def test_a_token_that_is_none_repeats_nothing(visit: Client, token: str) -> None:
    response = visit.post(form_of("rules-fees"), {"body": HOW_MUCH, "token": token})

    assert response.status_code in {302, 422}
    assert Ticket.objects.count() == (1 if response.status_code == 302 else 0)


def test_every_form_has_a_token_of_its_own(visit: Client) -> None:
    tokens = {token_of(visit.get(form_of("rules-fees"))) for _ in range(3)}

    assert len(tokens) == 3
    assert all(re.fullmatch(r"[0-9a-f-]{36}", token) for token in tokens)
