"""Quotation marks and apostrophes: what is set, and what stays as it is."""

import pytest

from fassung.german import HouseStyle, apply_to_string, quotes


def run(german, style=None, carried=0):
    edits, depth = quotes(german, style, carried)
    return apply_to_string(german, edits), depth


ROWS = [
    ('Er sagte: "Ja".', "Er sagte: „Ja“."),
    ("Er sagte: “Ja”.", "Er sagte: „Ja“."),
    ("Er sagte: „Ja”.", "Er sagte: „Ja“."),
    ('Er sagte: „Ja".', "Er sagte: „Ja“."),
    ("Er sagte: «Ja».", "Er sagte: „Ja“."),
    ("Er sagte: « Ja ».", "Er sagte: „Ja“."),
    ("Er sagte: »Ja«.", "Er sagte: „Ja“."),
    ("Er sagte: ''Ja''.", "Er sagte: „Ja“."),
    ("Er sagte: ,,Ja''.", "Er sagte: „Ja“."),
    ('"Ja", sagte sie, "das geht."', "„Ja“, sagte sie, „das geht.“"),
    ("\"Er rief 'Halt' und lief\", sagte sie.", "„Er rief ‚Halt‘ und lief“, sagte sie."),
    ("“Er rief ‘Halt’ und lief”, sagte sie.", "„Er rief ‚Halt‘ und lief“, sagte sie."),
    ("\"Sie nannte es 'gut'\", sagte er.", "„Sie nannte es ‚gut‘“, sagte er."),
    ("\"Sie rief: 'Halt!'\"", "„Sie rief: ‚Halt!‘“"),
    ("\"'Halt' war ihr Wort.\"", "„‚Halt‘ war ihr Wort.“"),
    ('"Ich habe "Hamlet" gesehen", sagte er.', "„Ich habe ‚Hamlet‘ gesehen“, sagte er."),
    ("Kritik an 'Geisterzug' wächst", "Kritik an „Geisterzug“ wächst"),
    ("Kritik an ‘Geisterzug’ wächst", "Kritik an „Geisterzug“ wächst"),
    ('("Ja")', "(„Ja“)"),
    ('Das "Ja"-Lager siegt', "Das „Ja“-Lager siegt"),
    ('Sie sagte:"Ja"', "Sie sagte:„Ja“"),
    ('"Das war 1989", sagte er.', "„Das war 1989“, sagte er."),
    ('"Putin\'s Krieg", sagte er.', "„Putin’s Krieg“, sagte er."),
    ("'Das ist Marx' Buch', sagte er", "„Das ist Marx’ Buch“, sagte er"),
    # apostrophes
    ("Wie geht's?", "Wie geht’s?"),
    ("Wie geht´s?", "Wie geht’s?"),
    ("Mit 'nem Zug in den '90ern", "Mit ’nem Zug in den ’90ern"),
    ("Grass' Werk und Marx' Bart", "Grass’ Werk und Marx’ Bart"),
    ('Sie hat\'s "gut"', "Sie hat’s „gut“"),
    ("L'Aquila und O'Brien", "L’Aquila und O’Brien"),
    # no damage
    ("Er ist 5'10\" groß.", "Er ist 5'10\" groß."),
    ('Ein 6" Rohr', 'Ein 6" Rohr'),
    ("Er ist 6' groß.", "Er ist 6' groß."),
    ('"Er ist 5\'10" groß", sagte sie.', "„Er ist 5'10\" groß“, sagte sie."),
    ("48° 12′ 30″ Nord", "48° 12′ 30″ Nord"),
    ("Ganz ohne Zeichen", "Ganz ohne Zeichen"),
    ("„Ja“, sagte sie, „‚nie‘ heißt nie.“", "„Ja“, sagte sie, „‚nie‘ heißt nie.“"),
    ("Putins’ Zug", "Putins’ Zug"),
    ("", ""),
]


@pytest.mark.parametrize(("german", "expected"), ROWS)
def test_quotes(german, expected):
    once, depth = run(german)
    assert (once, depth) == (expected, 0)
    assert run(once) == (once, 0)


@pytest.mark.parametrize(
    ("german", "expected"),
    [
        ("„Er rief ‚Halt‘ laut“", "»Er rief ›Halt‹ laut«"),
        ("\"Er rief 'Halt' laut\"", "»Er rief ›Halt‹ laut«"),
        ("« Ja »", "»Ja«"),
        ("»Ja«", "»Ja«"),
        ("Wie geht's?", "Wie geht’s?"),
    ],
)
def test_guillemets(german, expected):
    style = HouseStyle(quotes="»«")
    once, _ = run(german, style)
    assert once == expected
    assert run(once, style)[0] == once


ACROSS = [
    # texts one after the other; marks after; quotes open after each
    (['"Wir fahren.', '"Wir kommen an."'], ["„Wir fahren.", "„Wir kommen an.“"], [1, 0]),
    (['"Wir fahren.', 'Dann kommen wir an."'], ["„Wir fahren.", "Dann kommen wir an.“"], [1, 0]),
    (['"Eins.', '"Zwei.', '"Drei."'], ["„Eins.", "„Zwei.", "„Drei.“"], [1, 1, 0]),
    (['"Eins.', "Zwei.", 'Drei", sagte er.'], ["„Eins.", "Zwei.", "Drei“, sagte er."], [1, 1, 0]),
    (['"Eins.', 'Er sah "Hamlet".'], ["„Eins.", "Er sah „Hamlet“."], [1, 0]),
    (['"Eins.', "\"Sie rief 'Halt'.\""], ["„Eins.", "„Sie rief ‚Halt‘.“"], [1, 0]),
    (['Er kam. "Sie', 'Sie ging."'], ["Er kam. „Sie", "Sie ging.“"], [1, 0]),
]


@pytest.mark.parametrize(("texts", "expected", "depths"), ACROSS)
def test_quotes_run_over_texts(texts, expected, depths):
    for _ in range(2):  # the second time nothing changes
        open_quotes, out, found = 0, [], []
        for text in texts:
            done, open_quotes = run(text, None, open_quotes)
            out.append(done)
            found.append(open_quotes)
        assert (out, found) == (expected, depths)
        texts = out


def test_house_style_knows_two_pairs():
    with pytest.raises(ValueError, match="quotes must be"):
        HouseStyle(quotes="<>")
