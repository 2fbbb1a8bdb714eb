"""Edits move spans along, and refuse what cannot be meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fassung.article import Mark, Span, Text
from fassung.german import Edit, apply, apply_to_string, without

B = Mark.BOLD

ROWS = [
    # value, span, edits, value after, what the span covers after
    ("abcdef", (2, 4), [Edit(0, 1, "xyz")], "xyzbcdef", "cd"),
    ("abcdef", (2, 4), [Edit(5, 6, "")], "abcde", "cd"),
    ("abcdef", (2, 4), [Edit(2, 2, "-")], "ab-cdef", "cd"),
    ("abcdef", (2, 4), [Edit(4, 4, "-")], "abcd-ef", "cd"),
    ("abcdef", (2, 4), [Edit(3, 3, "-")], "abc-def", "c-d"),
    ("abcdef", (2, 4), [Edit(2, 3, "XX")], "abXXdef", "XXd"),
    ("abcdef", (2, 4), [Edit(3, 4, "XX")], "abcXXef", "cXX"),
    ("abcdef", (2, 4), [Edit(2, 4, "X")], "abXef", "X"),
    ("abcdef", (2, 4), [Edit(1, 3, "X")], "aXdef", "Xd"),
    ("abcdef", (2, 4), [Edit(3, 5, "X")], "abcXf", "cX"),
    ("abcdef", (2, 4), [Edit(1, 5, "X")], "aXf", "X"),
    ("abcdef", (2, 4), [Edit(2, 4, "")], "abef", None),
    ("abcdef", (0, 6), [Edit(0, 0, "<"), Edit(6, 6, ">")], "<abcdef>", "abcdef"),
    ("abcdef", (0, 6), [Edit(0, 1, "A"), Edit(5, 6, "F")], "AbcdeF", "AbcdeF"),
    ("abcdef", (2, 4), [Edit(2, 2, "«"), Edit(2, 3, "C")], "ab«Cdef", "Cd"),
]


@pytest.mark.parametrize(("value", "span", "edits", "after", "covered"), ROWS)
def test_apply(value, span, edits, after, covered):
    result = apply(Text(value, (Span(*span, B),)), edits)
    assert result.value == after == apply_to_string(value, edits)
    assert [after[s.start : s.end] for s in result.spans] == ([covered] if covered else [])


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, 2, "x"), Edit(1, 3, "y")],
        [Edit(0, 3, "x"), Edit(1, 1, "y")],
        [Edit(5, 9, "x")],
    ],
)
def test_apply_refuses(edits):
    with pytest.raises(ValueError, match=r"overlap|past the end"):
        apply(Text("abcdef"), edits)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_an_edit_is_a_stretch(start, end):
    with pytest.raises(ValueError, match="no stretch"):
        Edit(start, end, "")


@pytest.mark.parametrize(
    ("edit", "kept", "stays"),
    [
        (Edit(0, 2, ""), [(2, 5)], True),
        (Edit(5, 6, ""), [(2, 5)], True),
        (Edit(2, 2, ""), [(2, 5)], True),
        (Edit(5, 5, ""), [(2, 5)], True),
        (Edit(3, 3, ""), [(2, 5)], False),
        (Edit(1, 3, ""), [(2, 5)], False),
        (Edit(4, 9, ""), [(2, 5)], False),
        (Edit(0, 9, ""), [(2, 5)], False),
        (Edit(6, 7, ""), [(2, 5), (8, 9)], True),
        (Edit(6, 9, ""), [(2, 5), (8, 9)], False),
    ],
)
def test_without(edit, kept, stays):
    assert (without([edit], kept) == [edit]) is stays


@given(
    st.text("ab ", min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4), st.text("xy", max_size=3))),
)
def test_untouched_text_keeps_its_marks(value, wanted):
    """Every character that no edit touches is marked after as it was before."""
    edits, end = [], 0
    for start, length, new in sorted(wanted):
        if start >= end and start + length <= len(value) and (not edits or start > end):
            edits.append(Edit(start, start + length, new))
            end = start + length
    middle = len(value) // 2
    spans = (Span(0, middle, B),) if middle else ()
    result = apply(Text(value, spans), edits)
    marked = {i for s in result.spans for i in range(s.start, s.end)}
    shift = 0
    at = 0
    for edit in [*edits, Edit(len(value), len(value), "")]:
        for index in range(at, edit.start):
            assert ((index + shift) in marked) is (index < middle)
        shift += len(edit.replacement) - (edit.end - edit.start)
        at = edit.end
