"""Step 1 of a new request: what is it about?"""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consignment.languages import supported
from consignment.models import User
from tickets.actions.advise import advise
from tickets.public import drafts, matters, own
from tickets.public.own import KINDS
from tickets.triage.models import Category, FieldKind
from tickets.triage.templates import FIND, Thing

MOST_TYPED = 500
MOST_FOUND = 60
"""How far a list goes on; beyond it one searches."""
MORE_EACH = 12


@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """Offer the reader's own things and the matters; or, of one thing, the matters that suit it."""
    return choose(request)


def choose(request: HttpRequest, *, not_found: bool = False, status: int = 200) -> HttpResponse:
    """Render step 1. ``not_found``: the matter that was asked for is none."""
    now = timezone.now()
    person = request.user if isinstance(request.user, User) else None
    categories = list(Category.objects.offered())
    kind, number = named(request.GET)
    thing = FIND[kind](person, number) if person and kind else None
    words = asked(request.GET, "q", most=MOST_TYPED)
    context = {
        "not_found": not_found,
        "not_theirs": bool(number) and thing is None,
        "q": words,
        "find": "",
    }
    if thing is not None:
        context |= _about(thing, categories, request)
    else:
        context |= _all(request, person, categories)
    if words:
        context["advice"] = advise(
            text=words,
            person=request.user,
            language=supported(get_language()),
            things=[thing] if thing else [],
            at=now,
        )
    return render(request, "public/new.html", context, status=status)


def named(query: QueryDict) -> tuple[FieldKind | None, str]:
    """Return the thing that an address names: ``?order=CO-20260412-0042``; none: None and ""."""
    for kind in KINDS:
        if number := asked(query, kind.value, most=40):
            return kind, number
    return None, ""


def asked(query: QueryDict, name: str, *, most: int) -> str:
    """Return what an address says under ``name``, as far as anything can be found by it."""
    return query.get(name, "").replace("\x00", "").strip()[:most]


def _about(thing: Thing, categories: list[Category], request: HttpRequest) -> dict[str, object]:
    now = timezone.now()
    card = own.as_own(thing, at=now)
    best, others = matters.of_thing(thing, card, categories, at=now)
    return {"thing": card, "best": best, "others": others, "shelves": [], "groups": []}


def _all(
    request: HttpRequest, person: User | None, categories: list[Category]
) -> dict[str, object]:
    now = timezone.now()
    find = asked(request.GET, "find", most=80)
    limits = {kind: _limit(request.GET.get(f"{kind.value}s", "")) for kind in own.SHELVES}
    draft = drafts.newest(request, beginning="new:")
    started = next((c for c in categories if draft and draft.place == f"new:{c.key}"), None)
    shelves = own.shelves(person, at=now, find=find, limits=limits) if person else []
    return {
        "thing": None,
        "find": find,
        "shelves": [(shelf, _more(request, shelf)) for shelf in shelves],
        "has_things": bool(shelves) or bool(find),
        "groups": matters.groups_for(request.user, categories),
        "started": started,
        "draft": draft,
    }


def _limit(page: str) -> int:
    """Return how many cards of a kind are shown: six, and a dozen more each time."""
    pages = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 0
    return min(own.NEWEST + pages * MORE_EACH, MOST_FOUND)


def _more(request: HttpRequest, shelf: own.Shelf) -> str:
    """Return the query that shows more of ``shelf``; empty where the list ends or goes no on."""
    if not shelf.more or len(shelf.things) >= MOST_FOUND:
        return ""
    query = QueryDict(mutable=True)
    if find := request.GET.get("find", ""):
        query["find"] = find
    query[f"{shelf.kind.value}s"] = str((len(shelf.things) - own.NEWEST) // MORE_EACH + 1)
    return query.urlencode()
