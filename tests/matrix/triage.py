"""What was understood of a ticket, and who says whether it is right."""

from tests.matrix.table import table

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
admin/desk/tickets/<uuid:ticket_id>/understood/
    GET  new         302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/understood/confirm/
    POST new         302 302 302 302 302 302 404 302 403 302 403
admin/desk/tickets/<uuid:ticket_id>/understood/undo/
    POST new         302 302 302 302 302 302 404 302 403 302 403
"""
)
