"""From what on another level is proposed, before staff say otherwise."""

from tickets.insight.levels.models import Ground, LevelRule

SHARES = {Ground.RATED_LOW: 50, Ground.SOUNDS_URGENT: 20, Ground.OVER_SERVED: 33}


def load() -> None:
    """Add the rules that are missing; what staff edited stays."""
    for ground in Ground:
        LevelRule.objects.get_or_create(ground=ground, defaults={"share": SHARES.get(ground)})
