"""What is not the desk's own: a line for each door of ours, a reason for each door of others."""

from tests.matrix.table import table

ROWS = table(
    """
#                    anon own oth con gst agt els sup
i18n/setlang/
    GET  -           302 302 302 302 302 302 302 302
    POST -           302 302 302 302 302 302 302 302
    PUT  -           302 302 302 302 302 302 302 302
    PATCH -          302 302 302 302 302 302 302 302
    DELETE -         302 302 302 302 302 302 302 302
""",
    sent={("POST", "i18n/setlang/", "-"): {"language": "zh-hans"}},
)

# Prefixes of pages that come with a library, and what keeps them. A line above wins over these.
GROUPS = {
    "accounts/": "allauth's pages: login, second factor, addresses; each shows one's own account",
    "_allauth/": "allauth's door for apps: the same",
    "admin/": "Django's pages of the models: see test_matrix, which opens them all",
}
