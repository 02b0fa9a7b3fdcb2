"""Which policies are ever reached, and which tickets would be left without one."""

import datetime as dt
from itertools import product
from typing import Any

import pytest

from tests.factories.desk import Desk, make_desk
from tickets.lifecycle.choices import Channel, Lane, Tier, Urgency
from tickets.sla.coverage import Case, Kind, cases, gaps, is_net, reach, winner
from tickets.sla.models import Policy
from tickets.sla.policies import choose

EVERY_KIND = [Kind(None, tier, urgency) for tier, urgency in product(Tier, Urgency)]


def policy(key: str, category: int | None = None, **matchers: str) -> Policy:
    return Policy(key=key, name=key, category_id=category, **matchers)


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


def test_a_policy_behind_closer_ones_for_every_ticket_is_not_reachable():
    chat = policy("chat", channel=Channel.CHAT)
    by_lane = [policy(lane, channel=Channel.CHAT, lane=lane) for lane in Lane]

    stands = reach(chat, [chat, *by_lane], EVERY_KIND)

    assert not stands.reachable
    assert {shadow.key for shadow in stands.shadows} == set(Lane.values)


def test_a_policy_with_one_ticket_left_is_reached():
    chat = policy("chat", channel=Channel.CHAT)
    vip = policy("vip", channel=Channel.CHAT, lane=Lane.VIP)

    assert reach(chat, [chat, vip], EVERY_KIND).reached


def test_a_policy_that_waits_for_a_category_is_reachable_only():
    low = policy("low", tier=Tier.LOW)

    stands = reach(low, [low], [Kind(None, Tier.HIGH, Urgency.GENERAL)])

    assert (stands.reached, stands.reachable) == (False, True)


def test_a_policy_of_a_category_with_another_tier_is_never_reached():
    wrong = policy("wrong", category=1, tier=Tier.LOW)

    stands = reach(wrong, [wrong], [Kind(1, Tier.HIGH, Urgency.GENERAL)])

    assert (stands.reached, stands.reachable, stands.shadows) == (False, False, ())


def test_a_gap_is_each_ticket_that_nothing_fits():
    but_phone = [policy(c, channel=c) for c in Channel if c is not Channel.PHONE]

    missing = gaps(but_phone, [Kind(None, Tier.LOW, Urgency.GENERAL)])

    assert {one.channel for one in missing} == {Channel.PHONE}
    assert len(missing) == len(Lane)


def test_the_matrix_and_the_live_desk_choose_alike(desk: Desk):
    policies = list(Policy.objects.active())
    last: Any = Policy(
        key="own", name="Own", category_id=None, calendar=policies[0].calendar,
        lane=Lane.VIP, urgency=Urgency.BLOCKING, first_response_within=dt.timedelta(hours=1),
    )  # fmt: skip
    last.save()
    policies.append(last)

    for case in cases(EVERY_KIND):
        chosen = choose(
            category_id=None, tier=case.tier, channel=case.channel, lane=case.lane,
            urgency=case.urgency,
        ).policy  # fmt: skip
        assert winner(policies, case) == chosen, case


def test_every_preset_is_reached_or_the_net(desk: Desk):
    policies = list(Policy.objects.active())

    lost = [p.key for p in policies if not is_net(p) and not reach(p, policies, EVERY_KIND).reached]

    assert lost == []
    assert gaps(policies, EVERY_KIND) == []
    assert isinstance(next(cases(EVERY_KIND)), Case)
