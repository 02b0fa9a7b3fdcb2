"""What the words of a search may be: keys, values, and how both are said in either language.

One table for the parser, for what is offered while somebody types, and for the words of a refusal.
Values that staff make (queues, categories, agents) are read once, and only when they are asked for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consignment.compiled import Compiled
from consignment.models import User
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Channel, Lane, State, Tier
from tickets.routing.models import Queue
from tickets.staff.models import Agent
from tickets.triage.models import Category


class Key(StrEnum):
    IS = "is"
    STATE = "state"
    TIER = "tier"
    LANE = "lane"
    QUEUE = "queue"
    CATEGORY = "category"
    AGENT = "agent"
    CHANNEL = "channel"
    LANG = "lang"
    FROM = "from"
    ORDER = "order"
    ITEM = "item"
    CONSIGNMENT = "consignment"
    PAYOUT = "payout"
    RATING = "rating"
    AFTER = "after"
    BEFORE = "before"
    SORT = "sort"


class Is(models.TextChoices):
    """Conditions of a ticket that have a name of their own."""

    UNASSIGNED = "unassigned", _("Unassigned")
    MINE = "mine", _("Mine")
    OPEN = "open", _("Unfinished")
    LATE = "late", _("Late")
    DANGER = "danger", _("A promise is in danger")
    BREACHED = "breached", _("A promise was broken")
    WAITING = "waiting", _("Waiting for somebody")
    PAUSED = "paused", _("Clocks stand still")
    UNANSWERED = "unanswered", _("The customer spoke last")
    RESOLVED = "resolved", _("Solved, not closed")
    DONE = "done", _("Finished")
    VIP = "vip", _("VIP lane")
    ESCALATED = "escalated", _("Escalated to me")
    PRESSING = "pressing", _("A deadline is near")
    TO_SORT = "to_sort", _("To be sorted by a person")


class Sort(models.TextChoices):
    WORK = "work", _("In the order of work")
    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")
    CHANGED = "changed", _("Changed last, first")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one key is for: ``example`` is typed as it stands; ``others`` are its other names."""

    label: str | Promise
    example: str
    others: tuple[str, ...] = ()


KEYS: dict[Key, Meaning] = {
    Key.IS: Meaning(_("Condition"), "is:late", ("状况", "是")),
    Key.STATE: Meaning(_("State"), "state:open", ("状态",)),
    Key.TIER: Meaning(_("Tier"), "tier:urgent", ("级别", "等级")),
    Key.LANE: Meaning(_("Lane"), "lane:vip", ("通道",)),
    Key.QUEUE: Meaning(_("Queue"), "queue:payments", ("队列",)),
    Key.CATEGORY: Meaning(_("Category"), "category:payout", ("类别", "分类")),
    Key.AGENT: Meaning(_("Agent"), "agent:me", ("客服", "坐席")),
    Key.CHANNEL: Meaning(_("Channel"), "channel:email", ("渠道",)),
    Key.LANG: Meaning(_("Language"), "lang:zh", ("语言", "language")),
    Key.FROM: Meaning(_("Customer's mail address"), "from:anna@example.com", ("来自", "客户")),
    Key.ORDER: Meaning(_("Order"), "order:CO-20260412-0042", ("订单",)),
    Key.ITEM: Meaning(_("Item"), "item:IT-100234", ("商品", "拍品")),
    Key.CONSIGNMENT: Meaning(_("Consignment"), "consignment:CN-20260412-0007", ("寄售单", "寄售")),
    Key.PAYOUT: Meaning(_("Payout"), "payout:PO-300118", ("放款", "结算")),
    Key.RATING: Meaning(_("Rating"), "rating:<3", ("评分",)),
    Key.AFTER: Meaning(_("Filed from this day on"), "after:2026-03-01", ("之后", "since")),
    Key.BEFORE: Meaning(_("Filed before this day"), "before:2026-03-01", ("之前", "until")),
    Key.SORT: Meaning(_("Order of the list"), "sort:newest", ("排序",)),
}

_KEY_OF = {
    name: key
    for key, meaning in KEYS.items()
    for name in (key.value, key.value + "s", *meaning.others)
}

# What people say for a value, besides its key and its labels.
SAID: dict[str, tuple[str, ...]] = {
    Is.UNASSIGNED: ("未分配", "无人", "nobody"),
    Is.MINE: ("我的", "me"),
    Is.OPEN: ("未完成", "unfinished"),
    Is.LATE: ("逾期", "overdue", "迟"),
    Is.DANGER: ("in danger", "有风险", "快超时", "warned"),
    Is.BREACHED: ("超时", "已超时", "违约"),
    Is.WAITING: ("等待", "等待中"),
    Is.PAUSED: ("暂停", "已暂停"),
    Is.UNANSWERED: ("未回复", "待回复"),
    Is.RESOLVED: ("已解决", "solved"),
    Is.DONE: ("已完成", "完成", "finished"),
    Is.VIP: ("贵宾",),
    Is.ESCALATED: ("升级", "升级给我"),
    Is.PRESSING: ("临期", "deadline", "期限临近"),
    Is.TO_SORT: ("待分类", "sort"),
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a key: ``said`` is how it is typed, ``label`` how it is read."""

    value: Any
    said: str
    label: str
    names: frozenset[str]


def key_of(said: str) -> Key | None:
    """Return the key that ``said`` names, in either language; None when it is none."""
    return _KEY_OF.get(said.lower())


@cache
def _choices(choices: type[models.TextChoices], language: str) -> tuple[Value, ...]:
    """Return the values of a closed list, with what they are called in every language."""
    values = []
    for member in choices:
        names = {member.value, member.value.replace("_", "-"), *SAID.get(member.value, ())}
        for code in ("en", "zh-hans"):
            with translation.override(code):
                names.add(str(member.label))
        values.append(Value(member, member.value, str(member.label), _folded(names)))
    return tuple(values)


LANGUAGES = {
    User.Language.ENGLISH: ("en", "English", "英文", "英语"),
    User.Language.CHINESE: ("zh", "zh-hans", "中文", "汉语", "Chinese"),
}
CLOSED: dict[Key, type[models.TextChoices]] = {
    Key.IS: Is,
    Key.STATE: State,
    Key.TIER: Tier,
    Key.LANE: Lane,
    Key.CHANNEL: Channel,
    Key.SORT: Sort,
}
ME = ("me", "我", "自己")
NOBODY = ("nobody", "none", "无人", "没有")


class Vocabulary:
    """The values that one reader may name. What is restricted to others does not exist here."""

    def __init__(self, by: Actor) -> None:
        self.by = by

    def values(self, key: Key) -> Sequence[Value]:
        """Return the values of ``key`` in the order they are offered; none for free ones."""
        if key in CLOSED:
            return _choices(CLOSED[key], translation.get_language() or "en")
        match key:
            case Key.QUEUE:
                return self.queues
            case Key.CATEGORY:
                return self.categories
            case Key.AGENT:
                return self.agents
            case Key.LANG:
                return self.languages
        return ()

    @cached_property
    def queues(self) -> tuple[Value, ...]:
        return tuple(
            _value(queue.id, queue.key, str(queue), queue.name)
            for queue in _queues(self.by.sight).rows()
        )

    @cached_property
    def categories(self) -> tuple[Value, ...]:
        rows = Category.objects.order_by("position", "key").only("key", "name_en", "name_zh")
        return tuple(_value(row.id, row.key, str(row), row.name_en, row.name_zh) for row in rows)

    @cached_property
    def agents(self) -> tuple[Value, ...]:
        rows = Agent.objects.select_related("user").order_by("user__name")
        known = [_value(row.id, str(row), str(row), row.user.email) for row in rows]
        me = [_value(self.by.agent_id, "me", str(_("Me")), *ME)] if self.by.agent_id else []
        return (*me, _value(None, "nobody", str(_("Nobody")), *NOBODY), *known)

    @cached_property
    def languages(self) -> tuple[Value, ...]:
        return tuple(
            _value(code.value, names[0], str(code.label), *names)
            for code, names in LANGUAGES.items()
        )

    def find(self, key: Key, said: str) -> list[Value]:
        """Return the values of ``key`` that ``said`` names: one by its whole name, or all that
        contain it, where names are long and typed in part (agents, categories, queues).
        """
        wanted = " ".join(said.casefold().split())
        values = self.values(key)
        whole = [value for value in values if wanted in value.names]
        if whole or key in CLOSED or key is Key.LANG or not wanted:
            return whole
        return [value for value in values if any(wanted in name for name in value.names)]


@lru_cache(maxsize=64)
def _queues(sight: Actor) -> Compiled[Queue]:
    return Compiled(lambda: Queue.objects.visible_to(sight).order_by("name"))


def _value(value: Any, said: str, label: str, *names: str) -> Value:
    return Value(value, said, label, _folded((said, label, *names)))


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(name.casefold().split()) for name in names if name)
