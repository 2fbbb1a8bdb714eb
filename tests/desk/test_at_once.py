"""Several people at once: each change is kept or refused with a reason, and the record is whole."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from fassung.desk import record, review
from fassung.desk.accounts import Person
from fassung.errors import DeskError, Stale
from tests.desk.newsroom import Newsroom, story

PEOPLE, SEGMENTS = 4, 6


@pytest.fixture
def room(tmp_path):
    made = Newsroom.at(tmp_path)
    made.push(story(*(f"Sentence {n} of the story." for n in range(SEGMENTS))))
    made.produce()
    with made.store.writing() as session:
        made.crowd = [Person(login=f"p{n}", name=f"P{n}", role="editor") for n in range(PEOPLE)]
        session.add_all(made.crowd)
    yield made
    made.store.close()


def all_at_once(deeds):
    def tried(deed):
        try:
            return deed()
        except DeskError as error:
            return error

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(tried, deeds))


def lines(room):
    with room.store.reading() as session:
        found = record.lines(session, room.piece().id)
        assert record.broken(found) is None
        return found


def test_different_segments_are_all_kept(room):
    version = room.version().id

    def work(person, first):
        for n in range(first, SEGMENTS, PEOPLE):
            review.edit(room.store, version, f"block/p{n}/text", f"Satz {n}.", 0, person)

    done = all_at_once([lambda p=p, n=n: work(p, n) for n, p in enumerate(room.crowd)])
    assert done == [None] * PEOPLE
    rows = {row.segment: row.german.value for row in room.version().segments}
    assert [rows[f"block/p{n}/text"] for n in range(SEGMENTS)] == [
        f"Satz {n}." for n in range(SEGMENTS)
    ]
    assert [line.kind for line in lines(room)].count("edited") == SEGMENTS


def test_of_those_who_save_the_same_segment_one_is_first(room):
    version = room.version().id
    done = all_at_once(
        [
            lambda p=p: review.edit(room.store, version, "block/p0/text", f"Von {p.name}.", 0, p)
            for p in room.crowd
        ]
    )
    assert sum(isinstance(one, Stale) for one in done) == PEOPLE - 1
    (saved,) = [one for one in done if not isinstance(one, DeskError)]
    assert saved.german == room.version().segments[1].german
    assert [line.kind for line in lines(room)].count("edited") == 1


def test_two_cannot_approve_and_the_queue_gets_it_once(room):
    version = room.version().id
    with room.store.reading() as session:
        opened = review.open_review(session, version)
        blocking = {f.key for s in opened.segments for f in s.findings if f.blocking}
    for key in blocking:
        review.overrule(room.store, version, key, "Ein Test.", room.crowd[0])
    done = all_at_once([lambda p=p: review.approve(room.store, version, p) for p in room.crowd])
    assert sum(one is None for one in done) == 1
    assert [line.kind for line in lines(room)].count("approved") == 1
