"""Dashes, ellipses, spaces."""

import pytest

from fassung.german import apply_to_string, dashes, ellipses, hard_spaces, protected, spaces

N = "\u00a0"

DASHES = [
    ("Der Zug - ein alter - fährt", "Der Zug – ein alter – fährt"),
    ("Der Zug -- ein alter -- fährt", "Der Zug – ein alter – fährt"),
    ("Der Zug—ein alter—fährt", "Der Zug – ein alter – fährt"),
    ("Der Zug — ein alter — fährt", "Der Zug – ein alter – fährt"),
    ("Der Zug--ein alter--fährt", "Der Zug – ein alter – fährt"),
    ('Der Zug - "ein alter" - fährt', 'Der Zug – "ein alter" – fährt'),
    ('"Ja"—sagte er', '"Ja" – sagte er'),
    ("— Anna Weber", "– Anna Weber"),
    ("„Ich wollte—“, sagte er", "„Ich wollte –“, sagte er"),
    ("Der Zug — ein alter —, der fährt", "Der Zug – ein alter –, der fährt"),
    ("Der Zug –ein alter", "Der Zug – ein alter"),
    ("Seiten 5—10", "Seiten 5–10"),
    # no damage
    ("Seiten 5–10", "Seiten 5–10"),
    ("von 5 - 10", "von 5 - 10"),
    ("Nord- und Südkorea", "Nord- und Südkorea"),
    ("Ein-Mann-Zug", "Ein-Mann-Zug"),
    ("bei -5 Grad", "bei -5 Grad"),
    ("bei –5 Grad", "bei –5 Grad"),
    ("git --hard", "git --hard"),
    ("Berlin–München", "Berlin–München"),
    ("- Punkt eins", "- Punkt eins"),
]


@pytest.mark.parametrize(("german", "expected"), DASHES)
def test_dashes(german, expected):
    once = apply_to_string(german, dashes(german))
    assert once == expected
    assert not dashes(once)


ELLIPSES = [
    ("Nun ...", "Nun …"),
    ("Nun...", "Nun…"),
    ("Nun....", "Nun…"),
    ("Nun . . . gut", "Nun … gut"),
    ("[...] gut", "[…] gut"),
    ("...und gut", "…und gut"),
    ("Eins... zwei...", "Eins… zwei…"),
    ("Nun …", "Nun …"),
    ("Nun.", "Nun."),
    ("Nun..", "Nun.."),
    ("../../bild", "../../bild"),
    (".../bild", ".../bild"),
]


@pytest.mark.parametrize(("german", "expected"), ELLIPSES)
def test_ellipses(german, expected):
    assert apply_to_string(german, ellipses(german)) == expected


SPACES = [
    ("Ja , gut", "Ja, gut"),
    ("Ja !", "Ja!"),
    ("Wer ?", "Wer?"),
    ("Ende .", "Ende."),
    ("„Ja“ , sagte er", "„Ja“, sagte er"),
    ("Zwei  Züge", "Zwei Züge"),
    ("Zwei   Züge", "Zwei Züge"),
    ("Er sagte :", "Er sagte:"),
    (f"Ja{N}; nein", "Ja; nein"),
    ("Das 5 % , gut", "Das 5 %, gut"),
    # no damage
    ("Die .NET-Leute", "Die .NET-Leute"),
    ("Kaliber .45", "Kaliber .45"),
    ("Nun …", "Nun …"),
    ("Zeile\n\nZeile", "Zeile\n\nZeile"),
    ("  Rand ", "  Rand "),
    ("Ja :-)", "Ja :-)"),
]


@pytest.mark.parametrize(("german", "expected"), SPACES)
def test_spaces(german, expected):
    once = apply_to_string(german, spaces(german))
    assert once == expected
    assert not spaces(once)


HARD = [
    ("z. B. Züge", f"z.{N}B. Züge"),
    ("z.B. Züge", f"z.{N}B. Züge"),
    ("u.a. Züge", f"u.{N}a. Züge"),
    ("d. h. Züge", f"d.{N}h. Züge"),
    ("i.d.R. Züge", f"i.{N}d.{N}R. Züge"),
    ("5 % mehr", f"5{N}% mehr"),
    ("20 °C", f"20{N}°C"),
    ("Nr. 3", f"Nr.{N}3"),
    ("Dr. Weber", f"Dr.{N}Weber"),
    ("100 v. Chr.", f"100 v.{N}Chr."),
    ("Prof. Dr. Weber", f"Prof.{N}Dr.{N}Weber"),
    # no damage
    ("5 Züge", "5 Züge"),
    ("Dr. und", "Dr. und"),
    ("Der Nr. nach", "Der Nr. nach"),
    ("xz. B.", "xz. B."),
    (f"5{N}%", f"5{N}%"),
]


@pytest.mark.parametrize(("german", "expected"), HARD)
def test_hard_spaces(german, expected):
    once = apply_to_string(german, hard_spaces(german))
    assert once == expected
    assert not hard_spaces(once)


@pytest.mark.parametrize(
    ("german", "expected"),
    [("z.B.", "z. B."), ("z. B.", "z. B."), ("5 %", "5 %"), (f"z.{N}B.", f"z.{N}B.")],
)
def test_spaces_may_break_where_the_house_says_so(german, expected):
    assert apply_to_string(german, hard_spaces(german, nbsp=False)) == expected


PROTECTED = [
    ("siehe https://example.org/a--b?c=1.5%20d, ja", ["https://example.org/a--b?c=1.5%20d"]),
    ("siehe https://example.org/.", ["https://example.org/"]),
    ("www.example.org.", ["www.example.org"]),
    ("an a.b-c@example.org.", ["a.b-c@example.org"]),
    ("bei @some_one!", ["@some_one"]),
    ("#Zug23 fährt", ["#Zug23"]),
    ("`x -- y`", ["`x -- y`"]),
    ("auf example.com/a-b.", ["example.com/a-b"]),
    ("Datei bericht_2.5.pdf hier", ["bericht_2.5.pdf"]),
    ("Ende.Das ist es", []),
    ("z.B. 2.5", []),
    ("3 @ 4", []),
    ("Moskau", []),
]


@pytest.mark.parametrize(("german", "expected"), PROTECTED)
def test_protected(german, expected):
    assert [german[a:b] for a, b in protected(german)] == expected
