"""Logins of people in browsers and apps, and their end."""

from collections.abc import Iterable

from allauth.usersessions.models import UserSession

from consignment.models import User


def end_sessions(people: Iterable[User]) -> int:
    """End every login of ``people``, in browsers and apps alike; return how many there were."""
    sessions = list(UserSession.objects.filter(user__in=people))
    for session in sessions:
        session.end()
    return len(sessions)
