"""The addresses below ``/admin/desk/configuration/``, in the namespace ``admin``."""

from django.urls import path

from tickets.admin.configuration import (
    calendars,
    categories,
    changes,
    missing,
    policies,
    retargets,
)

urlpatterns = [
    path("missing/", missing.missing, name="desk_missing"),
    path("categories/<int:category_id>/used/", categories.question_used, name="desk_question_used"),
    path("calendars/check/", calendars.check, name="desk_calendar_check"),
    path(
        "calendars/<int:calendar_id>/holidays/",
        calendars.holidays_of,
        name="desk_calendar_holidays",
    ),
    path("policies/", policies.matrix, name="desk_policies"),
    path("policies/touches/", retargets.policy_touches, name="desk_policy_touches"),
    path(
        "calendars/<int:calendar_id>/touches/",
        retargets.calendar_touches,
        name="desk_calendar_touches",
    ),
    path("retargets/", retargets.retargets, name="desk_retargets"),
    path("retargets/<uuid:run_id>/", retargets.retarget, name="desk_retarget"),
    path("retargets/<uuid:run_id>/cancel/", retargets.cancel_retarget, name="desk_retarget_cancel"),
    path("changes/", changes.change_list, name="desk_changes"),
    path("changes/<slug:key>/", changes.change_page, name="desk_change"),
    path("changes/<slug:key>/undo/", changes.undo_change, name="desk_change_undo"),
]
