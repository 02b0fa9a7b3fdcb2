"""What stands beside a ticket at the desk, and what recurs across cases."""

from tests.matrix.table import table

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
admin/desk/patterns/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/patterns/csv/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/patterns/
    GET  new         302 302 302 302 302 200 404 200 403 200 200
""",
)
