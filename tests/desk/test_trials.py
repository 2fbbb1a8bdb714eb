"""Two engines on real traffic: who gets which article, and what it counted for."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from fassung.desk import outcomes, record, review, team, trials
from fassung.desk.accounts import Person
from fassung.desk.base import now
from fassung.desk.reader_reports import ReaderReport
from fassung.desk.schema import Piece, Publication, Version
from fassung.desk.trials import Arm, Measure, Plan
from fassung.errors import FassungError, NotAllowed, NotFound, NotReady
from tests.desk.newsroom import Newsroom, story

A, B = Arm(engine="pseudo", style={}), Arm(engine="pseudo:1", style={"quotes": "»«"})
PLAN = Plan(name="one", a=A, b=B, partners=("post",))


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    made = Newsroom.at(tmp_path)
    yield made
    made.store.close()


def push(room: Newsroom, number: int) -> Piece:
    room.push(story(f"He said “yes” {number} times.", id=f"story-{number}"))
    with room.store.reading() as session:
        return session.scalars(sa.select(Piece).order_by(Piece.created.desc())).first()


def test_articles_go_to_the_arms_by_lot_and_to_nobody_before_or_after(room):
    def arms():
        with room.store.reading() as session:
            return {
                piece.external_id: trials.arm_of(session, piece)
                for piece in session.scalars(sa.select(Piece))
            }

    push(room, 0)
    trial = trials.start(room.store, PLAN, room.people["chief"])
    for number in range(1, 9):
        push(room, number)
    with room.store.reading() as session:
        lots = {
            piece.external_id: B if trials.in_b(trial.id, piece.id, 0.5) else A
            for piece in session.scalars(sa.select(Piece))
        }
    assert arms() == {**lots, "story-0": None}
    trials.end(room.store, "one", "enough", room.people["chief"])
    assert set(arms().values()) == {None}


def test_an_arm_is_its_engine_and_its_style(room):
    trials.start(room.store, PLAN, room.people["chief"])
    made = {}
    for number in range(12):
        piece = push(room, number)
        with room.store.reading() as session:
            arm = trials.arm_of(session, session.get_one(Piece, piece.id))
        version = room.produce()
        german = next(row.german.value for row in version.segments if row.role == "body")
        made[arm.engine] = (version.engine, "»" in german, "„" in german)
    assert made == {"pseudo": ("pseudo", False, True), "pseudo:1": ("pseudo", True, False)}


def test_what_an_article_counts_for(room):
    editor = room.people["editor"]
    for number, measure in enumerate(Measure):
        plan = Plan(name=measure, a=A, b=B, measure=measure)
        trial = trials.start(room.store, plan, room.people["chief"])
        push(room, number)
        version = room.produce()
        row = next(row for row in version.segments if row.role == "body")
        team.saw(room.store, version.id, editor, 90)
        changed = row.german.value.replace("mal", "Mal").replace("times", "mal") + " Ja."
        review.edit(room.store, version.id, row.segment, changed, row.edits, editor)
        version = room.answer_for()
        with room.store.reading() as session:
            rulings = len(session.get_one(type(version), version.id).rulings)
        room.publish()
        piece_id = version.piece_id
        with room.store.writing() as session:
            for hours in (1, 24 * 8):
                session.add(
                    ReaderReport(
                        piece_id=piece_id,
                        version_id=version.id,
                        words=f"Wrong {hours}.",
                        at=now() - timedelta(days=9) + timedelta(hours=hours),
                    )
                )
        with room.store.reading() as session:
            trial = trials.named(session, measure)
            if measure is Measure.REPORTS:
                # Not known before a week has passed.
                assert outcomes.of_trial(session, trial).known == ()
        with room.store.writing() as session:
            out = session.scalars(
                sa.select(Publication).where(Publication.piece_id == piece_id)
            ).one()
            out.at = now() - timedelta(days=9)
        with room.store.reading() as session:
            (one,) = outcomes.of_trial(session, trials.named(session, measure)).counted
        assert one.in_b == trials.in_b(trial.id, piece_id, 0.5)
        expected = {
            Measure.MINUTES: 1.5,
            Measure.OVERRULED: float(rulings),
            Measure.REPORTS: 1.0,
        }
        if measure is Measure.DISTANCE:
            assert 0 < one.outcome < 1
        else:
            assert one.outcome == expected[measure]
        with room.store.reading() as session:
            means = outcomes.means(session, trials.named(session, measure))
        here, there = means[measure][one.in_b], means[measure][not one.in_b]
        assert (here, there) == (one.outcome, None)
        assert {of: both[one.in_b] for of, both in means.items() if of in expected} == expected
        trials.end(room.store, measure, "done", room.people["chief"])


def test_an_article_that_waits_holds_back_those_that_came_after_it(room):
    """Or the arm whose bad articles lie longest would win."""
    trials.start(room.store, PLAN, room.people["chief"])

    def drawn() -> outcomes.Drawn:
        with room.store.reading() as session:
            return outcomes.of_trial(session, trials.named(session, "one"))

    def counted() -> list[str]:
        return [one.piece for one in drawn().counted]

    def move(piece: str, days: int) -> None:
        with room.store.writing() as session:
            session.get_one(Piece, piece).created -= timedelta(days=days)
            trials.named(session, "one").started -= timedelta(days=days)

    waits = push(room, 1).id
    room.produce()
    later = push(room, 2).id
    room.produce()
    room.answer_for()
    move(waits, 2)
    assert counted() == [] and drawn().waiting == 2
    move(waits, 6)  # nobody will approve it any more
    assert counted() == [later] and drawn().waiting == 0
    assert [one.piece for one in drawn().known] == [waits, later]
    with room.store.writing() as session:
        version = session.scalars(sa.select(Version).where(Version.piece_id == waits)).one()
        version.created = now()
    room.answer_for()  # too late: what was seen does not change
    assert room.version().reviewed and room.version().piece_id == waits
    assert counted() == [later]


def test_what_went_out_unread_or_waits_has_no_outcome(room):
    trials.start(room.store, PLAN, room.people["chief"])
    push(room, 1)
    room.produce()
    with room.store.reading() as session:
        drawn = outcomes.of_trial(session, trials.named(session, "one"))
    assert (drawn.known, drawn.waiting) == ((), 1)


def test_the_plan_is_sealed_in_the_record(room):
    trial = trials.start(room.store, PLAN, room.people["chief"])
    trials.end(room.store, "one", "B is better.", None)
    with room.store.reading() as session:
        lines = [line for line in record.lines(session, None) if line.kind.startswith("trial")]
        assert record.broken(record.lines(session, None)) is None
        assert trials.named(session, "one").planned == PLAN
    assert [line.actor for line in lines] == [
        f"person:{room.people['chief'].id}",
        record.FASSUNG,
    ]
    assert lines[0].data["digest"] == trial.digest and lines[0].data["plan"] == PLAN.said
    assert lines[1].data == {"name": "one", "reason": "B is better."}


def test_who_may_and_when(room):
    for role in ("reader", "editor"):
        with pytest.raises(NotAllowed):
            trials.start(room.store, PLAN, room.people[role])
    trials.start(room.store, PLAN, Person(login="c", name="C", role="chief", active=True, id="c"))
    with pytest.raises(NotReady, match="another name"):
        trials.start(room.store, PLAN)
    everybody = Plan(name="two", a=A, b=B)
    with pytest.raises(NotReady, match="same partner"):
        trials.start(room.store, everybody)
    trials.start(room.store, Plan(name="three", a=A, b=B, partners=("times",)))
    with pytest.raises(NotAllowed):
        trials.end(room.store, "one", "x", room.people["editor"])
    trials.end(room.store, "one", "x")
    for name in ("one", "none"):
        with pytest.raises(NotFound):
            trials.end(room.store, name, "x")


GOOD = """\
name = "one"
partners = ["post"]
measure = "minutes"
most = 60
smallest = 2
articles = 300

[a]
engine = "pseudo"

[b]
engine = "pseudo"
style = { quotes = "»«" }
"""


def test_a_plan_from_a_file(tmp_path):
    file = tmp_path / "plan.toml"
    file.write_text(GOOD)
    plan = trials.load(file)
    assert (plan.measure, plan.most, plan.articles) == (Measure.MINUTES, 60.0, 300)
    assert plan.b.house.quotes == "»«" and plan.a.house.quotes == "„“"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "one"\n', "", "name"),
        ('name = "one"', 'name = " "', "name"),
        ('measure = "minutes"', 'measure = "seconds"', "measure"),
        ("most = 60", 'most = "60"', "most"),
        ("smallest = 2", "smalest = 2", "smallest"),
        ('style = { quotes = "»«" }', "", "same"),
        ('quotes = "»«"', 'quotes = "<>"', "quotes"),
        ('[b]\nengine = "pseudo"', "[b]", "engine"),
        ('[b]\nengine = "pseudo"', '[b]\nengine = "nobody"', "nobody"),
        ("[a]", "[a", "TOML"),
        ("smallest = 2", "smallest = 200", "smallest"),
        ("articles = 300", "articles = 0", "articles"),
    ],
)
def test_a_plan_that_cannot_be(tmp_path, old, new, said):
    file = tmp_path / "plan.toml"
    assert old in GOOD
    file.write_text(GOOD.replace(old, new))
    with pytest.raises(FassungError, match=said) as caught:
        trials.load(file)
    assert "\n" not in str(caught.value)
