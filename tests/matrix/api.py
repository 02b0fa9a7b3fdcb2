"""The API, and what describes it."""

from tests.matrix.table import table

TICKETS = "api/v1/tickets/"
TICKET = f"{TICKETS}<uuid:ticket_id>/"
RULES = {"category": "rules-fees", "body": "How much commission do you take?"}

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
api/v1/me/
    GET  -           401 200 200 200 401 200 200 200 200 200 200
    PATCH -          401 200 200 200 401 200 200 200 200 200 200
api/v1/me/orders/
    GET  -           401 200 200 200 401 200 200 200 200 200 200
api/v1/me/orders/<uuid:pk>/
    GET  order       401 200 404 404 401 404 404 404 404 404 404
api/v1/me/items/
    GET  -           401 200 200 200 401 200 200 200 200 200 200
api/v1/me/items/<uuid:pk>/
    GET  item        401 404 404 200 401 404 404 404 404 404 404
api/v1/me/payouts/
    GET  -           401 200 200 200 401 200 200 200 200 200 200
api/v1/me/payouts/<uuid:pk>/
    GET  payout      401 404 404 200 401 404 404 404 404 404 404

api/v1/articles/
    GET  -           200 200 200 200 200 200 200 200 200 200 200
api/v1/articles/search/
    GET  -           200 200 200 200 200 200 200 200 200 200 200
api/v1/articles/sections/
    GET  -           200 200 200 200 200 200 200 200 200 200 200
api/v1/articles/<slug:slug>/
    GET  article     200 200 200 200 200 200 200 200 200 200 200
    GET  buyers-article 404 200 200 404 404 200 200 200 200 200 200
api/v1/articles/<slug:slug>/vote/
    POST article     401 200 200 200 401 200 200 200 200 200 200
    POST buyers-article 401 200 200 404 401 200 200 200 200 200 200

api/v1/categories/
    GET  -           200 200 200 200 200 200 200 200 200 200 200
api/v1/categories/<slug:key>/
    GET  category    200 200 200 200 200 200 200 200 200 200 200

api/v1/categories/<slug:key>/schema/
    GET  category    200 200 200 200 200 200 200 200 200 200 200
api/v1/suggestions/
    POST -           200 200 200 200 200 200 200 200 200 200 200
# Under WSGI there is nothing to hear.
api/v1/events/
    GET  -           401 204 204 204 401 403 403 403 204 403 403

#                    anon own oth con gst agt els sup edi adm rea
api/v1/tickets/
    GET  -           401 200 200 200 401 200 200 200 200 200 200
    POST -           401 201 201 201 401 403 403 403 201 403 403
    POST as-guest    201 400 400 400 201 403 403 403 400 403 403
# The guest's app sends the secret of the mailed link, which opens the guest's ticket alone.
api/v1/tickets/<uuid:ticket_id>/
    GET  new         401 200 404 404 404 200 404 200 404 200 200
    GET  guests      401 404 404 404 200 200 404 200 404 200 200
api/v1/tickets/<uuid:ticket_id>/messages/
    GET  new         401 200 404 404 404 200 404 200 404 200 200
    GET  guests      401 404 404 404 200 200 404 200 404 200 200
    POST new         401 201 404 404 404 201 404 201 404 201 403
    POST guests      401 404 404 404 201 201 404 201 404 201 403
api/v1/tickets/<uuid:ticket_id>/files/<uuid:file_id>/
    GET  new+file    401 200 404 404 404 200 404 200 404 200 200
    GET  guests+guests-file 401 404 404 404 200 200 404 200 404 200 200
api/v1/tickets/<uuid:ticket_id>/files/<uuid:file_id>/preview/
    GET  new+file    401 200 404 404 404 200 404 200 404 200 200
api/v1/tickets/<uuid:ticket_id>/rating/
    GET  solved      401 200 404 404 404 200 404 200 404 200 200
    GET  guests      401 404 404 404 200 200 404 200 404 200 200
    POST solved      401 201 404 404 404 403 403 403 404 403 403
    POST guests      401 404 404 404 409 403 403 403 404 403 403
    PATCH solved     401 404 404 404 404 403 403 403 404 403 403
api/v1/tickets/<uuid:ticket_id>/seen/
    POST new         401 204 404 404 404 403 403 403 404 403 403
    POST guests      401 404 404 404 204 403 403 403 404 403 403
api/v1/tickets/<uuid:ticket_id>/typing/
    POST new         401 204 404 404 404 403 403 403 404 403 403
    POST guests      401 404 404 404 204 403 403 403 404 403 403
api/v1/tickets/<uuid:ticket_id>/events/
    GET  new         401 204 404 404 404 204 404 204 404 204 204
    GET  guests      401 404 404 404 204 204 404 204 404 204 204
api/v1/tickets/<uuid:ticket_id>/reopen/
    POST solved      401 200 404 404 401 200 404 200 404 200 403
api/v1/tickets/<uuid:ticket_id>/withdraw/
    POST new         401 200 404 404 404 403 403 403 404 403 403
    POST guests      401 404 404 404 200 403 403 403 404 403 403
api/v1/tickets/<uuid:ticket_id>/follow-up/
    POST solved      401 409 404 404 401 403 403 403 404 403 403
    POST guests      401 404 404 404 401 403 403 403 404 403 403

# For customers these are not there, whoever's ticket it is.
api/v1/tickets/take-next/
    POST -           401 404 404 404 401 200 409 200 404 200 403
api/v1/tickets/<uuid:ticket_id>/assign/
    POST new         401 404 404 404 401 200 404 200 404 200 403
api/v1/tickets/<uuid:ticket_id>/put-back/
    POST open        401 404 404 404 401 200 404 200 404 200 403
api/v1/tickets/<uuid:ticket_id>/wait/
    POST open        401 404 404 404 401 200 404 200 404 200 403
api/v1/tickets/<uuid:ticket_id>/resume/
    POST waiting     401 404 404 404 401 200 404 200 404 200 403
api/v1/tickets/<uuid:ticket_id>/resolve/
    POST open        401 404 404 404 401 200 404 200 404 200 403
api/v1/tickets/<uuid:ticket_id>/notes/
    GET  new         401 404 404 404 401 200 404 200 404 200 200
    POST new         401 404 404 404 401 201 404 201 404 201 403

api/problems/
    GET  -           200 200 200 200 200 200 200 200 200 200 200
# Files on their way belong to who sent them; a call that does not speak tus learns of none.
api/v1/uploads/
    OPTIONS -        204 204 204 204 204 204 204 204 204 204 204
    POST -           412 412 412 412 412 412 412 412 412 412 403
api/v1/uploads/<uuid:upload_id>/
    OPTIONS upload   204 204 204 204 204 204 204 204 204 204 204
    GET  upload      404 200 404 404 404 404 404 404 404 404 404
    PATCH upload     412 412 412 412 412 412 412 412 412 412 403
    DELETE upload    412 412 412 412 412 412 412 412 412 412 403

api/schema/
    GET  -           200 200 200 200 200 200 200 200 200 200 200
api/docs/
    GET  -           200 200 200 200 200 200 200 200 200 200 200
""",
    sent={
        ("GET", "api/v1/articles/search/", "-"): {"q": "leather"},
        ("POST", "api/v1/articles/<slug:slug>/vote/", "article"): {"helped": True},
        ("POST", "api/v1/articles/<slug:slug>/vote/", "buyers-article"): {"helped": True},
        ("POST", TICKETS, "-"): RULES,
        ("POST", TICKETS, "as-guest"): {**RULES, "guest": {"email": "lin@example.com"}},
        ("POST", f"{TICKET}messages/", "new"): {"body": "Hello?"},
        ("POST", f"{TICKET}messages/", "guests"): {"body": "Hello?"},
        ("PATCH", "api/v1/me/", "-"): {"name": "Lin Mei"},
        ("POST", "api/v1/suggestions/", "-"): {"text": "When will my order ship?"},
        ("POST", f"{TICKET}rating/", "solved"): {"score": 5},
        ("POST", f"{TICKET}rating/", "guests"): {"score": 5},
        ("PATCH", f"{TICKET}rating/", "solved"): {"reasons": ["fast"]},
        ("POST", f"{TICKET}follow-up/", "solved"): {"body": "It came back."},
        ("POST", f"{TICKET}follow-up/", "guests"): {"body": "It came back."},
        ("POST", f"{TICKET}reopen/", "solved"): {"reason": "It came back."},
        ("POST", f"{TICKET}put-back/", "open"): {"reason": "Not mine."},
        ("POST", f"{TICKET}wait/", "open"): {"waits_for": "customer"},
        ("POST", f"{TICKET}resolve/", "open"): {"body": "It is done."},
        ("POST", f"{TICKET}notes/", "new"): {"body": "Knows the courier."},
    },
)
