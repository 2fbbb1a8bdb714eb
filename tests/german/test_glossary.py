"""Glossaries from CSV and TBX; hostile files give one line."""

import pytest

from fassung.errors import GlossaryError
from fassung.german.glossary import Glossary, Term, merged, read_csv, read_keep
from fassung.german.inflection import same_word, stretches
from fassung.german.tbx import read_tbx

BASIC = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="c1">
 <langSet xml:lang="en-US"><tig><term>cease-fire</term></tig><tig><term>truce</term></tig></langSet>
 <langSet xml:lang="de"><tig><term>Waffenstillstand</term>
   <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
  <tig><term>Feuerpause</term>
   <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
  <ntig><termGrp><term>Waffen<hi>ruhe</hi></term>
   <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
 </langSet></termEntry>
<termEntry id="c2"><langSet xml:lang="fr"><tig><term>x</term></tig></langSet></termEntry>
</body></text></martif>"""

VERSION_3 = """<tbx type="TBX-Core" style="{style}" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min"><text><body><conceptEntry id="1">
<langSec xml:lang="en"><termSec><term>filibuster</term></termSec></langSec>
<langSec xml:lang="de"><termSec><term>Filibuster</term></termSec>
<termSec><term>Dauerrede</term>{status}</termSec></langSec>
</conceptEntry></body></text></tbx>"""


def test_tbx_basic() -> None:
    assert read_tbx(BASIC.encode()).terms == (
        Term(("cease-fire", "truce"), ("Waffenruhe", "Feuerpause"), ("Waffenstillstand",)),
    )


@pytest.mark.parametrize(
    ("style", "status"),
    [
        ("dca", '<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>'),
        ("dct", "<min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus>"),
    ],
)
def test_tbx_3(style: str, status: str) -> None:
    glossary = read_tbx(VERSION_3.format(style=style, status=status).encode())
    assert glossary.terms == (Term(("filibuster",), ("Filibuster",), ("Dauerrede",)),)


LAUGHS = '<!DOCTYPE tbx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><tbx><term>&b;</term></tbx>'
OUTSIDE = '<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/hostname">]><tbx>&a;</tbx>'


@pytest.mark.parametrize(
    ("read", "data"),
    [
        (read_tbx, b""),
        (read_tbx, b"<tbx>"),
        (read_tbx, b"\x00\xff"),
        (read_tbx, b"<html/>"),
        (read_tbx, LAUGHS.encode()),
        (read_tbx, OUTSIDE.encode()),
        (read_tbx, b"<a>" * 5000),
        (read_csv, b""),
        (read_csv, b"\xff\xfe"),
        (read_csv, b"one,two\na,b\n"),
        (read_csv, b'english,german\n"a' + b"x" * 200_000 + b'",b\n'),
        (read_keep, b"\xff"),
    ],
)
def test_hostile_files_give_one_line(read, data: bytes) -> None:
    with pytest.raises(GlossaryError) as caught:
        read(data, source="terms.file")
    assert "terms.file" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(delimiter: str) -> None:
    rows = [
        ["EN", "Note", "DE", "Forbidden"],
        ["truce|cease-fire", "war", "Waffenruhe", "Friede|Frieden"],
        ["", "no English", "nichts", ""],
        ["only English", "", "", ""],
    ]
    text = "\ufeff# for people\n" + "\n".join(delimiter.join(row) for row in rows)
    assert read_csv(text.encode()).terms == (
        Term(("truce", "cease-fire"), ("Waffenruhe",), ("Friede", "Frieden"), "war"),
    )


def test_a_portal_goes_before_its_partner() -> None:
    partner = read_csv(b"english,german\ntruce,Waffenruhe\nbill,Gesetz\n")
    portal = read_csv(b"english,german\ntruce,Feuerpause\n")
    both = merged([partner, portal, read_keep(b"Post\nPost\n")])
    assert [(t.english, t.german) for t in both.terms] == [
        (("bill",), ("Gesetz",)),
        (("truce",), ("Feuerpause",)),
    ]
    assert both.keep == ("Post",)
    assert both.version != partner.version and len(both.version) == 8
    assert not Glossary() and both


@pytest.mark.parametrize(
    ("form", "word", "expected"),
    [
        ("Häuser", "Haus", True),
        ("Obersten", "Oberster", True),
        ("Museen", "Museum", True),
        ("Firmen", "Firma", True),
        ("Haus", "Maus", False),
        ("Minister", "Ministerium", False),
        ("", "Haus", False),
    ],
)
def test_same_word(form: str, word: str, expected: bool) -> None:
    assert same_word(form, word) is expected


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("Zoll", "die Zölle", ["Zölle"]),
        ("Zollkrieg", "Handelszollkriegs", ["Handelszollkriegs"]),
        ("Eid", "beide leisteten den Eid", ["Eid"]),
        ("Rotes Kreuz", "des Roten Kreuzes", ["Roten Kreuzes"]),
        ("Rotes Kreuz", "das Rote, Kreuz", []),
        ("", "alles", []),
    ],
)
def test_stretches(term: str, text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in stretches(term, text)] == expected
