"""Examples of the OpenAPI description: one story of a buyer and a consignor, by operation.

A test holds each against its schema, and fails when an operation has none.
"""

from config.examples import articles, calls, filing, following, staff, talks, trade, uploads
from config.examples.shown import Shown

EXAMPLES: dict[str, Shown] = {
    **trade.EXAMPLES,
    **filing.EXAMPLES,
    **following.EXAMPLES,
    **calls.EXAMPLES,
    **talks.EXAMPLES,
    **uploads.EXAMPLES,
    **articles.EXAMPLES,
    **staff.EXAMPLES,
}
