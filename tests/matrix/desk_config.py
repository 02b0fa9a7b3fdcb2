"""Configuration and its changes, in the admin: for who may see what is configured."""

from tests.matrix.table import table

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
admin/desk/configuration/changes/
    GET  -           302 302 302 302 302 403 403 200 403 200 403
admin/desk/configuration/changes/<slug:key>/
    GET  change      302 302 302 302 302 403 403 200 403 200 403
admin/desk/configuration/changes/<slug:key>/undo/
    POST change      302 302 302 302 302 403 403 302 403 302 403
""",
    sent={},
)
