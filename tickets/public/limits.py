"""How much a stranger may do in an hour."""

from django.http import HttpRequest

from tickets.limits import (
    GuestThrottle,
    StrangerThrottle,
    SuggestionThrottle,
    TalkThrottle,
    UploadThrottle,
)


def guest_may(request: HttpRequest) -> bool:
    """Count one act of a guest; False when the address has used up its hour. People may always."""
    return GuestThrottle().allow_request(request, None)


def may_upload(request: HttpRequest) -> bool:
    """Count one upload of a stranger; False when the address has used up its hour."""
    return UploadThrottle().allow_request(request, None)


def stranger_may(request: HttpRequest) -> bool:
    """Count one small call of a stranger's page; False when the address has used up its minute."""
    return StrangerThrottle().allow_request(request, None)


def may_talk(request: HttpRequest) -> bool:
    """Count one text to the assistant; False when the reader has used up the minute."""
    return TalkThrottle().allow_request(request, None)


def suggestions_may(request: HttpRequest) -> bool:
    """Count one asking for suggestions; False when the reader has used up the minute."""
    return SuggestionThrottle().allow_request(request, None)
