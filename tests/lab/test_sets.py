"""Sets: frozen, split, kept apart, and read from every format."""

import gzip
import json
from pathlib import Path

import pytest

from fassung.article import Role
from fassung.errors import FassungError, LabError, UsageError, WireError
from fassung.lab import sets
from fassung.lab.pairs import Pair
from fassung.lab.sets import Use, articles, table, tmx, xliff
from tests.lab import made


def pair(document: str = "a", segment: str = "1", source: str = "It rains.", **more: str) -> Pair:
    return Pair(document=document, segment=segment, source=source, **more)


def test_a_set_comes_back_as_it_was(tmp_path: Path) -> None:
    given = [
        pair(source="Tab\tand\u2028line\u00a0end \U0001f41d", reference="„So“"),
        Pair(document="a", segment="2", source="Head", role=Role.HEADLINE, date="2026-11-24"),
    ]
    made = sets.freeze(tmp_path / "x", given, licence='ours, "in\\house"', references="human")
    again = sets.open_set(tmp_path / "x")
    assert again == made
    assert again.pairs == tuple(given)
    lines = (tmp_path / "x" / "segments.jsonl").read_text().split("\n")
    assert len(lines) == 3 and json.loads(lines[0])["reference"] == "„So“"


@pytest.mark.parametrize(
    ("file", "was", "now"),
    [
        ("segments.jsonl", "rains", "reins"),
        ("segments.jsonl", "}\n", "}\n\n"),
        ("set.toml", 'use = "test"', 'use = "tune"'),
        ("set.toml", 'licence = ""', 'licence = "free"'),
        ("set.toml", 'sha256 = "', 'sha256 = "0'),
    ],
)
def test_a_changed_set_is_refused_in_one_line(
    tmp_path: Path, file: str, was: str, now: str
) -> None:
    sets.freeze(tmp_path / "x", [pair()])
    path = tmp_path / "x" / file
    assert was in path.read_text()
    path.write_text(path.read_text().replace(was, now, 1))
    with pytest.raises(LabError, match=r"was changed|wurde seit") as refused:
        sets.open_set(tmp_path / "x")
    assert "\n" not in str(refused.value)


def test_documents_are_put_together_and_empty_english_left_out(tmp_path: Path) -> None:
    given = [pair("a"), pair("b"), pair("a", "2"), pair("c", source="  ")]
    of = sets.freeze(tmp_path / "x", given)
    assert [p.key for p in of.pairs] == [("a", "1"), ("a", "2"), ("b", "1")]
    assert not of.single


@pytest.mark.parametrize(
    ("given", "error"),
    [([], LabError), ([pair(), pair()], UsageError), ([pair(source=" ")], LabError)],
)
def test_what_makes_no_set(tmp_path: Path, given: list[Pair], error: type[FassungError]) -> None:
    with pytest.raises(error):
        sets.freeze(tmp_path / "x", given)
    assert not (tmp_path / "x").exists()


def test_a_set_is_not_written_over(tmp_path: Path) -> None:
    sets.freeze(tmp_path / "x", [pair()])
    with pytest.raises(LabError):
        sets.freeze(tmp_path / "x", [pair("b")])


def test_splitting_is_by_document_whole_and_always_the_same(tmp_path: Path) -> None:
    of = sets.freeze(tmp_path / "sets" / "news", made.pairs(20))
    tune, test = sets.split(of, tmp_path / "sets", 30)
    assert (tune.use, test.use) == (Use.TUNE, Use.TEST)
    assert sorted(p.key for p in (*tune.pairs, *test.pairs)) == sorted(p.key for p in of.pairs)
    assert not {p.document for p in tune.pairs} & {p.document for p in test.pairs}
    assert 0.15 < len(test.by_document) / len(of.by_document) < 0.45
    # A document is on the same side in every set that it is ever in.
    wider = sets.freeze(tmp_path / "more" / "news", made.pairs(25))
    _, again = sets.split(wider, tmp_path / "more", 30)
    assert {p.document for p in test.pairs} <= {p.document for p in again.pairs}


LONG = "The council passed its budget for the year."


@pytest.mark.parametrize(
    ("other", "documents", "segments"),
    [
        (pair("b", source="Read more"), 0, 0),
        (pair("a", source="Other words."), 1, 0),
        (pair("b", source=LONG), 0, 1),
        (pair("b", source=LONG.upper() + " "), 0, 1),
        (pair("b", source=LONG.replace("year", "month")), 0, 0),
    ],
)
def test_leaks(other: Pair, documents: int, segments: int) -> None:
    found = sets.leaks([pair("a", source=LONG), pair("z", source="Read more")], [other])
    assert (len(found.documents), len(found.segments)) == (documents, segments)


@pytest.mark.parametrize(
    ("what", "signature", "refused"),
    [
        ("engine:house", "engine:house@3.1|rules:7", True),
        ("engine:house@3.1", "engine:house@3.1|rules:7", True),
        ("engine:house@3", "engine:house@3.1|rules:7", False),
        ("rules:7", "engine:deepl@2|rules:7", True),
        ("rules:7", "engine:deepl@2|rules:71", False),
        ("engine:house", "engine:household@1", False),
        ("engine:house", "engine:deepl>house@2>3.1|rules:7", True),
        ("engine:deepl", "engine:deepl>house@2>3.1|rules:7", True),
        ("engine:house@3.1", "engine:deepl>house@2>3.1|rules:7", True),
        ("engine:house@2", "engine:deepl>house@2>3.1|rules:7", False),
    ],
)
def test_what_tuned_a_thing_never_tests_it(
    tmp_path: Path, what: str, signature: str, refused: bool
) -> None:
    of = sets.freeze(tmp_path / "sets" / "news", [pair(source=LONG)])
    sets.note_tuned(tmp_path, what, of)
    other = sets.freeze(tmp_path / "sets" / "leaky", [pair("b", source=LONG)])
    clean = sets.freeze(tmp_path / "sets" / "clean", [pair("c")])
    tuning = sets.freeze(tmp_path / "sets" / "tuning", [pair("d", source=LONG)], use="tune")
    sets.refuse_tuned(tmp_path, clean, signature)
    sets.refuse_tuned(tmp_path, tuning, signature)
    for used in (of, other):
        if refused:
            with pytest.raises(LabError):
                sets.refuse_tuned(tmp_path, used, signature)
        else:
            sets.refuse_tuned(tmp_path, used, signature)


@pytest.mark.parametrize("line", ["{", '{"what": "x"}', "[]", "\xff"])
def test_damaged_notes_are_said(tmp_path: Path, line: str) -> None:
    of = sets.freeze(tmp_path / "sets" / "news", [pair(source=LONG)])
    sets.note_tuned(tmp_path, "rules:7", of)
    with (tmp_path / "tuned.jsonl").open("a", encoding="latin-1") as file:
        file.write(line + "\n")
    with pytest.raises(LabError, match=r"tuned\.jsonl:2 is damaged"):
        sets.refuse_tuned(tmp_path, of, "rules:7")


@pytest.mark.parametrize("what", ["house", "engine:", "a:b|c:d", ""])
def test_what_is_no_part_of_a_signature(tmp_path: Path, what: str) -> None:
    of = sets.freeze(tmp_path / "sets" / "news", [pair()])
    with pytest.raises(UsageError):
        sets.note_tuned(tmp_path, what, of)


def test_a_table(tmp_path: Path) -> None:
    text = 'doc\ten\tde\r\nd1\tA “quote" stays.\tBleibt.\r\n\r\nd1\tTwo.\t\r\n'
    path = tmp_path / "t.tsv.gz"
    path.write_bytes(gzip.compress(("\ufeff" + text).encode()))
    columns = table.Columns(reference="de", document="doc")
    assert table.read(path, columns) == [
        pair("d1", "1", 'A “quote" stays.', reference="Bleibt."),
        pair("d1", "2", "Two."),
    ]
    assert [p.document for p in table.read(path, table.Columns())] == ["t-1", "t-2"]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (b"en\tde\nOne.\n", UsageError),
        (b"english\nOne.\n", UsageError),
        (b"en\n\xff\xfe\n", WireError),
        (b"", UsageError),
    ],
)
def test_tables_that_are_none(tmp_path: Path, text: bytes, error: type[FassungError]) -> None:
    (tmp_path / "t.tsv").write_bytes(text)
    with pytest.raises(error):
        table.read(tmp_path / "t.tsv", table.Columns())
    with pytest.raises(WireError):
        table.read(tmp_path / "none.tsv", table.Columns())
    (tmp_path / "t.tsv.gz").write_bytes(gzip.compress(b"en\nIt rains.\n")[:-6])
    with pytest.raises(WireError):
        table.read(tmp_path / "t.tsv.gz", table.Columns())


TMX = """<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en-US"/><body>
<tu><prop type="x-document">zoo.html</prop>
 <tuv xml:lang="en-US"><seg>The <bpt i="1">&lt;b&gt;</bpt>zoo<ept i="1">&lt;/b&gt;</ept>
  <hi>opens</hi>.<ph>&lt;br/&gt;</ph></seg></tuv>
 <tuv xml:lang="de-AT"><seg>Der Zoo öffnet.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Alone.</seg></tuv><tuv xml:lang="fr"><seg>Seul.</seg></tuv></tu>
<tu><tuv lang="EN"><seg>Old.</seg></tuv><tuv lang="DE"><seg>Alt.</seg></tuv></tu>
</body></tmx>"""
XLIFF_1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="zoo.html" source-language="en-US" target-language="de-DE" datatype="html"><body>
<group><trans-unit id="1"><source>The <g id="1">zoo</g> opens.<x id="2"/></source>
 <target state="final">Der <g id="1">Zoo</g> öffnet.</target>
 <alt-trans><source>The zoo</source><target>Das Zoo</target></alt-trans></trans-unit>
<trans-unit id="2" translate="no"><source>Reuters</source></trans-unit></group>
<trans-unit id="3"><source>It rains.</source>
 <alt-trans><target>Es regnete.</target></alt-trans></trans-unit>
</body></file></xliff>"""
XLIFF_2 = """<xliff version="2.1" srcLang="en" trgLang="de"
 xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f1" original="zoo.html">
<unit id="u1"><segment id="s1"><source>The <pc id="1">zoo</pc> opens.<ph id="2"/></source>
 <target>Der <pc id="1">Zoo</pc> öffnet.</target></segment>
 <ignorable><source> </source></ignorable>
 <segment><source>It rains.</source></segment></unit>
<group id="g" translate="no"><unit id="u2"><segment><source>AP</source></segment></unit></group>
</file></xliff>"""


@pytest.mark.parametrize(
    ("reader", "text", "expected"),
    [
        (
            tmx.read,
            TMX,
            [
                ("zoo.html", "1", "The zoo opens.", "Der Zoo öffnet."),
                ("m-3", "3", "Old.", "Alt."),
            ],
        ),
        (
            xliff.read,
            XLIFF_1,
            [
                ("zoo.html", "1", "The zoo opens.", "Der Zoo öffnet."),
                ("zoo.html", "3", "It rains.", ""),
            ],
        ),
        (
            xliff.read,
            XLIFF_2,
            [
                ("zoo.html", "u1/s1", "The zoo opens.", "Der Zoo öffnet."),
                ("zoo.html", "u1/2", "It rains.", ""),
            ],
        ),
    ],
)
def test_memories_and_exchange_files(tmp_path: Path, reader, text: str, expected) -> None:
    (tmp_path / "m.xml").write_text(text)
    found = reader(tmp_path / "m.xml")
    assert [(p.document, p.segment, p.source, p.reference) for p in found] == expected


BOMB = '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><tmx><body>&b;</body></tmx>'
FILE = '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/hostname">]><tmx><body>&a;</body></tmx>'


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (tmx.read, BOMB),
        (tmx.read, FILE),
        (tmx.read, "<tmx><body>"),
        (tmx.read, "<tmx><body/></tmx>"),
        (tmx.read, XLIFF_1),
        (xliff.read, TMX),
        (xliff.read, XLIFF_1.replace('target-language="de-DE"', 'target-language="fr"')),
        (xliff.read, XLIFF_2.replace('srcLang="en"', 'srcLang="da"')),
    ],
)
def test_files_that_are_refused_in_one_line(tmp_path: Path, reader, text: str) -> None:
    (tmp_path / "m.xml").write_text(text)
    with pytest.raises(WireError) as refused:
        reader(tmp_path / "m.xml")
    assert "\n" not in str(refused.value)


def test_articles_with_their_german(tmp_path: Path) -> None:
    story = {
        "type": "story",
        "version": "0.10.11",
        "_id": "ZOO",
        "language": "en",
        "headlines": {"basic": "Zoo opens"},
        "content_elements": [{"_id": "P1", "type": "text", "content": "The <b>zoo</b> opens."}],
    }
    german = {
        **story,
        "language": "de",
        "source": {"system": "fassung"},
        "headlines": {"basic": "Zoo öffnet"},
        "content_elements": [{"_id": "P1", "type": "text", "content": "Der Zoo öffnet."}],
    }
    for name, value in (("en.json", story), ("de.json", german)):
        (tmp_path / name).write_text(json.dumps(value))
    found = articles.read(tmp_path / "en.json", tmp_path / "de.json")
    assert [(p.document, p.source, p.reference, p.role) for p in found] == [
        ("ZOO", "Zoo opens", "Zoo öffnet", Role.HEADLINE),
        ("ZOO", "The zoo opens.", "Der Zoo öffnet.", Role.BODY),
    ]
    assert not any(p.reference for p in articles.read(tmp_path / "en.json"))
    with pytest.raises(WireError):
        articles.read(tmp_path / "de.json")
