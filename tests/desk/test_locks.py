"""Locks: one person at a time, ended by time, taken over by a chief only."""

from datetime import timedelta

import pytest

from fassung.desk import locks, record
from fassung.desk.base import now
from fassung.desk.schema import Piece
from fassung.errors import Locked, NotAllowed, NotFound
from tests.desk.newsroom import Newsroom, story


@pytest.fixture
def room(tmp_path):
    made = Newsroom.at(tmp_path)
    made.push(story("One."))
    yield made
    made.store.close()


def kinds(room):
    with room.store.reading() as session:
        return [line.kind for line in record.lines(session, room.piece().id)]


def test_one_person_at_a_time(room):
    store, piece = room.store, room.piece().id
    editor, chief = room.people["editor"], room.people["chief"]
    assert locks.holder(room.piece()) is None
    held = locks.acquire(store, piece, editor, 5)
    assert held.person_id == editor.id
    assert timedelta(minutes=4) < held.until - now() <= timedelta(minutes=5)
    with pytest.raises(Locked) as caught:
        locks.acquire(store, piece, chief)
    assert "Editor" in str(caught.value)
    # Somebody else cannot end it; whoever has it can.
    locks.release(store, piece, chief)
    assert locks.holder(room.piece()).person_id == editor.id
    locks.release(store, piece, editor)
    assert locks.holder(room.piece()) is None
    assert locks.acquire(store, piece, chief).person_id == chief.id
    assert kinds(room)[-3:] == ["locked", "unlocked", "locked"]


def test_going_on_with_a_lock_is_no_news_and_no_change(room):
    store, piece, editor = room.store, room.piece().id, room.people["editor"]
    changed = room.piece().changed
    first = locks.acquire(store, piece, editor, 1)
    second = locks.acquire(store, piece, editor, 10)
    assert second.until > first.until
    assert kinds(room).count("locked") == 1
    locks.release(store, piece, editor)
    assert room.piece().changed == changed


def test_a_lock_ends_by_itself(room):
    store, piece = room.store, room.piece().id
    locks.acquire(store, piece, room.people["editor"])
    with store.writing() as session:
        session.get_one(Piece, piece).locked_until = now() - timedelta(seconds=1)
    assert locks.holder(room.piece()) is None
    assert locks.acquire(store, piece, room.people["chief"])


@pytest.mark.parametrize(
    ("role", "may"), [("reader", False), ("editor", False), ("chief", True), ("admin", True)]
)
def test_who_takes_over(room, role, may):
    store, piece = room.store, room.piece().id
    with store.writing() as session:
        session.get_one(Piece, piece).locked_by_id = None
    holder = room.people["chief" if role == "editor" else "editor"]
    locks.acquire(store, piece, holder)
    if may:
        taken = locks.acquire(store, piece, room.people[role], take_over=True)
        assert taken.person_id == room.people[role].id
        with store.reading() as session:
            assert record.lines(session, piece)[-1].data == {"from": holder.id}
    else:
        with pytest.raises(NotAllowed):
            locks.acquire(store, piece, room.people[role], take_over=True)
        assert locks.holder(room.piece()).person_id == holder.id


def test_no_such_piece(room):
    for deed in (locks.acquire, locks.release):
        with pytest.raises(NotFound):
            deed(room.store, "none", room.people["editor"])
