"""The inbox: words, views, tasks over many tickets."""

from tests.matrix.table import table

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
admin/desk/words/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/views/
    POST -           302 302 302 302 302 302 302 302 403 302 403
admin/desk/views/<slug:key>/
    POST view        302 302 302 302 302 302 404 302 403 302 403
admin/desk/bulk/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/bulk/agents/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/bulk/start/
    POST -           302 302 302 302 302 302 302 302 403 302 403
admin/desk/bulk/<uuid:run_id>/
    GET  run         302 302 302 302 302 200 404 200 403 200 404
admin/desk/bulk/<uuid:run_id>/cancel/
    POST run         302 302 302 302 302 302 404 302 403 302 403
admin/desk/bulk/<uuid:run_id>/csv/
    GET  run         302 302 302 302 302 200 404 200 403 200 404
""",
    sent={
        ("POST", "admin/desk/views/", "-"): {"name": "Late", "q": "is:late", "sharing": "nobody"},
        ("POST", "admin/desk/views/<slug:key>/", "view"): {"do": "default"},
    },
)
