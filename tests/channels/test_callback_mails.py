"""What customers read about calls, with times on their own clock."""

import datetime as dt

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from tests.channels.mailing import deliver, html_of
from tests.factories.desk import Desk, open_ticket
from tests.factories.trade import UserFactory
from tickets.actions.book_callback import Wanted, book_callback
from tickets.actions.callback_slots import offered
from tickets.actions.record_call import record_call
from tickets.routing.callbacks.choices import Outcome
from tickets.routing.callbacks.models import CallbackPlan
from tickets.sla.models import Calendar
from tickets.staff.actors import actor_of

Box = list[EmailMultiAlternatives]


@pytest.mark.parametrize(
    ("outcome", "attempts", "says"),
    [
        (Outcome.NO_ANSWER, 2, "We try again:"),
        (Outcome.NO_ANSWER, 1, "We go on in writing"),
        (Outcome.WRONG_NUMBER, 2, "does not lead to you"),
    ],
)
def test_the_customer_hears_when_we_call_and_how_it_goes_on_when_nobody_answers(
    desk: Desk, mailoutbox: Box, outcome: Outcome, attempts: int, says: str
) -> None:
    always = Calendar.objects.get(key="always")
    CallbackPlan.objects.update(calendar=always, attempts=attempts)
    customer, at = UserFactory.create(time_zone="Asia/Shanghai"), timezone.now()
    ticket = open_ticket(customer=customer, at=at)
    slot = offered("en", at=at).slots[0]
    wanted = Wanted("+44 20 7946 0018", slot.starts_at)
    call = book_callback(ticket.id, wanted, by=actor_of(customer), at=at)
    record_call(call.id, outcome=outcome, by=desk.agent_actor, at=at)

    deliver()

    _receipt, booked, missed = mailoutbox
    shanghai = slot.starts_at + dt.timedelta(hours=8)
    assert f"{shanghai:%H:%M}" in booked.body or outcome is Outcome.NO_ANSWER
    assert "+44 … 0018" in booked.body
    assert "7946" not in booked.body + html_of(booked)
    assert says in missed.body
    assert says in html_of(missed)
