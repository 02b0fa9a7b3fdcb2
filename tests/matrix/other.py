"""What is not the desk's own: the pages that come with Django and its libraries."""

from tests.matrix.models import MODELS
from tests.matrix.table import table

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
i18n/setlang/
    GET  -           302 302 302 302 302 302 302 302 302 302 302
    POST -           302 302 302 302 302 302 302 302 302 302 302

accounts/
    GET  -           302 200 200 200 302 200 200 200 200 200 200
    POST -           302 302 302 302 302 302 302 302 302 302 302

robots.txt
    GET  -           200 200 200 200 200 200 200 200 200 200 200
sitemap.xml
    GET  -           200 200 200 200 200 200 200 200 200 200 200

# A customer at the login of the admin is told that the account is not for it.
admin/login/
    GET  -           302 403 403 403 302 302 302 302 302 302 302
admin/logout/
    GET  -           302 302 302 302 302 405 405 405 405 405 405
    POST -           302 302 302 302 302 302 302 302 302 302 302
admin/
    GET  -           302 302 302 302 302 302 302 302 302 302 302
admin/password_change/
    GET  -           302 302 302 302 302 200 200 200 200 200 200
admin/password_change/done/
    GET  -           302 302 302 302 302 200 200 200 200 200 200
admin/search/
    GET  -           302 302 302 302 302 200 200 200 200 200 200
admin/autocomplete/
    GET  -           302 302 302 302 302 403 403 403 403 403 403
admin/jsi18n/
    GET  -           302 302 302 302 302 200 200 200 200 200 200
admin/r/<path:content_type_id>/<path:object_id>/
    GET  any         302 302 302 302 302 404 404 404 404 404 404
admin/consignment/user/<id>/password/
    GET  any         302 302 302 302 302 403 403 403 403 404 403
""",
    sent={
        ("POST", "i18n/setlang/", "-"): {"language": "zh-hans"},
        ("POST", "accounts/", "-"): {"name": "Jo", "language": "en", "time_zone": "Asia/Shanghai"},
    },
)

# Beginnings of routes that need no row, each with what guards it.
GROUPS = {
    "accounts/": "allauth: login and second factor; each page shows one's own account alone",
    "_allauth/": "allauth's door for apps: the same",
    "admin/^(?P<app_label>": "the list of an app's models, each with a line in models.py",
    "admin/(?P<url>": "Django's answer to what is no page: the login, then 404",
    **{f"admin/{model}/": "models.py" for model in MODELS},
}
