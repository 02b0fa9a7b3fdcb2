"""What beat rings, and how often. Nothing here imports Django: the settings read it."""

from celery.schedules import crontab

BEAT = {
    # A sweep that waited longer than its interval is not worth doing twice.
    "outbox-sweep": {
        "task": "tickets.tasks.outbox.sweep",
        "schedule": 15.0,
        "options": {"queue": "now", "expires": 15},
    },
    "clocks-sweep": {
        "task": "tickets.tasks.clocks.sweep",
        "schedule": 15.0,
        "options": {"queue": "now", "expires": 15},
    },
    # Room that came is given away soon: nobody who waits is to be overtaken.
    "place-waiting": {
        "task": "tickets.tasks.routing.place_waiting",
        "schedule": 5.0,
        "options": {"queue": "now", "expires": 5},
    },
    "take-from-absent": {
        "task": "tickets.tasks.routing.take_from_absent",
        "schedule": 60.0,
        "options": {"queue": "now", "expires": 60},
    },
    "call-for-urgent": {
        "task": "tickets.tasks.routing.call_for_urgent",
        "schedule": 30.0,
        "options": {"queue": "now", "expires": 30},
    },
    # Calendars are edited, changes undone: what was laid out follows at the latest now.
    "shifts-lay-out": {
        "task": "tickets.tasks.routing.lay_out_shifts",
        "schedule": 300.0,
        "options": {"queue": "slow", "expires": 300},
    },
    "count-bands": {
        "task": "tickets.tasks.routing.count_bands",
        "schedule": crontab(hour=2, minute=41),
        "options": {"queue": "slow", "expires": 3000},
    },
    "warnings-sweep": {
        "task": "tickets.tasks.warnings.sweep",
        "schedule": 30.0,
        "options": {"queue": "now", "expires": 30},
    },
    "escalations-climb": {
        "task": "tickets.tasks.escalations.climb",
        "schedule": 30.0,
        "options": {"queue": "now", "expires": 30},
    },
    "bulk-sweep": {
        "task": "tickets.tasks.bulk.sweep",
        "schedule": 20.0,
        "options": {"queue": "slow", "expires": 20},
    },
    "retargets-sweep": {
        "task": "tickets.tasks.retargets.sweep",
        "schedule": 20.0,
        "options": {"queue": "slow", "expires": 20},
    },
    "reviews-overdue": {
        "task": "tickets.tasks.reviews.warn",
        "schedule": 300.0,
        "options": {"queue": "slow", "expires": 300},
    },
    "talks-reckon": {
        "task": "tickets.tasks.talks.reckon",
        "schedule": 600.0,
        "options": {"queue": "slow", "expires": 600},
    },
    "talks-purge": {
        "task": "tickets.tasks.talks.purge",
        "schedule": crontab(minute=34),
        "options": {"queue": "slow", "expires": 3000},
    },
    "close-resolved": {
        "task": "tickets.tasks.clocks.close_resolved",
        "schedule": crontab(minute=7),
        "options": {"queue": "slow", "expires": 3000},
    },
    "drafts-purge": {
        "task": "tickets.tasks.drafts.purge",
        "schedule": crontab(minute=22),
        "options": {"queue": "slow", "expires": 3000},
    },
    "files-purge": {
        "task": "tickets.tasks.files.purge",
        "schedule": crontab(minute="*/10"),
        "options": {"queue": "slow", "expires": 590},
    },
    "files-sweep": {
        "task": "tickets.tasks.files.sweep",
        "schedule": crontab(hour=3, minute=52),
        "options": {"queue": "slow", "expires": 3000},
    },
    "stakes": {
        "task": "tickets.tasks.stakes.follow",
        "schedule": 30.0,
        "options": {"queue": "slow", "expires": 30},
    },
    "traces": {
        "task": "tickets.tasks.traces.trace",
        "schedule": crontab(minute=12),
        "options": {"queue": "slow", "expires": 3000},
    },
    "deadlines-press": {
        "task": "tickets.tasks.deadlines.press",
        "schedule": crontab(minute="*/20"),
        "options": {"queue": "slow", "expires": 1100},
    },
    "triage-learn": {
        "task": "tickets.tasks.triage.learn",
        "schedule": 900.0,
        "options": {"queue": "slow", "expires": 900},
    },
    "facts-refresh": {
        "task": "tickets.tasks.insight.refresh",
        "schedule": 60.0,
        "options": {"queue": "slow", "expires": 60},
    },
    "facts-rebuild-tail": {
        "task": "tickets.tasks.insight.rebuild_tail",
        "schedule": crontab(hour=3, minute=14),
        "options": {"queue": "slow", "expires": 3000},
    },
    "levels-propose": {
        "task": "tickets.tasks.insight.propose_levels",
        "schedule": crontab(hour=4, minute=31),
        "options": {"queue": "slow", "expires": 3000},
    },
    "product-propose": {
        "task": "tickets.tasks.insight.propose_to_product",
        "schedule": crontab(hour=4, minute=43),
        "options": {"queue": "slow", "expires": 3000},
    },
    "articles-reckon-use": {
        "task": "tickets.tasks.articles.reckon_use",
        "schedule": crontab(minute=53),
        "options": {"queue": "slow", "expires": 3000},
    },
    "articles-propose": {
        "task": "tickets.tasks.articles.propose",
        "schedule": crontab(hour=4, minute=9),
        "options": {"queue": "slow", "expires": 3000},
    },
    "outbox-purge": {
        "task": "tickets.tasks.outbox.purge",
        "schedule": crontab(minute=37),
        "options": {"queue": "slow", "expires": 3000},
    },
}
