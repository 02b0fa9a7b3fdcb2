"""What every page of the site may name."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """Return the name and the address of the site; languages come from Django's ``i18n``."""
    return {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
