"""POST /api/v1/tickets/ by somebody with a login."""

import json

import pytest
from rest_framework.test import APIClient

from consignment.models import User
from tests.api.calls import RULES, TICKETS, caller, errors, problem
from tests.factories.desk import Desk, open_ticket
from tests.factories.trade import OrderFactory
from tickets.lifecycle.choices import Channel, Party
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry
from tickets.sla.models import Policy


def test_a_filed_ticket_says_its_number_and_what_is_promised(customer: APIClient) -> None:
    answer = customer.post(TICKETS, RULES)

    assert answer.status_code == 201
    filed = answer.json()
    ticket = Ticket.objects.get()
    assert answer["Location"] == f"/api/v1/tickets/{ticket.id}/"
    assert filed["reference"] == f"T-{ticket.number}"
    assert filed["subject"] == "How much commission do you take?"
    assert filed["state"] == "new"
    assert filed["state_words"] == "Received"
    assert filed["promise"]["kind"] == "first_response"
    assert filed["promise"]["words"] == "A person answers by"
    assert filed["promise"]["late"] is False
    assert [key for key, offered in filed["can"].items() if offered] == ["reply", "withdraw"]


def test_it_comes_by_the_app_in_the_language_of_the_account(desk: Desk, buyer: User) -> None:
    buyer.language = "zh-hans"
    buyer.save()

    filed = caller(buyer).post(TICKETS, RULES).json()

    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.language) == (Channel.APP, "zh-hans")
    assert filed["category"]["name"] == "规则、费用与流程"


def test_the_receipt_is_recorded_with_it(customer: APIClient) -> None:
    customer.post(TICKETS, RULES)

    assert [entry.kind for entry in OutboxEntry.objects.all()] == ["mail.receipt"]


def test_an_order_named_in_an_answer_is_linked_as_it_is_now(
    customer: APIClient, buyer: User
) -> None:
    order = OrderFactory.create(buyer=buyer.buyer, paid=True)

    answer = customer.post(
        TICKETS,
        {
            "category": "not-shipped",
            "body": "When does it leave?",
            "answers": {"order": order.number.lower()},
            "subject": "My watch",
            "language": "zh-CN",
            "party": "buyer",
        },
    )

    filed = answer.json()
    assert filed["subject"] == "My watch"
    assert filed["party"] == Party.BUYER
    assert filed["answers"] == [
        {"key": "order", "kind": "order", "label": "哪一笔订单？", "value": order.number}
    ]
    (link,) = filed["links"]
    assert (link["kind"], link["number"]) == ("order", order.number)
    assert link["snapshot"]["total"] == {"amount": "1200.00", "currency": "USD"}


def test_what_it_is_about_is_linked_though_no_question_asks_for_it(
    customer: APIClient, buyer: User
) -> None:
    order = OrderFactory.create(buyer=buyer.buyer, paid=True)

    filed = customer.post(TICKETS, {**RULES, "about": [order.number.lower(), order.number]}).json()

    assert [(link["kind"], link["number"]) for link in filed["links"]] == [("order", order.number)]


@pytest.mark.parametrize("number", ["CO-20200101-0001", "a horse", "", "\x00", "CO-" * 20, 7, None])
def test_what_is_not_the_callers_own_is_refused(
    customer: APIClient, number: object, buyer: User
) -> None:
    mine = OrderFactory.create(buyer=buyer.buyer, paid=True).number

    assert "about.1" in errors(customer.post(TICKETS, {**RULES, "about": [mine, number]}))
    assert not Ticket.objects.exists()


def test_somebody_elses_things_are_refused_like_those_that_are_not_there(
    customer: APIClient,
) -> None:
    theirs = OrderFactory.create(paid=True)

    def refusal(number: str) -> str:
        said = errors(customer.post(TICKETS, {**RULES, "about": [number]}))
        return said["about.0"].replace(number, "...")

    assert refusal(theirs.number) == refusal("CO-20200101-0001")


def test_all_answers_that_do_not_do_are_named_at_once(customer: APIClient) -> None:
    wrong = {
        "category": "not-as-described",
        "body": "The clasp is scratched.",
        "answers": {"difference": "  ", "wish": "a horse", "colour": "red"},
    }

    assert errors(customer.post(TICKETS, wrong)) == {
        "answers.order": "Please answer this question.",
        "answers.difference": "Please answer this question.",
        "answers.wish": "Choose one of the answers of the list.",
        "answers.colour": "This question is not part of the form.",
    }
    assert not Ticket.objects.exists()


def test_somebody_elses_order_is_refused_like_one_that_is_not_there(customer: APIClient) -> None:
    theirs = OrderFactory.create(paid=True)

    def refusal(number: str) -> str:
        filed = {"category": "not-shipped", "body": "When?", "answers": {"order": number}}
        return errors(customer.post(TICKETS, filed))["answers.order"].replace(number, "...")

    assert refusal(theirs.number) == refusal("CO-20200101-0001")
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"category": "alchemy"}, "category"),
        ({"category": ["rules-fees"]}, "category"),
        ({"category": "rules\x00fees"}, "category"),
        ({"category": None}, "category"),
        ({"body": ""}, "body"),
        ({"body": " \n\t\u200b "}, "body"),
        ({"body": "a\x00b"}, "body"),
        ({"body": ["How much?"]}, "body"),
        ({"body": "x" * 1_048_576}, "body"),
        ({"subject": "x" * 201}, "subject"),
        ({"subject": {"a": 1}}, "subject"),
        ({"answers": "order"}, "answers"),
        ({"answers": {"order": ["CO-1"]}}, "answers.order"),
        ({"answers": {"order": {"number": 1}}}, "answers.order"),
        ({"answers": {"order": "a\x00b"}}, "answers.order"),
        ({"answers": {"or\x00der": "x"}}, "answers"),
        ({"party": "courier"}, "party"),
        ({"language": "x" * 36}, "language"),
        ({"guest": {"email": "lin@example.com"}}, "guest"),
    ],
)
def test_a_field_that_does_not_do_is_named_and_nothing_is_saved(
    customer: APIClient, wrong: dict[str, object], field: str
) -> None:
    # As text: the test's own encoder refuses what a stranger may send.
    sent = json.dumps({**RULES, **wrong})

    assert field in errors(customer.post(TICKETS, sent, content_type="application/json"))
    assert not Ticket.objects.exists()
    assert not OutboxEntry.objects.exists()


HALVES = [
    '{"body": "\\ud800"}',
    '{"answers": {"order": "\\udfff"}}',
    '{"answers": {"\\ud800": "x"}}',
]


@pytest.mark.parametrize("body", HALVES)
def test_half_a_character_is_refused_with_words(customer: APIClient, body: str) -> None:
    refused = customer.post(TICKETS, body, content_type="application/json")

    assert "half a character" in problem(refused, 400)["detail"]


@pytest.mark.parametrize("body", ["", "{", "[]", '"text"', "null", "NaN", "[" * 100_000, "\xff"])
def test_a_body_that_is_no_object_is_a_problem(customer: APIClient, body: str) -> None:
    problem(customer.post(TICKETS, body.encode("latin-1"), content_type="application/json"), 400)


def test_another_media_type_is_a_problem(customer: APIClient) -> None:
    problem(customer.post(TICKETS, "body=Hello", content_type="text/plain"), 415)


def test_a_body_beyond_the_limit_is_not_even_read(customer: APIClient) -> None:
    problem(customer.post(TICKETS, {**RULES, "body": "x" * 3_000_000}), 413)
    assert not Ticket.objects.exists()


def test_a_category_that_is_not_offered_any_more_is_unknown(customer: APIClient) -> None:
    category = open_ticket().category
    category.active = False
    category.save()

    assert errors(customer.post(TICKETS, RULES)) == {"category": "There is no such category."}


def test_the_staff_does_not_file_as_a_customer(agent: APIClient) -> None:
    refused = problem(agent.post(TICKETS, RULES), 403)

    assert refused["detail"] == "Only the customer can do this."


def test_a_desk_without_a_policy_says_so_to_its_staff_and_not_to_the_customer(
    customer: APIClient,
) -> None:
    Policy.objects.update(active=False)

    refused = problem(customer.post(TICKETS, RULES), 503)

    assert refused["code"] == "no_policy"
    assert "polic" not in refused["detail"]
    assert not Ticket.objects.exists()
