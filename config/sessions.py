"""Sessions as Django keeps them in the database, read by a statement that the connection knows."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from consignment import prepared


class SessionStore(db.SessionStore):
    """Django's, of the same name: what a session is signed with is named after its class."""

    def _get_session_from_db(self) -> Session | None:
        found = prepared.row(_SESSION, [self.session_key, timezone.now()])
        if found is None:
            self._session_key = None
            return None
        key, data, until = found
        return Session(session_key=key, session_data=data, expire_date=until)


_SESSION = """
SELECT session_key, session_data, expire_date FROM django_session
 WHERE session_key = %s AND expire_date > %s"""
