"""Whose an upload is, before it belongs to a message."""

import uuid
from dataclasses import dataclass

from tickets.lifecycle.tokens import hashed


@dataclass(frozen=True, slots=True)
class Owner:
    """A person with an account, or whoever holds a secret of which ``key_hash`` is the SHA-256.

    With both, as after a log-in, what either of them uploaded is theirs. With neither it is
    somebody who has uploaded nothing yet, and can not.
    """

    user_id: uuid.UUID | None = None
    key_hash: str | None = None

    def __bool__(self) -> bool:
        return bool(self.user_id or self.key_hash)


def holder_of(secret: str) -> Owner:
    """Return who holds ``secret``."""
    return Owner(key_hash=hashed(secret))
