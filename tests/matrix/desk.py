"""The agent's desk, in the admin. Who is not of the staff is sent to the login."""

from tests.matrix.table import table

A_TICKET = "admin/desk/tickets/<uuid:ticket_id>/"

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
admin/desk/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/counts/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/events/
    GET  -           302 302 302 302 302 204 204 204 403 204 204
admin/desk/next/
    POST -           302 302 302 302 302 302 302 302 403 302 403
admin/desk/presence/
    POST -           302 302 302 302 302 302 302 302 403 302 403
admin/desk/dashboard/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/
    GET  new         302 302 302 302 302 200 404 200 403 200 200
    GET  guests      302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/parts/
    GET  new         302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/events/
    GET  new         302 302 302 302 302 204 404 204 403 204 204
admin/desk/tickets/<uuid:ticket_id>/typing/
    POST new         302 302 302 302 302 204 404 204 403 204 403
admin/desk/tickets/<uuid:ticket_id>/files/<uuid:file_id>/
    GET  new+file    302 302 302 302 302 200 404 200 403 200 200
    GET  guests+guests-file 302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/files/<uuid:file_id>/preview/
    GET  new+file    302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/case/
    GET  new         302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/customer/
    GET  new         302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/history/
    GET  new         302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/replies/
    POST open        302 302 302 302 302 302 404 302 403 302 403
admin/desk/tickets/<uuid:ticket_id>/notes/
    POST new         302 302 302 302 302 302 404 302 403 302 403
admin/desk/tickets/<uuid:ticket_id>/moves/<slug:move>/
    POST waiting+resume 302 302 302 302 302 302 404 302 403 302 403
admin/desk/reviews/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/reviews/<int:review_id>/
    GET  review      302 302 302 302 302 200 404 200 403 200 200
admin/desk/reviews/<int:review_id>/write/
    POST review      302 302 302 302 302 302 404 302 403 302 403
admin/desk/reviews/<int:review_id>/close/
    POST written     302 302 302 302 302 409 404 302 403 302 403
""",
    sent={
        ("POST", "admin/desk/presence/", "-"): {"presence": "busy"},
        ("POST", f"{A_TICKET}replies/", "open"): {"body": "It is done."},
        ("POST", f"{A_TICKET}notes/", "new"): {"body": "Knows the courier."},
        ("POST", "admin/desk/reviews/<int:review_id>/write/", "review"): {
            "cause": "slow",
            "what_happened": "Nobody was there.",
            "what_is_done": "Somebody is.",
            "confirmed": "on",
        },
    },
)
