"""What the people of the week asked the assistant to do for them, and could do themselves."""

import datetime as dt

from consignment.languages import CHINESE, ENGLISH
from knowledge_base.assistant import turns
from knowledge_base.assistant.models import Dialogue
from tickets.insight.fewer.reckoning import reckon

ASKED: tuple[tuple[str, str, tuple[int, ...]], ...] = (
    ("How do I change my phone number?", ENGLISH, (1, 2, 3, 5, 8, 13, 31)),
    ("I have a new mobile number, how can I update it?", ENGLISH, (2, 6, 11)),
    ("怎么修改手机号", CHINESE, (1, 4, 9, 17, 40)),
    ("我换号码了，帮我改一下手机号", CHINESE, (3, 12)),
    ("Where do I download the invoice for my order?", ENGLISH, (1, 5, 7, 20, 33, 36)),
    ("Can you send me a receipt for my purchase?", ENGLISH, (4, 15, 38)),
    ("发票在哪里下载", CHINESE, (2, 10, 30, 44)),
    ("Can you resend the shipping label?", ENGLISH, (2, 9, 14, 21, 34, 35, 41, 47, 52)),
    ("Please resend my prepaid label, I lost the mail", ENGLISH, (6, 37, 50)),
    ("Can I move the date of my pickup?", ENGLISH, (3, 7)),
    ("上门取件的时间可以改吗", CHINESE, (5, 8, 16)),
    ("Can I change the date of the collection?", ENGLISH, (11,)),
    ("How do I unsubscribe from the newsletter?", ENGLISH, (6, 29)),
)
"""Words, language, and how many days ago each time."""


def ask_for_what_could_be_built(*, now: dt.datetime) -> None:
    """Let guests ask, and propose as the night would."""
    for text, language, days_ago in ASKED:
        for days in days_ago:
            at = now - dt.timedelta(days=days, hours=2)
            talk, _secret = Dialogue.objects.begin_with_guest(language=language, at=at)
            turns.reply(talk, text, person=None, at=at)
    reckon(at=now)
