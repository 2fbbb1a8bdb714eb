"""Post-edit distance by engine and partner."""

from datetime import timedelta

import pytest

from fassung.article import Text
from fassung.desk.base import now
from fassung.desk.effort import distances
from tests.desk.newsroom import Newsroom
from tests.desk.test_memory import put


@pytest.fixture
def room(tmp_path):
    made = Newsroom.at(tmp_path)
    yield made
    made.store.close()


def test_what_editors_did(room):
    with room.store.writing() as session:
        version = put(session, ("a", "Es regnet heute stark."), ("b", "Ja."), ("c", "Nein."))
        version.reviewed = True
        version.segments[0].machine = Text("Es schneit heute.")
        for row, engine in zip(version.segments, ("house", "house", "kept"), strict=True):
            row.engine = engine
        # What nobody answered for says nothing of what editors do.
        unread = put(session, ("d", "Ungelesen."))
        unread.segments[0].engine = "house"
    with room.store.reading() as session:
        (one,) = distances(session)
        assert (one.engine, one.partner, one.segments, one.changed) == ("house", "post", 2, 1)
        # Five words and marks, and two; one exchanged, one put in.
        assert (one.words, one.edits) == (7, 2)
        assert one.rate == pytest.approx(2 / 7)
        assert one.untouched == 0.5
        assert distances(session, now() + timedelta(hours=1)) == []
