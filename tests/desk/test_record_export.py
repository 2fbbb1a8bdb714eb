"""The record for others: it can be verified outside, and read by people."""

import ast
import hashlib
import json
import re
from pathlib import Path

import pytest
from sqlalchemy import exc, text, update

from fassung.desk import record_export, review
from fassung.desk.record_words import KINDS
from fassung.desk.schema import Event
from fassung.errors import NotFound
from fassung.messages import catalogue, speaking
from tests.desk.newsroom import Newsroom, story

EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


@pytest.fixture
def room(tmp_path):
    made = Newsroom.at(tmp_path)
    made.push(story("It cost 3 million dollars.", "Two."))
    version, editor = made.produce().id, made.people["editor"]
    review.saw(made.store, version, editor, 95)
    review.saw(made.store, version, editor, 30)
    review.edit(made.store, version, "block/p0/text", "Es kostete 30 Dollar.", 0, editor)
    review.comment(made.store, made.piece().id, "", EVIL, editor)
    review.send_back(made.store, version, editor, EVIL)
    made.answer_for()
    made.publish()
    yield made
    made.store.close()


def page(room, language="de"):
    with room.store.reading() as session, speaking(language):
        return record_export.as_page(session, room.piece().id)


def test_json_can_be_verified_by_what_it_says_of_itself(room):
    with room.store.reading() as session:
        data = json.loads(record_export.as_json(session, room.piece().id))
    assert data["sound"] is True
    before = ""
    for number, line in enumerate(data["lines"], 1):
        said = [data["piece"]["id"], number, line["at"], line["actor"], line["kind"],
                line["data"], line["before"]]  # fmt: skip
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert line["before"] == before
        assert line["digest"] == (before := hashlib.sha256(text.encode()).hexdigest())
    assert data["people"] == {f"person:{room.people['editor'].id}": "Editor"}
    (version,) = data["versions"]
    assert version["approved_by"] == f"person:{room.people['editor'].id}"
    assert {ruling["reason"] for ruling in data["rulings"]} == {"A test."}


def test_the_page_says_who_answers_and_who_read_it_how_long(room):
    shown = page(room)
    assert "Unversehrt" in shown
    assert "2:05" in shown
    assert "A test." in shown
    assert re.search(r"<del>.*mïllïön.*</del> → <ins>Es kostete 30 Dollar</ins>", shown)
    assert "Whole:" in page(room, "en")


def test_no_markup_of_others_gets_into_the_page(room):
    shown = page(room)
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown
    assert "<img" not in shown


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE event SET actor = 'fassung'",
        "DELETE FROM event WHERE number = (SELECT max(number) FROM event)",
    ],
)
def test_the_database_takes_no_line_back(room, deed):
    with pytest.raises(exc.DBAPIError, match="only added to"), room.store.writing() as session:
        session.execute(text(deed))


def test_a_changed_line_shows(room):
    """Whoever has the database's file in hand can take its guard away; the digests still tell."""
    with room.store.writing() as session:
        session.execute(text("DROP TRIGGER event_no_update"))
        session.execute(
            update(Event).where(Event.kind == "edited").values(actor="person:somebody-else")
        )
    with room.store.reading() as session:
        data = record_export.as_data(session, room.piece().id)
    assert data["sound"] is False
    assert data["lines"][data["broken_at"] - 1]["kind"] == "edited"
    assert "Nicht unversehrt" in page(room)


def test_every_word_is_german_too(room):
    templates = record_export.resources.files("fassung.desk") / "templates" / "record.html.j2"
    said = set(re.findall(r'_\("([^"]+)"', templates.read_text(encoding="utf-8")))
    said |= set(KINDS.values()) | set(record_export.record_words._DETAILS.values())
    assert said - catalogue().keys() == set()


def kinds_in_code():
    """Every kind of line that the desk's modules write into the record of a piece."""
    folder = Path(record_export.__file__).parent
    for path in folder.glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
                continue
            of_a_piece = len(call.args) > 3 and not isinstance(call.args[1], ast.Constant)
            if call.func.attr == "append" and of_a_piece:
                yield call.args[3]
            elif call.func.attr == "note":
                yield call.args[0]


def test_every_kind_of_line_has_words():
    kinds = {kind.value for kind in kinds_in_code() if isinstance(kind, ast.Constant)}
    assert {"approved", "overruled", "seen", "taken down"} <= kinds
    assert (kinds | set(review.KINDS.values())) - KINDS.keys() == set()


def test_every_kind_of_line_that_happened_has_words(room):
    with room.store.reading() as session:
        kinds = {line["kind"] for line in record_export.as_data(session, room.piece().id)["lines"]}
    assert kinds - KINDS.keys() == set()


def test_no_such_piece(room):
    with room.store.reading() as session, pytest.raises(NotFound):
        record_export.as_page(session, "none")
