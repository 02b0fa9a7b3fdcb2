"""Every address of the API, below ``/api/v1/``."""

from typing import Any

from django.urls import include, path

from consignment.api import ItemViewSet, OrderViewSet, PayoutViewSet
from tickets.api.categories import CategoryViewSet
from tickets.api.me import MeView
from tickets.api.messages import MessageViewSet
from tickets.api.notes import NoteViewSet
from tickets.api.rating import RatingViewSet
from tickets.api.tickets import TicketViewSet
from tickets.api.work import WorkViewSet

app_name = "api"

LIST: dict[str, Any] = {"get": "list"}
READ: dict[str, Any] = {"get": "retrieve"}

mine = [
    path("", MeView.as_view(), name="me"),
    path("orders/", OrderViewSet.as_view(LIST), name="orders"),
    path("orders/<uuid:pk>/", OrderViewSet.as_view(READ), name="order"),
    path("items/", ItemViewSet.as_view(LIST), name="items"),
    path("items/<uuid:pk>/", ItemViewSet.as_view(READ), name="item"),
    path("payouts/", PayoutViewSet.as_view(LIST), name="payouts"),
    path("payouts/<uuid:pk>/", PayoutViewSet.as_view(READ), name="payout"),
]

ticket = [
    path("", TicketViewSet.as_view(READ), name="ticket"),
    path("messages/", MessageViewSet.as_view({"get": "list", "post": "create"}), name="messages"),
    path("rating/", RatingViewSet.as_view({"get": "retrieve", "post": "create"}), name="rating"),
    path("reopen/", TicketViewSet.as_view({"post": "reopen"}), name="reopen"),
    path("withdraw/", TicketViewSet.as_view({"post": "withdraw"}), name="withdraw"),
    # For customers there is nothing behind these.
    path("notes/", NoteViewSet.as_view({"get": "list", "post": "create"}), name="notes"),
    path("assign/", WorkViewSet.as_view({"post": "assign"}), name="assign"),
    path("put-back/", WorkViewSet.as_view({"post": "put_back"}), name="put_back"),
    path("wait/", WorkViewSet.as_view({"post": "wait"}), name="wait"),
    path("resume/", WorkViewSet.as_view({"post": "resume"}), name="resume"),
    path("resolve/", WorkViewSet.as_view({"post": "resolve"}), name="resolve"),
]

urlpatterns = [
    path("me/", include(mine)),
    path("articles/", include("knowledge_base.api")),
    path("categories/", CategoryViewSet.as_view(LIST), name="categories"),
    path("categories/<slug:key>/", CategoryViewSet.as_view(READ), name="category"),
    path("tickets/", TicketViewSet.as_view({"get": "list", "post": "create"}), name="tickets"),
    path("tickets/take-next/", WorkViewSet.as_view({"post": "take_next"}), name="take_next"),
    path("tickets/<uuid:ticket_id>/", include(ticket)),
]
