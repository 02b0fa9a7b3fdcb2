"""Views that are kept: whose they are, who sees them, who may change them."""

import pytest
from django.utils import translation

from tests.factories.desk import MONDAY, AgentFactory, Desk
from tickets.inbox import views
from tickets.inbox.models import SavedView, Sharing
from tickets.inbox.views import View, ViewRefused
from tickets.lifecycle.actors import Actor
from tickets.staff.actors import actor_of


@pytest.fixture
def stranger(desk: Desk) -> Actor:
    return actor_of(AgentFactory.create().user)


def keep(by: Actor, name: str = "Late ones", sharing: str = Sharing.NOBODY, **more) -> View:
    return views.save(by=by, name=name, query="is:late", sharing=sharing, at=MONDAY, **more)


def names(by: Actor) -> list[str]:
    return [view.name for view in views.views_of(by) if view.saved and not view.saved.key]


def test_a_view_is_seen_by_those_it_is_shared_with(desk: Desk, stranger: Actor):
    by = desk.supervisor_actor
    keep(by, "Own")
    keep(by, "Team's", Sharing.TEAM, team_id=min(by.team_ids))
    keep(by, "Everybody's", Sharing.ALL)

    assert names(by) == ["Own", "Team's", "Everybody's"]
    assert names(desk.agent_actor) == ["Team's", "Everybody's"]
    assert names(stranger) == ["Everybody's"]


def test_a_shared_view_is_changed_by_its_owner_and_by_supervisors(desk: Desk, stranger: Actor):
    view = keep(desk.agent_actor, sharing=Sharing.ALL)
    words = {"name": "New name", "query": "is:open", "sharing": Sharing.ALL}

    with pytest.raises(ViewRefused, match="a name of your own"):
        views.change(view.key, by=stranger, **words)
    with pytest.raises(ViewRefused):
        views.delete(view.key, by=stranger, at=MONDAY)
    views.change(view.key, by=desk.supervisor_actor, **words)

    assert names(stranger) == ["New name"]


def test_what_is_deleted_comes_back(desk: Desk):
    by = desk.agent_actor
    view = keep(by)
    views.set_default(view.key, by=by)

    views.delete(view.key, by=by, at=MONDAY)
    assert names(by) == []
    assert views.default_of(by) == "waiting"
    with pytest.raises(SavedView.DoesNotExist):
        views.find(view.key, by=by)

    views.restore(view.key, by=by)
    assert names(by) == ["Late ones"]


def test_views_are_moved_among_ones_own(desk: Desk):
    by = desk.agent_actor
    first, second, third = (keep(by, name) for name in "ABC")

    views.shift(third.key, by=by, up=True)
    views.shift(first.key, by=by, up=True)
    views.shift(second.key, by=by, up=False)

    assert names(by) == ["A", "C", "B"]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"name": "  "}, "Give the view a name"),
        ({"name": "x" * 61}, "too long"),
        ({"query": "x" * 501}, "too long"),
        ({"sharing": "world"}, "with whom"),
        ({"sharing": Sharing.TEAM, "team_id": 999_999}, "team of yours"),
    ],
)
def test_what_cannot_be_kept_says_why(desk: Desk, facts: dict[str, object], why: str):
    given = {"name": "A", "query": "is:open", "sharing": Sharing.NOBODY, **facts}

    with pytest.raises(ViewRefused, match=why):
        views.save(by=desk.agent_actor, at=MONDAY, **given)


@pytest.mark.parametrize("key", ["", "v", "v0", "v999", "x1", "v" + "9" * 40, "vー"])
def test_a_key_that_is_none_finds_none(desk: Desk, key: str):
    with pytest.raises(SavedView.DoesNotExist):
        views.find(key, by=desk.agent_actor)


def test_a_view_that_came_with_the_desk_has_a_name_in_both_languages(desk: Desk):
    row = SavedView.objects.get(key="vip")

    with translation.override("zh-hans"):
        chinese = [view.name for view in views.views_of(desk.agent_actor)]
        assert str(row) == row.name_zh

    assert row.name_zh in chinese
    assert str(row) == row.name
