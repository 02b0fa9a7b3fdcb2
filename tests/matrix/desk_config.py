"""Configuration and its changes, in the admin: for who may see what is configured."""

from tests.matrix.table import table

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
admin/desk/configuration/policies/
    GET  -           302 302 302 302 302 403 403 200 403 200 403
    POST -           302 302 302 302 302 403 403 403 403 403 403
admin/desk/configuration/calendars/check/
    POST -           302 302 302 302 302 403 403 200 403 200 403
admin/desk/configuration/calendars/<int:calendar_id>/holidays/
    GET  calendar    302 302 302 302 302 403 403 200 403 200 403
    POST calendar    302 302 302 302 302 403 403 200 403 200 403
admin/desk/configuration/categories/<int:category_id>/used/
    GET  category-id 302 302 302 302 302 403 403 200 403 200 403
requests/preview/
    POST -           404 404 404 404 404 404 404 400 404 400 404
admin/desk/configuration/missing/
    GET  -           302 302 302 302 302 403 403 200 403 200 403
admin/desk/configuration/changes/
    GET  -           302 302 302 302 302 200 200 200 200 200 403
admin/desk/configuration/changes/<slug:key>/
    GET  change      302 302 302 302 302 200 200 200 404 200 403
admin/desk/configuration/changes/<slug:key>/undo/
    POST change      302 302 302 302 302 403 403 302 404 302 403
""",
    sent={},
)
