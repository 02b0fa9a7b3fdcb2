"""What somebody is signed in with, in a few words."""

from django import template
from django.utils.translation import gettext

register = template.Library()

# The first that is found counts: every browser calls itself Mozilla, and most Safari as well.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "MicroMessenger": "WeChat",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "HarmonyOS": "HarmonyOS",
    "Android": "Android",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


@register.simple_tag
def device(user_agent: str) -> str:
    """Return browser and system of a ``User-Agent``, as far as they are known: Firefox · Mac."""
    known = [
        next((words for sign, words in signs.items() if sign in user_agent), "")
        for signs in (BROWSERS, SYSTEMS)
    ]
    return " · ".join(filter(None, known)) or gettext("A device we do not know")
