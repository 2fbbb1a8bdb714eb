"""The translation memory: what was approved comes back, exactly and nearly."""

import random
from time import process_time

import pytest
from sqlalchemy import select

from fassung.article import Role, Text
from fassung.desk.memory import digest, lookup, remember
from fassung.desk.schema import Memory, Piece, SegmentRow, Version
from tests.migrated import migrated

PAIRS = (
    ("The council met on Tuesday. It voted for the new tram line.",
     "Der Rat tagte am Dienstag. Er stimmte für die neue Straßenbahn."),
    ("Dr. Smith lives on 3 May Street and owns two cats.",
     "Dr. Smith wohnt in der Straße des 3. Mai und hat zwei Katzen. Beide sind alt."),
    ("Read more", "Mehr dazu"),
)  # fmt: skip


@pytest.fixture
def store(tmp_path):
    made = migrated(f"sqlite:///{tmp_path / 'desk.sqlite3'}")
    yield made
    made.close()


def put(session, *pairs):
    piece = Piece(partner="post", external_id=str(random.random()))
    session.add(piece)
    session.flush()
    version = Version(piece_id=piece.id, number=1, digest="", source=b"")
    session.add(version)
    session.flush()
    for place, (source, german) in enumerate(pairs):
        text = Text(german)
        session.add(
            SegmentRow(version_id=version.id, segment=f"s{place}", place=place,
                       role=Role.BODY, source=Text(source), machine=text, german=text)
        )  # fmt: skip
    session.flush()
    return version


def test_what_is_kept(store):
    with store.writing() as session:
        assert remember(session, put(session, *PAIRS)) == 4
    with store.reading() as session:
        kept = dict(session.execute(select(Memory.source, Memory.german)).all())
    assert kept["The council met on Tuesday."] == "Der Rat tagte am Dienstag."
    assert kept["It voted for the new tram line."] == "Er stimmte für die neue Straßenbahn."
    # Where sentences do not match in number only the whole is kept; a word or two is not.
    assert kept[PAIRS[1][0]] == PAIRS[1][1]
    assert "Read more" not in kept
    assert len(kept) == 4


def test_the_same_again_is_confirmed_and_not_doubled(store):
    other = (PAIRS[0][0], "Der Rat kam am Dienstag zusammen. Er war für die neue Tram.")
    with store.writing() as session:
        for pairs in (PAIRS, PAIRS, (other,)):
            remember(session, put(session, *pairs))
    with store.reading() as session:
        uses = dict(session.execute(select(Memory.german, Memory.uses)).all())
        hits = lookup(session, PAIRS[0][0])
    assert uses[PAIRS[0][1]] == 2
    # The wording used more often stands first.
    assert [hit.german for hit in hits] == [PAIRS[0][1], other[1]]


@pytest.mark.parametrize(
    ("source", "low", "high", "german"),
    [
        ("The council met on Tuesday.", 1.0, 1.0, "Der Rat tagte am Dienstag."),
        ("The  council met  on Tuesday. ", 1.0, 1.0, "Der Rat tagte am Dienstag."),
        ("The council met on Monday.", 0.85, 0.99, "Der Rat tagte am Dienstag."),
        ("Nothing of this kind was ever said.", 0.0, 0.0, None),
        ("", 0.0, 0.0, None),
    ],
)
def test_looked_up(store, source, low, high, german):
    with store.writing() as session:
        remember(session, put(session, *PAIRS))
    with store.reading() as session:
        hits = lookup(session, source)
    assert (hits[0].german if hits else None) == german
    assert all(low <= hit.score <= high for hit in hits[:1])


def test_fifty_thousand_entries_are_no_wait(store):
    draw = random.Random(7)
    words = ["".join(draw.choices("aeioulnrstdm", k=draw.randint(3, 9))) for _ in range(4000)]
    texts = [" ".join(draw.choices(words, k=draw.randint(4, 40))) for _ in range(50_000)]
    with store.writing() as session:
        session.execute(
            Memory.__table__.insert(),
            [{"source": text, "german": text, "source_digest": digest(text),
              "german_digest": digest(text)} for text in texts],
        )  # fmt: skip
    near = [texts[at].replace(texts[at].split()[1], "other", 1) for at in range(0, 100, 10)]
    times = []
    with store.reading() as session:
        for asked, at in zip(near, range(0, 100, 10), strict=True):
            began = process_time()
            hits = lookup(session, asked)
            times.append(process_time() - began)
            assert hits[0].source == texts[at]
    print("\n50,000 entries, nearly: ", [round(1000 * t) for t in times], "ms")
    assert sorted(times)[len(times) // 2] < 0.25
