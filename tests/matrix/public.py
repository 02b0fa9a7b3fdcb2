"""The site: requests, their guests and ratings, and the help pages.

On the site the staff are customers like others: 404 for a ticket that is not their own. Who is not
logged in is asked to be, whatever the ticket.
"""

from tests.matrix.table import table

REQUEST = "requests/<uuid:ticket_id>/"
IN_A_LANGUAGE = "help/<language:language>/articles/<slug:slug>/"
ASKED = {"body": "How much commission do you take?", "email": "lin@example.com"}

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
/
    GET  -           200 200 200 200 200 200 200 200 200 200 200
requests/
    GET  -           302 200 200 200 302 200 200 200 200 200 200
requests/claim/
    GET  -           302 302 302 302 302 302 302 302 302 302 302
    POST -           302 302 302 302 302 302 302 302 302 302 302
requests/new/
    GET  -           200 200 200 200 200 200 200 200 200 200 200
requests/new/<slug:key>/
    GET  category    200 200 200 200 200 200 200 200 200 200 200
    POST category    302 302 302 302 302 302 302 302 302 302 302
requests/new/<slug:key>/advice/
    POST category    200 200 200 200 200 200 200 200 200 200 200

# Each reads and writes their own alone: a draft has no address by which another could name it.
drafts/<str:place>/
    PUT  draft       400 400 400 400 400 400 400 400 400 400 400
    POST draft       302 302 302 302 302 302 302 302 302 302 302
    DELETE draft     204 204 204 204 204 204 204 204 204 204 204
requests/<uuid:ticket_id>/
    GET  new         302 200 404 404 302 404 404 404 404 404 404
    GET  guests      302 404 404 404 200 404 404 404 404 404 404
requests/<uuid:ticket_id>/receipt/
    GET  new         302 200 404 404 302 404 404 404 404 404 404
    GET  guests      302 404 404 404 200 404 404 404 404 404 404
requests/<uuid:ticket_id>/message/
    GET  new         302 302 404 404 302 404 404 404 404 404 404
    POST new         302 302 404 404 302 404 404 404 404 404 404
    POST guests      302 404 404 404 302 404 404 404 404 404 404
requests/<uuid:ticket_id>/typing/
    POST new         404 204 404 404 404 404 404 404 404 404 404
    POST guests      404 404 404 404 204 404 404 404 404 404 404
requests/<uuid:ticket_id>/reopen/
    GET  solved      302 302 404 404 302 404 404 404 404 404 404
    POST solved      302 302 404 404 302 404 404 404 404 404 404
requests/<uuid:ticket_id>/withdraw/
    GET  new         302 302 404 404 302 404 404 404 404 404 404
    POST new         302 302 404 404 302 404 404 404 404 404 404
    POST guests      302 404 404 404 302 404 404 404 404 404 404
requests/<uuid:ticket_id>/claim/
    GET  new         302 302 404 404 302 404 404 404 404 404 404
    POST new         302 404 404 404 302 404 404 404 404 404 404
    POST guests      302 404 404 404 302 404 404 404 404 404 404
requests/<uuid:ticket_id>/rate/
    GET  solved      302 200 404 404 302 404 404 404 404 404 404
    POST solved      302 302 404 404 302 404 404 404 404 404 404
requests/<uuid:ticket_id>/files/<uuid:file_id>/
    GET  new+file    302 200 404 404 302 404 404 404 404 404 404
    GET  guests+guests-file 302 404 404 404 200 404 404 404 404 404 404
requests/<uuid:ticket_id>/files/<uuid:file_id>/preview/
    GET  new+file    302 200 404 404 302 404 404 404 404 404 404
    GET  guests+guests-file 302 404 404 404 200 404 404 404 404 404 404
live/requests/<uuid:ticket_id>/
    GET  new         404 204 404 404 404 404 404 404 404 404 404
    GET  guests      404 404 404 404 204 404 404 404 404 404 404

# Files on their way belong to who sent them; a call that does not speak tus learns of none.
uploads/
    OPTIONS -        204 204 204 204 204 204 204 204 204 204 204
    POST -           412 412 412 412 412 412 412 412 412 412 412
uploads/<uuid:upload_id>/
    OPTIONS upload   204 204 204 204 204 204 204 204 204 204 204
    GET  upload      404 200 404 404 404 404 404 404 404 404 404
    PATCH upload     412 412 412 412 412 412 412 412 412 412 412
    DELETE upload    412 412 412 412 412 412 412 412 412 412 412
uploads/<uuid:upload_id>/preview/
    GET  upload      404 200 404 404 404 404 404 404 404 404 404

# Whoever has the secret of a mail.
rate/<str:secret>/
    GET  invitation  200 200 200 200 200 200 200 200 200 200 200
    POST invitation  302 302 302 302 302 302 302 302 302 302 302
rate/why/
    GET  -           410 410 410 410 410 410 410 410 410 410 410
    POST -           410 410 410 410 410 410 410 410 410 410 410
rate/thanks/
    GET  -           200 200 200 200 200 200 200 200 200 200 200
guest/
    GET  -           200 200 200 200 200 200 200 200 200 200 200
    POST -           200 200 200 200 200 200 200 200 200 200 200
guest/<str:secret>/
    GET  guest-link  302 302 302 302 302 302 302 302 302 302 302
    POST guest-link  200 200 200 200 200 200 200 200 200 200 200

#                    anon own oth con gst agt els sup edi adm rea
help/
    GET  -           200 200 200 200 200 200 200 200 200 200 200
help/search/
    GET  -           200 200 200 200 200 200 200 200 200 200 200
help/sections/<slug:slug>/
    GET  section     200 200 200 200 200 200 200 200 200 200 200
help/articles/<slug:slug>/
    GET  article     200 200 200 200 200 200 200 200 200 200 200
    GET  buyers-article 404 200 200 404 404 200 200 200 200 200 200
help/articles/<slug:slug>/vote/
    POST article     302 302 302 302 302 302 302 302 302 302 302
    POST buyers-article 404 302 302 404 404 302 302 302 302 302 302
help/search/suggestions/
    GET  -           200 200 200 200 200 200 200 200 200 200 200
help/<language:language>/
    GET  chinese     200 200 200 200 200 200 200 200 200 200 200
help/<language:language>/search/
    GET  chinese     200 200 200 200 200 200 200 200 200 200 200
help/<language:language>/search/suggestions/
    GET  chinese     200 200 200 200 200 200 200 200 200 200 200
help/<language:language>/sections/<slug:slug>/
    GET  chinese+section 200 200 200 200 200 200 200 200 200 200 200
help/<language:language>/articles/<slug:slug>/
    GET  chinese+article 200 200 200 200 200 200 200 200 200 200 200
    GET  chinese+buyers-article 404 200 200 404 404 200 200 200 200 200 200
    GET  chinese+draft-article 404 404 404 404 404 404 404 200 200 200 404
help/<language:language>/articles/<slug:slug>/vote/
    POST chinese+article 302 302 302 302 302 302 302 302 302 302 302
    POST chinese+buyers-article 404 302 302 404 404 302 302 302 302 302 302
""",
    sent={
        ("POST", "requests/new/<slug:key>/", "category"): ASKED,
        ("POST", f"{REQUEST}message/", "new"): {"body": "Hello?"},
        ("POST", f"{REQUEST}message/", "guests"): {"body": "Hello?"},
        ("POST", f"{REQUEST}rate/", "solved"): {"score": 5},
        ("POST", "rate/<str:secret>/", "invitation"): {"score": 5},
        ("POST", "guest/", "-"): {"email": "lin@example.com", "number": "100001"},
        ("GET", "help/search/", "-"): {"q": "leather"},
        ("GET", IN_A_LANGUAGE, "chinese+draft-article"): {"preview": 1},
        ("POST", f"{IN_A_LANGUAGE}vote/", "chinese+article"): {"helped": "yes"},
        ("POST", f"{IN_A_LANGUAGE}vote/", "chinese+buyers-article"): {"helped": "yes"},
        ("POST", "help/articles/<slug:slug>/vote/", "article"): {"helped": "yes"},
        ("POST", "help/articles/<slug:slug>/vote/", "buyers-article"): {"helped": "yes"},
    },
)
