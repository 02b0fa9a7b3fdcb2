"""From a mail address or a phone number to the person it belongs to.

An address or a number says who may be writing; it proves nothing. Whoever asks for money, another
address or account changes must be known by more than this.
"""

from email.utils import parseaddr
from unicodedata import normalize

import phonenumbers
from allauth.account.models import EmailAddress

from consignment.models import User


def plain_address(text: str) -> str:
    """Return the mail address in ``text`` (``Mei Lin <Mei@Example.com>``) as people's are stored.

    Lower case, full-width characters made narrow; empty when there is none. Tags after a ``+`` and
    dots stay: to most hosts they are another mailbox.
    """
    address = parseaddr(normalize("NFKC", text).strip())[1].lower()
    return address if "@" in address and address.isprintable() else ""


def e164(text: str, *, region: str | None = None) -> str | None:
    """Return the phone number in ``text`` as E.164 (``+8613812345678``); None when it is not one.

    ``region`` (ISO 3166, ``CN``) reads numbers without a country code; a number that no subscriber
    of its country can have is not one.
    """
    try:
        number = phonenumbers.parse(normalize("NFKC", text), region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def person_by_email(text: str) -> User | None:
    """Return the active person whose address ``text`` holds, or None."""
    address = plain_address(text)
    if not address:
        return None
    return User.objects.filter(email=address, is_active=True).first()


def person_by_phone(text: str, *, region: str | None = None) -> User | None:
    """Return the active person with that phone; None as well when several people share it."""
    number = e164(text, region=region)
    if number is None:
        return None
    people = list(User.objects.filter(phone=number, is_active=True)[:2])
    return people[0] if len(people) == 1 else None


def change_address(user: User, address: str) -> None:
    """Give ``user`` another address to log in with; saves it. Caller holds the person's lock."""
    user.email = address
    user.save(update_fields=["email"])
    forget_other_addresses(user)


def forget_other_addresses(user: User) -> None:
    """Take away every proof of an address that is not the one ``user`` has now.

    allauth keeps proven addresses in a table of its own, and would go on to take a former one for
    a login or a new password.
    """
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
