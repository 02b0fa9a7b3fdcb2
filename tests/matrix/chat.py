"""The talk with the assistant: on the site, in frames of other sites, and for apps.

Whoever comes may talk, on the site the staff as customers too; a talk is its own customer's alone.
"""

from tests.matrix.table import table

TALK = "api/v1/talks/<uuid:talk_id>/"

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
chat/
    GET  -           200 200 200 200 200 200 200 200 200 200 200
    POST -           302 302 302 302 302 302 302 302 302 302 302
chat/widget.js
    GET  -           200 200 200 200 200 200 200 200 200 200 200
chat/frame/
    GET  -           200 200 200 200 200 200 200 200 200 200 200
chat/frame/talk/
    POST -           200 200 200 200 200 200 200 200 200 200 200

admin/desk/tickets/<uuid:ticket_id>/give-back/
    POST open        302 302 302 302 302 302 404 302 403 302 403

api/v1/talks/
    POST -           201 201 201 201 201 201 201 201 201 201 403
api/v1/talks/<uuid:talk_id>/
    GET  talk        401 200 404 404 401 404 404 404 404 404 404
api/v1/talks/<uuid:talk_id>/export/
    GET  talk        401 200 404 404 401 404 404 404 404 404 404
api/v1/talks/<uuid:talk_id>/say/
    POST talk        401 201 404 404 401 404 404 404 404 404 403
api/v1/talks/<uuid:talk_id>/address/
    POST talk        401 400 404 404 401 404 404 404 404 404 403
api/v1/talks/<uuid:talk_id>/vote/
    POST talk        401 400 404 404 401 404 404 404 404 404 403
api/v1/talks/<uuid:talk_id>/end/
    POST talk        401 200 404 404 401 404 404 404 404 404 403
""",
    sent={("POST", f"{TALK}say/", "talk"): {"text": "Hello"}},
)
