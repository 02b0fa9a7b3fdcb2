"""The group of those who write the help centre, for whoever is not entitled to by their work."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models import Q

GROUP = "Help centre editors"
MAY: dict[str, tuple[str, ...]] = {
    "section": ("view", "add", "change"),
    "article": ("view", "add", "change"),
    "articletext": ("view", "add", "change"),
    "articlerevision": ("view",),
    "vote": ("view",),
    "searchmiss": ("view",),
    "synonym": ("view", "add", "change", "delete"),
    "examplequestion": ("view", "add", "delete"),
    "dialogue": ("view",),
}


def make_group(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Make the group with its permissions; one that exists stays as administrators changed it.

    Called after migrations, since Django makes the permissions themselves only then.
    """
    groups = apps.get_model("auth", "Group").objects.using(using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    names = Q()
    for model, verbs in MAY.items():
        names |= Q(codename__in=[f"{verb}_{model}" for verb in verbs])
    allowed = permissions.filter(names, content_type__app_label=sender.label)
    if allowed and not groups.filter(name=GROUP).exists():
        groups.create(name=GROUP).permissions.set(allowed)
