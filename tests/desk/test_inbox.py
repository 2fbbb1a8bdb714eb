"""The inbox: filters, orders, and two thousand pieces at once."""

from datetime import timedelta
from time import process_time

import pytest
from sqlalchemy import event

from fassung.desk.accounts import Person
from fassung.desk.base import now
from fassung.desk.inbox import OPEN, inbox
from fassung.desk.schema import Piece, Version
from fassung.desk.states import State
from tests.migrated import migrated


@pytest.fixture
def store(tmp_path):
    made = migrated(f"sqlite:///{tmp_path / 'desk.sqlite3'}")
    yield made
    made.close()


def put(store, *rows):
    """Pieces by external id, each with values of its newest version and of its own."""
    with store.writing() as session:
        people = {name: Person(login=name, name=name, role="editor") for name in ("Ada", "Bo")}
        session.add_all(people.values())
        session.flush()
        time = now()
        for at, (external, values) in enumerate(rows):
            age, changed = values.pop("age", at), values.pop("changed", at)
            piece = Piece(partner=values.pop("partner", "post"), external_id=external)
            if name := values.pop("assignee", None):
                piece.assignee_id = people[name].id
            if until := values.pop("locked", None):
                piece.locked_by_id = people["Bo"].id
                piece.locked_until = time + timedelta(minutes=until)
            session.add(piece)
            session.flush()
            version = Version(piece_id=piece.id, number=1, digest=external, source=b"")
            version.created = time - timedelta(minutes=age)
            for key, value in values.items():
                setattr(version, key, value)
            session.add(version)
            session.flush()
            piece.current_id = version.id
            piece.changed = time - timedelta(minutes=changed)
        return {name: person.id for name, person in people.items()}


ROWS = (
    ("a", {"risk": 0.2, "age": 3, "changed": 1, "state": State.IN_REVIEW, "blocking": 1,
           "open": 4}),
    ("b", {"risk": 0.9, "age": 1, "changed": 2, "state": State.PUBLISHED, "assignee": "Ada"}),
    ("c", {"risk": None, "age": 2, "changed": 3, "state": State.RECEIVED, "partner": "wire"}),
    ("d", {"risk": 0.5, "age": 9, "changed": 0, "state": State.SENT_BACK, "assignee": "Bo",
           "headline": "Storm over Aalborg", "german_headline": "Sturm ÜBER Aalborg", "locked": 5}),
    ("e", {"risk": 0.1, "age": 5, "changed": 9, "state": State.WITHDRAWN, "locked": -5}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "bdaec"),
        ({"order": "age"}, "deacb"),
        ({"order": "changed"}, "dabce"),
        ({"order": "nonsense"}, "bdaec"),
        ({"partner": "wire"}, "c"),
        ({"state": "in_review"}, "a"),
        ({"state": OPEN}, "dac"),
        ({"state": "nonsense"}, ""),
        ({"assignee": "Ada"}, "b"),
        ({"assignee": "none"}, "aec"),
        ({"search": "sturm über"}, "d"),
        ({"search": "AALBORG storm"}, "d"),
        ({"search": "bo"}, "d"),
        ({"search": "%"}, ""),
        ({"search": "' OR 1=1"}, ""),
        ({"state": OPEN, "order": "age", "limit": 2}, "da"),
        ({"search": "post", "limit": 1}, "b"),
    ],
)
def test_asked(store, asked, found):
    people = put(store, *((id, dict(values)) for id, values in ROWS))
    asked = {**asked, "assignee": people.get(asked.get("assignee", ""), asked.get("assignee", ""))}
    with store.reading() as session:
        names = {piece.id: piece.external_id for piece in session.query(Piece)}
        assert "".join(names[line.piece_id] for line in inbox(session, **asked)) == found


def test_a_line_says_it_all(store):
    put(store, *((id, dict(values)) for id, values in ROWS))
    with store.reading() as session:
        lines = {line.risk: line for line in inbox(session)}
    assert (lines[0.2].blocking, lines[0.2].open, lines[0.2].conflicts) == (1, 4, 0)
    assert (lines[0.5].assignee, lines[0.5].locked_by) == ("Bo", "Bo")
    assert lines[0.1].locked_by == ""
    assert lines[0.9].assignee == "Ada"
    assert lines[0.9].received.utcoffset() == timedelta(0)


def test_two_thousand_pieces_in_one_query(store):
    put(store, *((f"x{n}", {"risk": n / 2000, "headline": f"Piece {n}"}) for n in range(2000)))
    asked = []
    event.listen(store.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    with store.reading() as session:
        inbox(session)
        times = []
        for _ in range(5):
            began = process_time()
            lines = inbox(session)
            times.append(process_time() - began)
    assert len(lines) == 2000
    assert sum(statement.startswith("SELECT") for statement in asked) == 6
    print("\n2,000 pieces: ", [round(1000 * t) for t in times], "ms")
    assert min(times) < 0.1
