"""Readers' reports: the public form, what it withstands, and what the desk sees of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from fassung import wires
from fassung.article import Article, Paragraph, Text
from fassung.desk import naming, reader_reports
from fassung.desk.reader_reports import ReaderReport
from fassung.desk.schema import Event, Piece, Publication, SegmentRow, Version
from fassung.desk.states import State
from tests.web.running import House

SEGMENT = "block/p1/text"
ARTICLE = Article(
    id="ferry",
    headline=Text("Harbor closed"),
    blocks=(Paragraph(id="p1", text=Text("The harbor is closed until June.")),),
)
GERMAN = "Der Hafen bleibt bis Juni geschlossen."


def live(house: House, external: str = "ferry", withdrawn: bool = False) -> str:
    """A piece that readers see; gives the id of its article."""
    with house.store.writing() as session:
        piece = Piece(partner="post", external_id=external)
        version = Version(
            number=1,
            digest=external,
            source=wires.write(ARTICLE, "ans"),
            state=State.PUBLISHED,
            headline="Harbor closed",
            german_headline="Hafen <geschlossen>",
            engine="house",
            signature="",
        )
        session.add(piece)
        piece.versions.append(version)
        session.flush()
        piece.current_id = version.id
        piece.live_id = None if withdrawn else version.id
        version.segments.append(
            SegmentRow(
                segment=SEGMENT,
                place=0,
                role="body",
                source=Text("The harbor is closed until June."),
                machine=Text(GERMAN),
                german=Text(GERMAN),
                engine="house",
                findings=[],
            )
        )
        name = naming.name(piece)
        session.add(
            Publication(
                piece_id=piece.id,
                version_id=version.id,
                portal="portal",
                address=f"https://fassung.example/artikel/{name}.html",
            )
        )
        return name


def reports(house: House) -> list[ReaderReport]:
    with house.store.reading() as session:
        return list(session.scalars(select(ReaderReport).order_by(ReaderReport.at)))


def send(house: House, article: str, **fields: str):  # type: ignore[no-untyped-def]
    browser = house.browser()
    fields = {"artikel": article, "stelle": SEGMENT, "words": "Bis Juli!", **fields}
    return browser.submit("/melden", fields, page=f"/melden?artikel={article}&stelle={SEGMENT}")


@pytest.mark.parametrize("external", ["ferry", "urn:x/ä ferry%"])
def test_from_the_page_to_the_desk_and_closed(house: House, external: str) -> None:
    article = live(house, external)
    answer = house.browser().get("/melden", params={"artikel": article, "stelle": SEGMENT})
    assert answer.status_code == 200 and answer.headers["x-robots-tag"] == "noindex"
    assert GERMAN in answer.text and "Hafen &lt;geschlossen&gt;" in answer.text
    assert "Was stimmt nicht?" in answer.text
    sent = send(house, article, words="Bis <Juli>!", contact="leserin@post.example")
    assert (sent.status_code, sent.headers["location"]) == (303, "/melden/danke")
    (report,) = reports(house)
    assert (report.segment, report.contact) == (SEGMENT, "leserin@post.example")
    editor = house.browser("editor")
    listed = editor.get("/reports").text
    assert "Bis &lt;Juli&gt;!" in listed and "leserin@post.example" in listed
    with house.store.reading() as session:
        page = f"/review/{session.scalars(select(Piece)).one().current_id}"
    assert f'href="{page}#s0"' in listed
    assert "Bis &lt;Juli&gt;!" in editor.get(page).text
    assert "reported by readers: 1" in editor.get("/?state=all").text
    done = editor.submit(f"/reports/{report.id}/close", {"to": "list"}, page="/reports")
    assert (done.status_code, done.headers["location"]) == (303, "/reports")
    assert "reported by readers" not in editor.get("/?state=all").text
    (closed,) = reports(house)
    assert closed.closed and closed.contact == "" and closed.person_id == house.people["editor"]
    with house.store.reading() as session:
        kinds = [
            event.kind
            for event in session.scalars(select(Event).where(Event.piece_id.is_not(None)))
        ]
    assert kinds == ["reader reported", "report closed"]


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"words": "  "}, 400, "Da steht noch nichts"),
        ({"words": "x" * 2001}, 400, "zu lang"),
        ({"contact": "kein Postfach"}, 400, "keine E-Mail-Adresse"),
        ({"contact": "a@b.example\r\nBcc: c@d.example"}, 400, "keine E-Mail-Adresse"),
        ({"artikel": "post_other"}, 404, "gibt es hier nicht"),
        ({"artikel": ""}, 404, "gibt es hier nicht"),
        ({"website": "https://spam.example"}, 303, ""),
    ],
)
def test_what_is_not_taken(house: House, fields: dict[str, str], status: int, said: str) -> None:
    answer = send(house, live(house), **fields)
    assert answer.status_code == status and said in answer.text
    assert reports(house) == []


def test_a_form_of_another_site_is_refused(house: House) -> None:
    article = live(house)
    fields = {"artikel": article, "words": "Spam"}
    assert house.browser().post("/melden", data=fields).status_code == 403
    foreign = house.browser(origin="https://evil.example")
    page = f"/melden?artikel={article}"
    assert foreign.submit("/melden", fields, page=page).status_code == 403
    assert reports(house) == []


def test_a_passage_that_is_not_there_is_left_out_and_the_same_is_kept_once(house: House) -> None:
    article = live(house)
    for _ in range(2):
        assert send(house, article, stelle="block/none/text").status_code == 303
    (report,) = reports(house)
    assert report.segment == ""


def test_a_withdrawn_article_has_no_form(house: House) -> None:
    article = live(house, withdrawn=True)
    answer = house.browser().get("/melden", params={"artikel": article})
    assert answer.status_code == 404 and GERMAN not in answer.text


def test_so_many_from_one_address_and_no_more(house: House) -> None:
    article = live(house)
    for number in range(reader_reports.ADDRESS.tries):
        assert send(house, article, words=f"Fehler {number}").status_code == 303
    answer = send(house, article, words="noch einer")
    assert answer.status_code == 429 and int(answer.headers["retry-after"]) > 0
    assert "noch einer" in answer.text and "später" not in answer.text
    assert len(reports(house)) == reader_reports.ADDRESS.tries


def test_only_editors_close(house: House) -> None:
    send(house, live(house))
    (report,) = reports(house)
    reader = house.browser("reader")
    assert reader.submit(f"/reports/{report.id}/close", {}, page="/me").status_code == 403
    assert house.browser().get("/reports").status_code == 303
    assert reports(house)[0].closed is None
