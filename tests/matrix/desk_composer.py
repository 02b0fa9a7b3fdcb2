"""Writing on a ticket: drafts, what is held, canned replies, articles."""

from tests.matrix.table import table

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
admin/desk/tickets/<uuid:ticket_id>/drafts/<slug:kind>/
    PUT  open+writing 302 302 302 302 302 400 404 400 403 400 403
    DELETE open+writing 302 302 302 302 302 200 404 200 403 200 403
admin/desk/tickets/<uuid:ticket_id>/held/<uuid:held_id>/release/
    POST open+writing 302 302 302 302 302 302 404 404 403 404 403
admin/desk/tickets/<uuid:ticket_id>/held/<uuid:held_id>/undo/
    POST open+writing 302 302 302 302 302 302 404 404 403 404 403
admin/desk/tickets/<uuid:ticket_id>/canned/
    GET  open         302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/canned/<int:canned_id>/
    POST open+writing 302 302 302 302 302 200 404 200 403 200 403
admin/desk/tickets/<uuid:ticket_id>/articles/
    GET  open         302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/articles/<uuid:article_id>/
    GET  open+writing 302 302 302 302 302 200 404 200 403 200 200
"""
)
