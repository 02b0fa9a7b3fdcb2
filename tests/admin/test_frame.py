"""The frame around the desk's pages is remembered, and still its reader's own."""

import re

from django.test import Client
from django.urls import reverse

from consignment.models import User
from tests.factories.desk import Desk, open_ticket
from tickets.admin.desk import framing
from tickets.admin.navigation import Badges

INBOX = "/admin/desk/"
REVIEWS = "/admin/desk/reviews/"
# What differs between two answers of any page: tokens and the moment.
OF_THE_MOMENT = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|\d{4}-\d\d-\d\dT[\d:.+]+')


def page(client: Client, address: str) -> str:
    return OF_THE_MOMENT.sub("", client.get(address).text)


def test_a_remembered_frame_shows_the_same_page_as_one_drawn_anew(desk: Desk, agent: Client):
    open_ticket()
    framing.forget()
    anew = {address: page(agent, address) for address in (INBOX, REVIEWS)}

    assert {address: page(agent, address) for address in anew} == anew
    assert "<title> Inbox |" in anew[INBOX]
    assert "<title> Reviews |" in anew[REVIEWS]


def test_each_form_of_a_remembered_frame_carries_the_token_of_its_own_page(agent: Client):
    def tokens() -> set[str]:
        found = re.findall(r'csrfmiddlewaretoken" value="(\w+)"', agent.get(INBOX).text)
        assert len(found) > 2
        return set(found)

    first, second = tokens(), tokens()

    assert len(first) == len(second) == 1
    assert first != second


def test_nobody_reads_the_frame_of_another(desk: Desk, agent: Client, supervisor: Client):
    for _ in range(2):
        mine, theirs = agent.get(INBOX).text, supervisor.get(INBOX).text
        assert desk.agent.user.email in mine
        assert desk.agent.user.email not in theirs
        assert reverse("admin:tickets_policy_changelist") not in mine


def test_a_name_that_looks_like_a_template_is_shown_as_it_is(desk: Desk, agent: Client):
    desk.agent.user.name = "{{ request.user.password }}{% now 'Y' %}"
    desk.agent.user.save()

    for _ in range(2):
        assert "{{ request.user.password }}{% now &#x27;Y&#x27; %}" in agent.get(REVIEWS).text


def test_what_waits_is_counted_anew_beside_a_remembered_menu(desk: Desk, agent: Client):
    def badge() -> list[str]:
        return re.findall(r"min-w-\[18px\][^>]*>(\d+)</span>", agent.get(INBOX).text)

    before = badge()
    open_ticket()

    assert (before, badge()) == ([], ["1"])
    assert Badges.SECONDS < framing.SECONDS


def test_parts_that_are_remembered_speak_the_language_of_their_reader(desk: Desk, agent: Client):
    ticket = open_ticket()
    address = f"/admin/desk/tickets/{ticket.id}/"
    for language, said, not_said in (
        ("en", "Keyboard shortcuts", "键盘快捷键"),
        ("zh-hans", "键盘快捷键", "Keyboard shortcuts"),
        ("en", "Keyboard shortcuts", "键盘快捷键"),
    ):
        User.objects.filter(pk=desk.agent.user.pk).update(language=language)
        text = agent.get(address).text
        assert said in text
        assert not_said not in text
