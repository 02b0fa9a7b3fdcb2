"""Every page that the site shows to people, and who looks at it: one table for all that is asked
of a page.

A route of the site that is missing here fails ``test_every_page.py``.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tests.matrix.routes import address
from tests.matrix.table import Caller

# A blank of a route that is written as an expression, and the query behind an address.
GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")
QUERY = re.compile(r"(?<=/)\?\w.*")


class Visitor(StrEnum):
    """Who looks besides the callers of the matrix: people amid the affairs of an account."""

    FRESH = "fresh"  # logged in a moment ago, with a password alone
    PROTECTED = "protected"  # the same, with a second factor
    SECOND_PROOF = "second-proof"  # with a second factor, and logged in long ago
    KEYED = "keyed"  # logged in a moment ago, with a security key
    KEY_PROOF = "key-proof"  # with a security key, and logged in long ago
    KEY_STEP = "key-step"  # gave the password, not yet the key
    PASSWORDLESS = "passwordless"
    CODE = "code"  # asked for a code by mail
    SECOND_STEP = "second-step"  # gave the password, not yet the second factor
    RESETTING = "resetting"  # followed the link for a new password
    RATED = "rated"  # gave a low score a moment ago
    CLAIMING = "claiming"  # filed as a guest before, and followed the link of another guest's mail


CALLERS = {caller.value: caller for caller in Caller}


@dataclass(frozen=True)
class SitePage:
    """One page: ``of`` fills the blanks of its ``route`` as in ``tests.matrix.world``; ``press`` is
    what is pressed once it is open (a selector), such as a form's button without its fields filled,
    or with what ``FILLED`` has for the page.
    """

    name: str
    who: Caller | Visitor
    of: str
    status: int
    route: str
    press: str = ""
    query: str = field(default="", kw_only=True)

    @property
    def filled(self) -> dict[str, str]:
        """What stands in the fields before it is pressed: value by selector."""
        return FILLED.get(self.name, {})

    def address(self, blanks: dict[str, Any]) -> str:
        return (
            address(GROUP.sub(r"<\1>", self.route).strip("$").replace("^", ""), blanks) + self.query
        )


def pages(text: str) -> list[SitePage]:
    """Return the pages of ``text``: name, visitor, blanks, status, address, press."""
    found = []
    for line in filter(None, (line.partition("# ")[0].strip() for line in text.splitlines())):
        name, who, of, status, where, *press = line.split(maxsplit=5)
        visitor = CALLERS.get(who) or Visitor(who)
        query = "".join(QUERY.findall(where))
        route = where.removesuffix(query).removeprefix("/")
        found.append(SitePage(name, visitor, of, int(status), route, *press, query=query))
    return found


CONFIRM = r"accounts/^confirm-email/(?P<key>[-:\w]+)/$"
RESET = "accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"
REPLY = "#reply button.button"
SAY = ".chat__write button[data-busy]"
PERSON = ".chat__write button[name=choice]"
A_KEY = "/accounts/2fa/webauthn/keys/<int:pk>/"
FILE = "#request .sending button.button"
SEND = "main form[method=post]:last-of-type button.button"

PAGES = pages(
    f"""
# name                 who          of             status address                          press
start                  anonymous    -              200    /
start-of-mine          owner        -              200    /
matters                anonymous    -              200    /requests/new/
matters-of-mine        owner        -              200    /requests/new/
matters-found          anonymous    -              200    /requests/new/?q=The+clasp+came+broken
file                   owner        category       200    /requests/new/<slug:key>/
file-as-guest          anonymous    category       200    /requests/new/<slug:key>/
file-wrong             anonymous    category       200    /requests/new/<slug:key>/        {FILE}
file-asked             owner        category       200    /requests/new/<slug:key>/        {FILE}
file-asked-for-order   owner        payment        200    /requests/new/<slug:key>/        {FILE}
chat                   anonymous    -              200    /chat/
chat-answered          consignor    -              200    /chat/                            {SAY}
chat-handed-over       owner        -              200    /chat/                            {SAY}
chat-needs-address     anonymous    -              200    /chat/                            {PERSON}
requests               owner        -              200    /requests/
requests-none          other        -              200    /requests/
requests-claimable     claiming     -              200    /requests/
requests-closed-none   other        -              200    /requests/?show=closed
requests-beyond        owner        -              404    /requests/?page=99
request                owner        new            200    /requests/<uuid:ticket_id>/
request-open           owner        open           200    /requests/<uuid:ticket_id>/
request-waiting        owner        waiting        200    /requests/<uuid:ticket_id>/
request-solved         owner        solved         200    /requests/<uuid:ticket_id>/
request-of-guest       guest        guests         200    /requests/<uuid:ticket_id>/
request-closed         owner        closed         200    /requests/<uuid:ticket_id>/
request-continued      owner        continued      200    /requests/<uuid:ticket_id>/
request-following      owner        following      200    /requests/<uuid:ticket_id>/
request-claimable      claiming     by-link        200    /requests/<uuid:ticket_id>/
request-crossed        owner        closed         200    /requests/<uuid:ticket_id>/      {REPLY}
request-reply-empty    owner        open           200    /requests/<uuid:ticket_id>/      {REPLY}
receipt                owner        new            200    /requests/<uuid:ticket_id>/receipt/
receipt-of-guest       guest        guests         200    /requests/<uuid:ticket_id>/receipt/
rate                   owner        solved         200    /requests/<uuid:ticket_id>/rate/
rate-by-mail           anonymous    invitation     200    /rate/<str:secret>/
rate-gone              anonymous    gone           410    /rate/<str:secret>/
rate-why               rated        -              200    /rate/why/
rate-why-gone          anonymous    -              410    /rate/why/
rate-thanks            anonymous    -              200    /rate/thanks/
guest-link             anonymous    -              200    /guest/
guest-link-wrong       anonymous    -              200    /guest/                          {SEND}
guest-link-expired     anonymous    gone           410    /guest/<str:secret>/

help                   anonymous    -              200    /help/
help-section           anonymous    section        200    /help/sections/<slug:slug>/
help-article           anonymous    article        200    /help/articles/<slug:slug>/
help-article-buyers    owner        buyers-article 200    /help/articles/<slug:slug>/
help-search            anonymous    -              200    /help/search/
help-found             anonymous    -              200    /help/search/?q=leather
help-found-nothing     anonymous    -              200    /help/search/?q=zeppelin

login                  anonymous    -              200    /accounts/login/?next=/requests/
login-wrong            anonymous    -              200    /accounts/login/                 {SEND}
logout                 owner        -              200    /accounts/logout/
inactive               anonymous    -              200    /accounts/inactive/
signup                 anonymous    -              200    /accounts/signup/
signup-wrong           anonymous    -              200    /accounts/signup/                {SEND}
login-code             anonymous    -              200    /accounts/login/code/
login-code-confirm     code         -              200    /accounts/login/code/confirm/
confirm-sent           anonymous    -              200    /accounts/confirm-email/
confirm                anonymous    confirmation   200    /{CONFIRM}
confirm-gone           anonymous    gone           200    /{CONFIRM}
reset                  anonymous    -              200    /accounts/password/reset/
reset-done             anonymous    -              200    /accounts/password/reset/done/
reset-key              resetting    reset          200    /{RESET}
reset-key-gone         anonymous    reset-gone     200    /{RESET}
reset-key-done         anonymous    -              200    /accounts/password/reset/key/done/
account                fresh        -              200    /accounts/
account-emails         fresh        -              200    /accounts/email/
account-password       fresh        -              200    /accounts/password/change/
account-set-password   passwordless -              200    /accounts/password/set/
account-sessions       fresh        -              200    /accounts/sessions/
account-again          owner        -              200    /accounts/reauthenticate/
account-again-code     second-proof -              200    /accounts/2fa/reauthenticate/
second-step            second-step  -              200    /accounts/2fa/authenticate/
second-step-key        key-step     -              200    /accounts/2fa/authenticate/
account-again-key      key-proof    -              200    /accounts/2fa/webauthn/reauthenticate/
keys                   keyed        -              200    /accounts/2fa/webauthn/
keys-none              fresh        -              200    /accounts/2fa/webauthn/
key-add                fresh        -              200    /accounts/2fa/webauthn/add/
key-rename             keyed        key            200    {A_KEY}edit/
key-remove             keyed        key            200    {A_KEY}remove/
two-steps-off          fresh        -              200    /accounts/2fa/
two-steps-on           protected    -              200    /accounts/2fa/
two-steps-turn-on      fresh        -              200    /accounts/2fa/totp/activate/
two-steps-turn-off     protected    -              200    /accounts/2fa/totp/deactivate/
recovery-codes         protected    -              200    /accounts/2fa/recovery-codes/
recovery-codes-new     protected    -              200    /accounts/2fa/recovery-codes/generate/
"""
)

# What is written on a page, by its name, before it is pressed.
FILLED = {
    "chat-answered": {"#chat-text": "How much commission do you take?"},
    "chat-handed-over": {"#chat-text": "Talk to a person"},
    "file-asked": {"[name=body]": "…"},
    "file-asked-for-order": {"[name=body]": "…", "[value=card]": "card"},
    # As on a page that was opened before the request was closed.
    "request-crossed": {"#reply [name=body]": "…", "#reply [name=intent]": "reply"},
}

# The pages of faults, by template: where they come from is tested in tests/config.
FAULTS = ("400", "403", "403_csrf", "404", "413", "429", "500", "503")

# Routes that answer a browser, but show no page of their own.
NO_PAGES = {
    "accounts/2fa/recovery-codes/download/": "a file",
    "accounts/reauthenticate/code/": "a code by mail, which no page of ours leads to",
    "accounts/reauthenticate/code/confirm/": "the same",
    "accounts/second-step/": "for staff, who are asked for a second factor in production",
    "chat/frame/": "a part of other sites' pages",
    "chat/widget.js": "a script",
    "help/search/suggestions/": "read by a script",
    "requests/<uuid:ticket_id>/files/<uuid:file_id>/": "a file",
    "requests/<uuid:ticket_id>/files/<uuid:file_id>/preview/": "a picture",
    "robots.txt": "for machines",
    "sitemap.xml": "for machines",
    "uploads/<uuid:upload_id>/": "read by a script",
    "uploads/<uuid:upload_id>/preview/": "a picture",
}
