"""Plans for complex cases, at the desk and in the API."""

from tests.matrix.table import table

DESK = "admin/desk/tickets/<uuid:ticket_id>/plan/<slug:step>/"
API = "api/v1/tickets/<uuid:ticket_id>/plan/"

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
admin/desk/tickets/<uuid:ticket_id>/plan/<slug:step>/
    POST open+promise-plan 302 302 302 302 302 302 404 302 403 302 403
# For customers these are not there, whoever's ticket it is.
api/v1/tickets/<uuid:ticket_id>/plan/
    POST open        401 404 404 404 401 409 404 409 404 409 403
api/v1/tickets/<uuid:ticket_id>/plan/promise/
    POST open        401 404 404 404 401 200 404 200 404 200 403
api/v1/tickets/<uuid:ticket_id>/plan/extend/
    POST open        401 404 404 404 401 409 404 409 404 409 403
""",
    sent={
        ("POST", DESK, "open+promise-plan"): {"text": "Two stories that cannot both be true."},
        ("POST", API, "open"): {"body": "On Friday we refund."},
        ("POST", f"{API}promise/", "open"): {"reason": "Two stories."},
        ("POST", f"{API}extend/", "open"): {"reason": "The workshop opens on Tuesday."},
    },
)
