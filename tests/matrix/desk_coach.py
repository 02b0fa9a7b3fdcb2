"""The coaching list, and coaching that is given: to supervisors, and to whom it was given."""

from tests.matrix.table import table

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
admin/desk/coaching/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/coaching/csv/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/coaching/give/
    GET  -           302 302 302 302 302 403 403 200 403 200 403
    POST -           302 302 302 302 302 403 403 422 403 422 403
admin/desk/coaching/<int:coaching_id>/correct/
    GET  coaching    302 302 302 302 302 403 404 200 403 403 404
    POST coaching    302 302 302 302 302 403 404 422 403 403 403
"""
)
