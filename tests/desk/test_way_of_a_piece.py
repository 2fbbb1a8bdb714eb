"""From the wire to the reader and off again, step by step, each step also done twice."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from fassung import wires
from fassung.article import Correction, Rights, Status, Text
from fassung.desk import (
    findings,
    held,
    history,
    intake,
    locks,
    naming,
    produce,
    publish,
    reasons,
    record,
    review,
)
from fassung.desk.base import now
from fassung.desk.config import Policy
from fassung.desk.inbox import inbox
from fassung.desk.places import Outgoing
from fassung.desk.rules import Rules
from fassung.desk.schema import Delivery, Piece, Publication, Version
from fassung.desk.states import State
from fassung.desk.store import Store
from fassung.errors import FassungError, NotReady
from fassung.messages import speaking
from tests.desk.newsroom import Newsroom, story


@pytest.fixture
def room(tmp_path):
    made = Newsroom.at(tmp_path)
    yield made
    made.store.close()


def kinds(room):
    with room.store.reading() as session:
        lines = record.lines(session, room.piece().id)
        assert record.broken(lines) is None
        return [line.kind for line in lines]


def live(room):
    """The only page that is not a note of withdrawal, or None."""
    pages = [page for page in room.pages() if "fassung-status" not in page]
    return pages[0] if pages else None


def test_a_piece_goes_out_once_a_person_has_answered_for_it(room):
    room.push(story("The bridge opened. (A)", "It cost 3 million dollars."))
    assert room.version().at is State.RECEIVED
    assert room.produce().at is State.IN_REVIEW
    assert room.publish().at is State.IN_REVIEW
    assert live(room) is None
    assert room.answer_for().at is State.SCHEDULED
    for _ in range(2):  # a worker that was killed does it again
        assert room.publish().at is State.PUBLISHED
    page = live(room)
    assert "Thé brïdgé öpénéd" in page
    assert "redaktionell geprüft" in page
    with room.store.reading() as session:
        assert len(session.scalars(select(Publication)).all()) == 1
    assert kinds(room).count("published") == 1


@pytest.mark.parametrize("anew", [False, True], ids=["as it was", "translated anew"])
def test_nobody_waits_while_the_checks_look(room, monkeypatch, anew):
    room.push(story("It cost 3 million dollars."))
    rules, version = Rules.of(room.config), room.version()
    produce.translate(room.store, room.config, rules, version.id)
    looks, look = [], findings.look

    def looked_meanwhile(rows, context):
        looks.append(rows)
        if len(looks) == 1:
            produce.fail(room.store, version.id, "No engine.")
            produce.again(room.store, version.id, room.people["editor"])
            produce.translate(room.store, room.config, rules, version.id)
        return look(rows, context)

    def wrote_meanwhile(rows, context):
        looks.append(rows)
        with room.store.writing() as session:  # would wait for the checks' own transaction
            session.get_one(Version, version.id).headline = "Changed meanwhile"
        return look(rows, context)

    monkeypatch.setattr(findings, "look", looked_meanwhile if anew else wrote_meanwhile)
    produce.check(room.store, room.config, rules, version.id)
    assert len(looks) == (2 if anew else 1)
    assert room.version().at is State.IN_REVIEW
    assert room.version().risk is not None
    assert anew or room.version().headline == "Changed meanwhile"


def test_what_blocks_is_not_approved(room):
    room.push(story("It cost 3 million dollars."))
    version, editor = room.produce(), room.people["editor"]
    review.edit(room.store, version.id, "block/p0/text", "Es kostete 30 Dollar.", 0, editor)
    assert room.version().blocking
    with pytest.raises(NotReady):
        review.approve(room.store, version.id, editor)


def test_the_same_is_not_taken_twice(room):
    first = room.push(story("One."))
    assert room.push(story("One.")) == first
    # The same article in other bytes.
    again = room.push(b"\n" + wires.write(story("One."), "ans"))
    assert room.delivery(again).state == "duplicate"
    older = room.push(story("None.", updated=story().updated - timedelta(days=1)))
    assert room.delivery(older).state == "duplicate"
    assert room.states() == [State.RECEIVED]


@pytest.mark.parametrize("updated", [None, story().updated], ids=["no time", "same time"])
def test_a_partner_may_go_back_to_what_it_said_before(room, updated):
    room.push(story("One.", updated=updated))
    room.push(story("Two.", updated=updated))
    back = room.push(story("One.", updated=updated))
    assert room.push(story("One.", updated=updated)) == back
    assert room.states() == [State.SUPERSEDED, State.SUPERSEDED, State.RECEIVED]
    assert b"One." in room.version().source


def test_what_still_waits_may_be_newer_than_the_same_bytes(room):
    one, two = (wires.write(story(text, updated=None), "ans") for text in ("One.", "Two."))
    room.push(one)
    ids = [
        intake.receive(room.store, "post", channel="push", name="a.json", body=body).delivery_id
        for body in (two, one)
    ]
    for id in ids:
        intake.take(room.store, id)
    assert b"One." in room.version().source
    assert len(room.states()) == 3


def test_what_cannot_be_read_is_kept_and_can_be_retried(room):
    id = room.push(b"<nonsense")
    kept = room.delivery(id)
    assert (kept.state, kept.body) == ("quarantined", b"<nonsense")
    assert reasons.shown(kept.reason).startswith("a.json ")
    intake.retry(room.store, id, "person:x")
    assert room.delivery(id).state == "waiting"
    intake.take(room.store, id)
    assert room.delivery(id).state == "quarantined"
    assert room.delivery(id).attempts == 2


def test_two_at_once_that_name_no_time_go_by_when_they_came(room):
    bodies = [
        wires.write(story(text, updated=None, first_published=None), "ans")
        for text in ("One.", "Two.")
    ]
    ids = [
        intake.receive(room.store, "post", channel="push", name="a.json", body=body).delivery_id
        for body in bodies
    ]
    for id in reversed(ids):
        intake.take(room.store, id)
    assert b"Two." in room.version().source
    assert [room.delivery(id).state for id in ids] == ["duplicate", "taken"]


def test_an_update_costs_what_changed_and_keeps_what_an_editor_wrote(room):
    texts = [f"Sentence number {n} of the story." for n in range(20)]
    room.push(story(*texts))
    version = room.produce()
    editor = room.people["editor"]
    review.edit(room.store, version.id, "block/p3/text", "Der dritte Satz.", 0, editor)
    review.edit(room.store, version.id, "block/p4/text", "Der vierte Satz.", 0, editor)
    room.answer_for()
    room.publish()
    changed = [*texts[:4], "Sentence number 4 is new.", *texts[5:19], "The last one is new."]
    room.push(story(*changed, version=2))
    assert room.states() == [State.PUBLISHED, State.RECEIVED]
    updated = room.produce()
    rows = {row.segment: row for row in updated.segments}
    assert updated.translated_words == 5 + 5
    assert rows["block/p3/text"].german.value == "Der dritte Satz."
    assert rows["block/p4/text"].conflict is not None
    with pytest.raises(NotReady):
        review.approve(room.store, updated.id, editor)
    row = rows["block/p4/text"]
    review.resolve(room.store, updated.id, row.segment, "Satz vier ist neu.", row.edits, editor)
    room.answer_for()
    assert "Der vierte Satz." in live(room)
    room.publish()
    assert room.states() == [State.SUPERSEDED, State.PUBLISHED]
    assert "Satz vier ist neu." in live(room)
    assert kinds(room)[-1] == "updated"


def test_what_an_editor_wrote_is_theirs_in_the_next_version_too(room):
    room.push(story("One.", "Two."))
    version, editor = room.produce(), room.people["editor"]
    review.edit(room.store, version.id, "block/p0/text", "Eins.", 0, editor)
    room.push(story("One.", "Two.", "Three.", version=2))
    kept, plain, new = room.produce().segments[-3:]
    with room.store.reading() as session:
        first = [history.revisions(session, row)[0] for row in (kept, plain, new)]
    assert [(r.kind, r.person_id) for r in first] == [
        ("edit", editor.id),
        ("machine", None),
        ("machine", None),
    ]
    assert (kept.german.value, kept.edited_by_id) == ("Eins.", editor.id)
    assert kept.edited is not None and plain.edited is None


def test_what_was_overruled_stays_so_until_it_is_taken_back(room):
    text = "It cost 3 million dollars."
    room.push(story(text))
    version, editor = room.produce(), room.people["editor"]
    review.edit(room.store, version.id, "block/p0/text", "Es kostete 30 Dollar.", 0, editor)
    blocking = room.version().blocking
    room.answer_for()
    room.push(story(text, "More.", version=2))
    second = room.produce()
    assert blocking and second.blocking == 0
    with room.store.reading() as session:
        keys = [ruling.key for ruling in session.get_one(Version, second.id).rulings]
    for key in keys:
        review.withdraw_ruling(room.store, second.id, key, editor)
    room.push(story(text, "More.", "And more.", version=3))
    assert room.produce().blocking == blocking


def test_a_correction_is_told_to_readers(room):
    room.push(story("One."))
    room.produce()
    room.answer_for()
    room.publish()
    note = Correction(id="c1", text=Text("An earlier version gave a wrong date."))
    room.push(story("One.", version=2, corrections=(note,)))
    room.produce()
    room.answer_for()
    room.publish()
    assert kinds(room)[-1] == "corrected"
    assert "éärlïér vérsïön" in live(room)


@pytest.mark.parametrize("reached", ["received", "review", "scheduled", "published"])
def test_a_withdrawal_outranks_everything(room, reached):
    room.push(story("One."))
    if reached != "received":
        room.produce()
    if reached in ("scheduled", "published"):
        room.answer_for()
    if reached == "published":
        room.publish()
        assert live(room)
    room.push(story("One.", version=2, status=Status.CANCELED))
    room.deliver()
    room.publish()  # what was in a queue comes too late
    assert set(room.states()) == {State.WITHDRAWN}
    assert live(room) is None
    late = room.push(story("One more.", version=3))
    assert room.delivery(late).state == "quarantined"
    assert set(room.states()) == {State.WITHDRAWN}


class Dying(Store):
    """Is killed before what became of a delivery is kept."""

    @contextmanager
    def writing(self):
        with super().writing() as session:
            yield session
            if session.scalars(select(Outgoing).where(Outgoing.state == "done")).first():
                raise KeyboardInterrupt


@pytest.mark.parametrize("how", ["withdrawn", "expired", "updated"])
def test_a_page_that_nothing_is_known_of_does_not_stay(room, how):
    room.push(story("One.", rights=Rights(expires=now() + timedelta(hours=1))))
    room.produce()
    room.answer_for()
    publish.publish(room.store, room.config, room.version().id)
    dying = Dying(room.config.database)
    place = room.store
    room.store = dying
    with pytest.raises(KeyboardInterrupt):
        room.deliver()
    room.store = place
    dying.close()
    assert live(room)
    if how == "expired":
        publish.expire(room.store, room.version().id)
    else:
        status = Status.CANCELED if how == "withdrawn" else Status.USABLE
        room.push(story("Two.", version=2, status=status))
    if how == "updated":
        room.produce()
        room.answer_for()
        publish.publish(room.store, room.config, room.version().id)
    room.deliver()
    assert ("Twö." in live(room)) if how == "updated" else live(room) is None


def test_a_page_is_taken_down_where_it_was_written(room):
    room.push(story("One."))
    room.produce()
    room.answer_for()
    room.publish()
    portal = replace(room.config.portal, path="/neu/{id}.html")
    room.config = replace(room.config, portal=portal)
    room.push(story("One.", version=2, status=Status.CANCELED))
    room.deliver()
    assert live(room) is None


def test_an_embargo_holds(room):
    until = now() + timedelta(hours=1)
    room.push(story("One.", rights=Rights(embargo=until)))
    room.produce()
    room.answer_for()
    assert room.publish().at is State.SCHEDULED
    assert live(room) is None


def test_an_hour_that_was_chosen_can_be_brought_forward(room):
    room.push(story("One."))
    version, editor = room.produce(), room.people["editor"]
    room.answer_for(now() + timedelta(hours=1))
    assert room.publish().at is State.SCHEDULED
    review.send_back(room.store, version.id, editor, "Sooner.")
    assert room.version().embargo is None
    room.answer_for()
    assert room.publish().at is State.PUBLISHED


def test_rights_end(room):
    room.push(story("One.", rights=Rights(expires=now() + timedelta(hours=1))))
    room.produce()
    room.answer_for()
    room.publish()
    publish.expire(room.store, room.version().id)
    room.deliver()
    assert room.version().at is State.EXPIRED
    assert live(room) is None


def test_held_back_by_the_partner_is_sent_back(room):
    room.push(story("One.", status=Status.WITHHELD))
    assert held.is_held(room.produce().reason)
    room.answer_for()
    assert room.publish().at is State.SENT_BACK
    assert live(room) is None
    assert "held back by its publisher" in reasons.shown(room.version().reason)
    assert not room.version().reviewed


def test_what_a_partner_holds_back_while_an_older_version_is_live_is_told(room):
    room.push(story("One."))
    room.produce()
    room.answer_for()
    room.publish()
    room.push(story("One.", "Two.", version=2, status=Status.WITHHELD))
    version = room.produce()
    assert room.states() == [State.PUBLISHED, State.IN_REVIEW]
    assert "an older one" in reasons.shown(version.reason)
    with room.store.reading() as session:
        assert [line.held for line in inbox(session)] == [True]
    assert "held back" in kinds(room)
    assert live(room)
    room.push(story("One.", "Two.", version=3))
    assert room.produce().reason == ""
    assert kinds(room).count("held back") == 1


def test_two_articles_of_one_id_are_two_pieces_by_partner(room):
    body = wires.write(story("One."), "ans")
    for partner in ("post", "other"):
        receipt = intake.receive(room.store, partner, channel="push", name="a", body=body)
        intake.take(room.store, receipt.delivery_id)
    with room.store.reading() as session:
        pieces = {d.piece_id for d in session.scalars(select(Delivery))}
    assert len(pieces) == 2


def test_no_partner_writes_over_the_page_of_another():
    pairs = [("post", "sport-1"), ("post-sport", "1"), ("post", "sport_1"), ("post-sport", "-1")]
    names = [naming.name(Piece(partner=who, external_id=id)) for who, id in pairs]
    assert len(set(names)) == len(pairs)


def test_each_step_is_told_to_pages_that_follow(room):
    room.push(story("One."))
    changed = [room.piece().changed]
    for step in (room.produce, room.answer_for, room.publish):
        step()
        changed.append(room.piece().changed)
    assert sorted(set(changed)) == changed


def test_names_of_pages_are_safe(room):
    for id in ("../../etc/passwd", "a" * 500, "ä/ö", "con\x00trol"):
        room.push(replace(story("One."), id=id))
    with room.store.reading() as session:
        names = [naming.name(piece) for piece in session.scalars(select(Piece))]
    assert len(set(names)) == len(names) >= 3
    assert all(
        set(n) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
        for n in names
    )
    assert all(len(n) < 150 for n in names)


@pytest.mark.parametrize(
    ("highest_risk", "values", "goes_out"),
    [
        (1.0, {}, True),
        (0.0, {}, False),
        (1.0, {"rights": Rights(holds=("third-party",))}, False),
        (1.0, {"status": Status.WITHHELD}, False),
    ],
)
def test_only_what_the_policy_allows_goes_out_unread(tmp_path, highest_risk, values, goes_out):
    room = Newsroom.at(tmp_path, policy=Policy.LOW_RISK, highest_risk=highest_risk)
    room.push(story("Seoul.", **values))
    version = room.produce()
    assert version.at is (State.SCHEDULED if goes_out else State.IN_REVIEW)
    if goes_out:
        room.publish()
        assert "Maschinell aus dem Englischen übersetzt" in live(room)
        assert "redaktionell geprüft" not in live(room)
        assert "approved unread" in kinds(room)
    room.store.close()


@pytest.mark.parametrize(
    ("deed", "state"),
    [
        (lambda room, v, who: None, State.SCHEDULED),
        (lambda room, v, who: review.saw(room.store, v.id, who, 9), State.SCHEDULED),
        (lambda room, v, who: review.send_back(room.store, v.id, who, "Later."), State.IN_REVIEW),
        (lambda room, v, who: locks.acquire(room.store, v.piece_id, who), State.IN_REVIEW),
    ],
    ids=["nothing", "seen", "sent back", "locked"],
)
def test_no_update_goes_out_unread_over_what_a_person_does(tmp_path, deed, state):
    room = Newsroom.at(tmp_path, policy=Policy.LOW_RISK, highest_risk=1.0)
    room.push(story("Seoul."))
    deed(room, room.produce(), room.people["editor"])
    room.push(story("Seoul.", "Busan.", version=2))
    assert room.produce().at is state
    room.store.close()


def test_an_engine_that_gives_up_leaves_a_reason(room):
    room.push(story("One.", language="de"))
    version = room.version()
    with pytest.raises(FassungError) as raised:
        produce.translate(room.store, room.config, Rules.of(room.config), version.id)
    produce.fail(room.store, version.id, reasons.kept(raised.value))
    assert room.version().at is State.FAILED
    with speaking("en"):
        assert "not in English" in reasons.shown(room.version().reason)
    with speaking("de"):
        assert "nicht auf Englisch" in reasons.shown(room.version().reason)
    produce.again(room.store, version.id, room.people["editor"])
    assert room.version().at is State.RECEIVED
