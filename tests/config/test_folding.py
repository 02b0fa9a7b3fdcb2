"""Templates that are folded say what they said before, in each language."""

import uuid

import pytest
from django.template import Context, Engine
from django.template.base import TextNode
from django.utils import translation

from config.folding import Loader
from tickets.templatetags.desk import icon

PAGES = {
    "page.html": (
        "{% load i18n desk static %}"
        "{% if a %}{% translate 'Close' context 'window' %} {% icon 'close' %}{% endif %}"
        "{% for one in many %}{% include 'part.html' with name=one only %}{% endfor %}"
        "{% include 'part.html' %}{{ name }}"
    ),
    "part.html": "{% load i18n %}<b>{% translate 'Inbox' %} {{ name }}{{ a }}</b>",
    "constant.html": (
        "{% load i18n desk static %}a {% comment %}b{% endcomment %}{% icon 'close' %} "
        "{% translate 'Inbox' %} {% url 'admin:desk_inbox' %} {% static 'desk/css/frame.css' %}"
        "{% blocktranslate %}Inbox{% endblocktranslate %}"
    ),
    "address.html": "{% url 'admin:desk_move' ticket move %}|{% url 'admin:desk_ticket' ticket %}",
    "sentence.html": (
        "{% load i18n %}{% blocktranslate with name=who %}{{ name }} (you){% endblocktranslate %}"
        "{{ name }}"
    ),
    "token.html": "<form>{% csrf_token %}</form>",
    "loop.html": "{{ depth }}{% if deeper %}{% include 'loop.html' with deeper=False %}{% endif %}",
}
PLAIN = Engine(
    loaders=[("django.template.loaders.locmem.Loader", PAGES)],
    libraries={"desk": "tickets.templatetags.desk", "i18n": "django.templatetags.i18n",
               "static": "django.templatetags.static"},
)  # fmt: skip
FOLDED = Engine(
    loaders=[("config.folding.Loader", [("django.template.loaders.locmem.Loader", PAGES)])],
    libraries=PLAIN.libraries,
)
TICKETS = [uuid.uuid4(), uuid.uuid4()]


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("page.html", {"a": 1, "many": ["<x>", "y"], "name": "<z>"}),
        ("page.html", {"a": 0, "many": [], "name": ""}),
        ("constant.html", {}),
        ("address.html", {"ticket": TICKETS[0], "move": "resolve"}),
        ("address.html", {"ticket": TICKETS[1], "move": "close"}),
        ("sentence.html", {"who": "<Ann> %s", "name": "Bob"}),
        ("token.html", {"csrf_token": "aB3"}),
        ("token.html", {"csrf_token": "<x>"}),
        ("loop.html", {"depth": 1, "deeper": True}),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_folded_template_says_the_same(name, context, language):
    with translation.override(language):
        plain = PLAIN.get_template(name).render(Context(context))
        folded = FOLDED.get_template(name).render(Context(context))

    assert folded == plain


def test_what_never_changes_is_one_text():
    (node,) = FOLDED.get_template("constant.html").nodelist

    assert isinstance(node, TextNode)
    assert str(icon("close")) in node.s


def test_the_site_loads_its_templates_so():
    (loader,) = Engine.get_default().template_loaders

    assert isinstance(loader, Loader)
