"""Where a piece stands: shown, filtered, sent again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from fassung.desk.base import now
from fassung.desk.places import Outgoing, Place
from fassung.desk.schema import Version
from fassung.portals.network import Network, Outlet, TargetSettings
from fassung.portals.portal import Portal
from tests.web.filled import Filled, filled

WHY = {
    "template": "{url} does not take it (status {status}); see to it there, then try again.",
    "values": {"url": "https://cms.bote.example/<b>", "status": 422},
    "after": None,
}
LATER = {
    "template": "{url} does not answer ({reason}); it is tried again.",
    "values": {"url": "https://bote.example/hook", "reason": "timed out"},
    "after": None,
}
PORTALS = {"nord": "Nordbote", "hafen": "Hafenblatt", "tal": "Talzeitung"}


def said(desk: Filled, version: str, portal: str, target: str, state: str, **values: object) -> str:
    """A line of the outbox and its place; the line's id."""
    with desk.store.writing() as session:
        piece = session.get_one(Version, version).piece_id
        of = {"piece_id": piece, "target": target, "outlet": portal}
        line = Outgoing(**of, version_id=version, number=1, kind="publish", state=state, **values)
        shown = int(state == "done")
        session.add_all([line, Place(**of, wanted=1, kind="publish", shown=shown)])
        session.flush()
        return line.id


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Filled]:
    with filled(tmp_path) as desk:
        network = Network(
            outlets={id: Outlet(id=id, portal=Portal(name=name)) for id, name in PORTALS.items()},
            targets={id: TargetSettings(id=id, kind="files") for id in ("site", "cms", "hook")},
        )
        desk.config = replace(desk.config, network=network)
        yield desk


def filled_outbox(desk: Filled) -> str:
    """Some of each state; the id of the line that was refused."""
    town, museum = desk.others[4], desk.others[2]
    address = {"number": 1, "address": "https://nord.example/artikel/1.html"}
    early = now() - timedelta(minutes=12)
    for portal in PORTALS:
        done = {"receipt": address if portal == "nord" else None, "ended": now(), "attempts": 1}
        said(desk, town, portal, "site", "done", at=early, **done)
    said(desk, town, "nord", "cms", "done", at=early, ended=now(), attempts=1)
    due = now() + timedelta(minutes=3)
    said(desk, museum, "nord", "hook", "waiting", at=early, due=due, error=LATER, attempts=3)
    said(desk, museum, "tal", "hook", "waiting", at=early)
    return said(desk, town, "tal", "cms", "refused", at=early, error=WHY, attempts=2, ended=now())


def test_before_anything_went_out(desk: Filled) -> None:
    anna = desk.browser("anna")
    assert "Noch ist nichts ausgeliefert" in anna.get("/portals").text
    assert "Alles steht dort" in anna.get("/portals?state=open").text


def test_what_stands_where_and_why_not(desk: Filled) -> None:
    filled_outbox(desk)
    page = desk.browser("anna").get("/portals").text
    for word in ("Nordbote", "Talzeitung", "steht", "abgelehnt", "wird wiederholt", "unterwegs"):
        assert word in page
    assert "Status 422" in page and "antwortet nicht (timed out)" in page
    assert "<b>" not in page
    assert 'href="https://nord.example/artikel/1.html"' in page
    assert page.index("abgelehnt</span>") < page.index("wird wiederholt</span>")


FILTERS = {
    "": 7,
    "portal=tal": 3,
    "target=cms": 2,
    "state=refused": 1,
    "state=open&target=hook": 2,
    "state=live&portal=hafen": 1,
    "state=gone": 0,
    "portal=unknown": 0,
}


def test_filters(desk: Filled) -> None:
    filled_outbox(desk)
    anna = desk.browser("anna")
    rows = {
        query: anna.get(f"/portals?{query}").text.count('<td class="title">') for query in FILTERS
    }
    assert rows == FILTERS


def test_a_piece_has_a_line_on_its_page_and_the_inbox_a_note(desk: Filled) -> None:
    anna = desk.browser("anna")
    assert "ausgeliefert" not in anna.get(f"/review/{desk.others[4]}").text
    filled_outbox(desk)
    page = anna.get(f"/review/{desk.others[4]}").text
    assert "4 von 5 ausgeliefert, 1 abgelehnt" in page
    assert "0 von 2 ausgeliefert" in anna.get(f"/review/{desk.others[2]}").text
    assert "die ein Ziel nicht annimmt: 1" in anna.get("/").text


def test_an_editor_sends_it_again_and_a_reader_does_not(desk: Filled) -> None:
    line = filled_outbox(desk)
    rita = desk.browser("rita")
    assert f"/portals/{line}/retry" not in rita.get("/portals").text
    assert rita.submit(f"/portals/{line}/retry", {}).status_code == 403
    anna = desk.browser("anna")
    answer = anna.submit(f"/portals/{line}/retry", {"target": "cms"}, page="/portals")
    assert (answer.status_code, answer.headers["location"]) == (303, "/portals?target=cms")
    with desk.store.reading() as session:
        kept = session.scalars(select(Outgoing).where(Outgoing.id == line)).one()
        assert (kept.state, kept.ended) == ("waiting", None)
    assert "nicht annimmt" not in anna.get("/").text


def test_machines_count_it(desk: Filled) -> None:
    filled_outbox(desk)
    said = desk.browser("anna").get("/metrics").text
    assert 'fassung_places{state="refused",target="cms"} 1.0' in said
    assert 'fassung_places{state="live",target="site"} 3.0' in said
    waited = next(line for line in said.splitlines() if line.startswith("fassung_oldest_waiting"))
    assert 700 < float(waited.split()[1]) < 1500
