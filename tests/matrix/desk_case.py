"""What stands beside a ticket at the desk, and what recurs across cases."""

from tests.matrix.table import table

A_TICKET = "admin/desk/tickets/<uuid:ticket_id>/"

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
admin/desk/patterns/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/patterns/csv/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/patterns/
    GET  new         302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/thread/
    GET  new         302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/readers/
    POST new         302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/colleagues/
    GET  new         302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/hand-over/
    POST new         302 302 302 302 302 409 404 409 403 409 403
admin/desk/tickets/<uuid:ticket_id>/things/
    GET  new         302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/things/<slug:kind>/<uuid:thing_id>/
    POST new+thing   302 302 302 302 302 302 404 302 403 302 403
""",
    sent={
        ("POST", f"{A_TICKET}readers/", "new"): {
            "page": "0198f0a4-0000-7000-8000-000000000000",
            "doing": "reading",
        },
        ("POST", f"{A_TICKET}hand-over/", "new"): {"to": "0", "reason": "Lunch"},
    },
)
