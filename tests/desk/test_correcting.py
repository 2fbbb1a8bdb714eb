"""What is live can be corrected at the desk, and readers can be told."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from fassung import wires
from fassung.desk import record, review
from fassung.desk.articles import german_article
from fassung.desk.base import now
from fassung.desk.effort import distances
from fassung.desk.schema import Piece, Version
from fassung.desk.states import State
from fassung.errors import Locked, NotAllowed, NotFound, NotReady
from tests.desk.newsroom import Newsroom, story

WRONG = "Die Brücke kostete 30 Millionen Dollar."
RIGHT = "Die Brücke kostete 3 Millionen Dollar."
NOTE = "In einer früheren Fassung stand ein falscher Preis."


@pytest.fixture
def room(tmp_path):
    made = Newsroom.at(tmp_path)
    made.push(story("The bridge cost 3 million dollars.", "It opened today."))
    version = made.produce()
    review.edit(made.store, version.id, "block/p0/text", WRONG, 0, made.people["editor"])
    made.answer_for()
    made.publish()
    yield made
    made.store.close()


def open_again(room, reason=NOTE, *, told=True, by="editor"):
    live = room.version()
    made = review.reopen(room.store, live.id, room.people[by], reason, told=told)
    assert made == room.version().id != live.id
    return room.version()


def correct(room, german=RIGHT):
    row = room.version().segments[1]
    assert row.segment == "block/p0/text"
    review.edit(room.store, row.version_id, row.segment, german, row.edits, room.people["editor"])


def lines(room):
    with room.store.reading() as session:
        return record.lines(session, room.piece().id)


def live(room):
    (page,) = room.pages()
    return page


def test_a_correction_goes_the_whole_way_again(room):
    before = room.version()
    new = open_again(room)
    assert room.states() == [State.PUBLISHED, State.IN_REVIEW]
    assert room.piece().live_id == before.id and WRONG in live(room)
    assert [row.german for row in new.segments] == [row.german for row in before.segments]
    assert [row.machine for row in new.segments] == [row.machine for row in before.segments]
    assert not new.reviewed and new.approved_by_id is None
    correct(room)
    assert WRONG in live(room) and NOTE not in live(room)
    room.answer_for()
    room.publish()
    assert room.states() == [State.SUPERSEDED, State.PUBLISHED]
    page = live(room)
    assert RIGHT in page and WRONG not in page and page.count(NOTE) == 2  # text and JSON-LD
    begun = next(line for line in lines(room) if line.kind == "correction begun")
    assert begun.actor == f"person:{room.people['editor'].id}"
    assert begun.data == {"number": 2, "reason": NOTE, "correction": NOTE}
    assert lines(room)[-1].kind == "corrected"
    approved = [line for line in lines(room) if line.kind == "approved"]
    assert [line.data["correction"] for line in approved] == [None, NOTE]


def test_what_readers_need_not_know_is_an_update(room):
    open_again(room, "Tippfehler", told=False)
    correct(room)
    room.answer_for()
    room.publish()
    assert lines(room)[-1].kind == "updated"
    assert "Tippfehler" not in live(room) and RIGHT in live(room)


def test_the_page_says_when_it_was_corrected(room):
    open_again(room)
    room.answer_for()
    room.publish()
    assert now().date().isoformat() in live(room)


def test_what_was_overruled_stays_so_and_effort_is_counted_once(room):
    with room.store.reading() as session:
        before = [ruling.key for ruling in session.get_one(Version, room.version().id).rulings]
        counted = distances(session)
    new = open_again(room)
    with room.store.reading() as session:
        assert before
        assert {r.key for r in session.get_one(Version, new.id).rulings} == set(before)
    assert new.blocking == 0
    room.answer_for()
    with room.store.reading() as session:
        assert distances(session) == counted


def test_the_wording_that_was_live_is_what_undo_goes_back_to(room):
    new = open_again(room)
    editor = room.people["editor"]
    with pytest.raises(NotReady):
        review.undo(room.store, new.id, "block/p0/text", 1, editor)
    correct(room)
    review.undo(room.store, new.id, "block/p0/text", 2, editor)
    assert room.version().segments[1].german.value == WRONG


def test_a_note_can_be_worded_anew_until_it_is_out(room):
    new = open_again(room)
    review.tell(room.store, new.id, room.people["editor"], " Der Preis \n war falsch. ")
    assert room.version().correction == "Der Preis war falsch."
    assert lines(room)[-1].kind == "correction worded"
    seen = len(lines(room))
    review.tell(room.store, new.id, room.people["editor"], "Der Preis war falsch.")
    assert len(lines(room)) == seen
    room.answer_for()
    room.publish()
    assert "Der Preis war falsch." in live(room) and NOTE not in live(room)
    with pytest.raises(NotReady):
        review.tell(room.store, new.id, room.people["editor"], "Zu spät.")


def test_notes_stay_on_the_page_through_corrections_and_updates(room):
    open_again(room)
    room.answer_for()
    room.publish()
    open_again(room, "Auch das Datum war falsch.")
    room.answer_for()
    room.publish()
    room.push(story("The bridge cost 3 million dollars.", "It opened on Friday.", version=2))
    room.produce()
    room.answer_for()
    room.publish()
    assert lines(room)[-1].kind == "updated"
    assert NOTE in live(room) and "Auch das Datum war falsch." in live(room)
    with room.store.reading() as session:
        article = german_article(session, session.get_one(Version, room.version().id))
    assert [note.id for note in article.corrections] == ["desk-2", "desk-3"]


def test_an_update_that_comes_meanwhile_takes_over_words_and_note(room):
    open_again(room)
    correct(room)
    room.push(story("The bridge cost 3 million dollars.", "It opened on Friday.", version=2))
    assert room.states() == [State.PUBLISHED, State.SUPERSEDED, State.RECEIVED]
    assert WRONG in live(room)
    updated = room.produce()
    assert updated.correction == NOTE and updated.segments[1].german.value == RIGHT
    room.answer_for()
    room.publish()
    assert lines(room)[-1].kind == "corrected"
    assert live(room).count(NOTE) == 2


def test_the_partner_sending_the_same_again_changes_nothing(room):
    open_again(room)
    same = story("The bridge cost 3 million dollars.", "It opened today.")
    again = room.push(wires.write(same, "ans") + b"\n")
    assert room.delivery(again).state == "duplicate"
    assert room.states() == [State.PUBLISHED, State.IN_REVIEW]


def test_a_withdrawal_ends_a_correction(room):
    open_again(room)
    review.withdraw(room.store, room.piece().id, room.people["chief"], "Falsch.")
    room.deliver()
    assert room.states() == [State.WITHDRAWN, State.WITHDRAWN]
    assert WRONG not in live(room)


def test_what_cannot_be_corrected(room):
    live_id, editor = room.version().id, room.people["editor"]
    with pytest.raises(NotAllowed):
        review.reopen(room.store, live_id, room.people["reader"], NOTE)
    with pytest.raises(NotReady):
        review.reopen(room.store, live_id, editor, " – ")
    with pytest.raises(NotFound):
        review.reopen(room.store, "none", editor, NOTE)
    with room.store.writing() as session:
        piece = session.scalars(select(Piece)).one()
        piece.locked_by_id = room.people["chief"].id
        piece.locked_until = now() + timedelta(minutes=5)
    with pytest.raises(Locked):
        review.reopen(room.store, live_id, editor, NOTE)
    new = review.reopen(room.store, live_id, room.people["chief"], NOTE)
    for version in (live_id, new):
        with pytest.raises(NotReady):
            review.reopen(room.store, version, room.people["chief"], NOTE)
    assert room.states() == [State.PUBLISHED, State.IN_REVIEW]


def test_nothing_to_tell_where_nobody_has_read_it(tmp_path):
    room = Newsroom.at(tmp_path)
    room.push(replace(story("One."), id="other"))
    version = room.produce()
    with pytest.raises(NotReady):
        review.tell(room.store, version.id, room.people["editor"], NOTE)
    room.store.close()
