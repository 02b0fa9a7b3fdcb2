"""The closed vocabularies of a ticket."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """A state is a condition; the facts of each stand in ``facts.py``."""

    NEW = "new", _("New")
    OPEN = "open", _("Open")
    WAITING_ON_CUSTOMER = "waiting_on_customer", _("Waiting on customer")
    WAITING_ON_PARTNER = "waiting_on_partner", _("Waiting on partner")
    RESOLVED = "resolved", _("Resolved")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Merged")


class Move(models.TextChoices):
    """A move is a verb: the name of a transition method of the ticket."""

    ASSIGN = "assign", _("Assign")
    PUT_BACK = "put_back", _("Put back")
    WAIT_FOR_CUSTOMER = "wait_for_customer", _("Wait for customer")
    WAIT_FOR_PARTNER = "wait_for_partner", _("Wait for partner")
    RESUME = "resume", _("Resume")
    RESOLVE = "resolve", _("Resolve")
    REOPEN = "reopen", _("Reopen")
    CLOSE = "close", _("Close")
    WITHDRAW = "withdraw", _("Withdraw")
    MERGE = "merge", _("Merge")


class Tier(models.TextChoices):
    """How soon a person must answer, by the kind of problem."""

    URGENT = "urgent", _("Urgent")
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class Lane(models.TextChoices):
    STANDARD = "standard", _("Standard")
    VIP = "vip", _("VIP")


class Channel(models.TextChoices):
    SITE = "site", _("Site")
    APP = "app", _("App")
    CHAT = "chat", _("Chat")
    EMAIL = "email", _("Mail")
    SITE_MESSAGE = "site_message", _("Site message")
    PHONE = "phone", _("Phone")
    SOCIAL = "social", _("Social")


class Urgency(models.TextChoices):
    BLOCKING = "blocking", _("Blocks a transaction")
    GENERAL = "general", _("General question")


class Party(models.TextChoices):
    """The side on which the customer stands in this matter."""

    BUYER = "buyer", _("Buyer")
    CONSIGNOR = "consignor", _("Consignor")
    UNKNOWN = "unknown", _("Not known")


class ThingKind(models.TextChoices):
    """What of the trade a ticket can be about."""

    ITEM = "item", _("Item")
    ORDER = "order", _("Order")
    CONSIGNMENT = "consignment", _("Consignment")
    PAYOUT = "payout", _("Payout")


class EventKind(models.TextChoices):
    OPENED = "opened", _("Filed")
    MOVED = "moved", _("State changed")
    PLACED = "placed", _("Assigned")
    REPLIED = "replied", _("Reply written")
    RECEIVED = "received", _("Message received")
    ASKED_BACK = "asked_back", _("Asked back by itself")
    NOTED = "noted", _("Note written")
    RATED = "rated", _("Rated")
    REVIEWED = "reviewed", _("Review")
    GUEST_LINK_MADE = "guest_link_made", _("Guest link sent")
    FOLLOWS = "follows", _("Follows another ticket")
    CONTINUED = "continued", _("Continued in another ticket")
    CLAIMED = "claimed", _("Added to an account")
    LINKED = "linked", _("Linked to what it is about")
    CALLBACK = "callback", _("Call back")
    PLAN_PROMISED = "plan_promised", _("Complex case: a plan promised")
    PLAN_EXTENDED = "plan_extended", _("The plan needs longer")
    PLAN_GIVEN = "plan_given", _("Plan given")
    ESCALATED = "escalated", _("Escalated")
    PRESSED = "pressed", _("A deadline is near")
    WARNED = "warned", _("A promise in danger")
    RECLASSIFIED = "reclassified", _("Changed in kind")
    CONFIRMED = "confirmed", _("Category confirmed")
    MERGED = "merged", _("Merged with another ticket")
    SPLIT = "split", _("Split in two")
    EVIDENCE_ASKED = "evidence_asked", _("Evidence asked for")


class Withdrawal(models.TextChoices):
    """Why a customer takes a request back; kept as the reason in the history."""

    SOLVED_ITSELF = "solved_itself", _("It solved itself")
    BY_MISTAKE = "by_mistake", _("I filed it by mistake")
    FOUND_ANSWER = "found_answer", _("I found the answer in an article")
    OTHER = "other", _("Something else")


class Absence(models.TextChoices):
    """Why the desk takes a ticket from its agent; kept as the reason in the history."""

    AWAY = "agent_away", _("The agent has been away for long, and the customer waits")
    OFF_SHIFT = "agent_off_shift", _("The agent's shift has been over for long")
    GONE = "agent_gone", _("The agent no longer works here")


class ActorKind(models.TextChoices):
    ANONYMOUS = "anonymous", _("Anonymous")
    GUEST = "guest", _("Guest")
    CUSTOMER = "customer", _("Customer")
    READER = "reader", _("Reader")
    AGENT = "agent", _("Agent")
    SUPERVISOR = "supervisor", _("Supervisor")
    ADMINISTRATOR = "admin", _("Administrator")
    ASSISTANT = "assistant", _("Assistant")
    SYSTEM = "system", _("System")
