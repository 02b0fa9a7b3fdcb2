"""How much a stranger may do in an hour."""

from django.http import HttpRequest
from rest_framework.throttling import AnonRateThrottle


class GuestThrottle(AnonRateThrottle):
    """What a guest does costs a stranger nothing, and others a mail and the desk a person.

    Counted together with what guests do through the API: both count as ``guest``.
    """

    scope = "guest"


def guest_may(request: HttpRequest) -> bool:
    """Count one act of a guest; False when the address has used up its hour. People may always."""
    return GuestThrottle().allow_request(request, None)  # type: ignore[arg-type]
