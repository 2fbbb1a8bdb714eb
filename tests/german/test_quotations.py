"""Direct speech: what is quoted in a text, and what runs over its ends."""

import pytest

from fassung.german.quotations import quoted, speech

ROWS = [
    # text; whether it begins in a quotation; what is said
    ("Er sagte: „Ja“, dann »nein«.", False, ["„Ja“", "»nein«"]),
    ("Der Weg war weit.", False, []),
    ("Der Weg war weit.", True, ["Der Weg war weit."]),
    ("Der Weg war weit“, sagte sie.", True, ["Der Weg war weit“"]),
    ("Der Weg war weit“, sagte sie.", False, ["Der Weg war weit“"]),
    ("Sie sagte: „Der Weg war weit.", False, ["„Der Weg war weit."]),
    ("„Er rief ‚Halt‘ und ging“, sagte sie.", False, ["„Er rief ‚Halt‘ und ging“"]),
    ('Weit", sagte sie. "Und kalt."', True, ['Weit"', '"Und kalt."']),
    ('Das Rohr misst 6" und mehr.', False, []),
    ("Der Film ‚Am Fluss‘ lief.", False, []),
    ("", False, []),
    ("", True, [""]),
]


@pytest.mark.parametrize(("text", "begun", "said"), ROWS)
def test_speech(text, begun, said):
    assert [text[s.start : s.end] for s in speech(text, begun)] == said


def test_speech_that_runs_on_is_not_closed():
    assert [s.closed for s in speech("„Ja“, sagte er. „Und dann")] == [True, False]


def test_a_mark_after_a_quotation_opens_the_next():
    text = "9“ „Ja“«Nein»"
    assert [text[q.start : q.end] for q in quoted(text).quotations] == ["„Ja“", "«Nein»"]
