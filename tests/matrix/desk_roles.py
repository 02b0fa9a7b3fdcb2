"""Reviews: what a supervisor decides, and what is taken away as a sheet."""

from tests.matrix.table import table

ROWS = table(
    """
#                    anon own oth con gst agt els sup edi adm rea
admin/desk/reviews/csv/
    GET  -           302 302 302 302 302 200 200 200 403 200 200
admin/desk/reviews/<int:review_id>/return/
    POST written     302 302 302 302 302 409 404 302 403 302 403
admin/desk/reviews/<int:review_id>/reassign/
    POST review      302 302 302 302 302 422 404 422 403 422 403
""",
    sent={
        ("POST", "admin/desk/reviews/<int:review_id>/return/", "written"): {"reason": "Since when?"}
    },
)
