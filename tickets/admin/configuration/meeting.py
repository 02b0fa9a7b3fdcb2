"""Two people save the same thing at once: the second is told what the first one changed."""

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tickets.admin.configuration.words import names_for, things_of, who
from tickets.admin.who import reader_of
from tickets.changes.reading import Asked, page_of, version_of
from tickets.changes.tracking import TRACKED

SEEN = "_seen"
MOST = 6
FIRST = {"offset": 0, "limit": 1}


def met(request: HttpRequest, row: Model) -> str:
    """Return what somebody else changed of ``row`` since the page was loaded; "" for nothing.

    Locks the row, so that the answer is still true when the form is saved.
    """
    label = row._meta.label
    if label not in TRACKED:
        return ""
    list(row._meta.model._base_manager.select_for_update().filter(pk=row.pk).values("pk"))
    if str(version_of(label, row.pk)) == request.POST.get(SEEN, ""):
        return ""
    latest = page_of(
        Asked(owner=(label, str(row.pk))),
        known=set(TRACKED),
        reader=reader_of(request),
        **FIRST,
    )
    told = ""
    for change in latest:
        names = names_for(latest)
        rows = [one for thing in things_of(change, names) for one in thing.rows][:MOST]
        told = _("%(who)s saved this while you were editing (%(what)s).") % {
            "who": who(change, names),
            "what": "; ".join(f"{r.label}: {r.before} → {r.after}" for r in rows),
        }
    again = _("Your entries are still here: save again to keep them instead, or leave the page.")
    return f"{told} {again}"
