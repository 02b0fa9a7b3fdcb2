"""The addresses of the desk, below ``/admin/desk/`` and in the namespace ``admin``."""

from django.urls import include, path

from tickets.admin.desk import (
    files,
    handing,
    history,
    inbox,
    kept,
    linking,
    patterns,
    picking,
    readers,
    reviews,
    talk,
    ticket,
    writing,
)
from tickets.admin.desk.dashboard import export, pages

A_TICKET = "tickets/<uuid:ticket_id>/"
A_HELD = f"{A_TICKET}held/<uuid:held_id>/"
A_MEASURE = "dashboard/measures/<slug:key>/"
A_REVIEW = "reviews/<int:review_id>/"

urlpatterns = [
    path("", inbox.inbox, name="desk_inbox"),
    path("counts/", inbox.inbox_counts, name="desk_inbox_counts"),
    path("words/", inbox.inbox_words, name="desk_inbox_words"),
    path("views/", kept.save_view, name="desk_save_view"),
    path("views/<slug:key>/", kept.change_view, name="desk_view"),
    path("events/", inbox.inbox_events, name="desk_inbox_events"),
    path("next/", inbox.take_next_ticket, name="desk_take_next"),
    path("presence/", inbox.set_presence, name="desk_presence"),
    path("configuration/", include("tickets.admin.configuration.urls")),
    path("patterns/", patterns.pattern_page, name="desk_patterns"),
    path("patterns/csv/", patterns.pattern_sheet, name="desk_patterns_csv"),
    path("dashboard/", pages.dashboard_page, name="desk_dashboard"),
    path("dashboard/backlog/", pages.backlog_tickets, name="desk_backlog"),
    path("dashboard/backlog/csv/", export.backlog_csv, name="desk_backlog_csv"),
    path("dashboard/hours/csv/", export.heat_csv, name="desk_heat_csv"),
    path(A_MEASURE, pages.measure_page, name="desk_measure"),
    path(f"{A_MEASURE}tickets/", pages.measure_tickets, name="desk_measure_tickets"),
    path(f"{A_MEASURE}csv/", export.measure_csv, name="desk_measure_csv"),
    path(A_TICKET, ticket.ticket_page, name="desk_ticket"),
    path(f"{A_TICKET}parts/", ticket.ticket_parts, name="desk_ticket_parts"),
    path(f"{A_TICKET}thread/", talk.ticket_thread, name="desk_thread"),
    path(f"{A_TICKET}events/", ticket.ticket_events, name="desk_ticket_events"),
    path(f"{A_TICKET}typing/", ticket.ticket_typing, name="desk_ticket_typing"),
    path(f"{A_TICKET}files/<uuid:file_id>/", files.ticket_file, name="desk_file"),
    path(
        f"{A_TICKET}files/<uuid:file_id>/preview/",
        files.ticket_file_preview,
        name="desk_file_preview",
    ),
    path(f"{A_TICKET}case/", ticket.ticket_case, name="desk_ticket_case"),
    path(f"{A_TICKET}customer/", ticket.ticket_customer, name="desk_ticket_customer"),
    path(f"{A_TICKET}patterns/", patterns.ticket_patterns, name="desk_ticket_patterns"),
    path(f"{A_TICKET}history/", history.ticket_history, name="desk_ticket_history"),
    path(f"{A_TICKET}replies/", writing.send_reply, name="desk_reply"),
    path(f"{A_TICKET}notes/", writing.save_note, name="desk_note"),
    path(f"{A_TICKET}drafts/<slug:kind>/", writing.keep_draft, name="desk_draft"),
    path(f"{A_HELD}release/", writing.release_held, name="desk_release"),
    path(f"{A_HELD}undo/", writing.take_back_held, name="desk_undo"),
    path(f"{A_TICKET}canned/", picking.canned_replies, name="desk_canned"),
    path(f"{A_TICKET}canned/<int:canned_id>/", picking.canned_reply, name="desk_canned_use"),
    path(f"{A_TICKET}articles/", picking.articles, name="desk_articles"),
    path(f"{A_TICKET}articles/<uuid:article_id>/", picking.article, name="desk_article"),
    path(f"{A_TICKET}readers/", readers.ticket_readers, name="desk_readers"),
    path(f"{A_TICKET}colleagues/", handing.colleagues, name="desk_colleagues"),
    path(f"{A_TICKET}hand-over/", handing.hand_over_ticket, name="desk_hand_over"),
    path(f"{A_TICKET}things/", linking.things, name="desk_things"),
    path(f"{A_TICKET}things/<slug:kind>/<uuid:thing_id>/", linking.link, name="desk_link"),
    path(f"{A_TICKET}moves/<slug:move>/", ticket.make_move, name="desk_move"),
    path("reviews/", reviews.review_list, name="desk_reviews"),
    path(A_REVIEW, reviews.review_page, name="desk_review"),
    path(f"{A_REVIEW}write/", reviews.write, name="desk_review_write"),
    path(f"{A_REVIEW}close/", reviews.close, name="desk_review_close"),
]
