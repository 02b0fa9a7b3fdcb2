"""What is typed on the site survives reload, log-in and the session's end, and is private."""

import json

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from consignment.models import User
from tests.factories.desk import Desk
from tests.factories.trade import BuyerFactory, OrderFactory, UserFactory
from tests.public.visits import form_of, page, visitor, words
from tickets.conversation.drafts import Draft
from tickets.lifecycle.models import Ticket

FEES = form_of("rules-fees")
SENTENCE = "How much commission do you take for a watch of two thousand dollars?"


def save(visit: Client, key: str = "rules-fees", reader: str = "", **typed: object) -> HttpResponse:
    """Keep what was typed as ``site/js/drafts.js`` does."""
    return visit.put(
        reverse("public:draft", args=[f"new:{key}"]),
        json.dumps({"reader": reader, **typed}),
        content_type="application/json",
    )


def test_what_was_typed_stands_in_the_form_again(visit: Client, buyer: User) -> None:
    order = OrderFactory.create(buyer=buyer.buyer, paid=True)

    answer = save(
        visit, "not-shipped", str(buyer.id), body="Where is <b>it</b>?", answer_order=order.number
    )

    html = visit.get(form_of("not-shipped")).content.decode()
    assert answer.status_code == 204
    assert "Where is &lt;b&gt;it&lt;/b&gt;?" in html
    assert html.index("choice--thing") < html.index(order.number)
    assert "data-kept-at" in html
    assert "Where is" not in visit.get(FEES).content.decode()


def test_a_draft_is_nobody_elses(visit: Client, buyer: User) -> None:
    save(visit, reader=str(buyer.id), body=SENTENCE)

    for other in (visitor(), visitor(UserFactory.create())):
        assert SENTENCE not in words(other.get(FEES))
        assert "unsent request" not in words(other.get(page("new")))
        other.delete(reverse("public:draft", args=["new:rules-fees"]))
        other.post(reverse("public:draft", args=["new:rules-fees"]))
    assert Draft.objects.count() == 1


def test_a_guests_draft_goes_along_to_the_log_in(desk: Desk) -> None:
    visit = visitor()
    save(visit, body=SENTENCE, email="jo@example.com")
    assert "jo@example.com" in visit.get(FEES).content.decode()

    visit.force_login(
        BuyerFactory.create().user, backend="django.contrib.auth.backends.ModelBackend"
    )

    assert SENTENCE in words(visit.get(FEES))
    assert Draft.objects.get().user is not None


def test_without_scripts_a_button_keeps_the_words_on_the_way_to_the_log_in(desk: Desk) -> None:
    visit = visitor()

    answer = visit.post(FEES, {"body": SENTENCE, "go": "sign-in"})

    assert answer["Location"] == "/accounts/login/?next=%2Frequests%2Fnew%2Frules-fees%2F"
    assert SENTENCE in words(visit.get(FEES))


def test_a_session_that_ended_while_writing_loses_nothing_and_sends_nothing(
    visit: Client, buyer: User
) -> None:
    visit.cookies.pop("sessionid")

    refused = save(visit, reader=str(buyer.id), body=SENTENCE)
    sent = visit.post(FEES, {"reader": str(buyer.id), "body": SENTENCE})

    assert refused.status_code == 409
    assert sent.status_code == 422
    assert "You are no longer signed in" in words(sent)
    assert SENTENCE in words(sent)
    assert not Ticket.objects.exists()
    visit.force_login(buyer, backend="django.contrib.auth.backends.ModelBackend")
    assert SENTENCE in words(visit.get(FEES))


def test_who_signs_in_next_finds_nothing_of_who_wrote_before(visit: Client, buyer: User) -> None:
    visit.cookies.pop("sessionid")
    visit.post(FEES, {"reader": str(buyer.id), "body": SENTENCE})

    visit.force_login(UserFactory.create(), backend="django.contrib.auth.backends.ModelBackend")

    assert SENTENCE not in words(visit.get(FEES))


def test_a_form_of_somebody_who_is_signed_in_no_more_is_not_sent_for_the_next(
    desk: Desk, buyer: User
) -> None:
    visit = visitor(UserFactory.create())

    sent = visit.post(FEES, {"reader": str(buyer.id), "body": SENTENCE})

    assert sent.status_code == 422
    assert "Somebody else has signed in here meanwhile" in words(sent)
    assert not Ticket.objects.exists()


def test_what_was_sent_is_kept_no_longer(visit: Client, buyer: User) -> None:
    save(visit, reader=str(buyer.id), body=SENTENCE)

    assert visit.post(FEES, {"body": SENTENCE}).status_code == 302

    assert not Draft.objects.exists()


def test_what_could_not_be_taken_is_kept(visit: Client) -> None:
    visit.post(form_of("not-as-described"), {"body": SENTENCE})

    assert SENTENCE in words(visit.get(form_of("not-as-described")))


def test_the_first_step_leads_on_to_what_is_not_sent_or_discards_it(
    visit: Client, buyer: User
) -> None:
    save(visit, "not-shipped", str(buyer.id), body=SENTENCE)
    first = visit.get(page("new"))
    assert "You have an unsent request My order has not shipped" in words(first)

    discarded = visit.post(reverse("public:draft", args=["new:not-shipped"]), follow=True)

    assert "unsent request" not in words(discarded)
    assert not Draft.objects.exists()


def test_to_switch_the_matter_takes_along_all_that_was_typed(visit: Client, buyer: User) -> None:
    order = OrderFactory.create(buyer=buyer.buyer, paid=True)
    typed = {"body": SENTENCE, "answer_order": order.number, "go": "not-received"}

    answer = visit.post(form_of("not-shipped"), typed, follow=True)

    assert answer.redirect_chain == [(form_of("not-received"), 302)]
    assert SENTENCE in words(answer)
    assert f'value="{order.number}" id="id_answer_order_0"' in answer.content.decode()
    assert Draft.objects.get().place == "new:not-received"


def test_a_switch_to_no_matter_at_all_is_not_there(visit: Client) -> None:
    assert visit.post(FEES, {"body": SENTENCE, "go": "//example.com"}).status_code == 404
    assert visit.post(FEES, {"body": SENTENCE, "go": "\x00"}).status_code == 404


@pytest.mark.parametrize(
    "sent",
    ["", "[]", "null", "1", '{"body": 1}', '{"body": {"a": "b"}}', "{", '{"a": [1]}', "\xff"],
)
def test_what_is_no_form_is_refused(visit: Client, sent: str) -> None:
    address = reverse("public:draft", args=["new:rules-fees"])

    assert visit.put(address, sent, content_type="application/json").status_code == 400
    assert not Draft.objects.exists()


def test_a_draft_of_another_site_is_refused(buyer: User, desk: Desk) -> None:
    visit = visitor(buyer, enforce_csrf_checks=True)

    assert save(visit, reader=str(buyer.id), body=SENTENCE).status_code == 403


def test_a_draft_that_is_too_long_or_of_no_form_says_so(visit: Client, buyer: User) -> None:
    long = save(visit, reader=str(buyer.id), body="a" * 300_000)

    assert long.status_code == 422
    assert save(visit, "no_" * 30, str(buyer.id), body="a").status_code == 422
    assert not Draft.objects.exists()


@pytest.mark.parametrize("method", ["delete", "post"])
@pytest.mark.parametrize("place", ["\x00", "new:\x00", "new:rules-fees\n", "😀" * 40])
def test_of_a_place_that_is_none_nothing_is_forgotten(
    visit: Client, buyer: User, method: str, place: str
) -> None:
    save(visit, reader=str(buyer.id), body=SENTENCE)

    answer = getattr(visit, method)(reverse("public:draft", args=[place]))

    assert answer.status_code in {204, 302}
    assert Draft.objects.count() == 1


def test_a_stranger_can_save_only_so_often(desk: Desk) -> None:
    visit = visitor()

    answers = {save(visit, body=f"{n}").status_code for n in range(70)}

    assert answers == {204, 429}
