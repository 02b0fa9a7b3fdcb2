"""Every address of the API, below ``/api/v1/``."""

from typing import Any

from django.urls import include, path

from consignment.api import ItemViewSet, OrderViewSet, PayoutViewSet
from tickets.api.callbacks import CallbackSlotsView, CallbackViewSet
from tickets.api.calls import CallViewSet
from tickets.api.categories import CategoryViewSet
from tickets.api.escalations import EscalationViewSet
from tickets.api.events import EventViewSet
from tickets.api.evidence import EvidenceViewSet
from tickets.api.files import FileViewSet
from tickets.api.joining import JoiningViewSet
from tickets.api.me import MeView
from tickets.api.messages import MessageViewSet
from tickets.api.notes import NoteViewSet
from tickets.api.planning import PlanViewSet
from tickets.api.rating import RatingViewSet
from tickets.api.suggestions import SuggestionsView
from tickets.api.talks import TalkViewSet
from tickets.api.tickets import TicketViewSet
from tickets.api.uploads import UploadViewSet
from tickets.api.work import WorkViewSet

app_name = "api"

LIST: dict[str, Any] = {"get": "list"}
READ: dict[str, Any] = {"get": "retrieve"}
UPLOAD: dict[str, Any] = {
    "get": "retrieve",
    "patch": "append",
    "delete": "remove",
    "options": "abilities",
}
CALLBACK: dict[str, Any] = {
    "get": "retrieve",
    "post": "create",
    "patch": "change",
    "delete": "cancel",
}
RATING: dict[str, Any] = {"get": "retrieve", "post": "create", "patch": "explain"}

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
    path("files/<uuid:file_id>/", FileViewSet.as_view(READ), name="file"),
    path(
        "files/<uuid:file_id>/preview/",
        FileViewSet.as_view({"get": "preview"}),
        name="file_preview",
    ),
    path("rating/", RatingViewSet.as_view(RATING), name="rating"),
    path("callback/", CallbackViewSet.as_view(CALLBACK), name="callback"),
    path("seen/", TicketViewSet.as_view({"post": "seen"}), name="seen"),
    path("typing/", EventViewSet.as_view({"post": "typing"}), name="typing"),
    path("events/", EventViewSet.as_view({"get": "of_ticket"}), name="ticket_events"),
    path("reopen/", TicketViewSet.as_view({"post": "reopen"}), name="reopen"),
    path("withdraw/", TicketViewSet.as_view({"post": "withdraw"}), name="withdraw"),
    path("follow-up/", TicketViewSet.as_view({"post": "follow_up"}), name="follow_up"),
    # For customers there is nothing behind these.
    path("notes/", NoteViewSet.as_view({"get": "list", "post": "create"}), name="notes"),
    path("assign/", WorkViewSet.as_view({"post": "assign"}), name="assign"),
    path("put-back/", WorkViewSet.as_view({"post": "put_back"}), name="put_back"),
    path("reclassify/", WorkViewSet.as_view({"post": "reclassify"}), name="reclassify"),
    path("evidence/", EvidenceViewSet.as_view({"post": "ask"}), name="evidence"),
    path("merge/", JoiningViewSet.as_view({"post": "merge"}), name="merge"),
    path("split/", JoiningViewSet.as_view({"post": "split"}), name="split"),
    path("wait/", WorkViewSet.as_view({"post": "wait"}), name="wait"),
    path("resume/", WorkViewSet.as_view({"post": "resume"}), name="resume"),
    path(
        "escalations/",
        EscalationViewSet.as_view({"get": "retrieve", "post": "create"}),
        name="escalations",
    ),
    path("escalations/take/", EscalationViewSet.as_view({"post": "take"}), name="take_escalation"),
    path("resolve/", WorkViewSet.as_view({"post": "resolve"}), name="resolve"),
    path("plan/", PlanViewSet.as_view({"post": "give"}), name="plan"),
    path("plan/promise/", PlanViewSet.as_view({"post": "promise"}), name="plan_promise"),
    path("plan/extend/", PlanViewSet.as_view({"post": "extend"}), name="plan_extend"),
]

talk = [
    path("", TalkViewSet.as_view({"get": "retrieve"}), name="talk"),
    path("export/", TalkViewSet.as_view({"get": "export"}), name="talk_export"),
    path("say/", TalkViewSet.as_view({"post": "say"}), name="talk_say"),
    path("address/", TalkViewSet.as_view({"post": "address"}), name="talk_address"),
    path("vote/", TalkViewSet.as_view({"post": "vote"}), name="talk_vote"),
    path("end/", TalkViewSet.as_view({"post": "end"}), name="talk_end"),
]

urlpatterns = [
    path("me/", include(mine)),
    path("articles/", include("knowledge_base.api")),
    path("categories/", CategoryViewSet.as_view(LIST), name="categories"),
    path("categories/<slug:key>/", CategoryViewSet.as_view(READ), name="category"),
    path(
        "categories/<slug:key>/schema/",
        CategoryViewSet.as_view({"get": "form"}),
        name="category_schema",
    ),
    path("callback-slots/", CallbackSlotsView.as_view(READ), name="callback_slots"),
    path("calls/", CallViewSet.as_view(LIST), name="calls"),
    path("calls/<uuid:callback_id>/take/", CallViewSet.as_view({"post": "take"}), name="call_take"),
    path(
        "calls/<uuid:callback_id>/leave/", CallViewSet.as_view({"post": "leave"}), name="call_leave"
    ),
    path(
        "calls/<uuid:callback_id>/outcome/",
        CallViewSet.as_view({"post": "outcome"}),
        name="call_outcome",
    ),
    path("suggestions/", SuggestionsView.as_view(), name="suggestions"),
    path("events/", EventViewSet.as_view({"get": "of_all"}), name="events"),
    path(
        "uploads/",
        UploadViewSet.as_view({"post": "create", "options": "abilities"}),
        name="uploads",
    ),
    path("uploads/<uuid:upload_id>/", UploadViewSet.as_view(UPLOAD), name="upload"),
    path("talks/", TalkViewSet.as_view({"post": "create"}), name="talks"),
    path("talks/<uuid:talk_id>/", include(talk)),
    path("tickets/", TicketViewSet.as_view({"get": "list", "post": "create"}), name="tickets"),
    path("tickets/take-next/", WorkViewSet.as_view({"post": "take_next"}), name="take_next"),
    path("tickets/<uuid:ticket_id>/", include(ticket)),
]
