"""The pages of the desk inside the admin: inbox, ticket, reviews, dashboard.

Pages of our own with lean templates, in Unfold's frame. A view parses, calls one action or reads
one named query, and presents. Everything is read through ``visible_to``; what is not visible is
not there. A refusal of an action becomes words beside what was tried, see ``refusals.py``.
"""
