"""What each role may do on the stock pages of the admin, as an authentication backend.

Tickets, conversations and reviews are not stock pages: who may do what there, the actions decide.
Permissions given to a person or a group by Django count beside these.
"""

from functools import cache
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser

from consignment.models import User
from knowledge_base import editors
from tickets.staff.models import Agent, Role

VIEW = ("view",)
EDIT = ("view", "add", "change")
ALL = (*EDIT, "delete")

Grants = dict[str, tuple[str, ...]]

# The one list of what editors may do, which the group of editors is made from too: the role is for
# whoever does nothing else here, the group for an agent who also writes.
HELP_CENTRE: Grants = {f"knowledge_base.{model}": verbs for model, verbs in editors.MAY.items()}

TRADE: Grants = {
    "consignment.consignment": VIEW,
    "consignment.item": VIEW,
    "consignment.order": VIEW,
    "consignment.payout": VIEW,
}

# The shared ones are read by everybody who works on tickets; their own are theirs to write.
WORKING: Grants = {**TRADE, "tickets.cannedreply": ALL, "tickets.savedview": VIEW}

SUPERVISING: Grants = {
    **WORKING,
    **HELP_CENTRE,
    # Seeing alarms and acknowledging them.
    "consignment.payoutevent": ("view", "change"),
    "tickets.category": EDIT,
    "tickets.templatefield": ALL,
    "tickets.lanelimit": ALL,
    "tickets.policy": ALL,
    "tickets.calendar": ALL,
    "tickets.callbackplan": EDIT,
    "tickets.deadlinerule": EDIT,
    "tickets.escalationstep": ALL,
    "tickets.calendarwindow": ALL,
    "tickets.holiday": ALL,
    "tickets.specialopening": ALL,
    "tickets.warninglevel": ALL,
    "tickets.skill": EDIT,
    "tickets.desksettings": ("view", "change"),
    "tickets.measuretarget": ("view", "change"),
    "tickets.levelrule": ("view", "change"),
    "tickets.categoryband": ("view", "change"),
    "tickets.triagemodel": ("view", "change"),
    # Who works here and which queues are restricted to whom is for administrators.
    "tickets.agent": ("view", "change"),
    "tickets.shiftexception": ALL,
    "tickets.team": VIEW,
    "tickets.queue": VIEW,
    "tickets.outboxentry": ("view", "change"),
}

ADMINISTERING: Grants = {
    **SUPERVISING,
    # Who works here, in which role and team, and which queues are restricted.
    "tickets.agent": EDIT,
    "tickets.team": ALL,
    "tickets.skill": ALL,
    "tickets.queue": ALL,
    "consignment.user": EDIT,
    "auth.group": ALL,
    "account.emailaddress": ALL,
    # A lost second factor is taken away, a session ended: both by deleting.
    "mfa.authenticator": ("view", "delete"),
    "usersessions.usersession": ("view", "delete"),
}

GRANTS: dict[Role, Grants] = {
    Role.AGENT: WORKING,
    Role.SUPERVISOR: SUPERVISING,
    Role.EDITOR: HELP_CENTRE,
    Role.ADMINISTRATOR: ADMINISTERING,
    Role.READER: TRADE,
}


@cache
def permissions_of(role: Role) -> frozenset[str]:
    """Return what ``role`` may do, in Django's words: ``tickets.change_category``."""
    return frozenset(
        f"{app}.{action}_{model}"
        for label, actions in GRANTS[role].items()
        for app, model in [label.split(".")]
        for action in actions
    )


class RoleBackend(BaseBackend):
    """Gives staff the permissions of their role at the desk; logs nobody in."""

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Return the permissions of the role of ``user_obj``; one query per request."""
        if obj is not None or not isinstance(user_obj, User):
            return set()
        if not (user_obj.is_active and user_obj.is_staff):
            return set()
        # Django remembers the answer with the user, also that there is none.
        agent: Agent | None = getattr(user_obj, "agent", None)
        return set() if agent is None else set(permissions_of(Role(agent.role)))

    def has_module_perms(self, user_obj: User | AnonymousUser, app_label: str) -> bool:
        """Tell whether ``user_obj`` may do anything in the app, for Django's index of the admin."""
        prefix = f"{app_label}."
        return any(name.startswith(prefix) for name in self.get_all_permissions(user_obj))
