"""Refusals that are no fault of who asks."""

import structlog
from django.utils.translation import gettext as _

from tickets.sla.policies import NoPolicy

log = structlog.get_logger(__name__)


def words_of(refusal: NoPolicy) -> str:
    """Log that the desk cannot promise anything, and return what the customer is told.

    The words of the exception are for who sets the desk up.
    """
    log.error("public.no_policy", reason=str(refusal))
    return _("The desk cannot take this at the moment. Nothing was saved.")
