"""How accounts write to people: allauth's own way, but for addresses that no mail can reach."""

from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter

log = structlog.get_logger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Named in ``ACCOUNT_ADAPTER``."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send as ever; to a host whose name cannot be (RFC 5891) nothing is sent.

        Signing up, a new password and a login by code answer alike whoever has an account, so they
        do here too.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except UnicodeError:
            log.warning("account.mail_unsendable", template=template_prefix)
