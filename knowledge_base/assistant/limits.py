"""The assistant's numbers, as whoever asks it sets them: it keeps no configuration of its own."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``answered_from``: from this confidence on, 0-1, an article is said to answer. Of the
    questions in ``tests/knowledge_base/search`` that are answered so, about 95 of 100 are answered
    rightly.

    ``remembered_for``: after so long a silence "it" means nothing any more; the talk begins anew,
    and says so. ``most_questions``: questions back in a row; one more would be an interrogation, so
    a person takes over. ``most_missed``: so many texts in a row that were not understood do too.
    """

    answered_from: float = 0.4
    remembered_for: dt.timedelta = dt.timedelta(days=2)
    most_questions: int = 2
    most_missed: int = 2


USUAL = Limits()
