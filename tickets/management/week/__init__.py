"""A believable week at the desk of a consignment marketplace, for looking around in.

People and their trade come in bulk, as the marketplace's feed would bring them. Then the week is
lived through: customers write by the curve of a real week (``arrivals``), agents come and go by
their shifts and work off what is before them (``desk``), each ticket goes its way (``stories``),
and every step is the action that a door would call, at its own time, in the order of time. Waits,
breaches and ratings are not drawn: they follow.
"""

from tickets.management.week.loading import Summary, load
from tickets.management.week.people import LOGINS, PASSWORD

__all__ = ["LOGINS", "PASSWORD", "Summary", "load"]
