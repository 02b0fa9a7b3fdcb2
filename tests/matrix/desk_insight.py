"""The dashboards, in the admin. Who is not of the staff is sent to the login."""

from tests.matrix.table import table

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
admin/desk/dashboard/backlog/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/dashboard/backlog/csv/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/dashboard/hours/csv/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/dashboard/measures/<slug:key>/
    GET  measure     302 302 302 302 302 200 200 200 403 200 200
admin/desk/dashboard/measures/<slug:key>/tickets/
    GET  measure     302 302 302 302 302 200 200 200 403 200 200
admin/desk/dashboard/measures/<slug:key>/csv/
    GET  measure     302 302 302 302 302 200 200 200 403 200 200
admin/desk/asked-most/
    GET  -           302 302 302 302 302 403 403 200 403 200 403
admin/desk/asked-most/csv/
    GET  -           302 302 302 302 302 403 403 200 403 200 403
admin/desk/asked-most/<int:proposal_id>/
    GET  wish        302 302 302 302 302 403 403 200 403 200 403
    POST wish        302 302 302 302 302 403 403 422 403 422 403
admin/desk/levels/
    GET  -           302 302 302 302 302 403 403 200 403 200 403
admin/desk/levels/<int:proposal_id>/
    GET  level       302 302 302 302 302 403 403 200 403 200 403
    POST level       302 302 302 302 302 403 403 422 403 422 403
"""
)
