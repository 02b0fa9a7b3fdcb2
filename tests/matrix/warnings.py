"""Promises in danger, what one was told of them, and changes of what a ticket is."""

from tests.matrix.table import table

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
admin/desk/danger/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/alerts/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/alerts/<int:alert_id>/seen/
    POST alert       302 302 302 302 302 302 404 404 403 404 403
admin/desk/configuration/policies/touches/
    POST -           302 302 302 302 302 403 403 200 403 200 403
admin/desk/configuration/calendars/<int:calendar_id>/touches/
    GET  calendar    302 302 302 302 302 403 403 200 403 200 403
admin/desk/configuration/retargets/
    GET  -           302 302 302 302 302 403 403 200 403 200 403
admin/desk/configuration/retargets/<uuid:run_id>/
    GET  retarget    302 302 302 302 302 403 403 200 403 200 403
admin/desk/configuration/retargets/<uuid:run_id>/cancel/
    POST retarget    302 302 302 302 302 403 403 302 403 302 403
admin/desk/tickets/<uuid:ticket_id>/kinds/
    GET  new         302 302 302 302 302 200 404 200 403 200 200
admin/desk/tickets/<uuid:ticket_id>/reclassify/
    POST new         302 302 302 302 302 302 404 302 403 302 403
api/v1/tickets/<uuid:ticket_id>/reclassify/
    POST new         401 404 404 404 401 200 404 200 404 200 403
""",
    sent={
        ("POST", "admin/desk/tickets/<uuid:ticket_id>/reclassify/", "new"): {
            "lane": "vip",
            "reason": "It is worth more than it says.",
        },
        ("POST", "api/v1/tickets/<uuid:ticket_id>/reclassify/", "new"): {
            "lane": "vip",
            "reason": "It is worth more than it says.",
        },
    },
)
