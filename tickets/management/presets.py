"""What a desk needs before its first ticket: queues, categories, calendars, policies."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from consignment.languages import CHINESE, ENGLISH
from tickets.changes.tracking import recorded
from tickets.conversation import canned, preset_canned
from tickets.inbox.models import SavedView, Sharing
from tickets.insight.levels import presets as level_presets
from tickets.insight.measures import MEASURES
from tickets.insight.models import MeasureTarget
from tickets.lifecycle.desk import DeskSettings
from tickets.routing.callbacks.models import CallbackPlan
from tickets.routing.escalating import EscalationStep, Whom
from tickets.routing.models import Queue
from tickets.sla import presets as sla_presets
from tickets.sla import warning_levels
from tickets.sla.models import Calendar, Policy
from tickets.staff.models import Skill, Team
from tickets.triage import presets as triage_presets
from tickets.triage.models import Category

SECURITY_TEAM = ("security", gettext_noop("Account security"))

QUEUES = (
    ("orders", gettext_noop("Orders and shipping"), None),
    ("aftersales", gettext_noop("Returns and after-sales"), None),
    ("payments", gettext_noop("Payments and payouts"), None),
    ("authentication", gettext_noop("Authentication"), None),
    ("consignment", gettext_noop("Consignment"), None),
    ("security", gettext_noop("Account security"), "security"),
    ("general", gettext_noop("General questions"), None),
)

SKILLS = (
    ("authentication", gettext_noop("Authentication")),
    ("payments", gettext_noop("Payments")),
    ("security", gettext_noop("Account security")),
)

CALLBACK_PLANS = ((CHINESE, sla_presets.OFFICE), (ENGLISH, "office-new-york"))
"""Who is called back in whose opening hours: language, key of the calendar."""

VIEWS = (
    ("vip", "VIP, unfinished", "贵宾未完成", "lane:vip is:open"),
    ("broken", "Broken promises", "已超时未完成", "is:breached is:open"),
    ("to-sort", "To sort", "待分类", "is:to_sort"),
    ("unhappy", "Rated below 3", "评分低于 3", "rating:<3 after:30d"),
)
"""Views that everybody sees: key, names, words."""


def load(*, holiday_years: Iterable[int] = ()) -> int:
    """Add what is missing of the standard desk; return how many categories and limits were new.

    ``holiday_years``: the years whose public holidays go into the calendars. Idempotent: what
    staff edited or retired stays as they left it.
    """
    with recorded(command="load_presets"), transaction.atomic():
        return _load(holiday_years)


def _add_ladders() -> None:
    """Give a desk without any ladder the general one, and one to each category with a skill."""
    if EscalationStep.objects.exists():
        return
    office = Calendar.objects.get(key=sla_presets.OFFICE)
    taken = {"within": sla_presets.HOUR, "calendar": office}
    ladders = [
        [
            EscalationStep(
                category=one, position=1, whom=Whom.SPECIALIST, skill=one.skill, **taken
            ),
            EscalationStep(category=one, position=2, whom=Whom.SUPERVISOR, **taken),
        ]
        for one in Category.objects.exclude(skill=None).select_related("skill")
    ]
    general = EscalationStep(position=1, whom=Whom.SUPERVISOR, **taken)
    EscalationStep.objects.bulk_create([general, *(step for steps in ladders for step in steps)])


def _load(holiday_years: Iterable[int]) -> int:
    DeskSettings.current()
    team, _ = Team.objects.get_or_create(key=SECURITY_TEAM[0], defaults={"name": SECURITY_TEAM[1]})
    teams = {team.key: team}
    queues = {
        key: Queue.objects.get_or_create(
            key=key, defaults={"name": name, "restricted_to": teams.get(restricted or "")}
        )[0]
        for key, name, restricted in QUEUES
    }
    skills = {
        key: Skill.objects.get_or_create(key=key, defaults={"name": name})[0]
        for key, name in SKILLS
    }
    # A desk that has levels has its limits by them, and be they none.
    is_new = not Policy.objects.exists()
    added = triage_presets.load(queues=queues, skills=skills, with_limits=is_new)
    sla_presets.load(holiday_years=holiday_years)
    for language, key in CALLBACK_PLANS:
        calendar = Calendar.objects.get(key=key)
        CallbackPlan.objects.get_or_create(language=language, defaults={"calendar": calendar})
    _add_ladders()
    warning_levels.load()
    canned.add_missing(preset_canned.replies(), matters=preset_canned.matters())
    for position, (key, name, name_zh, query) in enumerate(VIEWS, start=1):
        words = {"name": name, "name_zh": name_zh, "query": query, "position": position}
        SavedView.objects.get_or_create(
            key=key, defaults={**words, "sharing": Sharing.ALL, "created_at": timezone.now()}
        )
    for measure in MEASURES.values():
        if measure.target is not None:
            MeasureTarget.objects.get_or_create(
                measure=measure.key, defaults={"value": measure.target}
            )
    level_presets.load()
    return added
