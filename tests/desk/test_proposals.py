"""Proposals: only what was changed throughout, and only until a person has decided."""

import pytest
from sqlalchemy import select

from fassung.desk import proposals, record
from fassung.desk.proposals import Change, Pair, changes
from fassung.desk.schema import Proposal
from fassung.errors import NotAllowed, NotFound
from tests.desk.newsroom import Newsroom
from tests.desk.test_memory import put

GOVERNOR = [
    Pair("The governor spoke.", "Der Gouverneur sprach.", "Der Ministerpräsident sprach."),
    Pair("Friends of the governor left.", "Freunde des Gouverneurs gingen.",
         "Freunde des Ministerpräsidenten gingen."),
    Pair("It rained all day.", "Es regnete den ganzen Tag.", "Es regnete den ganzen Tag."),
]  # fmt: skip
NAME = [
    Pair("Kiev fell silent.", "Kiev schwieg.", "Kiew schwieg."),
    Pair("She is back in Kiev.", "Sie ist zurück in Kiev.", "Sie ist zurück in Kiew."),
]


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        (NAME, [Change("name", "Kiev", "Kiew", 2)]),
        # However much else of the sentence was rewritten.
        ([Pair("Kiev was quiet.", "Kiev war ruhig.", "Still lag Kiew da."),
          Pair("People left Kiev today.", "Leute verließen Kiev heute.",
               "Heute ging mancher aus Kiew fort.")], [Change("name", "Kiev", "Kiew", 2)]),
        (GOVERNOR, [Change("term", "governor", "Ministerpräsident", 2)]),
        # Once is a matter of taste.
        (NAME[:1], []),
        # Left in one place: not throughout.
        ([*NAME, Pair("Kiev again.", "Wieder Kiev.", "Wieder Kiev.")], []),
        # Two English words go along with it everywhere: which of them it was nobody knows.
        ([Pair("The mayor praised the plan.", "Der Bürgermeister lobte den Plan.",
               "Der Stadtchef lobte den Plan."),
          Pair("The plan of the mayor failed.", "Der Plan des Bürgermeisters scheiterte.",
               "Der Plan des Stadtchefs scheiterte.")], []),
        # A turn of phrase, a small word, an ending: nothing for a glossary.
        ([Pair("He said so.", "Er sagte das.", "Er sprach es aus.")] * 2, []),
        ([Pair("The house.", "Das Haus.", "Des Hauses.")] * 2, []),
        ([], []),
    ],
)  # fmt: skip
def test_changes(pairs, found):
    assert changes(pairs) == found


@pytest.fixture
def room(tmp_path):
    made = Newsroom.at(tmp_path)
    yield made
    made.store.close()


def propose(room, pairs):
    with room.store.writing() as session:
        version = put(session, *((pair.source, pair.german) for pair in pairs))
        for row, pair in zip(version.segments, pairs, strict=True):
            row.machine = type(row.machine)(pair.machine)
        proposals.propose(session, version)
    with room.store.reading() as session:
        return session.scalars(select(Proposal).order_by(Proposal.at)).all()


def test_a_person_decides(room):
    (made,) = propose(room, NAME)
    with room.store.reading() as session:
        assert [p.german for p in proposals.waiting(session)] == ["Kiew"]
        assert not proposals.glossary_of(session, "post")
    with pytest.raises(NotAllowed):
        proposals.accept(room.store, made.id, room.people["editor"])
    with pytest.raises(NotFound):
        proposals.accept(room.store, "none", room.people["chief"])
    proposals.accept(room.store, made.id, room.people["chief"])
    with room.store.reading() as session:
        assert not proposals.waiting(session)
        assert [p.german for p in proposals.accepted(session)] == ["Kiew"]
        (term,) = proposals.glossary_of(session, "post").terms
        assert (term.english, term.german) == (("Kiev",), ("Kiew",))
        assert record.lines(session, None)[-1].kind == "proposal accepted"


def test_what_was_refused_stays_refused(room):
    (made,) = propose(room, NAME)
    proposals.refuse(room.store, made.id, room.people["chief"])
    propose(room, NAME)
    with room.store.reading() as session:
        kept = session.scalars(select(Proposal)).one()
        assert (kept.state, kept.seen) == ("refused", 4)
        assert not proposals.glossary_of(session, "post")


def test_of_two_words_for_one_thing_the_later_holds(room):
    first = propose(room, NAME)[0]
    again = [Pair(p.source, p.machine, p.german.replace("Kiew", "Kyjiw")) for p in NAME]
    second = propose(room, again)[1]
    for one in (first, second):
        proposals.accept(room.store, one.id, room.people["chief"])
    with room.store.reading() as session:
        (term,) = proposals.glossary_of(session, "post").terms
        assert term.german == ("Kyjiw",)
