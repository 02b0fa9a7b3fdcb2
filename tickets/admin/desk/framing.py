"""Unfold's frame around the pages of the desk, drawn once for its reader and remembered.

Menu, head and account take longer to draw than most pages have to say. They depend on who reads, in
which language and in which part of the desk; what else differs from page to page are *slots*: the
title, the token of the forms, the badges, the blocks that pages fill. So the frame is drawn with a
mark for each slot, cut at the marks, and kept as a template that pages extend.

It is at most ``SECONDS`` behind what it shows. The menu opens nothing: each page asks by itself
who may read it.
"""

import re
import secrets
import time
from collections import OrderedDict
from threading import Lock
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template import Engine, Template
from django.template.base import NodeList, TextNode
from django.template.loader import render_to_string
from django.utils import timezone, translation

from tickets.admin.navigation import MARKS, Badge, Badges
from tickets.admin.who import who

SECONDS = 30
KEPT = 256
"""Frames a process keeps: of some 30 kB each."""

SLOTS: dict[str, str] = {
    "title": "{{ title }}",
    "csrf": "{{ csrf_token }}",
    "bodyclass": "{% block bodyclass %}{% endblock %}",
    "extrastyle": "{% block extrastyle %}{% endblock %}",
    "extrahead": "{% block extrahead %}{% endblock %}",
    "side": "{% block nav-global-side %}{% endblock %}",
    "messages": (
        "{% if messages %}<div class='px-4'>"
        "{% include 'unfold/helpers/messages.html' %}</div>{% endif %}"
    ),
    "content": "{% block content %}{% endblock %}",
    **{
        badge: (
            f"{{% with badge=badges.{badge} %}}{{% if badge %}}"
            "{% include 'admin/desk/menu_badge.html' %}{% endif %}{% endwith %}"
        )
        for badge in Badge
    },
}
"""What stands in the place of each mark."""

_frames: "OrderedDict[tuple[Any, ...], tuple[float, Template]]" = OrderedDict()
_lock = Lock()


def frame_of(request: HttpRequest) -> Template:
    """Return the frame for the reader of ``request``, to be extended with ``badges`` in context."""
    match = request.resolver_match
    by = who(request)
    key = (
        by.user_id,
        by.kind,
        by.team_ids,
        translation.get_language(),
        timezone.get_current_timezone_name(),
        match and match.view_name,
    )
    now = time.monotonic()
    with _lock:
        kept = _frames.get(key)
    if kept is not None and kept[0] > now:
        return kept[1]
    frame = _drawn(request)
    with _lock:
        _frames[key] = (now + SECONDS, frame)
        _frames.move_to_end(key)
        while len(_frames) > KEPT:
            _frames.popitem(last=False)
    return frame


def forget() -> None:
    """Draw every frame anew from here on, and count its badges anew."""
    with _lock:
        _frames.clear()
    Badges.forget()


def _drawn(request: HttpRequest) -> Template:
    # Nobody can know the marks, so nothing that is shown can be taken for one.
    salt = secrets.token_hex(16)
    marks = {name: f"0{salt}-{name}" for name in SLOTS}
    setattr(request, MARKS, marks)
    try:
        given = {"title": marks["title"], "csrf_token": marks["csrf"], "marks": marks}
        context = {**admin.site.each_context(request), **given}
        drawn = render_to_string("admin/desk/frame.html", context, request=request)
    finally:
        delattr(request, MARKS)
    badge = rf"<span [^<>]*>\s*0{salt}-(badge_\w+)\s*</span>"
    mark = rf"0{salt}-(\w+)"
    nodes, done = NodeList(), 0
    engine = Engine.get_default()
    for found in re.finditer(f"{badge}|{mark}", drawn):
        # What is between the marks is no template: a name that looks like one stays a name.
        nodes.append(TextNode(drawn[done : found.start()]))
        nodes.extend(Template(SLOTS[found[1] or found[2]], engine=engine).nodelist)
        done = found.end()
    nodes.append(TextNode(drawn[done:]))
    frame = Template("", engine=engine)
    frame.nodelist = nodes
    return frame
