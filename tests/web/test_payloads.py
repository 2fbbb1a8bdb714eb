"""236 ways to have an article run something, in every text field of it: none does.

Each article goes the whole way from its bytes to the pages that editors and readers see.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape

import pytest
from lxml import etree
from lxml import html as lxml_html
from sqlalchemy.orm import Session

from fassung import wires
from fassung.article import extract
from fassung.desk.intake import receive, take
from fassung.desk.schema import Comment, Delivery, Piece, SegmentRow, Version
from fassung.desk.states import State
from tests.web.payloads import PAYLOADS, VECTORS
from tests.web.running import House

SOME = 40
"""Payloads of one test, so that several cores can share them."""
HANDED_ON = {"href", "src", "action", "formaction", "srcset", "data", "poster", "srcdoc"}
NEVER = {
    "animate", "applet", "base", "embed", "frame", "maction", "math", "mglyph", "object",
    "plaintext", "style", "svg", "xmp",
}  # fmt: skip


def ans(payload: str, number: int) -> bytes:
    """An ANS story with ``payload`` in every text; where ANS has markup, as text and as markup."""
    said = f"{escape(payload)} Words {payload}"
    basic = {"basic": payload}
    image = {
        "type": "image", "_id": "I1", "url": "https://post.example/a.jpg", "caption": said,
        "alt_text": payload, "credits": {"by": [{"type": "author", "name": payload}]},
    }  # fmt: skip
    blocks = [
        {"type": "text", "_id": "B1", "content": said},
        {"type": "header", "_id": "B2", "level": 2, "content": said},
        {"type": "quote", "_id": "B3", "subtype": "blockquote",
         "content_elements": [{"type": "text", "_id": "B4", "content": said}],
         "citation": {"type": "text", "content": said}},
        {"type": "list", "_id": "B5", "list_type": "unordered",
         "items": [{"type": "text", "_id": "B6", "content": said}]},
        {"type": "table", "_id": "B7", "header": [{"type": "text", "content": said}],
         "rows": [[{"type": "text", "content": said}]]},
        {"type": "interstitial_link", "_id": "B8", "content": said, "url": "https://post.example/b"},
        {"type": "code", "_id": "B9", "language": payload, "content": payload},
        {"type": "raw_html", "_id": "B10", "content": payload},
        {"type": "correction", "_id": "B11", "text": said},
        image,
    ]  # fmt: skip
    return json.dumps(
        {
            "type": "story", "version": "0.10.9", "_id": f"S{number}",
            "headlines": {**basic, "web": payload, "social": payload},
            "subheadlines": basic, "description": basic,
            "label": {"basic": {"text": payload, "display": True}, "kicker": {"text": payload}},
            "credits": {"by": [{"type": "author", "name": payload, "description": payload}]},
            "distributor": {"name": payload, "category": "wires"},
            "owner": {"name": payload}, "source": {"name": payload},
            "copyright": payload, "location": payload,
            "taxonomy": {"tags": [{"text": payload, "slug": payload}],
                         "primary_section": {"type": "section", "_id": "/x", "name": payload}},
            "promo_items": {"basic": image},
            "content_elements": blocks,
        }
    ).encode("utf-8", "surrogatepass")  # fmt: skip


def brought_in(house: House, payload: str, number: int) -> str:
    """Pushes the story and gives its version, whose German says what its English says."""
    body = ans(payload, number)
    receipt = receive(house.store, "post", channel="push", name=payload, body=body)
    take(house.store, receipt.delivery_id)
    with house.store.writing() as transaction:
        delivery = transaction.get_one(Delivery, receipt.delivery_id)
        assert (delivery.state, delivery.reason) == ("taken", "")
        piece = transaction.get_one(Piece, delivery.piece_id)
        version = transaction.get_one(Version, piece.current_id)
        _translated(transaction, version)
        version.state, version.german_headline, version.reason = State.IN_REVIEW, payload, payload
        version.engine = version.signature = payload
        said = Comment(piece_id=piece.id, person_id=house.people["editor"], words=payload)
        transaction.add(said)
        return version.id


def _translated(transaction: Session, version: Version) -> None:
    for place, segment in enumerate(extract(wires.read(version.source))):
        version.segments.append(
            SegmentRow(
                segment=segment.id,
                place=place,
                role=segment.role.value,
                source=segment.text,
                machine=segment.text,
                german=segment.text,
                engine=version.engine,
                findings=[],
            )
        )


def faults(page: str) -> Iterator[str]:
    """What in ``page`` would run something, or send something elsewhere."""
    root = lxml_html.document_fromstring(page)
    for element in root.iter(etree.Element):
        tag = str(element.tag)
        if tag in NEVER and not (tag == "style" and element.getparent().tag == "head"):
            yield f"<{tag}>"
        ours = (element.get("src") or "").startswith("/static/") and not element.text
        if tag == "script" and not ours and element.get("type") != "application/ld+json":
            yield "<script>"
        for name, value in element.attrib.items():
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                yield f"{tag} {name}={value}"
            if name in HANDED_ON and not re.match(r"(https://|mailto:|[#/?]|data:,$)", value):
                yield f"{tag} {name}={value}"
            if name in HANDED_ON and "evil" in value:
                yield f"{tag} {name}={value}"
        if tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            yield "<meta refresh>"
        away = not (element.get("action") or "").startswith("/")
        if tag == "form" and away and element.get("method") != "dialog":
            yield f"<form action={element.get('action')}>"


def test_there_are_enough() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) == 236


@pytest.mark.parametrize("start", range(0, len(PAYLOADS), SOME))
def test_no_payload_runs_anywhere(house: House, start: int) -> None:
    browser = house.browser("editor")
    found: list[tuple[str, str, str]] = []
    for number, payload in enumerate(PAYLOADS[start : start + SOME], start):
        version = brought_in(house, payload, number)
        for address in (f"/review/{version}", f"/preview/{version}"):
            answer = browser.get(address)
            assert answer.status_code == 200, (payload, address)
            assert "content-security-policy" in answer.headers
            found += [(payload, address.split("/")[1], fault) for fault in faults(answer.text)]
    inbox = browser.get("/")
    assert inbox.status_code == 200
    found += [("all", "inbox", fault) for fault in faults(inbox.text)]
    assert found[:5] == []


@pytest.mark.parametrize("vector", VECTORS)
def test_one_that_came_through_would_be_seen(vector: str) -> None:
    assert list(faults(f"<html><body><p>{vector}</p></body></html>"))
    assert not list(faults(f"<html><body><p>{escape(vector)}</p></body></html>"))
