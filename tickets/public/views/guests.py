"""A guest comes back by the link of a mail, or asks for a new one."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tickets.actions.invite_guest import renew_guest_link, send_guest_link
from tickets.lifecycle import guests
from tickets.lifecycle.guests import GuestLinkRefused
from tickets.public import access
from tickets.public.forms import GuestLinkForm
from tickets.public.limits import guest_may


@require_http_methods(["GET", "HEAD", "POST"])
@access.private_page
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """Let the guest in. The link stays good: mail scanners and previews follow it too.

    A link whose time is over is still a way to a new one: by one press, mailed to where it was
    sent. The page is the same for a link that never was.
    """
    now = timezone.now()
    if request.method == "POST":
        if not guest_may(request):
            return _ask(request, GuestLinkForm(), too_many=True)
        renew_guest_link(secret, at=now)
        return _ask(request, GuestLinkForm(), sent=True)
    try:
        guest = guests.follow(secret, at=now)
    except GuestLinkRefused:
        return _ask(request, GuestLinkForm(), expired=secret, status=HTTPStatus.GONE)
    access.let_in(request, guest, at=now)
    return redirect("public:ticket", guest.ticket_id)


@require_http_methods(["GET", "HEAD", "POST"])
@access.private_page
def ask_for_link(request: HttpRequest) -> HttpResponse:
    """Mail a fresh link, by number and address. The answer is the same whoever has tickets."""
    if request.method != "POST":
        return _ask(request, GuestLinkForm())
    form = GuestLinkForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not guest_may(request):
        return _ask(request, form, too_many=True)
    send_guest_link(**form.cleaned_data, at=timezone.now())
    return _ask(request, form, sent=True)


def _ask(
    request: HttpRequest,
    form: GuestLinkForm,
    *,
    expired: str = "",
    sent: bool = False,
    too_many: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Show the form. ``expired``: the secret that did not let in."""
    why = _("That is a lot for one hour. Log in, or try again later.") if too_many else ""
    context = {"form": form, "expired": expired, "sent": sent, "why": why}
    status = HTTPStatus.TOO_MANY_REQUESTS if too_many else status
    return render(request, "public/guest_link.html", context, status=status)
