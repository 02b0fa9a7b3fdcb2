"""What robots are asked to leave alone, and where the sitemap lies."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# Doors of one person, doors of programs, and searches without end. ``/help/`` stays open.
CLOSED = (
    "/accounts/",
    "/_allauth/",
    "/admin/",
    "/api/",
    "/drafts/",
    "/files/",
    "/guest/",
    "/i18n/",
    "/live/",
    "/rate/",
    "/requests/",
    "/help/search/",
    "/help/*/search/",
)


@require_safe
@cache_control(public=True, max_age=86_400)
def robots(request: HttpRequest) -> HttpResponse:
    """Answer /robots.txt (RFC 9309)."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in CLOSED),
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
