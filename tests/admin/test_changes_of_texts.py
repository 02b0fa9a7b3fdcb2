"""Changes of texts: canned replies, shared or one's own, and the shelves of the help centre."""

from django.http import HttpResponse
from django.test import Client

from knowledge_base.articles.models import Section
from knowledge_base.search.models import ExampleQuestion, SearchVersion, Synonym
from tests.admin.conftest import browser_of
from tests.admin.test_configuration_changes import CHANGES, latest, undo
from tests.factories.desk import AgentFactory, Desk
from tests.factories.knowledge import ArticleFactory
from tickets.changes.reading import Asked, Reader, page_of
from tickets.changes.tracking import TRACKED
from tickets.conversation.canned import CannedReply, count_use
from tickets.inbox.models import SavedView
from tickets.staff.models import Agent, Team
from tickets.triage.models import Category


def canned(browser: Client, reply: CannedReply | None = None, **facts: object):
    address = f"/admin/tickets/cannedreply/{f'{reply.pk}/change' if reply else 'add'}/"
    texts = {"title_en": "Shipped", "title_zh": "", "text_en": "It left.", "text_zh": ""}
    return browser.post(address, {**texts, "active": "on", **facts})


def names(page: HttpResponse) -> list[str]:
    return [shown["thing"].name for one in page.context["changes"] for shown in one["things"]]


def test_a_canned_reply_with_its_matters_is_kept_and_undone(desk: Desk, supervisor: Client):
    matter = Category.objects.get(key="not-shipped")
    canned(supervisor, categories=[matter.pk])
    reply = CannedReply.objects.get(title_en="Shipped")
    canned(supervisor, reply, text_en="It is on its way.", categories=[])
    [change] = latest()

    page = supervisor.get(f"{CHANGES}{change.key}/").context["change"]
    answer = undo(supervisor, change)

    reply.refresh_from_db()
    [shown] = page["things"]
    assert [(row.label, row.before, row.after) for row in shown["rows"]] == [
        ("Text, English", "It left.", "It is on its way."),
        ("Matter", str(matter), "–"),
    ]
    assert page["who"] == str(desk.supervisor.user)
    assert answer.status_code == 302
    assert (reply.text_en, reply.categories.get()) == ("It left.", matter)


def test_the_use_of_a_canned_reply_is_no_change_of_it(desk: Desk):
    reply = CannedReply.objects.first()
    [before] = latest()

    count_use(reply)

    assert latest() == [before]


def test_nobody_reads_or_undoes_what_was_ever_the_own_of_another(
    desk: Desk, agent: Client, supervisor: Client
):
    canned(agent, title_en="My own")
    own = CannedReply.objects.get(title_en="My own")
    canned(agent, own, title_en="Mine", categories=[Category.objects.first().pk])
    [change] = page_of(Asked(), known=set(TRACKED), reader=Reader(desk.agent.pk), offset=0, limit=1)

    [mine, *_shared] = names(agent.get(CHANGES))
    about_it = supervisor.get(f"{CHANGES}?of=tickets.CannedReply:{own.pk}")

    assert mine == "Mine"
    assert "Mine" not in about_it.text
    assert not about_it.context["changes"]
    assert supervisor.get(f"{CHANGES}{change.key}/").status_code == 404
    assert undo(supervisor, change).status_code == 404
    assert undo(agent, change).status_code == 302
    own.refresh_from_db()
    assert (own.title_en, own.categories.count()) == ("My own", 0)


def test_an_agent_reads_the_changes_of_shared_replies_and_undoes_none(
    desk: Desk, agent: Client, supervisor: Client
):
    reply = CannedReply.objects.filter(owner=None).first()
    canned(supervisor, reply, title_en="Changed", categories=[])
    [change] = latest()

    page = agent.get(f"{CHANGES}{change.key}/")

    assert not page.context["change"]["may_undo"]
    assert undo(agent, change).status_code == 403
    # How the desk works is not theirs to read.
    assert {kind for kind, _name in agent.get(CHANGES).context["kinds"]} == {
        "tickets.CannedReply",
        "tickets.SavedView",
    }


def test_sections_and_synonyms_of_the_help_centre_are_kept_and_undone(desk: Desk):
    editor = browser_of(AgentFactory.create(editor=True))
    section = Section.objects.create(slug="sending", title_en="Sending", title_zh="寄送")
    editor.post("/admin/knowledge_base/synonym/add/", {"words": "parcel, package"})
    address = f"/admin/knowledge_base/section/{section.pk}/change/"
    facts = {"slug": "sending", "title_zh": "寄送", "position": 0, "matter": ""}
    editor.post(address, {**facts, "title_en": "Parcels"})
    page = editor.get(CHANGES)
    by_name = {one["things"][0]["thing"].name: one for one in page.context["changes"]}

    assert set(by_name) >= {"parcel, package", "Parcels"}
    for name in ("parcel, package", "Parcels"):
        assert by_name[name]["who"] == str(Agent.objects.get(role="editor").user)
        assert editor.post(f"{CHANGES}{by_name[name]['key']}/undo/").status_code == 302

    section.refresh_from_db()
    kinds = {kind for kind, _name in page.context["kinds"]}
    assert kinds == {
        "knowledge_base.Section",
        "knowledge_base.Synonym",
        "knowledge_base.ExampleQuestion",
    }
    assert not Synonym.objects.filter(words="parcel, package").exists()
    assert section.title_en == "Sending"


def test_an_example_question_that_was_deleted_comes_back_and_the_search_knows(desk: Desk):
    editor = browser_of(AgentFactory.create(editor=True))
    article = ArticleFactory.create()
    facts = {"article": article.pk, "language": "en", "text": "Where is my vase?"}
    editor.post("/admin/knowledge_base/examplequestion/add/", facts)
    example = ExampleQuestion.objects.get(text="Where is my vase?")
    editor.post(f"/admin/knowledge_base/examplequestion/{example.pk}/delete/", {"post": "yes"})
    gone = not ExampleQuestion.objects.filter(pk=example.pk).exists()
    [deleting] = latest()
    version = SearchVersion.objects.get().version

    page = editor.get(CHANGES).context["changes"][0]
    answer = undo(editor, deleting)

    assert gone
    assert (page["who"], page["things"][0]["thing"].name) == (str(example.by), "Where is my vase?")
    assert answer.status_code == 302
    assert ExampleQuestion.objects.get(pk=example.pk).article == article
    assert SearchVersion.objects.get().version != version


def view_of(browser: Client, **facts: object) -> SavedView:
    sent = {"name": "Late parcels", "q": "is:late", "sharing": "all", **facts}
    browser.post("/admin/desk/views/", sent)
    return SavedView.objects.get(name=sent["name"])


def change_view(browser: Client, view: SavedView, **facts: object) -> None:
    sent = {"do": "change", "name": view.name, "q": view.query, "sharing": view.sharing}
    browser.post(f"/admin/desk/views/v{view.pk}/", sent | facts)


def test_a_view_that_was_changed_or_deleted_is_put_back_by_who_may_change_it(
    desk: Desk, agent: Client, supervisor: Client
):
    view = view_of(agent)
    change_view(supervisor, view, q="is:open")
    [changing] = latest()
    change_view(supervisor, view, do="delete")
    [deleting] = latest()

    page = agent.get(f"{CHANGES}{changing.key}/").context["change"]
    for change in (deleting, changing):
        assert undo(agent, change).status_code == 302

    view.refresh_from_db()
    [shown] = page["things"]
    assert page["who"] == str(desk.supervisor.user)
    assert [(row.label, row.before, row.after) for row in shown["rows"]] == [
        ("Search", "is:late", "is:open")
    ]
    assert (view.query, view.deleted_at) == ("is:late", None)


def test_nobody_reads_the_changes_of_a_view_that_was_never_theirs_to_see(
    desk: Desk, agent: Client, supervisor: Client
):
    other = browser_of(AgentFactory.create())
    view_of(agent, sharing="nobody")
    [change] = page_of(Asked(), known=set(TRACKED), reader=Reader(desk.agent.pk), offset=0, limit=1)
    shared = view_of(agent, name="For all")
    [of_all] = latest()

    assert "Late parcels" in agent.get(CHANGES).text
    for browser in (other, supervisor):
        assert "Late parcels" not in browser.get(CHANGES).text
        assert undo(browser, change).status_code == 404
    # What is shared with all is read by all, and put back by its owner and by supervisors.
    assert shared.name in other.get(CHANGES).text
    assert undo(other, of_all).status_code == 403
    assert undo(supervisor, of_all).status_code == 302


def test_a_view_of_a_team_is_put_back_by_its_supervisors_and_there_for_nobody_else(
    desk: Desk, agent: Client, supervisor: Client
):
    team = Team.objects.create(key="parcels", name="Parcels")
    outsider = browser_of(AgentFactory.create(supervisor=True))
    for one in (desk.agent, desk.supervisor):
        one.teams.add(team)
    view = view_of(agent, sharing="nobody")
    change_view(agent, view, sharing="team", team=team.pk)
    view.refresh_from_db()
    change_view(supervisor, view, q="is:open", team=team.pk)
    [change] = page_of(
        Asked(),
        known=set(TRACKED),
        reader=Reader(desk.supervisor.pk, frozenset({team.pk})),
        offset=0,
        limit=1,
    )

    seen = names(supervisor.get(CHANGES))

    # Until it was shared it was its owner's alone.
    assert seen.count("Late parcels") == 1
    assert "Late parcels" not in outsider.get(CHANGES).text
    assert undo(outsider, change).status_code == 404
    assert undo(supervisor, change).status_code == 302
    view.refresh_from_db()
    assert (view.query, view.sharing) == ("is:late", "team")


def test_a_view_that_its_owner_took_back_is_nobody_elses_to_read(
    desk: Desk, agent: Client, supervisor: Client
):
    view = view_of(agent)
    change_view(supervisor, view, q="is:open")
    [change] = latest()

    change_view(agent, view, sharing="nobody", q="is:vip")

    assert "Late parcels" not in supervisor.get(CHANGES).text
    assert undo(supervisor, change).status_code == 404
    view.refresh_from_db()
    assert view.query == "is:vip"


def test_the_place_of_a_view_in_the_list_is_no_change_of_it(desk: Desk, agent: Client):
    view_of(agent)
    view = view_of(agent, name="Second")
    [before] = latest()

    change_view(agent, view, do="up")

    assert latest() == [before]
