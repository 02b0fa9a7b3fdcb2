"""A guest's ticket goes to an account, by proof."""

import datetime as dt

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from consignment.models import User
from tests.actions.crowd import crowd
from tests.channels.mailing import deliver
from tests.factories.desk import Desk, make_desk, open_ticket
from tests.factories.trade import BuyerFactory, ProofFactory
from tickets.actions.claim import claim, claim_verified, claimable_by
from tickets.actions.open import Guest
from tickets.lifecycle import guests
from tickets.lifecycle.actors import ANONYMOUS, guest
from tickets.lifecycle.choices import EventKind
from tickets.lifecycle.guests import GuestLinkRefused
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import Claim, Proof
from tickets.staff.actors import actor_of

JO = Guest("jo@example.com", "Jo")
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


def filed(**facts: object) -> Ticket:
    return open_ticket(customer=JO, at=timezone.now() - MINUTE, **facts)


def account(email: str = "jo@example.com", *, verified: bool = True) -> User:
    user = BuyerFactory.create(user__email=email, user__name="Jo Berg").user
    ProofFactory.create(user=user, verified=verified)
    return user


def test_who_has_verified_the_address_may_add_what_was_filed_with_it(desk: Desk) -> None:
    ticket, user = filed(), account()

    assert list(claimable_by(user.id)) == [ticket]
    claimed = claim(ticket.id, by=actor_of(user), at=timezone.now())

    assert (claimed.requester, claimed.guest_email, claimed.guest_name) == (user, "", "")
    assert Claim.objects.get().guest_email == "jo@example.com"
    event = ticket.events.get(kind=EventKind.CLAIMED)
    assert (event.actor, event.data) == (user, {"proof": Proof.ADDRESS})
    assert Ticket.objects.visible_to(actor_of(user)).get() == ticket
    assert not claimable_by(user.id).exists()


def test_who_came_by_a_link_may_add_it_whatever_their_address(desk: Desk) -> None:
    ticket, user = filed(), account("ada@example.com")
    by_link = guests.follow(guests.make(ticket, at=timezone.now()), at=timezone.now())

    assert not claimable_by(user.id).exists()
    claimed = claim(ticket.id, by=actor_of(user), guest=by_link, at=timezone.now())

    assert claimed.requester == user
    assert Claim.objects.get().proof == Proof.LINK


@pytest.mark.parametrize(
    "user",
    [
        pytest.param({"email": "jo@example.com", "verified": False}, id="not verified"),
        pytest.param({"email": "ada@example.com"}, id="another address"),
    ],
)
def test_without_proof_it_is_not_there(desk: Desk, user: dict[str, object]) -> None:
    ticket, stranger = filed(), account(**user)  # type: ignore[arg-type]

    assert not claimable_by(stranger.id).exists()
    for by_link in (None, guest(open_ticket(customer=JO).id)):
        with pytest.raises(Ticket.DoesNotExist):
            claim(ticket.id, by=actor_of(stranger), guest=by_link, at=timezone.now())
    assert claim_verified(by=actor_of(stranger), at=timezone.now()) == 0


def test_guests_and_staff_add_nothing_to_an_account(desk: Desk) -> None:
    ticket = filed()

    for by in (ANONYMOUS, guest(ticket.id), desk.agent_actor):
        with pytest.raises(Ticket.DoesNotExist):
            claim(ticket.id, by=by, guest=guest(ticket.id), at=timezone.now())


def test_somebodys_ticket_is_nobodys_to_add(desk: Desk) -> None:
    with pytest.raises(Ticket.DoesNotExist):
        claim(open_ticket().id, by=actor_of(account()), at=timezone.now())


def test_the_links_of_the_guest_end(desk: Desk) -> None:
    ticket, user = filed(), account()
    secret = guests.make(ticket, at=timezone.now())

    claim(ticket.id, by=actor_of(user), at=timezone.now())

    with pytest.raises(GuestLinkRefused):
        guests.follow(secret, at=timezone.now())
    assert not Ticket.objects.visible_to(guest(ticket.id)).exists()


def test_the_address_of_the_guest_is_told_and_nothing_else_is_told_there(
    desk: Desk, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    ticket, user = filed(body="A secret of mine."), account("ada@example.com")
    claim(ticket.id, by=actor_of(user), guest=guest(ticket.id), at=timezone.now())

    deliver()

    mail = mailoutbox[-1]
    assert mail.to == ["jo@example.com"]
    assert mail.subject == f"Request {ticket.reference} was added to an account"
    for text in (mail.body, str(mail.alternatives[0][0])):
        assert "added to an account" in text
        assert "ada@example.com" not in text
        assert "Jo Berg" not in text
        assert "A secret of mine." not in text
        assert "/guest/" not in text


def test_all_of_an_address_are_added_by_one_press(desk: Desk) -> None:
    tickets, user = [filed(), filed()], account()
    others = open_ticket(customer=Guest("eve@example.com"))

    assert claim_verified(by=actor_of(user), at=timezone.now()) == 2
    assert claim_verified(by=actor_of(user), at=timezone.now()) == 0
    assert set(Ticket.objects.visible_to(actor_of(user))) == set(tickets)
    assert Ticket.objects.get(id=others.id).requester is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.processes
def test_of_two_accounts_at_once_one_wins_and_for_the_other_it_is_not_there() -> None:
    make_desk()
    ticket = filed()
    users = [account(f"person-{n}@example.com") for n in range(4)]

    def take(index: int) -> str:
        try:
            claim(ticket.id, by=actor_of(users[index]), guest=guest(ticket.id), at=timezone.now())
        except Ticket.DoesNotExist:
            return "not there"
        return "won"

    outcomes = crowd(4, take)

    assert sorted(outcomes) == ["not there"] * 3 + ["won"]
    winner = users[outcomes.index("won")]
    assert Ticket.objects.get(id=ticket.id).requester == winner
    assert Claim.objects.get().by == winner
