"""Who gets what, in words, and what nobody gets: read off agents, queues, skills, categories."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consignment.models import User
from tickets.routing.models import Queue
from tickets.staff.models import WORKING, Agent, Presence, Skill, Team
from tickets.triage.models import Category
from tickets.words import when

LANGUAGES = dict(User.Language.choices)
MOST = 12


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence about something, and whether it asks for something to be done."""

    text: str
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody who may hold tickets, and what there is to get."""

    agents: Sequence[Agent]
    categories: Sequence[Category]


def staff() -> Staff:
    """Read it whole. Four queries, whatever the numbers."""
    agents = Agent.objects.working().select_related("user").prefetch_related("skills", "teams")
    categories = Category.objects.offered().select_related("queue__restricted_to", "skill")
    return Staff(list(agents.order_by("user__name")), list(categories))


def gets(agent: Agent, category: Category) -> bool:
    """Tell whether ``agent`` is given tickets of ``category`` in a language that both speak."""
    team_id = category.queue.restricted_to_id
    return (category.skill_id is None or category.skill_id in _ids(agent.skills.all())) and (
        team_id is None or team_id in _ids(agent.teams.all())
    )


def of_agent(agent: Agent, all_of: Staff) -> list[Said]:
    """Say what ``agent`` gets, what is restricted to them, and what not."""
    name = str(agent)
    if agent.role not in WORKING:
        text = _("%(name)s works on no tickets: the role “%(role)s” does not.")
        return [Said(text % {"name": name, "role": agent.get_role_display()})]
    mine = [one for one in all_of.categories if gets(agent, one)]
    rest = [one for one in all_of.categories if one not in mine]
    said = []
    if not agent.languages:
        said.append(
            Said(_("%(name)s gets nothing: no language is chosen.") % {"name": name}, warns=True)
        )
    elif not mine:
        said.append(
            Said(_("%(name)s gets nothing: no category fits.") % {"name": name}, warns=True)
        )
    else:
        said.append(
            Said(
                _("%(name)s gets, in %(languages)s, up to %(count)d at one time: %(what)s.")
                % {
                    "name": name,
                    "languages": _and(LANGUAGES.get(code, code) for code in agent.languages),
                    "count": agent.capacity,
                    "what": listed(map(str, mine)),
                }
            )
        )
    restricted = [one for one in mine if one.queue.restricted_to_id]
    if restricted:
        text = _("Restricted to few, and seen by %(name)s: %(what)s.")
        said.append(Said(text % {"name": name, "what": listed(map(str, restricted))}))
    if hidden := [one for one in rest if not _sees(agent, one)]:
        text = _("Does not exist for %(name)s, since it is restricted: %(what)s.")
        said.append(Said(text % {"name": name, "what": listed(map(str, hidden))}))
    if unskilled := [one for one in rest if _sees(agent, one)]:
        text = _("Seen, but not given without the skill: %(what)s.")
        said.append(Said(text % {"what": listed(map(str, unskilled))}))
    said += _shifts_of(agent)
    if agent.presence != Presence.HERE:
        text = _("Nothing new is given now: %(presence)s.")
        said.append(Said(text % {"presence": agent.get_presence_display()}))
    return said


def _shifts_of(agent: Agent) -> list[Said]:
    """Say when ``agent`` is on, as it was laid out from now on. One query for who has shifts."""
    if not agent.by_shifts:
        return []
    now = timezone.now()
    coming = agent.shifts.filter(ends_at__gt=now).order_by("starts_at").first()
    if coming is None:
        text = _("%(name)s works by shifts and has none ahead: nothing is given.")
        return [Said(text % {"name": agent}, warns=True)]
    on = coming.starts_at <= now
    text = _("On shift until %(when)s.") if on else _("The next shift begins %(when)s.")
    return [Said(text % {"when": when(coming.ends_at if on else coming.starts_at, now=now)})]


def of_queue(queue: Queue, all_of: Staff) -> list[Said]:
    """Say what waits in ``queue``, who sees it, and who takes it."""
    waiting = [one for one in all_of.categories if one.queue_id == queue.pk]
    said = [_what_waits(waiting), _who_sees(queue, all_of)]
    if waiting:
        takers = [a for a in all_of.agents if any(gets(a, one) for one in waiting)]
        text = _("Given to: %(who)s.") % {"who": listed(map(str, takers))}
        said.append(Said(text if takers else _("Nobody gets what waits here."), warns=not takers))
        said += _tongues(str(queue), takers)
    return said


def _what_waits(waiting: Sequence[Category]) -> Said:
    if not waiting:
        return Said(_("No category that is offered leads here: nothing will wait in it."), True)
    return Said(_("Here wait: %(what)s.") % {"what": listed(map(str, waiting))})


def _who_sees(queue: Queue, all_of: Staff) -> Said:
    if queue.restricted_to_id is None:
        return Said(_("Everybody at the desk sees its tickets."))
    members = [a for a in all_of.agents if queue.restricted_to_id in _ids(a.teams.all())]
    if not members:
        return Said(_("Restricted to a team without members: nobody sees its tickets."), True)
    text = _("Only %(who)s see its tickets; for others they do not exist.")
    return Said(text % {"who": listed(map(str, members))})


def of_skill(skill: Skill, all_of: Staff) -> list[Said]:
    """Say who has ``skill`` and which categories ask for it."""
    having = [a for a in all_of.agents if skill.pk in _ids(a.skills.all())]
    asking = [one for one in all_of.categories if one.skill_id == skill.pk]
    said = [_held_by(having, needed=bool(asking))]
    text = _("Asked for by: %(what)s.") % {"what": listed(map(str, asking))}
    said.append(Said(text if asking else _("No category asks for it.")))
    return said


def _held_by(having: Sequence[Agent], *, needed: bool) -> Said:
    if having:
        return Said(_("Had by: %(who)s.") % {"who": listed(map(str, having))})
    return Said(_("Nobody who works on tickets has it."), warns=needed)


def of_team(team: Team, all_of: Staff) -> list[Said]:
    """Say who is in ``team`` and what only they see."""
    members = [a for a in all_of.agents if team.pk in _ids(a.teams.all())]
    only = {
        one.queue.pk: str(one.queue)
        for one in all_of.categories
        if one.queue.restricted_to_id == team.pk
    }
    text = _("Members: %(who)s.") % {"who": listed(map(str, members))}
    said = [Said(text if members else _("Nobody is in it."), warns=bool(only) and not members)]
    text = _("Only this team sees the queues: %(what)s.") % {"what": listed(only.values())}
    said.append(Said(text if only else _("No queue is restricted to it.")))
    return said


def of_category(category: Category, all_of: Staff) -> list[Said]:
    """Say who gets tickets of ``category``, and in which languages nobody does."""
    takers = [a for a in all_of.agents if gets(a, category)]
    said = [_taken_by(takers)]
    if takers:
        said += _tongues(str(category), takers)
    if not category.active:
        said.append(Said(_("Retired: customers cannot choose it; its tickets stay as they are.")))
    return said


def _taken_by(takers: Sequence[Agent]) -> Said:
    if takers:
        return Said(_("Given to: %(who)s.") % {"who": listed(map(str, takers))})
    return Said(_("Nobody gets these: no agent has the skill and sees the queue."), warns=True)


def warnings(all_of: Staff, *, skills: Iterable[Skill], queues: Iterable[Queue]) -> list[Said]:
    """Return everything that asks for somebody to do something, each named."""
    found: list[Said] = []
    for code, language in LANGUAGES.items():
        if not any(code in agent.languages for agent in all_of.agents):
            text = _("No agent speaks %(language)s: such tickets are given to nobody.")
            found.append(Said(text % {"language": language}, warns=True))
    for named, said in (
        *((skill, of_skill(skill, all_of)) for skill in skills),
        *((queue, of_queue(queue, all_of)) for queue in queues),
        *((category, of_category(category, all_of)) for category in all_of.categories),
        *((agent, of_agent(agent, all_of)) for agent in all_of.agents),
    ):
        kind = capfirst(str(named._meta.verbose_name))
        found += [Said(f"{kind} “{named}”: {one.text}", True) for one in said if one.warns]
    return found


def _tongues(what: str, takers: Sequence[Agent]) -> list[Said]:
    """Return the languages in which nobody of ``takers`` can answer."""
    missing = [
        str(language)
        for code, language in LANGUAGES.items()
        if not any(code in agent.languages for agent in takers)
    ]
    if not missing or not takers:
        return []
    text = _("None of them speaks %(languages)s: such tickets are given to nobody.")
    return [Said(text % {"languages": _and(missing)}, warns=True)]


def _sees(agent: Agent, category: Category) -> bool:
    team_id = category.queue.restricted_to_id
    return team_id is None or team_id in _ids(agent.teams.all())


def _ids(rows: Iterable[Skill | Team]) -> set[int]:
    return {row.pk for row in rows}


def listed(names: Iterable[str]) -> str:
    """Return ``names`` with points between, the last of many counted."""
    all_names = list(names)
    shown = all_names[:MOST]
    rest = len(all_names) - len(shown)
    text = " · ".join(shown)
    if rest:
        more = ngettext("and %(n)d more", "and %(n)d more", rest) % {"n": rest}
        text = f"{text} {more}"
    return text or "–"


def _and(words: Iterable[object]) -> str:
    *first, last = map(str, words)
    if not first:
        return last
    return _("%(first)s and %(last)s") % {"first": _(", ").join(first), "last": last}
