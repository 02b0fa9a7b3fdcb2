"""The chat on any page of the site, and in a page of the marketplace under a strict policy."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import jwt
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import serving
from tests.browser.test_conversation import sign_in
from tests.factories.desk import Desk
from tests.factories.trade import OrderFactory
from tickets.actions.reply import reply
from tickets.channels.chat.identity import ALGORITHM
from tickets.lifecycle.models import Ticket

SECRET = "a secret that both sides hold, of 32 characters"
PERSON = "Talk to a person"


def test_a_customer_chats_on_any_page_and_a_person_who_takes_over_is_seen_at_once(
    site: str, desk: Desk, context: BrowserContext
) -> None:
    order = OrderFactory.create(late=True)
    sign_in(context, site, order.buyer.user)
    page = context.new_page()
    page.goto(f"{site}/requests/new/")
    page.get_by_role("button", name="Chat").focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Chat with us")
    text = panel.get_by_label("Your message")
    expect(text).to_be_focused()
    text.fill("Where is my order?")
    text.press("Enter")
    log = panel.get_by_role("log")
    expect(log).to_contain_text(order.number)
    expect(text).to_be_empty()

    panel.get_by_role("button", name=PERSON).last.click()
    expect(panel).to_contain_text("A person takes over.")
    ticket = Ticket.objects.get()
    reply(ticket.id, by=desk.agent_actor, body="Hello, I am Ann.", at=timezone.now())
    expect(log).to_contain_text("Hello, I am Ann.")
    expect(panel).to_contain_text("A person answers you.")

    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.get_by_role("button", name="Chat")).to_be_focused()


class Shop:
    """A page of the marketplace on an origin of its own: one tag of ours, and nothing inline."""

    def __init__(self) -> None:
        self.policy = self.html = ""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.origin = f"http://127.0.0.1:{self.server.server_port}"

    def show(self, desk_site: str, token: str) -> None:
        self.policy = f"default-src 'none'; script-src {desk_site}; frame-src {desk_site}"
        tag = f'<script src="{desk_site}/chat/widget.js" data-identity="{token}" async></script>'
        self.html = f"<!doctype html><title>Shop</title><h1>Shop</h1>{tag}"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        shop = self

        class Page(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", shop.policy)
                self.end_headers()
                self.wfile.write(shop.html.encode())

            def log_message(self, *words: object) -> None:
                """Say nothing."""

        return Page


@contextmanager
def marketplace() -> Iterator[Shop]:
    shop = Shop()
    thread = threading.Thread(target=shop.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield shop
    finally:
        shop.server.shutdown()
        shop.server.server_close()
        thread.join()


def test_the_marketplace_needs_one_tag_and_no_loosened_policy(
    desk: Desk, context: BrowserContext
) -> None:
    order = OrderFactory.create(late=True, buyer__user__external_id="shop-7")
    now = int(timezone.now().timestamp())
    # The shop is served first, since the desk is told its origin when it starts.
    with (
        marketplace() as shop,
        serving(CHAT_ORIGINS=shop.origin, CHAT_IDENTITY_SECRET=SECRET) as site,
    ):
        claims = {"sub": "shop-7", "aud": site, "iat": now, "exp": now + 300}
        shop.show(site, jwt.encode(claims, SECRET, ALGORITHM))
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text))
        page.goto(shop.origin)
        page.get_by_role("button", name="Chat").click()
        frame = page.frame_locator("iframe")
        frame.get_by_label("Your message").fill("Where is my order?")
        frame.get_by_role("button", name="Send").click()
        expect(frame.get_by_role("log")).to_contain_text(order.number)
        assert [one for one in complaints if re.search("Refused|policy", one)] == []
        assert urlsplit(page.locator("iframe").get_attribute("src") or "").netloc in site
