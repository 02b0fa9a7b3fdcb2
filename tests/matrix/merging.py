"""Merging, splitting, evidence and calls, at the desk and in the API."""

from tests.matrix.table import table

SPLIT = "tickets/<uuid:ticket_id>/split/"
NO_MESSAGE = {"messages": ["0198f0a4-6f10-7b21-9c3d-4e5f60718293"]}
NO_TICKET = {"into": "0198f0a4-6f10-7b21-9c3d-4e5f60718293"}

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
api/v1/calls/
    GET  -           401 404 404 404 401 200 200 200 404 200 200
api/v1/calls/<uuid:callback_id>/take/
    POST called      401 404 404 404 401 200 404 200 404 200 403
api/v1/calls/<uuid:callback_id>/leave/
    POST called      401 404 404 404 401 409 404 409 404 409 403
api/v1/calls/<uuid:callback_id>/outcome/
    POST called      401 404 404 404 401 200 404 200 404 200 403
admin/desk/tickets/<uuid:ticket_id>/others/
    GET  new         302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/merge/
    POST new         302 302 302 302 302 409 404 409 403 409 403
admin/desk/tickets/<uuid:ticket_id>/messages/
    GET  new         302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/split/
    POST new         302 302 302 302 302 409 404 409 403 409 403
admin/desk/tickets/<uuid:ticket_id>/evidence/
    POST new         302 302 302 302 302 302 404 302 403 302 403
api/v1/tickets/<uuid:ticket_id>/evidence/
    POST new         401 404 404 404 401 201 404 201 404 201 403
api/v1/tickets/<uuid:ticket_id>/merge/
    POST new         401 404 404 404 401 400 404 400 404 400 403
api/v1/tickets/<uuid:ticket_id>/split/
    POST new         401 404 404 404 401 400 404 400 404 400 403
""",
    sent={
        ("POST", "api/v1/calls/<uuid:callback_id>/outcome/", "called"): {"outcome": "reached"},
        ("POST", "admin/desk/tickets/<uuid:ticket_id>/evidence/", "new"): {"text": "A picture?"},
        ("POST", "api/v1/tickets/<uuid:ticket_id>/evidence/", "new"): {"body": "A picture?"},
        ("POST", f"admin/desk/{SPLIT}", "new"): NO_MESSAGE,
        ("POST", f"api/v1/{SPLIT}", "new"): NO_MESSAGE,
        ("POST", "api/v1/tickets/<uuid:ticket_id>/merge/", "new"): NO_TICKET,
    },
)
