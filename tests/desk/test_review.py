"""What an editor does with a version: every deed checked, counted, recorded, or refused."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from fassung.article import Mark, Paragraph, Span, Text
from fassung.desk import findings, history, locks, record, review
from fassung.desk.base import now
from fassung.desk.columns import text_as_json
from fassung.desk.rules import Rules
from fassung.desk.schema import Comment, Memory, Revision, Ruling, SegmentRow, Version
from fassung.desk.states import State
from fassung.errors import Locked, NotAllowed, NotFound, NotReady, Stale
from fassung.german.glossary import Glossary, Term
from tests.desk.newsroom import Newsroom, story

P0, P1 = "block/p0/text", "block/p1/text"
RIGHT = "Die Brücke hat drei Millionen Dollar gekostet."
WRONG = "Die Brücke hat 30 Millionen Dollar gekostet."


@pytest.fixture
def room(tmp_path):
    made = Newsroom.at(tmp_path)
    made.push(story("The bridge cost 3 million dollars.", "It was open on Monday."))
    made.produce()
    for segment, german in (("headline", "Brücke offen"), (P0, RIGHT), (P1, "Sie war offen.")):
        with made.store.writing() as session:
            row = _row(session, segment)
            row.german = row.machine = Text(german)
            session.flush()
            version = session.get_one(Version, row.version_id)
            seen = findings.look(version.segments, Rules().context(session, version))
            findings.keep(session, version, version.segments, seen)
            session.execute(Revision.__table__.delete())
    yield made
    made.store.close()


def _row(session, segment):
    return session.scalars(select(SegmentRow).where(SegmentRow.segment == segment)).one()


def row(room, segment=P0):
    with room.store.reading() as session:
        return _row(session, segment)


def edit(room, german, segment=P0, edits=None, by="editor", **more):
    edits = row(room, segment).edits if edits is None else edits
    return review.edit(
        room.store, room.version().id, segment, german, edits, room.people[by], **more
    )


def lines(room):
    with room.store.reading() as session:
        found = record.lines(session, room.piece().id)
        assert record.broken(found) is None
        return found


def opened(room):
    with room.store.reading() as session:
        return review.open_review(session, room.version().id)


def keys(room, check=""):
    return [
        f.key for s in opened(room).segments for f in s.findings if check in ("", f.finding.check)
    ]


def test_an_edit_is_kept_checked_counted_and_recorded(room):
    assert opened(room).may_approve
    saved = edit(room, WRONG)
    assert (saved.german.value, saved.edits) == (WRONG, 1)
    assert saved.machine.value == RIGHT
    version = room.version()
    assert version.blocking >= 1
    assert not opened(room).may_approve
    assert opened(room).why_not
    assert saved.risk > row(room, P1).risk
    assert edit(room, RIGHT).edits == 2
    assert room.version().blocking == 0
    assert opened(room).may_approve
    kinds = [line.kind for line in lines(room)]
    assert kinds[-2:] == ["edited", "edited"]
    last = lines(room)[-1]
    assert last.actor == f"person:{room.people['editor'].id}"
    assert last.data["changes"] == [["30", "drei"]]


def test_saving_the_same_again_is_no_change(room):
    before = len(lines(room))
    assert edit(room, RIGHT).edits == 0
    assert len(lines(room)) == before


def test_an_edit_of_the_headline_shows_in_lists(room):
    edit(room, "Brücke eröffnet", "headline")
    assert room.version().german_headline == "Brücke eröffnet"


def test_undo_goes_back_step_by_step(room):
    store, version, editor = room.store, room.version().id, room.people["editor"]
    for german in ("Eins.", "Zwei.", "Drei."):
        edit(room, german)
    seen = []
    for _ in range(3):
        seen.append(review.undo(store, version, P0, row(room).edits, editor).german.value)
    assert seen == ["Zwei.", "Eins.", RIGHT]
    with pytest.raises(NotReady):
        review.undo(store, version, P0, row(room).edits, editor)
    edit(room, "Vier.")
    assert review.undo(store, version, P0, row(room).edits, editor).german.value == RIGHT
    with room.store.reading() as session:
        kinds = [r.kind for r in history.revisions(session, row(room))]
    assert kinds == ["machine", *["edit"] * 3, *["undo"] * 3, "edit", "undo"]
    assert {s.row.segment: s.revisions for s in opened(room).segments}[P0] == 9


def test_the_same_fault_twice_is_repaired_at_once(room):
    edit(room, "Er kam um 5 Uhr  und ging  um 6 Uhr.")
    (key,) = {
        f.key for s in opened(room).segments for f in s.findings if f.finding.repair is not None
    }
    saved = review.accept(room.store, room.version().id, P0, key, room.people["editor"])
    assert saved.german.value.count("  ") == 0


def test_a_repair_is_accepted(room):
    edit(room, 'Er sagte: "Die Brücke hat 3 Millionen Dollar gekostet."')
    found = [
        (f.key, f.finding)
        for s in opened(room).segments
        for f in s.findings
        if f.finding.repair is not None and s.row.segment == P0
    ]
    assert found
    key, finding = found[0]
    start, end = finding.target[0]
    before = row(room).german.value
    saved = review.accept(room.store, room.version().id, P0, key, room.people["editor"])
    assert saved.german.value == before[:start] + finding.repair + before[end:]
    assert lines(room)[-1].kind == "repaired"
    with pytest.raises(Stale):
        review.accept(room.store, room.version().id, P0, key, room.people["editor"])


def test_a_finding_without_a_repair_cannot_be_accepted(room):
    edit(room, WRONG)
    version, editor = room.version().id, room.people["editor"]
    key = next(f.key for f in opened(room).segments[1].findings if f.finding.repair is None)
    with pytest.raises(NotReady):
        review.accept(room.store, version, P0, key, editor)


def test_overruling_needs_a_reason_and_lifts_the_block(room):
    edit(room, WRONG)
    version, editor = room.version().id, room.people["editor"]
    blocking = [f.key for s in opened(room).segments for f in s.findings if f.blocking]
    with pytest.raises(NotReady):
        review.approve(room.store, version, editor)
    for reason in ("", "  ", "…"):
        with pytest.raises(NotReady):
            review.overrule(room.store, version, blocking[0], reason, editor)
    for key in blocking:
        review.overrule(room.store, version, key, "Die Zahl stammt aus der Pressestelle.", editor)
    assert room.version().blocking == 0
    assert all(f.ruling for f in opened(room).segments[1].findings if f.key in blocking)
    # The ruling stands while the words do, wherever else the text changes.
    edit(room, WRONG.replace("Die Brücke", "Die neue Brücke"))
    assert room.version().blocking == 0
    said = next(line for line in lines(room) if line.kind == "overruled")
    assert said.data["reason"] == "Die Zahl stammt aus der Pressestelle."
    review.withdraw_ruling(room.store, version, blocking[0], editor)
    assert room.version().blocking >= 1
    with pytest.raises(NotFound):
        review.withdraw_ruling(room.store, version, blocking[0], editor)
    with pytest.raises(Stale):
        review.overrule(room.store, version, "nonsense", "Darum.", editor)


def test_overruling_again_replaces_the_reason(room):
    edit(room, WRONG)
    version, editor = room.version().id, room.people["editor"]
    key = next(f.key for s in opened(room).segments for f in s.findings if f.blocking)
    for reason in ("Erst so.", "Dann so."):
        review.overrule(room.store, version, key, reason, editor)
    with room.store.reading() as session:
        assert [r.reason for r in session.scalars(select(Ruling))] == ["Dann so."]


def test_what_an_editor_did_not_see_is_not_overwritten(room):
    edit(room, "Eins.")
    version, editor = room.version().id, room.people["editor"]
    with pytest.raises(Stale):
        edit(room, "Zwei.", edits=0)
    with pytest.raises(Stale):
        review.undo(room.store, version, P0, 0, editor)
    assert row(room).german.value == "Eins."


@pytest.mark.parametrize(
    "deed",
    [
        lambda s, v, p, who: review.edit(s, v, P0, "Neu.", 0, who),
        lambda s, v, p, who: review.undo(s, v, P0, 0, who),
        lambda s, v, p, who: review.accept(s, v, P0, "k", who),
        lambda s, v, p, who: review.overrule(s, v, "k", "Darum.", who),
        lambda s, v, p, who: review.withdraw_ruling(s, v, "k", who),
        lambda s, v, p, who: review.resolve(s, v, P0, "Neu.", 0, who),
        lambda s, v, p, who: review.approve(s, v, who),
        lambda s, v, p, who: review.send_back(s, v, who, "Darum."),
        lambda s, v, p, who: review.withdraw(s, p, who, "Darum."),
        lambda s, v, p, who: review.assign(s, p, who.id, who),
        lambda s, v, p, who: review.comment(s, p, "", "Hallo.", who),
        lambda s, v, p, who: locks.acquire(s, p, who),
    ],
)
@pytest.mark.parametrize("by", ["reader", "inactive editor"])
def test_who_may_not_changes_nothing(room, deed, by):
    person = room.people[by.split()[-1]]
    person.active = by == "reader"
    before = len(lines(room))
    with pytest.raises(NotAllowed):
        deed(room.store, room.version().id, room.piece().id, person)
    assert len(lines(room)) == before
    assert row(room).german.value == RIGHT


@pytest.mark.parametrize(
    "deed",
    [
        lambda s, v, p, who: review.edit(s, v, P0, "Neu.", 0, who),
        lambda s, v, p, who: review.overrule(s, v, "k", "Darum.", who),
        lambda s, v, p, who: review.approve(s, v, who),
        lambda s, v, p, who: review.send_back(s, v, who, "Darum."),
    ],
)
def test_while_somebody_works_on_it_nobody_else_does(room, deed):
    locks.acquire(room.store, room.piece().id, room.people["chief"])
    with pytest.raises(Locked) as caught:
        deed(room.store, room.version().id, room.piece().id, room.people["editor"])
    assert "Chief" in str(caught.value)


@pytest.mark.parametrize("id", ["nonsense", "", "' OR 1=1 --"])
def test_unknown_ids_are_named(room, id):
    editor = room.people["editor"]
    with pytest.raises(NotFound):
        review.edit(room.store, id, P0, "Neu.", 0, editor)
    with pytest.raises(NotFound):
        edit(room, "Neu.", segment=P0 + id + "x", edits=0)
    with pytest.raises(NotFound):
        review.assign(room.store, id, None, editor)
    with pytest.raises(NotFound):
        review.saw(room.store, id, editor, 3)
    with room.store.reading() as session, pytest.raises(NotFound):
        review.open_review(session, id)


def test_approving_says_who_answers_for_what(room):
    edit(room, "Die Brücke kostete 3 Millionen Dollar.")
    review.approve(room.store, room.version().id, room.people["editor"])
    version = room.version()
    assert version.at is State.SCHEDULED
    assert version.reviewed
    assert version.approved_by_id == room.people["editor"].id
    said = next(line.data for line in lines(room) if line.kind == "approved")
    assert said["source_digest"] == version.digest
    assert len(said["german_digest"]) == 64
    assert said["signature"] == version.signature
    assert (said["segments"], said["edited"], said["overruled"]) == (3, 1, 0)
    with room.store.reading() as session:
        assert "Die Brücke kostete 3 Millionen Dollar." in set(
            session.scalars(select(Memory.german))
        )
    with pytest.raises(NotReady):
        review.approve(room.store, version.id, room.people["editor"])
    with pytest.raises(NotReady):
        edit(room, "Zu spät.")


def test_an_hour_is_kept_and_an_embargo_outranks_it(room):
    hour = now() + timedelta(hours=2)
    review.approve(room.store, room.version().id, room.people["editor"], publish_at=hour)
    assert room.version().embargo == hour
    assert room.publish().at is State.SCHEDULED


def test_what_today_means_is_judged_by_the_hour_it_appears(tmp_path):
    room = Newsroom.at(tmp_path)
    room.push(story("It opens today.", first_published=now()))
    version, editor = room.produce().id, room.people["editor"]
    review.edit(room.store, version, P0, "Sie öffnet heute.", 0, editor)
    review.edit(room.store, version, "headline", "Brücke offen", 0, editor)
    assert not keys(room, "relative-date")
    review.approve(room.store, version, editor, publish_at=now() + timedelta(days=3))
    assert keys(room, "relative-date")
    room.store.close()


def test_sent_back_it_can_be_worked_on_again(room):
    editor, version = room.people["editor"], room.version().id
    review.approve(room.store, version, editor)
    with pytest.raises(NotReady):
        review.send_back(room.store, version, editor, " ")
    review.send_back(room.store, version, editor, "Der zweite Absatz fehlt.")
    after = room.version()
    assert (after.at, after.reason) == (State.SENT_BACK, "Der zweite Absatz fehlt.")
    assert not after.reviewed
    assert after.approved_by_id is None
    assert room.publish().at is State.SENT_BACK
    edit(room, "Sie kostete 3 Millionen Dollar.")
    assert room.version().at is State.IN_REVIEW
    review.approve(room.store, version, editor)
    assert room.publish().at is State.PUBLISHED
    with pytest.raises(NotReady):
        review.send_back(room.store, version, editor, "Zu spät.")


def test_only_a_chief_withdraws_and_then_for_good(room):
    piece, version = room.piece().id, room.version().id
    with pytest.raises(NotAllowed):
        review.withdraw(room.store, piece, room.people["editor"], "Falsch.")
    with pytest.raises(NotReady):
        review.withdraw(room.store, piece, room.people["chief"], "")
    locks.acquire(room.store, piece, room.people["editor"])
    review.withdraw(room.store, piece, room.people["chief"], "Falsch.")
    assert room.version().at is State.WITHDRAWN
    for deed in (
        lambda: edit(room, "Neu."),
        lambda: review.approve(room.store, version, room.people["editor"]),
    ):
        with pytest.raises(NotReady):
            deed()


def test_a_newer_version_is_the_one_to_approve(room):
    old = room.version().id
    room.push(story("The bridge cost 4 million dollars.", "It was open.", version=2))
    with pytest.raises(NotReady):
        review.approve(room.store, old, room.people["editor"])
    with room.store.reading() as session:
        assert not review.open_review(session, old).may_approve


def test_a_conflict_blocks_until_somebody_decides(room):
    with room.store.writing() as session:
        found = _row(session, P0)
        found.conflict = {
            "source": text_as_json(Text("It cost 2 million.")),
            "german": text_as_json(Text("Sie kostete zwei Millionen.")),
            "machine": text_as_json(found.german),
        }
    view = next(s for s in opened(room).segments if s.row.segment == P0)
    assert view.conflict.german_before.value == "Sie kostete zwei Millionen."
    assert not opened(room).may_approve
    editor, version = room.people["editor"], room.version().id
    for deed in (
        lambda: edit(room, "Neu."),
        lambda: review.undo(room.store, version, P0, 0, editor),
        lambda: review.approve(room.store, version, editor),
        lambda: review.resolve(room.store, version, P1, "Neu.", 0, editor),
    ):
        with pytest.raises(NotReady):
            deed()
    # To leave the new machine text as it is is a decision, too.
    saved = review.resolve(room.store, version, P0, RIGHT, 0, editor)
    assert saved.conflict is None
    assert lines(room)[-1].kind == "merged"
    assert opened(room).may_approve


def test_tags_carry_links_through_an_edit(room):
    with room.store.writing() as session:
        found = _row(session, P0)
        found.german = Text(RIGHT, (Span(4, 10, Mark.LINK, (("href", "https://a.example"),)),))
    with pytest.raises(NotReady):
        edit(room, "Die Brücke war teuer: 3 Millionen Dollar.")
    saved = edit(room, "Teuer war die ⟦1⟧neue Brücke⟦/1⟧: 3 Millionen Dollar.")
    (span,) = saved.german.spans
    assert saved.german.value[span.start : span.end] == "neue Brücke"
    assert span.href == "https://a.example"


def test_what_only_the_engine_knew_holds_while_its_text_stands(room):
    found = {
        "segment": P0, "check": "engine-empty", "category": "accuracy/untranslated",
        "severity": "critical", "template": "The engine gave nothing; the English stands here.",
        "values": [], "source": [], "target": [], "repair": None,
    }  # fmt: skip
    with room.store.writing() as session:
        _row(session, P0).findings = [found]
    assert keys(room, "engine-empty")
    edit(room, "Sie kostete 3 Millionen Dollar.")
    assert not keys(room, "engine-empty")
    review.undo(room.store, room.version().id, P0, 1, room.people["editor"])
    assert keys(room, "engine-empty")
    assert room.version().blocking == 1


def test_the_glossary_of_the_partner_is_asked_at_every_edit(room):
    terms = Glossary((Term(("bridge",), ("Querung",)),))
    edit(room, "Die Brücke kostete 3 Millionen Dollar.", rules=Rules(glossaries={"post": terms}))
    assert keys(room, "glossary")
    edit(room, "Die Querung kostete 3 Millionen Dollar.", rules=Rules(glossaries={"post": terms}))
    assert not keys(room, "glossary")


def test_assigning_and_commenting(room):
    piece, editor, chief = room.piece().id, room.people["editor"], room.people["chief"]
    review.assign(room.store, piece, editor.id, chief)
    assert room.piece().assignee_id == editor.id
    with pytest.raises(NotReady):
        review.assign(room.store, piece, room.people["reader"].id, chief)
    review.assign(room.store, piece, "", chief)
    assert room.piece().assignee_id is None
    review.comment(room.store, piece, P0, " Stimmt die Zahl?\r\n\r\nBitte prüfen. ", editor)
    with pytest.raises(NotReady):
        review.comment(room.store, piece, "", " \n ", editor)
    with pytest.raises(NotFound):
        review.comment(room.store, piece, "block/none", "Hm.", editor)
    (said,) = opened(room).comments
    assert said.words == "Stimmt die Zahl?\n\nBitte prüfen."
    with room.store.reading() as session:
        assert session.scalars(select(Comment)).one().segment == P0
    assert [line.kind for line in lines(room)][-3:] == ["assigned", "assigned", "commented"]


@pytest.mark.parametrize(("seconds", "kept"), [(12.4, 12), (-5, 0), (1e9, 86_400)])
def test_who_saw_it_is_on_record(room, seconds, kept):
    changed = room.piece().changed
    review.saw(room.store, room.version().id, room.people["reader"], seconds)
    last = lines(room)[-1]
    assert (last.kind, last.data["seconds"]) == ("seen", kept)
    assert room.piece().changed == changed


def test_another_engine_says_it_otherwise(room):
    before = row(room)
    words = review.alternative(room.store, before.version_id, P0, "pseudo")
    assert "brïdgé" in words
    assert row(room).german == before.german
    with pytest.raises(NotFound):
        review.alternative(room.store, before.version_id, "none", "pseudo")


def test_the_alternative_carries_the_tags_of_the_segment(tmp_path):
    link = Span(4, 10, Mark.LINK, (("href", "https://a.example"),))
    room = Newsroom.at(tmp_path)
    paragraph = Paragraph(id="p0", text=Text("The bridge is open now.", (link,)))
    room.push(story(blocks=(paragraph,)))
    version = room.produce()
    words = review.alternative(room.store, version.id, P0, "pseudo")
    assert words.count("⟦1⟧") == words.count("⟦/1⟧") == 1
    editor = room.people["editor"]
    review.edit(room.store, version.id, P0, words.replace("nöw", "jetzt"), 0, editor,
                kind="alternative")  # fmt: skip
    assert row(room).german.spans[0].href == "https://a.example"
    room.store.close()
