"""The word diff: complete, and read as people read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fassung.desk.diff import changed, distance, words

TEXTS = st.text(st.sampled_from("ab. ,\nÄ"), max_size=12)


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ("Es regnet.", "Es regnet.", []),
        ("Es regnet.", "Es schneit.", [("regnet", "schneit")]),
        ("Der alte Mann ging.", "Die alte Frau ging.", [("Der", "Die"), ("Mann", "Frau")]),
        ("Der Mann ging.", "Die Frau ging.", [("Der Mann", "Die Frau")]),
        ("Er ging.", "Er ging heim.", [("", "heim")]),
        ("Er ging schnell heim.", "Er ging heim.", [("schnell", "")]),
        ("rund 3,5 Millionen", "rund 3,6 Millionen", [("5", "6")]),
        ("", "Neu", [("", "Neu")]),
    ],
)
def test_changed(before, after, pairs):
    assert changed(before, after) == pairs


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("Es regnet.", "Es regnet.", 0),
        ("Es regnet.", "Es schneit.", 1),
        ("Es regnet.", "Es regnet heute nicht.", 2),
        ("Es kostet 3,5 Millionen.", "Es kostet 3,6 Millionen.", 1),
        ("Ja", "", 1),
    ],
)
def test_distance(before, after, count):
    assert distance(before, after) == count


@given(TEXTS, TEXTS)
def test_nothing_is_lost(before, after):
    steps = words(before, after)
    assert "".join(s.words for s in steps if s.op in "=-") == before
    assert "".join(s.words for s in steps if s.op in "=+") == after
    assert all(s.words for s in steps)
