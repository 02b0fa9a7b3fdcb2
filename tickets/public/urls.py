"""The addresses of the site."""

from django.urls import path

from tickets.public.views import filing, following, guests, home, rating

app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path("requests/", following.tickets, name="tickets"),
    path("requests/new/", filing.new, name="new"),
    path("requests/new/<slug:key>/", filing.new_request, name="new_request"),
    path("requests/<uuid:ticket_id>/", following.ticket, name="ticket"),
    path("requests/<uuid:ticket_id>/receipt/", filing.receipt, name="receipt"),
    path("requests/<uuid:ticket_id>/message/", following.message, name="message"),
    path("requests/<uuid:ticket_id>/reopen/", following.reopen, name="reopen"),
    path("requests/<uuid:ticket_id>/withdraw/", following.withdraw, name="withdraw"),
    path("requests/<uuid:ticket_id>/rate/", rating.of_ticket, name="rate_ticket"),
    path("rate/thanks/", rating.thanks, name="thanks"),
    path("rate/<str:secret>/", rating.by_link, name="rate"),
    path("guest/", guests.ask_for_link, name="guest_link"),
    path("guest/<str:secret>/", guests.enter, name="guest"),
    path("live/requests/<uuid:ticket_id>/", following.events, name="events"),
]
