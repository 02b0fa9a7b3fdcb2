"""Rows as the marketplace sends them."""

import io
import json
from typing import Any

from consignment.ingest import Format, Line, Report, load, read
from tests.factories.trade import NOW

JSON = dict[str, Any]
UPDATED = "2026-04-12T09:00:00Z"
LATER = "2026-04-12T09:10:00Z"
EARLIER = "2026-04-12T08:50:00Z"


def usd(amount: str) -> JSON:
    return {"amount": amount, "currency": "USD"}


def person(external_id: str = "p-1", **fields: Any) -> JSON:
    return {
        "type": "person",
        "external_id": external_id,
        "updated_at": UPDATED,
        "email": f"{external_id}@example.com",
        "roles": ["buyer", "consignor"],
        **fields,
    }


def consignment(external_id: str = "c-1", **fields: Any) -> JSON:
    return {
        "type": "consignment",
        "external_id": external_id,
        "updated_at": UPDATED,
        "number": "CN-20260301-0001",
        "consignor": "p-1",
        "received_at": "2026-03-01T08:00:00+08:00",
        "commission_percent": "17.5",
        **fields,
    }


def item(external_id: str = "i-1", **fields: Any) -> JSON:
    return {
        "type": "item",
        "external_id": external_id,
        "updated_at": UPDATED,
        "number": "IT-100234",
        "consignment": "c-1",
        "title": "Reverso",
        "price": usd("5200.00"),
        **fields,
    }


def order(external_id: str = "o-1", **fields: Any) -> JSON:
    return {
        "type": "order",
        "external_id": external_id,
        "updated_at": UPDATED,
        "number": "CO-20260412-0042",
        "buyer": "p-1",
        "total": usd("5200.00"),
        "placed_at": "2026-04-11T20:15:00Z",
        "lines": [{"item": "i-1", "price": usd("5200.00")}],
        **fields,
    }


def shipment(external_id: str = "s-1", **fields: Any) -> JSON:
    return {
        "type": "shipment",
        "external_id": external_id,
        "updated_at": UPDATED,
        "order": "o-1",
        "state": "in_transit",
        "promised_at": "2026-04-20T12:00:00Z",
        **fields,
    }


def return_request(external_id: str = "r-1", **fields: Any) -> JSON:
    return {
        "type": "return",
        "external_id": external_id,
        "updated_at": UPDATED,
        "order": "o-1",
        "asked_at": "2026-04-12T08:00:00Z",
        **fields,
    }


def payout(external_id: str = "y-1", **fields: Any) -> JSON:
    return {
        "type": "payout",
        "external_id": external_id,
        "updated_at": UPDATED,
        "number": "PO-300118",
        "consignor": "p-1",
        "item": "i-1",
        "amount": usd("4290.00"),
        **fields,
    }


def everything() -> list[JSON]:
    return [person(), consignment(), item(), order(), shipment(), return_request(), payout()]


def take(*rows: JSON, **options: Any) -> Report:
    """Load ``rows`` as they come from JSON lines, at NOW."""
    return load((Line(number, row) for number, row in enumerate(rows, 1)), at=NOW, **options)


def problems(*rows: JSON) -> str:
    """Load ``rows``, the last of which is refused, and return why."""
    report = take(*rows)
    (refusal,) = report.refused
    assert refusal.line == len(rows)
    return " ".join(refusal.problems)


def lines(data: bytes | str, form: Format = Format.JSON_LINES) -> list[Line]:
    return list(read(io.BytesIO(data if isinstance(data, bytes) else data.encode()), form=form))


def as_json_lines(*rows: JSON) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
