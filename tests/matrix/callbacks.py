"""Calls back and escalations: the doors of customers on site and API, and those of the desk."""

from tests.matrix.table import table

REQUEST = "requests/<uuid:ticket_id>/"
API = "api/v1/tickets/<uuid:ticket_id>/"
CALL = "admin/desk/calls/<uuid:callback_id>/"

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
requests/<uuid:ticket_id>/callback/
    GET  open        302 200 404 404 302 404 404 404 404 404 404
    GET  guests      302 404 404 404 200 404 404 404 404 404 404
    POST open        302 422 404 404 302 404 404 404 404 404 404
requests/<uuid:ticket_id>/callback/cancel/
    GET  open        302 302 404 404 302 404 404 404 404 404 404
    POST called      302 302 404 404 302 404 404 404 404 404 404
    POST open        302 409 404 404 302 404 404 404 404 404 404

api/v1/callback-slots/
    GET  -           401 200 200 200 401 200 200 200 200 200 200
api/v1/tickets/<uuid:ticket_id>/callback/
    GET  open        401 200 404 404 404 200 404 200 404 200 200
    GET  guests      401 404 404 404 200 200 404 200 404 200 200
    POST open        401 400 404 404 404 400 404 400 404 400 403
    PATCH called     401 400 404 404 404 400 404 400 404 400 403
    DELETE called    401 200 404 404 404 200 404 200 404 200 403

admin/desk/calls/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/calls/<uuid:callback_id>/take/
    POST called      302 302 302 302 302 302 404 302 403 302 403
admin/desk/calls/<uuid:callback_id>/leave/
    POST called      302 302 302 302 302 409 404 409 403 409 403
admin/desk/calls/<uuid:callback_id>/end/
    POST called      302 302 302 302 302 302 404 302 403 302 403

# Escalations: nobody is on the step of the row, so that asking is refused.
admin/desk/tickets/<uuid:ticket_id>/ladder/
    GET  open        302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/escalate/
    POST open        302 302 302 302 302 409 404 409 403 409 403
admin/desk/tickets/<uuid:ticket_id>/escalated/take/
    POST open        302 302 302 302 302 409 404 409 403 409 403
api/v1/tickets/<uuid:ticket_id>/escalations/
    GET  open        401 404 404 404 401 200 404 200 404 200 200
    POST open        401 404 404 404 401 400 404 400 404 400 403
api/v1/tickets/<uuid:ticket_id>/escalations/take/
    POST open        401 404 404 404 401 409 404 409 404 409 403
""",
    sent={
        ("POST", f"{API}escalations/", "open"): {"step": 999_999, "reason": "It is hard."},
        ("POST", f"{CALL}end/", "called"): {"outcome": "reached"},
        ("POST", f"{REQUEST}callback/", "open"): {"phone": "12"},
        ("POST", f"{API}callback/", "open"): {
            "phone": "12",
            "country": "GB",
            "starts_at": "2026-03-02T10:00:00Z",
        },
        ("PATCH", f"{API}callback/", "called"): {"phone": "12"},
    },
)
