"""The kinds of problem an API call can meet: what ``type`` of a problem document leads to."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

Text = str | Promise
PATH = "/api/problems/"


@dataclass(frozen=True, slots=True)
class ProblemType:
    """``what`` happened, and what an app should ``do``."""

    status: int
    what: Text
    do: Text


# By the code of the document; without one, by its status.
PROBLEM_TYPES: dict[str, ProblemType] = {
    "400": ProblemType(
        400,
        _("Something in the call is wrong."),
        _("“errors” names each field by a pointer and says what to do. Show it beside the field."),
    ),
    "401": ProblemType(
        401,
        _("Nobody is logged in, or the session is over, or a guest's link has expired."),
        _("Keep what was written, log in again, and repeat the call with the same key."),
    ),
    "403": ProblemType(
        403,
        _("You are known, but this is for somebody else to do."),
        _("Do not offer it. With a session cookie, a CSRF token may be missing."),
    ),
    "404": ProblemType(
        404,
        _("There is nothing at this address, or nothing for you."),
        _("The two look the same on purpose. Read the list again."),
    ),
    "405": ProblemType(
        405,
        _("The address does not know this method."),
        _("“Allow” names those it knows."),
    ),
    "406": ProblemType(
        406,
        _("The answer does not come in the form that “Accept” asks for."),
        _("Ask for application/json; events come as text/event-stream."),
    ),
    "409": ProblemType(
        409,
        _("Right in itself, but not as things stand."),
        _("Read the ticket again and show “detail”."),
    ),
    "413": ProblemType(
        413, _("The body is too large."), _("Send files in parts, and texts of less.")
    ),
    "415": ProblemType(
        415,
        _("The body is of a kind that is not read here."),
        _("Send application/json."),
    ),
    "422": ProblemType(
        422,
        _("The Idempotency-Key was used for another request."),
        _("Make a new key for each new thing to be done."),
    ),
    "429": ProblemType(
        429,
        _("Too many calls."),
        _("Wait as many seconds as “Retry-After” says. “RateLimit” tells it before it happens."),
    ),
    "500": ProblemType(
        500, _("A fault on our side."), _("Tell us the request id; it stands in our logs.")
    ),
    "503": ProblemType(
        503,
        _("The service is away for a moment. Nothing was saved."),
        _("Repeat the call, with the same key, after “Retry-After” seconds."),
    ),
    "changed": ProblemType(
        412,
        _("The ticket changed since it was read."),
        _("Read it again, show what is new, and let the person decide. “ETag” is the present one."),
    ),
    "move_refused": ProblemType(
        409,
        _("The ticket is in a state that does not allow this."),
        _("“state” says in which. Offer what “can” of the ticket allows."),
    ),
    "ticket_is_done": ProblemType(
        409,
        _("The matter is closed: nothing can be added."),
        _("Offer a follow-up when “can.follow_up” is true, else a new ticket."),
    ),
    "not_over": ProblemType(
        409,
        _("The ticket still takes messages: nothing has to follow it."),
        _("Write on it. Offer a follow-up by “can.follow_up”."),
    ),
    "unsolved": ProblemType(
        409, _("There is no solution yet that could be rated."), _("Offer it by “can.rate”.")
    ),
    "rated": ProblemType(
        409, _("This solution has been rated already."), _("Show the rating that is there.")
    ),
    "late": ProblemType(
        409, _("The time to rate this solution is over."), _("Offer it by “can.rate”.")
    ),
    "guest_limit": ProblemType(
        429,
        _("As many requests were filed with this address today as may be without a login."),
        _("Keep what was written. Offer to log in, or to try again after “Retry-After” seconds."),
    ),
    "too_many_streams": ProblemType(
        429,
        _("This reader has as many event streams open as one may."),
        _("Close one, or listen to all tickets by a single stream."),
    ),
    "review_refused": ProblemType(
        409, _("Staff only: the review is not in a state for this."), _("Read it again.")
    ),
    "nothing_to_take": ProblemType(
        409, _("Staff only: nothing waits that fits."), _("Ask again later.")
    ),
    "agent_is_full": ProblemType(
        409,
        _("Staff only: the agent holds as many tickets as fit."),
        _("Solve one, or put one back."),
    ),
    "not_changed": ProblemType(
        409,
        _("Staff only: the ticket is done, or is already what was asked for."),
        _("Read it again, and offer what is different."),
    ),
    "not_an_agent": ProblemType(
        403, _("Staff only: this is for agents."), _("Ask a supervisor to be made one.")
    ),
    "only_reads": ProblemType(
        403,
        _("Staff only: this account's role is to read."),
        _("Nothing was changed. Show what there is, and offer nothing."),
    ),
    "second_factor": ProblemType(
        403,
        _("Staff only: this session has not proven a second factor."),
        _("Set one up or give a code at /_allauth/app/v1/account/authenticators/, then repeat."),
    ),
    "no_policy": ProblemType(
        503,
        _("The desk is not set up to promise an answer to this."),
        _("Nothing was saved. Try again later."),
    ),
}


def type_of(status: int, code: str = "") -> str:
    """Return the address at which the kind of a problem is explained."""
    return f"{settings.SITE_URL}{PATH}#{code if code in PROBLEM_TYPES else status}"


@require_safe
def problem_types(request: HttpRequest) -> HttpResponse:
    """Show every kind of problem, each at the fragment that ``type`` names."""
    return render(request, "api/problems.html", {"problems": PROBLEM_TYPES})
