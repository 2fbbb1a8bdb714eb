"""An update meets edited German: nothing an editor wrote is lost, nothing is translated twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fassung.article import Role, Segment, Text
from fassung.desk.merge import Action, Old, lost, merge

LONG = "The harbour board voted on Tuesday to widen the northern quay by forty metres."
LONGER = "The harbour board voted on Tuesday to widen the northern quay by sixty metres."


def old(segment: str, source: str, german: str = "", edited: bool = False, **more: object) -> Old:
    machine = f"M({source})"
    return Old(segment, Text(source), Text(machine), Text(german or machine), edited, **more)


def new(segment: str, source: str) -> Segment:
    return Segment(segment, Role.BODY, Text(source))


@pytest.mark.parametrize(
    ("before", "after", "action", "german", "beside"),
    [
        # Nothing changed; the German did; both did; only the source did.
        ([old("a", "One.")], new("a", "One."), Action.KEEP, "M(One.)", "a"),
        ([old("a", "One.", "Eins.", True)], new("a", "One."), Action.KEEP, "Eins.", "a"),
        ([old("a", "One.", "Eins.", True)], new("a", "Two."), Action.CONFLICT, None, "a"),
        ([old("a", "One.")], new("a", "Two."), Action.TRANSLATE, None, "a"),
        # An edit that was taken back leaves nothing to decide.
        ([old("a", "One.", "M(One.)", True)], new("a", "Two."), Action.TRANSLATE, None, "a"),
        # Moved to another id; and one that is another text under another id.
        ([old("a", "One.", "Eins.", True)], new("b", "One."), Action.KEEP, "Eins.", "a"),
        (
            [old("a", "One.", "Eins.", True)],
            new("b", "Nothing like it."),
            Action.TRANSLATE,
            None,
            "",
        ),
        # Another id and slightly other words: its earlier wording is shown beside it.
        ([old("a", LONG)], new("b", LONGER), Action.TRANSLATE, None, "a"),
        ([old("a", LONG, "Breiter.", True)], new("b", LONGER), Action.CONFLICT, None, "a"),
        # Brand new.
        ([], new("a", "One."), Action.TRANSLATE, None, ""),
    ],
)
def test_one_segment(before, after, action, german, beside):
    (plan,) = merge(before, [after])
    assert plan.action is action
    assert (plan.german and plan.german.value) == german
    assert (plan.old.segment if plan.old else "") == beside


def test_a_segment_that_kept_its_place_goes_before_one_that_moved():
    before = [old("a", "One.", "Eins (a).", True), old("b", "One.", "Eins (b).", True)]
    plans = merge(before, [new("b", "One."), new("a", "One.")])
    assert [plan.german.value for plan in plans] == ["Eins (b).", "Eins (a)."]


def test_a_text_that_stood_once_is_kept_once():
    plans = merge([old("a", "One.")], [new("x", "One."), new("y", "One.")])
    assert [plan.action for plan in plans] == [Action.KEEP, Action.TRANSLATE]


def test_emphasis_that_changed_is_a_change():
    from fassung.article import Mark, Span

    marked = Segment("a", Role.BODY, Text("One.", (Span(0, 3, Mark.BOLD),)))
    (plan,) = merge([old("a", "One.", "Eins.", True)], [marked])
    assert plan.action is Action.CONFLICT


def test_a_conflict_that_nobody_decided_waits_on():
    waiting = (Text("Zero."), Text("Null."))
    before = [old("a", "One.", before=waiting)]
    for text, german in (("One.", "M(One.)"), ("Two.", None)):
        (plan,) = merge(before, [new("a", text)])
        assert plan.action is Action.CONFLICT
        assert (plan.german and plan.german.value) == german
        assert (plan.old.source, plan.old.german) == waiting


def test_edited_text_without_a_place_is_named():
    before = [old("a", "One.", "Eins.", True), old("b", "Two.")]
    assert [entry.segment for entry in lost(before, merge(before, []))] == ["a"]


WORDS = st.lists(st.sampled_from("alpha beta gamma delta".split()), min_size=1, max_size=3)
SOURCES = WORDS.map(" ".join)
IDS = st.sampled_from([f"s{n}" for n in range(8)])


@st.composite
def olds(draw: st.DrawFn) -> list[Old]:
    found = []
    for segment in draw(st.lists(IDS, unique=True)):
        edited = draw(st.booleans())
        waiting = (Text(draw(SOURCES)), Text("davor")) if draw(st.integers(0, 5)) == 0 else None
        german = f"E{segment}" if edited else ""
        found.append(old(segment, draw(SOURCES), german, edited, before=waiting))
    return found


@st.composite
def news(draw: st.DrawFn) -> list[Segment]:
    return [new(segment, draw(SOURCES)) for segment in draw(st.lists(IDS, unique=True))]


@given(olds(), news())
def test_nothing_an_editor_wrote_is_dropped_unseen(before, after):
    plans = merge(before, after)
    assert [plan.segment for plan in plans] == [segment.id for segment in after]
    taken = [plan.old.segment for plan in plans if plan.old]
    assert len(taken) == len(set(taken))
    by_id = {entry.segment: entry for entry in before}
    seen = {entry.segment for entry in lost(before, plans)}
    for plan, segment in zip(plans, after, strict=True):
        entry = by_id[plan.old.segment] if plan.old else None
        if plan.german is not None:
            assert entry.source == segment.text
            assert plan.german == entry.german
        if plan.action is Action.KEEP:
            assert entry.before is None
            assert plan.german is not None
        if plan.action is Action.TRANSLATE:
            assert plan.german is None
            assert entry is None or not entry.edited or entry.german == entry.machine
        if plan.action is not Action.TRANSLATE and entry:
            seen.add(entry.segment)
    assert {entry.segment for entry in before if entry.edited or entry.before} <= seen


@given(olds())
def test_the_same_article_again_costs_nothing(before):
    plans = merge(before, [new(entry.segment, entry.source.value) for entry in before])
    for entry, plan in zip(before, plans, strict=True):
        assert plan.german == entry.german
        assert plan.action is (Action.CONFLICT if entry.before else Action.KEEP)


@given(olds(), st.integers(0, 7), SOURCES)
def test_a_change_of_one_segment_touches_no_other(before, at, text):
    after = [new(entry.segment, entry.source.value) for entry in before]
    if at >= len(after):
        return
    after[at] = new(after[at].id, f"new {text}")
    for number, (entry, plan) in enumerate(zip(before, merge(before, after), strict=True)):
        if number != at:
            assert plan.german == entry.german
