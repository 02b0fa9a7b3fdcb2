"""The addresses below ``/admin/desk/configuration/``, in the namespace ``admin``."""

from django.urls import path

from tickets.admin.configuration import changes

urlpatterns = [
    path("changes/", changes.change_list, name="desk_changes"),
    path("changes/<slug:key>/", changes.change_page, name="desk_change"),
    path("changes/<slug:key>/undo/", changes.undo_change, name="desk_change_undo"),
]
