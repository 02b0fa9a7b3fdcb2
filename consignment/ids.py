"""Public ids: UUIDv7, so that they sort by creation and reveal no count."""

import uuid

from uuid_utils import compat


def new_id() -> uuid.UUID:
    """Return a fresh UUIDv7 (RFC 9562, section 5.7); sorts by creation time to the millisecond."""
    return compat.uuid7()
