"""The site: requests, their guests and ratings, and the help pages.

On the site the staff are customers like others: 404 for a ticket that is not their own. Who is not
logged in is asked to be, whatever the ticket.
"""

from tests.matrix.table import table

REQUEST = "requests/<uuid:ticket_id>/"
ASKED = {"body": "How much commission do you take?", "email": "lin@example.com"}

ROWS = table(
    """
#                    anon own oth con gst agt els sup
/
    GET  -           200 200 200 200 200 200 200 200
requests/
    GET  -           302 200 200 200 302 200 200 200
requests/new/
    GET  -           200 200 200 200 200 200 200 200
requests/new/<slug:key>/
    GET  category    200 200 200 200 200 200 200 200
    POST category    302 302 302 302 302 302 302 302
requests/<uuid:ticket_id>/
    GET  new         302 200 404 404 302 404 404 404
    GET  guests      302 404 404 404 200 404 404 404
requests/<uuid:ticket_id>/receipt/
    GET  new         302 200 404 404 302 404 404 404
    GET  guests      302 404 404 404 200 404 404 404
requests/<uuid:ticket_id>/message/
    GET  new         302 302 404 404 302 404 404 404
    POST new         302 302 404 404 302 404 404 404
    POST guests      302 404 404 404 302 404 404 404
requests/<uuid:ticket_id>/reopen/
    GET  solved      302 302 404 404 302 404 404 404
    POST solved      302 302 404 404 302 404 404 404
requests/<uuid:ticket_id>/withdraw/
    GET  new         302 302 404 404 302 404 404 404
    POST new         302 302 404 404 302 404 404 404
    POST guests      302 404 404 404 302 404 404 404
requests/<uuid:ticket_id>/rate/
    GET  solved      302 200 404 404 302 404 404 404
    POST solved      302 302 404 404 302 404 404 404
live/requests/<uuid:ticket_id>/
    GET  new         404 204 404 404 404 404 404 404
    GET  guests      404 404 404 404 204 404 404 404

# Whoever has the secret of a mail.
rate/<str:secret>/
    GET  invitation  200 200 200 200 200 200 200 200
    POST invitation  302 302 302 302 302 302 302 302
rate/thanks/
    GET  -           200 200 200 200 200 200 200 200
guest/
    GET  -           200 200 200 200 200 200 200 200
    POST -           200 200 200 200 200 200 200 200
guest/<str:secret>/
    GET  guest-link  302 302 302 302 302 302 302 302

#                    anon own oth con gst agt els sup
help/
    GET  -           200 200 200 200 200 200 200 200
help/search/
    GET  -           200 200 200 200 200 200 200 200
help/sections/<slug:slug>/
    GET  section     200 200 200 200 200 200 200 200
help/articles/<slug:slug>/
    GET  article     200 200 200 200 200 200 200 200
    GET  buyers-article 404 200 200 404 404 200 200 200
help/articles/<slug:slug>/vote/
    POST article     302 302 302 302 302 302 302 302
    POST buyers-article 404 302 302 404 404 302 302 302
""",
    sent={
        ("POST", "requests/new/<slug:key>/", "category"): ASKED,
        ("POST", f"{REQUEST}message/", "new"): {"body": "Hello?"},
        ("POST", f"{REQUEST}message/", "guests"): {"body": "Hello?"},
        ("POST", f"{REQUEST}rate/", "solved"): {"score": 5},
        ("POST", "rate/<str:secret>/", "invitation"): {"score": 5},
        ("POST", "guest/", "-"): {"email": "lin@example.com", "number": "100001"},
        ("GET", "help/search/", "-"): {"q": "leather"},
        ("POST", "help/articles/<slug:slug>/vote/", "article"): {"helped": "yes"},
        ("POST", "help/articles/<slug:slug>/vote/", "buyers-article"): {"helped": "yes"},
    },
)
