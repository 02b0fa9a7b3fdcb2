"""Who works at the desk: agents with their skills, hours and voices, and two supervisors."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from consignment.languages import CHINESE, ENGLISH
from consignment.models import User
from tickets.actions.lay_out_shifts import lay_out_shifts
from tickets.lifecycle.actors import Actor
from tickets.management.week.people import (
    LOGINS,
    LONDON,
    NEW_YORK,
    SHANGHAI,
    hashed_password,
    prove_addresses,
)
from tickets.sla.models import Calendar, CalendarWindow
from tickets.staff.actors import actor_of
from tickets.staff.models import Agent, Role, Skill, Team

BOTH = (CHINESE, ENGLISH)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
TEAMS = (("asia-pacific", "Asia-Pacific desk"), ("europe-americas", "Europe and Americas desk"))
SECURITY = "security"

DEMO_SHIFT = (dt.timedelta(hours=6), dt.timedelta(hours=3))
"""The agent of the demo is there each day from so long before the hour of ``now`` until after."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How somebody begins and ends what they write; ``{first}`` is the customer's name."""

    hello: str
    bye: str
    nihao: str = "您好，"
    zaijian: str = ""

    def say(self, text: str, *, language: str, first: bool, last: bool) -> str:
        """Return ``text`` as this person writes it: greeted once, wished well in the end."""
        if language == CHINESE:
            return f"{self.nihao if first else ''}{text}{self.zaijian if last else ''}"
        return f"{self.hello}{text}{self.bye}" if first else text


@dataclass(frozen=True, slots=True)
class Member:
    """One of the staff. ``hours`` are on the clock of ``zone``; the end may be past midnight.

    ``pace`` multiplies the time a task takes, ``care`` is added to what customers give for it.
    """

    login: str
    name: str
    zone: str
    hours: tuple[float, float]
    off: tuple[int, ...]
    languages: tuple[str, ...]
    voice: Voice
    skills: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    role: Role = Role.AGENT
    capacity: int = 9
    pace: float = 1.0
    care: float = 0.0

    @property
    def email(self) -> str:
        return LOGINS.get(self.login, f"{self.login}@desk.example")

    def shifts(
        self, start: dt.datetime, now: dt.datetime
    ) -> Iterator[tuple[dt.datetime, dt.datetime]]:
        """Give the shifts that end after ``start`` and begin before ``now``, in order."""
        zone = ZoneInfo(self.zone)
        if self.login in LOGINS and self.role is Role.AGENT:
            begun, left = DEMO_SHIFT
            days = [now - dt.timedelta(days=n) for n in range((now - start).days, -1, -1)]
            yield from ((day - begun, day + left) for day in days if day - begun > start)
            return
        day = start.astimezone(zone).date() - dt.timedelta(days=1)
        while day <= now.astimezone(zone).date():
            if day.weekday() not in self.off:
                midnight = dt.datetime.combine(day, dt.time(), zone)
                begin, end = (_on_the_wall(midnight, hour) for hour in self.hours)
                if end > start and begin < now:
                    yield max(begin, start), end
            day += dt.timedelta(days=1)


def _on_the_wall(midnight: dt.datetime, hour: float) -> dt.datetime:
    """Return the instant at which the clock shows ``hour``, which may be one of the next day."""
    return (midnight + dt.timedelta(hours=hour)).astimezone(dt.UTC)


STAFF: Sequence[Member] = (
    Member(
        "agent", "Mei Tan 谭美", SHANGHAI, (0, 0), (), BOTH,
        Voice("Hi {first},\n\n", "\n\nBest wishes\nMei", "您好，我是谭美。"),
        ("payments", "authentication"), ("asia-pacific",), capacity=16,
    ),
    Member(
        "yue.lin", "Lin Yue 林月", SHANGHAI, (8.5, 17.5), (TUESDAY, WEDNESDAY), BOTH,
        Voice("Hello {first},\n\n", "\n\nKind regards\nLin Yue", "您好，我是林月，", "祝好。"),
        ("payments", SECURITY), ("asia-pacific", SECURITY), pace=0.9, care=0.2,
    ),
    Member(
        "hao.chen", "Chen Hao 陈浩", SHANGHAI, (9, 18), (SUNDAY, MONDAY), (CHINESE,),
        Voice("", "", "您好！"),
        ("authentication",), ("asia-pacific",), pace=1.2, care=0.1,
    ),
    Member(
        "min.zhou", "Zhou Min 周敏", SHANGHAI, (14, 23), (THURSDAY, FRIDAY), BOTH,
        Voice("Hi,\n\n", "\n\nMin", "您好，"),
        ("payments", SECURITY), ("asia-pacific", SECURITY), pace=0.75, care=-0.3,
    ),
    Member(
        "jie.wang", "Wang Jie 王婕", SHANGHAI, (15, 24), (MONDAY, TUESDAY), (CHINESE,),
        Voice("", "", "亲，您好～", "有问题随时找我哦～"),
        ("authentication",), ("asia-pacific",),
    ),
    Member(
        "ning.xu", "Xu Ning 徐宁", SHANGHAI, (22.5, 31.5), (TUESDAY, WEDNESDAY), BOTH,
        Voice("Good evening {first},\n\n", "\n\nXu Ning, night desk", "您好，夜班徐宁为您服务。"),
        ("payments", "authentication", SECURITY), ("asia-pacific", SECURITY), care=0.1,
    ),
    Member(
        "hannah.brooks", "Hannah Brooks", LONDON, (8.5, 17), (SUNDAY, MONDAY), (ENGLISH,),
        Voice("Hi {first},\n\n", "\n\nAll the best,\nHannah"),
        ("authentication", SECURITY), ("europe-americas", SECURITY), care=0.25, pace=1.1,
    ),
    Member(
        "ingrid.solberg", "Ingrid Solberg", LONDON, (12, 20.5), (WEDNESDAY, THURSDAY), (ENGLISH,),
        Voice("Dear {first},\n\n", "\n\nYours sincerely\nIngrid Solberg"),
        ("payments", "authentication"), ("europe-americas",), pace=1.15, care=0.1,
    ),
    Member(
        "marcus.reed", "Marcus Reed", NEW_YORK, (9, 18), (FRIDAY, SATURDAY), (ENGLISH,),
        Voice("Hey {first} – ", "\n\n– Marcus"),
        ("payments", SECURITY), ("europe-americas", SECURITY), pace=0.85, care=-0.1,
    ),
    Member(
        "supervisor", "Grace Holm", LONDON, (8, 17), (SATURDAY, SUNDAY), (ENGLISH,),
        Voice("Dear {first},\n\n", "\n\nGrace Holm\nHead of support"),
        ("payments", "authentication", SECURITY), ("europe-americas", SECURITY), Role.SUPERVISOR,
    ),
    Member(
        "fang.liu", "Liu Fang 刘芳", SHANGHAI, (10, 19), (SUNDAY,), BOTH,
        Voice("Dear {first},\n\n", "\n\nLiu Fang", "您好，我是主管刘芳。"),
        ("payments", "authentication", SECURITY), ("asia-pacific", SECURITY), Role.SUPERVISOR,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Employed:
    """A member with their row and the actor they are."""

    member: Member
    agent: Agent
    actor: Actor
    skill_ids: frozenset[int]


def give_shifts(staff: Sequence[Employed], *, now: dt.datetime) -> None:
    """Let the staff work by shifts from ``now`` on, each by the week of their own hours; the agent
    of the demo is always on.
    """
    for one in staff:
        member = one.member
        if member.login in LOGINS and member.role is Role.AGENT:
            continue
        calendar = Calendar.objects.create(
            key=f"week-of-{member.login.replace('.', '-')}",
            name=f"Week of {member.name}",
            time_zone=member.zone,
        )
        start, end = (dt.time(int(hour) % 24, int(hour * 60) % 60) for hour in member.hours)
        CalendarWindow.objects.bulk_create(
            CalendarWindow(calendar=calendar, weekday=day, start=start, end=end)
            for day in range(7)
            if day not in member.off
        )
        Agent.objects.filter(pk=one.agent.pk).update(by_shifts=True, working_hours=calendar)
    lay_out_shifts(at=now)


def employ(*, joined_at: dt.datetime) -> list[Employed]:
    """Store the staff, in the order of STAFF. Teams and skills of the presets are there already."""
    teams = {
        **{team.key: team for team in Team.objects.all()},
        **{
            key: Team.objects.get_or_create(key=key, defaults={"name": name})[0]
            for key, name in TEAMS
        },
    }
    skills = {skill.key: skill for skill in Skill.objects.all()}
    employed = []
    for member in STAFF:
        user = User.objects.create(
            email=member.email,
            name=member.name,
            language=ENGLISH if ENGLISH in member.languages else CHINESE,
            time_zone=member.zone,
            is_staff=True,
            is_superuser=member.login == "supervisor",
            date_joined=joined_at,
            password=hashed_password() if member.login in LOGINS else make_password(None),
        )
        agent = Agent.objects.create(
            user=user,
            role=member.role,
            languages=list(member.languages),
            capacity=member.capacity,
            presence_since=joined_at,
        )
        agent.skills.set(skills[key] for key in member.skills)
        agent.teams.set(teams[key] for key in member.teams)
        employed.append(
            Employed(member, agent, actor_of(user), frozenset(skills[k].id for k in member.skills))
        )
    prove_addresses(person.agent.user for person in employed)
    return employed
