"""The VIP lane: the largest amount at stake, by the limit of its own currency."""

from decimal import Decimal

from djmoney.money import Money
from hypothesis import given
from hypothesis import strategies as st

from consignment.dossier import Stake
from consignment.dossier.stakes import Source
from tickets.lifecycle.choices import Lane
from tickets.triage.lanes import choose

LIMITS = {"USD": Decimal(5_000), "CNY": Decimal(35_000)}


def stake(amount: int | Decimal, currency: str = "USD") -> Stake:
    return Stake(Source.ORDER_TOTAL, Money(amount, currency), "CO-20260412-0042")


def test_at_the_limit_it_is_vip_and_the_reason_names_amount_and_limit():
    choice = choose([stake(5_000)], limits=LIMITS)

    assert choice.lane is Lane.VIP
    assert "order total of CO-20260412-0042" in choice.reason
    assert "5,000.00" in choice.reason


def test_a_cent_below_is_not():
    assert choose([stake(Decimal("4999.99"))], limits=LIMITS).lane is Lane.STANDARD


def test_currencies_are_weighed_by_their_own_limit():
    assert choose([stake(6_000, "CNY")], limits=LIMITS).lane is Lane.STANDARD
    assert choose([stake(6_000, "CNY"), stake(5_001)], limits=LIMITS).lane is Lane.VIP


def test_without_known_money_the_lane_is_standard_and_says_so():
    assert choose([], limits=LIMITS).reason == "no money at stake that is known"
    assert choose([stake(10**9, "JPY")], limits=LIMITS).lane is Lane.STANDARD


@given(
    st.lists(
        st.builds(stake, st.decimals(0, 10**6, places=2), st.sampled_from(["USD", "CNY", "JPY"]))
    ),
    st.builds(stake, st.decimals(0, 10**6, places=2), st.sampled_from(["USD", "CNY", "JPY"])),
)
def test_one_more_stake_never_lowers_the_lane(stakes, more):
    before, after = choose(stakes, limits=LIMITS), choose([*stakes, more], limits=LIMITS)

    assert not (before.lane is Lane.VIP and after.lane is Lane.STANDARD)
