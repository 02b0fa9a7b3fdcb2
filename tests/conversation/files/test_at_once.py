"""Two at the same moment: of each race there is one winner, and nothing is spoilt."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from consignment.models import User
from tests.conversation.files import samples
from tests.conversation.files.sending import begun, owner, sent
from tests.factories.desk import MONDAY, make_desk, open_ticket
from tests.factories.trade import BuyerFactory
from tickets.actions.receive import receive
from tickets.conversation.files import purging, uploads
from tickets.conversation.files.choices import UploadState
from tickets.conversation.files.models import Attachment, Upload
from tickets.conversation.files.refusals import FilesRefused, Why
from tickets.conversation.files.uploads import OffsetDiffers
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.models import Ticket
from tickets.staff.actors import actor_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def buyer() -> User:
    make_desk()
    return BuyerFactory.create().user


def together(count: int, work: Callable[[int], Any]) -> list[Any]:
    """Run ``work(0)`` .. in threads that start together; return what each gave, or raised."""
    barrier, results = threading.Barrier(count), [None] * count

    def run(index: int) -> None:
        barrier.wait(30)
        try:
            results[index] = work(index)
        except Exception as raised:
            results[index] = raised
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def test_the_same_part_sent_by_many_at_once_is_taken_once(buyer: User) -> None:
    content = samples.pdf(b"%" + bytes(range(65, 91)) * 200 + b"\n")
    upload = begun(buyer, content)
    half = len(content) // 2

    for start, end in ((0, half), (half, len(content))):
        results = together(
            4,
            lambda _, start=start, end=end: uploads.append(
                upload.id,
                owner=owner(buyer),
                offset=start,
                content=content[start:end],
                at=MONDAY,
            ),
        )
        assert sum(isinstance(result, Upload) for result in results) == 1, results
        lost = [result for result in results if not isinstance(result, Upload)]
        assert all(isinstance(result, OffsetDiffers) for result in lost), results
        assert {result.offset for result in lost} == {end}

    upload = Upload.objects.get(id=upload.id)
    assert upload.state == UploadState.READY
    with default_storage.open(upload.stored_name) as stored:
        assert stored.read() == content


def test_a_file_that_two_tickets_want_at_once_goes_to_one(buyer: User) -> None:
    file, other = sent(buyer), sent(buyer)

    results = together(2, lambda _: open_ticket(customer=buyer, files=[other, file]))

    assert sum(isinstance(result, Ticket) for result in results) == 1, results
    refused = next(result for result in results if not isinstance(result, Ticket))
    assert isinstance(refused, FilesRefused)
    assert refused.code == Why.SENT_BEFORE
    assert Ticket.objects.count() == 1
    assert Attachment.objects.count() == 2


def test_messages_that_share_files_in_another_order_wait_for_each_other(buyer: User) -> None:
    files = [sent(buyer), sent(buyer)]
    tickets = [open_ticket(customer=buyer) for _ in range(2)]

    def write(index: int) -> Any:
        return receive(
            tickets[index].id,
            by=actor_of(buyer),
            body="Here.",
            channel=Channel.SITE,
            files=files if index else files[::-1],
            at=MONDAY,
        )

    results = together(2, write)

    assert sorted(type(result).__name__ for result in results) == ["FilesRefused", "Message"]


def test_a_purge_beside_a_sending_takes_nothing_away(buyer: User) -> None:
    file = sent(buyer)
    ticket = open_ticket(customer=buyer)

    def work(index: int) -> Any:
        if index:
            return purging.purge(at=file.expires_at)
        return receive(
            ticket.id,
            by=actor_of(buyer),
            body="Here.",
            channel=Channel.SITE,
            files=[file],
            at=MONDAY,
        )

    message, _purged = together(2, work)
    purging.purge(at=file.expires_at)

    sent_along = Attachment.objects.filter(message__ticket=ticket)
    if isinstance(message, FilesRefused):
        assert message.code == Why.GONE
        assert not sent_along.exists()
    else:
        assert default_storage.exists(sent_along.get().stored_name)
