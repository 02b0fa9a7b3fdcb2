"""A buyer, a consignor and a guest, each on desk and phone and in both languages; a buyer who has
no pointer, and one whose browser runs no scripts.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser, FilePayload, ViewportSize, expect

from consignment.models import Item, Order, User
from tests.browser.conftest import serving
from tests.browser.looking import Complaints, browser_of, overhang
from tests.browser.walking import Reader
from tests.channels.mailing import deliver, links_in
from tests.conversation.files import samples
from tests.factories.desk import Desk, make_desk
from tests.factories.trade import (
    PASSWORD,
    BuyerFactory,
    ConsignorFactory,
    ItemFactory,
    OrderFactory,
    PayoutFactory,
)
from tickets.actions.assign import take
from tickets.actions.close import close
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.conversation.files.models import Attachment
from tickets.lifecycle.models import Ticket
from tickets.satisfaction.models import Rating
from tickets.triage.models import Category

WIDTHS = {
    "desk": ViewportSize(width=1280, height=860),
    "phone": ViewportSize(width=390, height=844),
}
WORDS = {
    "en": {
        "late": "It should have left on Friday and has not moved since. When does it leave you?",
        "thanks": "Thank you. Here is the screen as I see it.",
        "payout": "The statement says 1,240 dollars, and only 960 came to my bank account.",
        "again": "A month later the same thing has happened with another piece.",
        "fees": "How much commission do you keep when a watch sells for 1,200 dollars?",
    },
    "zh-hans": {
        "late": "本应上周五发货，到现在物流一直没有更新，请问什么时候寄出？",
        "thanks": "谢谢，这是我看到的页面截图。",
        "payout": "结算单写的是一千二百四十美元，银行账户实际只收到九百六十美元。",
        "again": "一个月后，另一件物品又出现了同样的问题。",
        "fees": "一块手表卖到一千二百美元，你们收取多少佣金？",
    },
}

ReaderFor = Callable[..., Reader]


@pytest.fixture(scope="module")
def desk(lasting_database: None) -> Desk:
    call_command("load_articles", verbosity=0)
    return make_desk()


@pytest.fixture(scope="module")
def site(desk: Desk) -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture(params=["en", "zh-hans"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def reader_for(browser: Browser, site: str) -> Iterator[ReaderFor]:
    """Open a browser for a reader; at the end nothing may have been complained of."""
    readers: list[tuple[Reader, Complaints]] = []

    def reader(language: str = "en", width: str = "desk", *, scripts: bool = True) -> Reader:
        context = browser.new_context(
            **browser_of(language), viewport=WIDTHS[width], java_script_enabled=scripts
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        complaints = Complaints(page).__enter__()
        readers.append((Reader(page, site, language), complaints))
        return readers[-1][0]

    yield reader
    for one, complaints in readers:
        one.page.context.close()
        assert complaints == []


@pytest.fixture
def reader(reader_for: ReaderFor, language: str, width: str) -> Reader:
    return reader_for(language, width)


def new_buyer() -> User:
    user: User = BuyerFactory.create(user__verified=True).user
    return user


def own_order(buyer: User) -> Order:
    order: Order = OrderFactory.create(buyer=buyer.buyer, paid=True)
    return order


def answer(ticket: Ticket, desk: Desk, words: str) -> None:
    """Answer as the desk's agent, who takes the ticket first."""
    take(ticket.id, by=desk.agent_actor, at=timezone.now())
    reply(ticket.id, by=desk.agent_actor, body=words, at=timezone.now())


def name_of(category: str, reader: Reader) -> str:
    field = "name_zh" if reader.language == "zh-hans" else "name_en"
    return str(getattr(Category.objects.get(key=category), field))


def number_on(reader: Reader) -> Ticket:
    """Return the ticket whose receipt is being read."""
    heading = reader.page.get_by_role("heading", name=re.compile(r"T-\d+"))
    expect(heading).to_be_visible()
    number = re.search(r"T-(\d+)", heading.inner_text())
    assert number
    return Ticket.objects.get(number=number[1])


def test_a_buyer_asks_about_an_order_follows_it_live_and_rates_it(
    reader: Reader, desk: Desk
) -> None:
    buyer, words = new_buyer(), WORDS[reader.language]
    order = own_order(buyer)
    reader.sign_in(buyer)

    reader.open("/requests/new/")
    reader.main().get_by_role("link", name=re.compile(order.number)).click()
    reader.main().get_by_role("link", name=name_of("not-shipped", reader)).first.click()
    expect(reader.main().get_by_role("radio", name=re.compile(order.number))).to_be_checked()
    reader.write("Your message", words["late"])
    reader.add_file("parcel.jpg", samples.photo())
    expect(reader.main().locator(".promised time").first).to_be_visible()
    assert overhang(reader.page) == []
    reader.press("Send to client services")

    ticket = number_on(reader)
    expect(reader.main().get_by_label(reader.said("Where it stands"))).to_be_visible()
    reader.follow("See my request")
    reader.reads(words["late"])
    reader.page.evaluate("window.never_reloaded = true")
    answer(ticket, desk, "It leaves us today.")
    reader.reads("It leaves us today.")
    assert reader.page.evaluate("window.never_reloaded")

    reader.write("Your message", words["thanks"])
    reader.add_file("screen.png", samples.picture("PNG"))
    reader.press("Send")
    reader.reads(words["thanks"])
    expect(reader.log().get_by_role("link", name=re.compile("png"))).to_be_visible()
    resolve(ticket.id, by=desk.agent_actor, body="It is with the courier.", at=timezone.now())
    reader.sees_heading("Are you satisfied with our help?")
    reader.main().get_by_role("button", name=re.compile("^5")).click()
    reader.sees_heading("Will you tell us why?")
    reader.follow("No, that is all")
    reader.sees_heading("Thank you")

    assert Attachment.objects.filter(message__ticket=ticket).count() == 2
    assert Rating.objects.get(ticket=ticket).score == 5


def test_a_consignor_asks_about_a_payout_and_takes_it_up_again_when_it_is_closed(
    reader: Reader, desk: Desk
) -> None:
    consignor, words = ConsignorFactory.create(), WORDS[reader.language]
    item: Item = ItemFactory.create(consignment__consignor=consignor, sold=True)
    tomorrow = timezone.now().date() + dt.timedelta(days=1)
    payout = PayoutFactory.create(item=item, due=True, due_on=tomorrow)
    reader.sign_in(consignor.user)

    reader.open("/requests/new/payout/")
    reader.main().get_by_role("radio", name=re.compile(payout.number)).check()
    reader.main().get_by_role("radio", name=reader.said("The amount is wrong")).or_(
        reader.main().get_by_role("radio", name="金额不对")
    ).check()
    reader.main().get_by_label(reader.said("Your message")).press_sequentially(words["payout"])
    expect(reader.main().locator(".advice a").first).to_be_visible()
    reader.press("Send to client services")
    ticket = number_on(reader)
    reader.follow("See my request")
    reader.sees_heading("Dates that matter")
    assert overhang(reader.page) == []

    answer(ticket, desk, "The fee for the repair was taken off.")
    resolve(ticket.id, by=desk.agent_actor, at=timezone.now())
    close(ticket.id, by=desk.supervisor_actor, at=timezone.now())
    reader.reads("The fee for the repair was taken off.")
    expect(reader.button("Send as a follow-up")).to_be_visible()
    reader.write("Your message", words["again"])
    reader.press("Send as a follow-up")

    reader.reads(words["again"])
    assert Ticket.objects.get(follows=ticket).requester == consignor.user


def test_a_guest_comes_by_the_link_of_a_mail_and_takes_the_request_into_an_account(
    reader: Reader, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    words = WORDS[reader.language]
    email = f"guest-{reader.language}-{reader.page.viewport_size['width']}@example.com"  # type: ignore[index]

    reader.open("/requests/new/rules-fees/")
    reader.write("Your message", words["fees"])
    reader.write("Your email address", email)
    reader.add_file("watch.jpg", samples.picture())
    reader.press("Send to client services")
    ticket = number_on(reader)
    deliver()
    (link,) = {link for link in links_in(str(mailoutbox[-1].body)) if "/guest/" in link}
    reader.page.context.clear_cookies()
    reader.open(link)
    reader.reads(words["fees"])

    reader.open("/accounts/signup/")
    reader.write("Email address", email)
    reader.write("Password", PASSWORD)
    reader.write("The same password again", PASSWORD)
    reader.press("Create an account")
    reader.sees_heading("Confirm your email address")
    key = EmailConfirmationHMAC(EmailAddress.objects.get(email=email)).key
    reader.open(f"/accounts/confirm-email/{key}/")
    reader.press("Yes, confirm")
    reader.open("/accounts/login/?next=/requests/")
    reader.write("Email address", email)
    reader.write("Password", PASSWORD)
    reader.press("Sign in")
    reader.main().locator("form[action$='/claim/'] button").click()

    expect(reader.main().get_by_role("link", name=words["fees"])).to_be_visible()
    assert Ticket.objects.get(id=ticket.id).requester == User.objects.get(email=email)


def test_a_buyer_without_a_pointer_signs_in_asks_and_rates(
    reader_for: ReaderFor, desk: Desk
) -> None:
    reader, buyer = reader_for(), new_buyer()
    orders, keys = [own_order(buyer), own_order(buyer)], reader.page.keyboard

    reader.open("/accounts/login/?next=/requests/new/not-shipped/")
    keys.press("Tab")
    expect(reader.page.get_by_role("link", name="Skip to the content")).to_be_focused()
    keys.press("Enter")
    reader.type_into(reader.page.get_by_label("Email address"), buyer.email)
    reader.type_into(reader.page.get_by_label("Password"), PASSWORD)
    keys.press("Enter")
    reader.tab_to(reader.main().get_by_role("radio", name=re.compile("CO-")).first)
    keys.press("Space")
    keys.press("ArrowDown")
    reader.type_into(reader.main().get_by_label("Your message"), WORDS["en"]["late"])
    reader.tab_to(reader.button("Send to client services"))
    keys.press("Space")
    ticket = number_on(reader)
    reader.tab_to(reader.main().get_by_role("link", name="See my request"))
    keys.press("Enter")
    reader.type_into(reader.main().get_by_label("Your message"), "I forgot: it is a gift.")
    reader.tab_to(reader.button("Send"))
    keys.press("Enter")
    reader.reads("I forgot: it is a gift.")

    answer(ticket, desk, "It leaves us today.")
    resolve(ticket.id, by=desk.agent_actor, at=timezone.now())
    expect(reader.mark(4)).to_be_visible()
    reader.tab_to(reader.mark(4))
    keys.press("Enter")

    reader.sees_heading("Will you tell us why?")
    assert Rating.objects.get(ticket=ticket).score == 4
    (link,) = ticket.links.all()
    assert link.snapshot["number"] in {order.number for order in orders}


def test_a_buyer_without_scripts_sends_files_and_reads_the_answer(
    reader_for: ReaderFor, desk: Desk
) -> None:
    reader, buyer = reader_for(width="phone", scripts=False), new_buyer()
    order, words = own_order(buyer), WORDS["en"]
    own_order(buyer)
    reader.sign_in(buyer)
    picture = FilePayload(name="parcel.jpg", mimeType="image/jpeg", buffer=samples.photo())

    reader.open("/requests/new/not-shipped/")
    reader.main().locator("input[type=file]").set_input_files(picture)
    reader.press("Send to client services")
    reader.sees_heading("Please check the following")
    expect(reader.main().get_by_role("checkbox", name=re.compile("parcel"))).to_be_checked()
    reader.main().get_by_role("radio", name=re.compile(order.number)).check()
    reader.write("Your message", words["late"])
    reader.press("Send to client services")
    ticket = number_on(reader)
    answer(ticket, desk, "It leaves us today.")
    reader.follow("See my request")

    reader.reads("It leaves us today.")
    expect(reader.log().get_by_role("link", name=re.compile("jpg"))).to_be_visible()
