"""How accounts are made and write to people: allauth's own way, in the reader's language."""

from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils import translation

from consignment.languages import supported
from consignment.models import User

log = structlog.get_logger(__name__)

# So that other robots leave these mails alone (RFC 3834, section 5).
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class AccountAdapter(DefaultAccountAdapter):
    """Named in ``ACCOUNT_ADAPTER``."""

    def new_user(self, request: HttpRequest) -> User:
        """Return an account that goes on in the language its person signs up in."""
        user: User = super().new_user(request)
        user.language = supported(translation.get_language())
        return user

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Return the mail as text and HTML, with the site's own name, whatever host was asked."""
        named = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, **context}
        return super().render_mail(template_prefix, email, named, {**AUTOMATIC, **(headers or {})})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send as ever; to a host whose name cannot be (RFC 5891) nothing is sent.

        Signing up, a new password and a login by code answer alike whoever has an account, so they
        do here too.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except UnicodeError:
            log.warning("account.mail_unsendable", template=template_prefix)
