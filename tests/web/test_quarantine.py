"""What could not be read: seen, saved, tried again."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fassung.desk import intake, record
from fassung.desk.schema import Delivery, Version
from fassung.desk.states import State
from tests.web.filled import Filled, filled

EVIL = b"<html><script>alert(1)</script>\x00\xff not an article"
NAME = '../../<b>"x.html'


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Filled]:
    with filled(tmp_path) as desk:
        yield desk


def refused(desk: Filled, body: bytes = EVIL, name: str = NAME) -> str:
    receipt = intake.receive(desk.store, "wave", channel="push", name=name, body=body)
    intake.take(desk.store, receipt.delivery_id)
    assert delivery(desk, receipt.delivery_id).state == "quarantined"
    return receipt.delivery_id


def delivery(desk: Filled, id: str) -> Delivery:
    with desk.store.reading() as session:
        return session.get_one(Delivery, id)


def test_an_empty_one_says_so(desk: Filled) -> None:
    assert "Alles, was kam, war lesbar." in desk.browser("anna").get("/quarantine").text


def test_the_reason_stands_there(desk: Filled) -> None:
    id = refused(desk)
    page = desk.browser("anna").get("/quarantine").text
    assert "The Wave" in page and f"{len(EVIL)} B" in page and 'class="why">' in page
    assert delivery(desk, id).reason
    assert "<b>" not in page and "&lt;b&gt;" in page


def test_the_bytes_are_saved_and_never_shown(desk: Filled) -> None:
    id = refused(desk)
    answer = desk.browser("anna").get(f"/quarantine/{id}/raw")
    assert answer.content == EVIL
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == f'attachment; filename="delivery-{id}.bin"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox;")


def test_it_is_tried_again(desk: Filled) -> None:
    id, anna = refused(desk), desk.browser("anna")
    assert anna.submit(f"/quarantine/{id}/retry", {}).headers["location"] == "/quarantine"
    assert delivery(desk, id).state == "waiting"
    page = anna.get("/quarantine").text
    assert "eingelesen werden: 1" in page and f"/quarantine/{id}/retry" not in page
    intake.take(desk.store, id)
    assert (delivery(desk, id).state, delivery(desk, id).attempts) == ("quarantined", 2)
    assert f"/quarantine/{id}/retry" in anna.get("/quarantine").text


def test_a_chief_lets_it_go(desk: Filled) -> None:
    id, carla = refused(desk), desk.browser("carla")
    assert desk.browser("anna").submit(f"/quarantine/{id}/discard", {}).status_code == 403
    assert delivery(desk, id).body == EVIL
    assert carla.submit(f"/quarantine/{id}/discard", {}).headers["location"] == "/quarantine"
    gone = delivery(desk, id)
    assert (gone.state, gone.body, gone.name) == ("discarded", b"", intake.label(NAME))
    assert carla.submit(f"/quarantine/{id}/discard", {}).status_code == 404
    with desk.store.reading() as session:
        last = record.lines(session, None)[-1]
        assert (last.kind, last.data["sha256"]) == ("delivery discarded", gone.digest)
    # The same bytes are no duplicate of what was let go.
    again = intake.receive(desk.store, "wave", channel="push", name=NAME, body=EVIL)
    assert not again.duplicate


def test_a_room_that_fills_is_told(desk: Filled) -> None:
    partners = desk.config.partners
    partners["wave"] = replace(partners["wave"], quota=len(EVIL))  # type: ignore[index]
    refused(desk)
    page = desk.browser("anna").get("/quarantine").text
    assert f"The Wave: {len(EVIL)} B von {len(EVIL)} B sind" in page
    assert "Harbor News:" not in page


def test_the_reason_is_in_the_readers_language(desk: Filled) -> None:
    refused(desk, b"<html></html>", "a.html")
    german, english = (desk.browser(who).get("/quarantine").text for who in ("anna", "ben"))
    said = [re.search(r'class="why">([^<]+)', page) for page in (german, english)]
    assert said[0] and said[1] and said[0][1] != said[1][1]
    assert "message" not in said[0][1]


@pytest.mark.parametrize("id", ["none", "..%2f..%2fetc", "{taken}"])
def test_only_what_lies_there_is_given_out(desk: Filled, id: str) -> None:
    taken = refused(desk)
    with desk.store.writing() as session:
        session.get_one(Delivery, taken).state = "taken"
    anna, address = desk.browser("anna"), f"/quarantine/{id.format(taken=taken)}"
    assert anna.get(f"{address}/raw").status_code == 404
    assert anna.submit(f"{address}/retry", {}).status_code == 404
    assert delivery(desk, taken).state == "taken"


def test_a_reader_has_no_business_here(desk: Filled) -> None:
    id, rita = refused(desk), desk.browser("rita")
    assert "/quarantine" not in rita.get("/").text
    for address in ("/quarantine", f"/quarantine/{id}/raw"):
        assert rita.get(address).status_code == 403
    assert rita.submit(f"/quarantine/{id}/retry", {}).status_code == 403
    assert delivery(desk, id).state == "quarantined"


def test_failed_translations_are_named(desk: Filled) -> None:
    with desk.store.writing() as session:
        session.get_one(Version, desk.others[5]).state = State.FAILED
    page = desk.browser("anna").get("/quarantine").text
    assert "fehlgeschlagen ist: 1" in page and 'href="/?state=failed"' in page
    assert 'href="/quarantine"' in desk.browser("anna").get("/").text
