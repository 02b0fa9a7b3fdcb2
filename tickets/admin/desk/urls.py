"""The addresses of the desk, below ``/admin/desk/`` and in the namespace ``admin``."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
