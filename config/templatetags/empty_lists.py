"""What a list of the admin is for, and how its rows come, said where it has none."""

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

BY_MARKETPLACE = _("They come from the marketplace, by its feed; nothing is made here.")
BY_PRESETS = _("The standard ones come with “manage.py load_presets”.")

# By the label of the model: what the list is, and how rows come.
WORDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "consignment.User": (
        _("Everybody with an account: customers and staff."),
        _("Customers sign up on the site or come from the marketplace; staff are added here."),
    ),
    "auth.Group": (
        _("Rights for people whose role at the desk does not give them."),
        _("Most desks need none beside the editors of the help centre."),
    ),
    "consignment.Consignment": (_("What owners handed over to be sold."), BY_MARKETPLACE),
    "consignment.Item": (_("The single goods of all consignments."), BY_MARKETPLACE),
    "consignment.Order": (_("What buyers bought."), BY_MARKETPLACE),
    "consignment.Payout": (_("What owners are paid for what was sold."), BY_MARKETPLACE),
    "consignment.PayoutEvent": (
        _("What happened to payouts: held, released, alarmed."),
        _("A row comes by itself whenever a payout is held or released."),
    ),
    "knowledge_base.Article": (
        _("The texts of the help centre, each in both languages."),
        _("Write the first one, or load those that come with “manage.py load_articles”."),
    ),
    "knowledge_base.ExampleQuestion": (
        _("Questions as readers ask them, each with the article that answers it."),
        _("Editors add them, and agents who confirm an answer at the desk."),
    ),
    "knowledge_base.ArticleRevision": (
        _("Every text of an article as somebody saved it."),
        _("A row comes by itself each time an article is saved."),
    ),
    "knowledge_base.Vote": (
        _("What readers answered to “Did this help?”."),
        _("A row comes when a reader answers below an article."),
    ),
    "knowledge_base.SearchMiss": (
        _("What readers searched for and did not find."),
        _("A row comes by itself; none is good news."),
    ),
    "knowledge_base.Section": (
        _("The shelves of the help centre."),
        _("Add one, then put articles on it."),
    ),
    "knowledge_base.Synonym": (
        _("Words that mean the same to your readers."),
        _("Add a group when a search misses because people say it otherwise."),
    ),
    "tickets.CallbackPlan": (_("When customers can be called back, and how many."), BY_PRESETS),
    "tickets.CannedReply": (
        _("Texts that are sent often, with blanks that a ticket fills."),
        _("Add your own; supervisors share theirs with everybody."),
    ),
    "tickets.DeadlineRule": (
        _("Which deadlines of the trade raise a ticket, and when."),
        BY_PRESETS,
    ),
    "tickets.EscalationStep": (
        _("Who is told, step by step, when a case does not move."),
        BY_PRESETS,
    ),
    "tickets.LevelRule": (_("From what on another level is proposed."), BY_PRESETS),
    "tickets.MeasureTarget": (_("What each measure of the dashboard aims at."), BY_PRESETS),
    "tickets.TriageModel": (
        _("What the desk has learned to tell by what customers write."),
        _("A row comes by itself once there is something to learn from."),
    ),
    "tickets.DeskSettings": (_("How the desk works as a whole."), BY_PRESETS),
    "tickets.OutboxEntry": (
        _("What leaves the house: mails and calls to other systems."),
        _("A row comes with each thing that is sent, and goes once it is old."),
    ),
    "tickets.Queue": (_("Where tickets wait, by what they are about."), BY_PRESETS),
    "tickets.CategoryBand": (
        _("How frequent each kind of problem is, and the share of attention it has."),
        _("Rows come by themselves from the contacts of the last weeks."),
    ),
    "tickets.WarningLevel": (_("What follows when a promise comes into danger."), BY_PRESETS),
    "tickets.Policy": (_("How soon which tickets are answered and solved."), BY_PRESETS),
    "tickets.Calendar": (_("When the clocks of promises run."), BY_PRESETS),
    "tickets.Agent": (
        _("Who works at the desk, in which role."),
        _("Add one for each of the staff; they must have an account."),
    ),
    "tickets.SavedView": (
        _("Searches of the inbox that somebody keeps, with what was changed of them."),
        _("Keep a search in the inbox; it is changed there as well."),
    ),
    "tickets.Team": (_("Who works together on what."), BY_PRESETS),
    "tickets.Skill": (_("What a ticket may ask of whoever takes it."), BY_PRESETS),
    "tickets.Category": (_("What customers can ask for, each with its questions."), BY_PRESETS),
    "tickets.LaneLimit": (_("From which value on goods go through the VIP lane."), BY_PRESETS),
    "usersessions.UserSession": (
        _("Where people are signed in."),
        _("A row comes with each login, and goes when it ends."),
    ),
    "mfa.Authenticator": (
        _("The second factors of all accounts."),
        _("People set them up in their own account; here a lost one is taken away."),
    ),
    "account.EmailAddress": (
        _("The addresses that people sign in with."),
        _("A row comes with each account; one is added here for somebody who lost theirs."),
    ),
}


@register.simple_tag
def about_list(options: Any) -> dict[str, str]:
    """Return ``what`` a list is for and ``how`` its rows come; both empty for one without words."""
    what, how = WORDS.get(options.label, ("", ""))
    return {"what": str(what), "how": str(how)}
