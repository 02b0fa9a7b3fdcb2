"""The short things the assistant says of itself, in the active language."""

from django.utils.translation import gettext as _

from consignment.numbers import Kind
from knowledge_base.assistant.intents import Wish
from knowledge_base.assistant.replies import Action, ActionKind, Choice, Reason

A_PERSON = Action(ActionKind.PERSON)
A_CALLBACK = Action(ActionKind.CALLBACK)


def hand_off(reason: Reason) -> str:
    """Return what is said when a person takes over; when they come, the door says."""
    match reason:
        case Reason.ASKED:
            return _("Of course. I pass this to a person, with everything said so far.")
        case Reason.CALLBACK:
            return _("Leave a number and a time here, and a person calls you.")
        case Reason.URGENT:
            return _("This must not wait: I pass it to a person at once.")
        case Reason.ANGER:
            return _("I am sorry that it came to this. A person takes over from here.")
        case Reason.MONEY:
            return _("A person decides on this. I pass it on with everything said so far.")
        case Reason.HIGH | Reason.PROBLEM:
            return _("A person should look at this. I pass it on with everything said so far.")
        case _:
            return _("I cannot answer this well. A person can, and sees everything said so far.")


def courtesy(wish: Wish) -> str:
    match wish:
        case Wish.THANKS:
            return _("You are welcome. Write whenever there is something else.")
        case Wish.WHO_ARE_YOU:
            return _("I am the assistant, a program. A person is one tap away.")
        case Wish.SMALL_TALK:
            return _("I only know about orders, consigned items, payouts and our rules. Ask away.")
        case _:
            return _("Hello. What is it about?")


def sign_in() -> str:
    return _("I can look that up once you have signed in. Or a person can help you as you are.")


def not_theirs() -> str:
    return _("I cannot find that number among what is yours. Please compare it with our mail.")


def nothing_there(kind: Kind) -> str:
    match kind:
        case Kind.ORDER:
            return _("There is no order in your account.")
        case Kind.PAYOUT:
            return _("There is no payout in your account.")
        case _:
            return _("There is no consigned item in your account.")


def nothing_else() -> str:
    return _("There is nothing else of yours of which that can be said.")


def which(kind: Kind) -> str:
    match kind:
        case Kind.ORDER:
            return _("Which order do you mean?")
        case Kind.PAYOUT:
            return _("Which payout do you mean?")
        case _:
            return _("Which item do you mean?")


def with_a_person() -> str:
    return _("A person reads this next, and everything you add here.")


def too_long() -> str:
    return _("That is more than I can read. Say in a few sentences what you need.")


def empty() -> str:
    return _("There was nothing to read. What is it about?")


def what_is_it_about() -> str:
    return _("I did not understand that yet. What is it about?")


def one_of_these() -> str:
    return _("I am not sure what answers this. Is it one of these?")


def been_a_while() -> str:
    return _("Good to see you again. It has been a while, so let us begin anew.")


def topics() -> tuple[Choice, ...]:
    """Return what can be asked, to tap; what is sent is understood like any text."""
    words = (
        _("Where is my order?"),
        _("Until when can I return it?"),
        _("What is the status of my consigned item?"),
        _("When is my payout?"),
        _("Talk to a person"),
    )
    return tuple(Choice(said, said) for said in words)
