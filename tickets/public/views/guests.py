"""A guest comes back by the link of a mail, or asks for a new one."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tickets.actions.invite_guest import send_guest_link
from tickets.lifecycle import guests
from tickets.lifecycle.guests import GuestLinkRefused
from tickets.public import access
from tickets.public.forms import GuestLinkForm
from tickets.public.limits import guest_may


@require_safe
@access.private_page
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """Let the guest in. The link stays good: mail scanners and previews follow it too."""
    now = timezone.now()
    try:
        guest = guests.follow(secret, at=now)
    except GuestLinkRefused:
        return _ask(request, GuestLinkForm(), expired=True, status=HTTPStatus.GONE)
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
        form.add_error(None, _("That is a lot for one hour. Log in, or try again later."))
        return _ask(request, form, status=HTTPStatus.TOO_MANY_REQUESTS)
    send_guest_link(**form.cleaned_data, at=timezone.now())
    return _ask(request, form, sent=True)


def _ask(
    request: HttpRequest,
    form: GuestLinkForm,
    *,
    expired: bool = False,
    sent: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {"form": form, "expired": expired, "sent": sent}
    return render(request, "public/guest_link.html", context, status=status)
