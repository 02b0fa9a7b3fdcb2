"""What the people of the week looked for in the help centre and did not find."""

import datetime as dt

from consignment.languages import CHINESE, ENGLISH
from knowledge_base.feedback.recording import record_miss
from tickets.insight.talks import propose_articles

SEARCHED: tuple[tuple[str, str, tuple[int, ...]], ...] = (
    ("gift card", ENGLISH, (1, 2, 2, 5, 9, 30)),
    ("do you sell gift cards", ENGLISH, (1, 4)),
    ("how do gift vouchers work", ENGLISH, (3,)),
    ("礼品卡", CHINESE, (1, 6)),
    ("pay in instalments", ENGLISH, (2, 8, 31, 33, 40)),
    ("can i pay monthly", ENGLISH, (3,)),
    ("可以分期付款吗", CHINESE, (2, 5, 7)),
    ("分期", CHINESE, (1,)),
    ("do you repair watches", ENGLISH, (2, 4, 6)),
    ("watch service", ENGLISH, (9,)),
    ("can you polish my watch", ENGLISH, (12,)),
    ("do you have a physical shop", ENGLISH, (5, 14, 41)),
    ("有实体店吗", CHINESE, (3, 35)),
    ("可以到店看货吗", CHINESE, (8,)),
    ("student discount", ENGLISH, (10,)),
    ("招聘", CHINESE, (16,)),
)
"""Words, language, and how many days ago each time."""


def search_in_vain(*, now: dt.datetime) -> None:
    """Record the searches, and propose articles as the night would."""
    for text, language, days_ago in SEARCHED:
        for days in days_ago:
            record_miss(text, language=language, at=now - dt.timedelta(days=days))
    propose_articles(at=now)
