"""Who writes and what they bought: customers with orders, the agents of the desk."""

import datetime as dt
import random
from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from config.benchmark.copying import FALSE, NULL, TRUE, Row, Table, moment, text
from config.benchmark.ids import id_at
from config.benchmark.texts import Writer
from consignment.languages import CHINESE, ENGLISH
from consignment.models import Buyer, Consignment, Consignor, Item, Order, OrderLine, User
from consignment.models.goods import ItemState
from tickets.staff.models import Agent, Presence, Role, Skill, Team

TICKETS_PER_CUSTOMER = 8
TICKETS_PER_AGENT = 5_000
LEAST_AGENTS = 4
ROOM = 200
"""So many tickets an agent takes: what is filed while it is measured is placed as well."""
SUPERVISORS = 2

USERS = Table(
    User,
    *("id", "email", "name", "password", "language", "time_zone"),
    *("is_staff", "is_active", "is_superuser", "date_joined"),
)
BUYERS = Table(Buyer, "id", "user_id", "since")
CONSIGNMENTS = Table(
    Consignment, "id", "number", "consignor_id", "received_at", "commission_percent"
)
ITEMS = Table(
    Item,
    *("id", "number", "consignment_id", "title", "brand", "kind"),
    *("price", "price_currency", "state"),
)
ORDERS = Table(
    Order,
    *("id", "number", "buyer_id", "state", "total", "total_currency"),
    *("placed_at", "paid_at", "ship_by", "return_until"),
)
LINES = Table(OrderLine, "id", "order_id", "item_id", "price", "price_currency")
TABLES = (USERS, BUYERS, CONSIGNMENTS, ITEMS, ORDERS, LINES)


@dataclass(frozen=True, slots=True)
class Customer:
    """A buyer with one order."""

    id: str
    name: str
    language: str
    order_id: str
    order_number: str


@dataclass(frozen=True, slots=True)
class Worker:
    """An agent: their row, their person, their name."""

    agent_id: int
    user_id: str
    name: str


@dataclass(slots=True)
class Crowd:
    """Everybody of the benchmark."""

    customers: list[Customer] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)
    supervisors: list[Worker] = field(default_factory=list)


def gather(rng: random.Random, *, tickets: int, since: dt.datetime, now: dt.datetime) -> Crowd:
    """Store the people that ``tickets`` tickets need, with their trade.

    ``since`` is when the house opened.
    """
    writer = Writer(rng)
    crowd = Crowd()
    unusable = make_password(None)
    rows: defaultdict[Table, list[Row]] = defaultdict(list)
    consignment = _consignment(since)
    for n in range(1, max(40, tickets // TICKETS_PER_CUSTOMER) + 1):
        language = CHINESE if rng.random() < 0.6 else ENGLISH
        customer = Customer(
            id=id_at(since, rng),
            name=writer.name(language),
            language=language,
            order_id=id_at(since, rng),
            order_number=f"CO-{20260101 + n // 10_000}-{n % 10_000:04}",
        )
        zone = "Asia/Shanghai" if language == CHINESE else "Europe/London"
        crowd.customers.append(customer)
        rows[USERS].append(
            (
                *(customer.id, f"customer-{n}@benchmark.example", text(customer.name), unusable),
                *(language, zone, FALSE, TRUE, FALSE, moment(since)),
            )
        )
        rows[BUYERS].append((str(n), customer.id, moment(since)))
        placed = now - dt.timedelta(days=rng.uniform(0.5, 90))
        price, item = f"{rng.randrange(80, 9_000)}.00", id_at(since, rng)
        subject = text(writer.subject(language))
        rows[ITEMS].append(
            (
                *(item, f"IT-{900_000 + n}", consignment, subject, "Halcyon", "watch"),
                *(price, "CNY", ItemState.SOLD.value),
            )
        )
        rows[ORDERS].append(
            (
                *(customer.order_id, customer.order_number, str(n), Order.State.PAID.value),
                *(price, "CNY", moment(placed), moment(placed)),
                *(moment(placed + dt.timedelta(days=4)), NULL),
            )
        )
        rows[LINES].append((str(n), customer.order_id, item, price, "CNY"))
    for table, those in rows.items():
        table.copy(those)
    count = max(LEAST_AGENTS, tickets // TICKETS_PER_AGENT)
    crowd.workers = [_employ(n, Role.AGENT, since) for n in range(count)]
    crowd.supervisors = [_employ(n, Role.SUPERVISOR, since) for n in range(SUPERVISORS)]
    return crowd


def _consignment(since: dt.datetime) -> str:
    house = User.objects.create(email="house@benchmark.example", name="House", date_joined=since)
    consignor = Consignor.objects.create(user=house, since=since)
    consignment = Consignment.objects.create(
        number="CN-20260101-0001", consignor=consignor, received_at=since, commission_percent=20
    )
    return str(consignment.id)


def _employ(n: int, role: Role, since: dt.datetime) -> Worker:
    user = User.objects.create(
        email=f"{role.value}-{n}@benchmark.example",
        name=f"{role.label} {n}",
        is_staff=True,
        date_joined=since,
    )
    agent = Agent.objects.create(
        user=user,
        role=role,
        languages=[ENGLISH, CHINESE],
        capacity=ROOM,
        presence=Presence.HERE if role is Role.AGENT else Presence.AWAY,
    )
    agent.skills.set(Skill.objects.all())
    agent.teams.set(Team.objects.all())
    return Worker(agent.id, str(user.id), user.name)
