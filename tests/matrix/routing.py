"""Who holds how much, and what each line has: for supervisors. Who is on when: for the desk."""

from tests.matrix.table import table

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
admin/desk/capacity/
    GET  -           302 302 302 302 302 403 403 200 403 200 403
admin/desk/shifts/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
"""
)
