"""From corpus and facts to what is really written: nothing in braces is left over."""

import datetime as dt
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from djmoney.money import Money

from consignment.languages import CHINESE
from tickets.management.week import catalogue, texts
from tickets.management.week.goods import COURIERS, RETURN_WINDOW, Sale
from tickets.management.week.people import Guest
from tickets.management.week.plans import Plan

COURIERS_IN_CHINESE = dict(zip(COURIERS, ("北线速运", "海晏快递", "鹭飞速递"), strict=True))
SIGNS = {"USD": "$", "EUR": "€", "CNY": "¥"}
UNITS = {"USD": "美元", "EUR": "欧元", "CNY": "元"}
BOUGHT = {"en": ("watch", "bag", "ring"), CHINESE: ("表", "包", "戒指")}


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody begins and ends a message."""

    greetings: tuple[str, ...]
    closings: tuple[str, ...]


MANNERS = {
    "en": (
        Manner(
            ("Hello,\n\n", "Good day,\n\n"), ("\n\nKind regards\n{name}", "\n\nRegards, {name}")
        ),
        Manner(
            ("Hi,\n\n", "Hi there,\n\n"),
            ("\n\nThanks, {first}", "\n\nCheers\n{first}", "\n\n{first}"),
        ),
        Manner(("",), ("\n\nThanks, {first}", "\n\n{name}", "", "")),
        Manner(("",), ("",)),
    ),
    CHINESE: (
        Manner(("您好，", "客服您好，"), ("谢谢！", "盼复，谢谢。")),
        Manner(("你好，", ""), ("谢谢～", "麻烦了。", "")),
        Manner(("",), ("",)),
    ),
}
GREETED = ("Hi", "Hello", "你好", "您好", "第一次")
THANKED = ("thank", "谢", "麻烦")

# Where Chinese meets Latin letters or digits, print leaves a little room.
_HAN = "\u4e00-\u9fff"
_TOO_CLOSE = re.compile(f"(?<=[{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_HAN}])")
_TOO_FAR = re.compile(f"(?<=[{_HAN}]) (?=[{_HAN}])|(?<=[0-9]) (?=[月日])|(?<=月) (?=[0-9])")


class Teller:
    """Writes for one ticket: knows its facts, in the customer's language."""

    def __init__(self, plan: Plan, rng: random.Random) -> None:
        self.language = plan.language
        self.zone = ZoneInfo(plan.person.user.time_zone)
        self._rng = rng
        self._facts = {**self._of_anyone(plan), **self._of_the_thing(plan)}

    def fill(self, text: str, *, at: dt.datetime) -> str:
        """Return ``text`` with its facts, as told ``at``. Raises KeyError for one unknown."""
        moments = {
            "today": self.day(at),
            "tomorrow": self.day(at + dt.timedelta(days=1)),
            "in_three_days": self.day(at + dt.timedelta(days=3)),
        }
        filled = text.format_map({**self._facts, **moments})
        if self.language != CHINESE:
            return filled
        return _TOO_FAR.sub("", _TOO_CLOSE.sub(" ", filled))

    def open(self, opening: texts.Opening, *, at: dt.datetime) -> str:
        """Return the first message, begun and ended as this writer does.

        Where there is no subject the first line becomes it, so that one comes to the point.
        """
        text = opening.text
        manner = self._rng.choice(MANNERS[self.language])
        greeting, closing = self._rng.choice(manner.greetings), self._rng.choice(manner.closings)
        if text.startswith(GREETED) or text[0].islower() or not opening.subject:
            greeting = ""
        if opening.cross or any(word in text.lower() for word in THANKED):
            closing = ""
        if closing and self.language == CHINESE and text[-1] not in "。？！…～":
            closing = f"，{closing}"
        return self.fill(greeting + text + closing, at=at)

    def fill_all(self, texts: Mapping[str, str], *, at: dt.datetime) -> dict[str, str]:
        return {key: self.fill(text, at=at) for key, text in texts.items()}

    def day(self, moment: dt.datetime) -> str:
        """Return the day of ``moment`` on the customer's calendar, as one says it."""
        local = moment.astimezone(self.zone)
        if self.language == CHINESE:
            return f"{local.month}月{local.day}日"
        return f"{local.day} {local:%B}"

    def money(self, money: Money) -> str:
        amount = f"{money.amount:,.2f}".removesuffix(".00")
        if self.language == CHINESE:
            return f"{amount.replace(',', '')} {UNITS[money.currency.code]}"
        return f"{SIGNS[money.currency.code]}{amount}"

    def _of_anyone(self, plan: Plan) -> dict[str, str]:
        customer = plan.customer
        name = customer.name if isinstance(customer, Guest) else customer.user.name
        amount = self._rng.choice((480, 950, 1_200, 2_640, 3_900, 6_150))
        currency = plan.person.currency
        factor = 7 if currency == "CNY" else 1
        return {
            "name": name,
            "first": name if plan.language == CHINESE else name.split()[0],
            "digits": str(self._rng.randint(100_000, 999_999)),
            "sum": self.money(Money(amount * factor, currency)),
            "bought": self._rng.choice(BOUGHT[plan.language]),
        }

    def _of_the_thing(self, plan: Plan) -> dict[str, str]:
        thing = plan.thing
        if thing is None:
            return {}
        item = thing.stock.item
        self.new_price = Money(
            catalogue.round_price(
                float(item.price.amount) * self._rng.choice((0.85, 0.9, 0.93, 1.08))
            ),
            item.price.currency,
        )
        courier = self._rng.choice(COURIERS)
        facts = {
            "number": item.number,
            "item": catalogue.spoken(item.title, item.kind, plan.language),
            "kind": catalogue.noun(item.title, item.kind, plan.language),
            "price": self.money(thing.sale.order.total if thing.sale else item.price),
            "new_price": self.money(self.new_price),
            "consignment": item.consignment.number,
            "received": self.day(item.consignment.received_at),
            "return_courier": self._courier(courier),
            "return_tracking": f"{courier[0]}R{self._rng.randint(10**7, 10**8 - 1)}",
        }
        if thing.sale:
            facts |= self._of_the_sale(thing.sale)
        if thing.payout and thing.payout.due_on:
            due = dt.datetime.combine(thing.payout.due_on, dt.time(12), self.zone)
            facts |= {
                "payout": thing.payout.number,
                "amount": self.money(thing.payout.amount),
                "due": self.day(due),
            }
        return facts

    def _of_the_sale(self, sale: Sale) -> dict[str, str]:
        order, parcel = sale.order, sale.shipment
        facts = {
            "order": order.number,
            "placed": self.day(order.placed_at),
            "courier": self._courier(sale.courier),
            "tracking": sale.tracking,
        }
        if order.ship_by:
            facts["ship_by"] = self.day(order.ship_by)
        if parcel and parcel.promised_at:
            facts["promised"] = self.day(parcel.promised_at)
        if parcel and parcel.delivered_at:
            back_at = sale.returned and sale.returned.asked_at + dt.timedelta(days=4)
            facts["delivered"] = self.day(back_at or parcel.delivered_at)
            facts["until"] = self.day(parcel.delivered_at + RETURN_WINDOW)
        return facts

    def _courier(self, courier: str) -> str:
        return COURIERS_IN_CHINESE[courier] if self.language == CHINESE else courier
