"""The pages on which canned replies are written: shared ones, and each agent's own."""

from django.test import Client

from tests.admin.conftest import browser_of
from tests.factories.desk import AgentFactory, Desk
from tickets.conversation import preset_canned
from tickets.conversation.canned import CannedReply
from tickets.management import presets
from tickets.triage.models import Category

PAGE = "/admin/tickets/cannedreply/"


def written(**texts: str) -> dict[str, str]:
    return {"title_en": "Shipped", "title_zh": "", "text_en": "", "text_zh": "", **texts}


def test_a_blank_that_nothing_fills_is_refused_with_those_there_are(desk: Desk, supervisor: Client):
    answer = supervisor.post(f"{PAGE}add/", written(text_en="Hello {name}, {item} is here."))

    assert "Nothing fills {name}. Use one of: {customer_name}, {agent_name}" in answer.text
    assert not CannedReply.objects.filter(title_en="Shipped").exists()
    empty = supervisor.post(f"{PAGE}add/", written())
    assert "Write the text in one language at least." in empty.text


def test_a_shared_reply_is_previewed_in_both_languages(desk: Desk, supervisor: Client):
    texts = {"text_en": "Hello {customer_name}", "text_zh": "{customer_name}，您好"}
    supervisor.post(f"{PAGE}add/", written(active="on", **texts))

    reply = CannedReply.objects.get(title_en="Shipped")
    page = supervisor.get(f"{PAGE}{reply.id}/change/").text
    assert (reply.key, reply.owner) == ("shipped", None)
    assert "Hello Lin Mei" in page
    assert "林梅，您好" in page


def test_an_agent_writes_their_own_and_reads_the_shared_alone(desk: Desk, agent: Client):
    shared = CannedReply.objects.filter(owner=None).first()
    agent.post(f"{PAGE}add/", written(text_en="Mine", active="on"))

    own = CannedReply.objects.get(title_en="Shipped")
    assert own.owner == desk.agent
    assert agent.get(f"{PAGE}{shared.id}/change/").status_code == 200
    assert agent.post(f"{PAGE}{shared.id}/change/", written(text_en="!")).status_code == 403
    assert agent.post(f"{PAGE}{shared.id}/delete/", {"post": "yes"}).status_code == 403
    other = browser_of(AgentFactory.create())
    # Not visible is not there: Django's admin goes back to its index.
    assert other.get(f"{PAGE}{own.id}/change/").status_code == 302
    assert "Shipped" not in other.get(PAGE).text


def test_the_presets_are_whole_and_leave_what_staff_edited(desk: Desk):
    for reply in preset_canned.replies():
        reply.clean_fields()
        assert reply.text_en
        assert reply.text_zh
    payout = Category.objects.get(key="payout")
    offered = CannedReply.objects.best_first(category_id=payout.pk)[:2]
    assert {reply.key for reply in offered} == {"payout-when", "payout-held"}
    assert set().union(*preset_canned.matters().values()) <= set(
        Category.objects.values_list("key", flat=True)
    )
    CannedReply.objects.filter(key="order-on-its-way").update(text_en="Ours.")
    CannedReply.objects.filter(key="item-price").update(active=False)
    count = CannedReply.objects.count()

    presets.load()

    assert count == len(preset_canned.PRESETS) >= 12
    assert CannedReply.objects.count() == count
    assert CannedReply.objects.get(key="order-on-its-way").text_en == "Ours."
    assert not CannedReply.objects.get(key="item-price").active
