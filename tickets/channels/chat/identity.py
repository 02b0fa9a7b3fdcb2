"""Who the marketplace says that its visitor is: a token that its server signs.

A JSON Web Token (RFC 7519), signed by HMAC-SHA256 with the secret both sides hold, as any library
makes it: ``sub`` the marketplace's id of the customer, ``aud`` the address of this site, ``iat``
and ``exp`` not more than ten minutes apart. It says who talks and logs nobody in.
"""

import datetime as dt
import math
from typing import Any

import jwt
from django.conf import settings
from django.utils.translation import gettext as _

from consignment.models import User

LONGEST = dt.timedelta(minutes=10)
SKEW = dt.timedelta(seconds=60)
"""How much the clocks of both sides may differ."""
MOST_BYTES = 4_096
ALGORITHM = "HS256"


class IdentityRefused(Exception):
    """The token does not prove who this is; ``code`` and ``why`` are for the marketplace's people,
    and tell nothing of any customer.
    """

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code
        self.why = why


def identified(token: str, *, at: dt.datetime) -> User:
    """Return the customer that ``token`` proves. Raises IdentityRefused.

    Nobody of the staff is known this way: who works here signs in here.
    """
    claims = _claims(token)
    moment = at.timestamp()
    issued, expires = _number(claims, "iat"), _number(claims, "exp")
    if expires - issued > LONGEST.total_seconds():
        raise IdentityRefused("too_long", _("The token is valid for longer than ten minutes."))
    if issued > moment + SKEW.total_seconds():
        raise IdentityRefused("not_yet", _("The token is from the future: compare the clocks."))
    if expires < moment - SKEW.total_seconds():
        raise IdentityRefused("expired", _("The token has expired: make a new one for each page."))
    subject = claims.get("sub")
    people = User.objects.filter(is_active=True, is_staff=False)
    person = people.filter(external_id=subject).first() if isinstance(subject, str) else None
    if person is None:
        raise IdentityRefused("unknown", _("The desk does not know this customer yet."))
    return person


def _claims(token: str) -> dict[str, Any]:
    """Return what ``token`` says, once its signature is proven to be ours."""
    secret: str = settings.CHAT_IDENTITY_SECRET
    if not secret:
        raise IdentityRefused("off", _("No secret is set: the desk takes no tokens."))
    try:
        if len(token) > MOST_BYTES:
            raise jwt.InvalidTokenError
        claims: dict[str, Any] = jwt.decode(
            token,
            secret,
            algorithms=[ALGORITHM],
            audience=settings.SITE_URL,
            # The times are asked by the clock of the door.
            options={
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
                "verify_sub": False,
            },
        )
    except (jwt.InvalidAudienceError, jwt.MissingRequiredClaimError) as error:
        raise IdentityRefused("audience", _("The token is for another site.")) from error
    except jwt.InvalidTokenError as error:
        raise IdentityRefused(
            "forged", _("The token is not signed with our secret by HS256.")
        ) from error
    return claims


def _number(claims: dict[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise IdentityRefused("incomplete", _("The token must say iat and exp, in seconds."))
    return float(value)
