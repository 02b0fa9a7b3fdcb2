"""The addresses of the site."""

from django.urls import path

from tickets.public.views import (
    callback,
    choosing,
    drafts,
    files,
    filing,
    following,
    guests,
    home,
    listing,
    previewing,
    rating,
    receipts,
    steps,
)

app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path("requests/", listing.tickets, name="tickets"),
    path("requests/claim/", listing.claim_all, name="claim_all"),
    path("requests/new/", choosing.new, name="new"),
    path("requests/new/<slug:key>/", filing.new_request, name="new_request"),
    path("requests/new/<slug:key>/advice/", filing.advice, name="advice"),
    path("requests/preview/", previewing.preview_form, name="preview_form"),
    path("drafts/<str:place>/", drafts.draft, name="draft"),
    path("requests/<uuid:ticket_id>/", following.ticket, name="ticket"),
    path("requests/<uuid:ticket_id>/receipt/", receipts.receipt, name="receipt"),
    path("requests/<uuid:ticket_id>/message/", following.message, name="message"),
    path("requests/<uuid:ticket_id>/typing/", following.typing, name="typing"),
    path("requests/<uuid:ticket_id>/files/<uuid:file_id>/", files.file, name="file"),
    path(
        "requests/<uuid:ticket_id>/files/<uuid:file_id>/preview/",
        files.file_preview,
        name="file_preview",
    ),
    path("requests/<uuid:ticket_id>/reopen/", steps.reopen, name="reopen"),
    path("requests/<uuid:ticket_id>/withdraw/", steps.withdraw, name="withdraw"),
    path("requests/<uuid:ticket_id>/claim/", steps.claim, name="claim"),
    path("requests/<uuid:ticket_id>/callback/", callback.callback, name="callback"),
    path("requests/<uuid:ticket_id>/callback/cancel/", callback.cancel, name="cancel_callback"),
    path("requests/<uuid:ticket_id>/rate/", rating.of_ticket, name="rate_ticket"),
    path("rate/why/", rating.why, name="rate_why"),
    path("uploads/", files.uploads, name="uploads"),
    path("uploads/<uuid:upload_id>/", files.upload, name="upload"),
    path("uploads/<uuid:upload_id>/preview/", files.upload_preview, name="upload_preview"),
    path("rate/thanks/", rating.thanks, name="thanks"),
    path("rate/<str:secret>/", rating.by_link, name="rate"),
    path("guest/", guests.ask_for_link, name="guest_link"),
    path("guest/<str:secret>/", guests.enter, name="guest"),
    path("live/requests/<uuid:ticket_id>/", following.events, name="events"),
]
