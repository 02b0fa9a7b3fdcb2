"""Until when something can be done about a thing of trade."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consignment.deadlines import (
    FACTS,
    Deadline,
    DeadlineKind,
    Tone,
    deadlines_of,
    deadlines_of_all,
)
from consignment.models import Order, Payout, ReturnRequest, Shipment
from tests.factories.trade import (
    NOW,
    ConsignmentFactory,
    ItemFactory,
    OrderFactory,
    PayoutFactory,
    ShipmentFactory,
)

DAY = dt.timedelta(days=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
ZONES = ["UTC", "Asia/Shanghai", "America/New_York", "Europe/Stockholm", "America/Havana",
         "Asia/Beirut", "Pacific/Apia", "Australia/Lord_Howe", "America/Sao_Paulo"]  # fmt: skip


def kinds(deadlines: list[Deadline]) -> list[str]:
    return [deadline.kind.value for deadline in deadlines]


@pytest.mark.django_db
class TestOrder:
    def test_a_paid_order_is_to_be_shipped_and_nothing_else(self) -> None:
        order = OrderFactory.create(paid=True, return_until=NOW + 12 * DAY)

        (deadline,) = deadlines_of(order, at=NOW)

        assert deadline == Deadline(
            DeadlineKind.SHIP_BY, "order", order.number, order.ship_by, passed=False
        )

    def test_a_parcel_on_its_way_is_expected(self) -> None:
        order = OrderFactory.create(shipped=True)

        assert kinds(deadlines_of(order, at=NOW)) == ["delivery_expected"]

    def test_a_parcel_that_should_have_come_is_over_and_asks_for_attention(self) -> None:
        (deadline,) = deadlines_of(OrderFactory.create(late=True), at=NOW)

        assert deadline.passed
        assert deadline.tone(at=NOW) is Tone.ATTENTION

    def test_what_was_delivered_can_be_claimed_for_and_given_back_the_earlier_first(self) -> None:
        order = OrderFactory.create(delivered=True)

        deadlines = deadlines_of(order, at=NOW, claim_days=7)

        assert kinds(deadlines) == ["claim_until", "return_until"]
        assert deadlines[1].at == order.return_until

    @pytest.mark.parametrize("days", [None, 0])
    def test_nothing_is_said_of_claims_where_nothing_is_agreed(self, days: int | None) -> None:
        order = OrderFactory.create(delivered=True)

        assert kinds(deadlines_of(order, at=NOW, claim_days=days)) == ["return_until"]

    @pytest.mark.parametrize("state", [Order.State.CANCELLED, Order.State.REFUNDED])
    def test_an_order_that_is_off_sets_no_deadline(self, state: str) -> None:
        order = OrderFactory.create(delivered=True, state=state)

        assert deadlines_of(order, at=NOW, claim_days=7) == []

    @pytest.mark.parametrize("state", ReturnRequest.State)
    def test_a_return_under_way_ends_the_window_and_a_refused_one_does_not(
        self, state: str
    ) -> None:
        order = OrderFactory.create(delivered=True)
        ReturnRequest.objects.create(order=order, state=state, asked_at=NOW, external_id="R-1")

        expected = ["return_until"] if state == ReturnRequest.State.REFUSED else []

        assert kinds(deadlines_of(order, at=NOW)) == expected

    @pytest.mark.parametrize("state", [Shipment.State.LOST, Shipment.State.RETURNED])
    def test_a_parcel_that_will_not_come_is_not_expected(self, state: str) -> None:
        order = OrderFactory.create(paid=True, state=Order.State.SHIPPED)
        ShipmentFactory.create(order=order, state=state)

        assert deadlines_of(order, at=NOW) == []


@pytest.mark.django_db
class TestPayout:
    def test_a_payout_that_is_due_is_expected_by_the_end_of_its_day(self) -> None:
        payout = PayoutFactory.create(due=True)

        (deadline,) = deadlines_of(payout, at=NOW, zone=SHANGHAI)

        assert deadline.is_day
        assert deadline.at == dt.datetime(2026, 4, 15, 23, 59, 59, tzinfo=SHANGHAI)

    def test_while_it_is_held_nothing_is_promised(self) -> None:
        payout = PayoutFactory.create(due=True, held=True)

        assert deadlines_of(payout, at=NOW) == []

    def test_what_was_paid_is_not_expected(self) -> None:
        payout = PayoutFactory.create(due=True, paid=True)

        assert deadlines_of(payout, at=NOW) == []

    def test_one_without_a_day_has_none(self) -> None:
        assert deadlines_of(PayoutFactory.create(), at=NOW) == []


@pytest.mark.django_db
def test_what_both_sides_know_sets_no_deadline() -> None:
    assert deadlines_of(ItemFactory.create(), at=NOW) == []
    assert deadlines_of(ConsignmentFactory.create(), at=NOW) == []


@pytest.mark.django_db
def test_of_several_things_each_deadline_comes_once_the_earliest_first() -> None:
    order, payout = OrderFactory.create(delivered=True), PayoutFactory.create(due=True)

    deadlines = deadlines_of_all([order, payout, order], at=NOW, claim_days=7)

    assert kinds(deadlines) == ["payout_expected", "claim_until", "return_until"]


def test_another_thing_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        deadlines_of("CO-20260412-0001", at=NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", DeadlineKind)
def test_each_kind_has_words_for_before_and_after(kind: DeadlineKind) -> None:
    assert "%(when)s" in str(FACTS[kind].ahead)
    assert "%(when)s" in str(FACTS[kind].over)


@pytest.mark.parametrize(
    ("kind", "left", "tone"),
    [
        (DeadlineKind.RETURN_UNTIL, 4 * DAY, Tone.INFO),
        (DeadlineKind.RETURN_UNTIL, 3 * DAY, Tone.ATTENTION),
        (DeadlineKind.RETURN_UNTIL, -DAY, Tone.QUIET),
        (DeadlineKind.PAYOUT_EXPECTED, DAY, Tone.INFO),
        (DeadlineKind.PAYOUT_EXPECTED, -DAY, Tone.ATTENTION),
    ],
)
def test_what_the_customer_should_do_soon_and_what_we_are_late_with_stands_out(
    kind: DeadlineKind, left: dt.timedelta, tone: Tone
) -> None:
    deadline = Deadline(kind, "order", "CO-1", NOW + left, passed=left < dt.timedelta())

    assert deadline.tone(at=NOW) is tone


# --- Days and midnights ---------------------------------------------------------------------------


def _expected(day: dt.date, zone: ZoneInfo, *, at: dt.datetime = NOW) -> Deadline:
    payout = Payout(number="PO-300001", state=Payout.State.SCHEDULED, due_on=day)
    (deadline,) = deadlines_of(payout, at=at, zone=zone)
    return deadline


@given(st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1)), st.sampled_from(ZONES))
def test_a_day_ends_with_its_last_second_wherever_one_reads(day: dt.date, name: str) -> None:
    zone = ZoneInfo(name)

    at = _expected(day, zone).at
    after = (at.astimezone(dt.UTC) + dt.timedelta(seconds=1)).astimezone(zone)

    # Apia had no 30 December 2011 at all: the day before it ends where the next one begins.
    assert at.date() <= day < after.date()
    assert day - at.date() <= DAY


@given(st.dates(dt.date(2000, 1, 1), dt.date(2040, 1, 1)), st.sampled_from(ZONES))
def test_at_its_last_second_a_deadline_is_kept_and_a_second_later_it_is_over(
    day: dt.date, name: str
) -> None:
    zone = ZoneInfo(name)
    last = _expected(day, zone).at.astimezone(dt.UTC)

    assert not _expected(day, zone, at=last).passed
    assert _expected(day, zone, at=last + dt.timedelta(seconds=1)).passed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("delivered", "zone", "last"),
    [
        # The same moment is the 7th in New York and the 8th in Shanghai.
        ("2026-03-07T20:00:00+00:00", "America/New_York", "2026-03-14T23:59:59-04:00"),
        ("2026-03-07T20:00:00+00:00", "Asia/Shanghai", "2026-03-15T23:59:59+08:00"),
        # Over the change to summer time, and on a day without midnight.
        ("2026-03-28T12:00:00+00:00", "Europe/Stockholm", "2026-04-04T23:59:59+02:00"),
        ("2026-03-22T12:00:00+00:00", "Asia/Beirut", "2026-03-29T23:59:59+03:00"),
    ],
)
def test_a_claim_can_be_made_until_midnight_of_the_last_day_where_the_buyer_lives(
    delivered: str, zone: str, last: str
) -> None:
    order = OrderFactory.create(paid=True, state=Order.State.DELIVERED)
    ShipmentFactory.create(
        order=order, delivered=True, delivered_at=dt.datetime.fromisoformat(delivered)
    )

    (deadline,) = deadlines_of(order, at=NOW, claim_days=7, zone=ZoneInfo(zone))

    assert deadline.at == dt.datetime.fromisoformat(last)
