"""Secrets for links: 256 random bits, of which only the hash is kept."""

import hashlib
import secrets


def new_secret() -> tuple[str, str]:
    """Return a fresh secret for an address bar, and the hash to store."""
    secret = secrets.token_urlsafe(32)
    return secret, hashed(secret)


def hashed(secret: str) -> str:
    """Return the SHA-256 of ``secret`` in hexadecimal: 256 random bits need no salt.

    Rows are found by this hash, so that the time of a look-up tells nothing about the secret.
    """
    return hashlib.sha256(secret.encode()).hexdigest()
