"""The assistant's talks for staff: whoever is at the desk, and who writes the help centre.

The owner's tickets are restricted to a team, so an agent elsewhere knows no such customer.
"""

from tests.matrix.table import table

TURN = "admin/desk/talks/<uuid:talk_id>/turns/<int:number>/"

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
admin/desk/proposals/
    GET  -           302 302 302 302 302 200 200 200 200 200 200
admin/desk/proposals/<int:proposal_id>/
    GET  proposal    302 302 302 302 302 200 200 200 200 200 200
    POST proposal    302 302 302 302 302 403 403 422 422 422 403
admin/desk/talks/
    GET  -           302 302 302 302 302 200 200 200 200 200 200
admin/desk/talks/export/
    GET  -           302 302 302 302 302 200 200 200 200 200 200
admin/desk/talks/<uuid:talk_id>/
    GET  asked       302 302 302 302 302 200 404 200 200 200 200
admin/desk/talks/<uuid:talk_id>/turns/<int:number>/
    GET  asked       302 302 302 302 302 200 404 200 200 200 403
    POST asked       302 302 302 302 302 302 404 302 302 302 403
admin/desk/talks/<uuid:talk_id>/turns/<int:number>/undo/
    POST asked       302 302 302 302 302 302 404 302 302 302 403
admin/desk/talks/threshold/
    GET  -           302 302 302 302 302 200 200 200 200 200 200
admin/desk/talks/try/
    GET  -           302 302 302 302 302 200 200 200 200 200 200
    POST -           302 302 302 302 302 422 422 422 422 422 422
""",
    sent={("POST", TURN, "asked"): {"article": "none"}},
)
