"""The mails of accounts: in our words and frame, in both languages, as text and HTML."""

import re
from pathlib import Path

import pytest
from allauth.core import context
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import timezone, translation

from config.accounts import AccountAdapter
from tests.channels.mailing import html_of, links_in
from tests.factories.trade import PASSWORD, BuyerFactory

pytestmark = pytest.mark.django_db

TEMPLATES = Path(settings.BASE_DIR) / "templates"
MAILS = sorted(
    str(path.relative_to(TEMPLATES)).removesuffix("_subject.txt")
    for path in TEMPLATES.glob("*/email/*_subject.txt")
)
# Of a language of its own: the name of the site, addresses, and what is abbreviated everywhere.
NAMES = re.compile(r"Halden|Finch|IP|UTC|\S+@\S+|https?://\S+|[A-Z0-9]{4}-[A-Z0-9]{4}")

Box = list[EmailMultiAlternatives]


@pytest.fixture
def request_of_a_stranger(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/", HTTP_HOST="testserver")
    request.user = AnonymousUser()
    return request


def written(prefix: str, request: HttpRequest, *, language: str) -> EmailMultiAlternatives:
    link = f"{settings.SITE_URL}/accounts/somewhere/"
    facts = {
        "code": "V7KD-3QPX",
        "activate_url": link,
        "password_reset_url": link,
        "signup_url": link,
        "deleted_email": "old@example.com",
        "timestamp": timezone.now(),
        "ip": "203.0.113.7",
    }
    with translation.override(language), context.request_context(request):
        mail = AccountAdapter(request).render_mail(prefix, "lin@example.com", facts)
    assert isinstance(mail, EmailMultiAlternatives)
    return mail


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("prefix", MAILS)
def test_a_mail_says_the_same_as_text_and_html(
    request_of_a_stranger: HttpRequest, prefix: str, language: str
) -> None:
    mail = written(prefix, request_of_a_stranger, language=language)
    text, html = str(mail.body), html_of(mail)

    assert mail.subject == mail.subject.strip() != ""
    assert settings.SITE_NAME in text
    assert "testserver" not in text + html
    assert mail.extra_headers["Auto-Submitted"] == "auto-generated"
    assert links_in(text) == links_in(html)
    assert ("V7KD-3QPX" in text) == ("V7KD-3QPX" in html) == prefix.endswith("login_code")
    if language == "zh-hans":
        assert re.findall(r"[A-Za-z]{2,}", NAMES.sub("", mail.subject + text)) == []


def test_every_mail_of_an_account_is_ours() -> None:
    assert "account/email/login_code" in MAILS
    assert "mfa/email/totp_activated" in MAILS
    for prefix in MAILS:
        for end in ("message.txt", "message.html"):
            assert (TEMPLATES / f"{prefix}_{end}").exists()


def test_the_code_in_the_mail_opens_the_account(client: Client, mailoutbox: Box) -> None:
    user = BuyerFactory.create(user__verified=True).user
    client.post("/accounts/login/code/", {"email": user.email})

    (mail,) = mailoutbox
    code = re.search(r"^[A-Z0-9-]{6,12}$", str(mail.body), re.MULTILINE)
    assert code
    assert f'class="code">{code[0]}<' in html_of(mail)
    assert code[0] not in mail.subject
    assert user.name not in str(mail.body) + html_of(mail)
    answer = client.post("/accounts/login/code/confirm/", {"code": code[0]})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_person_hears_that_their_password_was_changed(client: Client, mailoutbox: Box) -> None:
    user = BuyerFactory.create(user__verified=True, user__language="zh-hans").user
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    new = "Horse-battery-9"
    client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([user.email], "您的密码已修改")
    assert links_in(str(mail.body)) == ["/accounts/password/reset/", "/requests/new/"]
