"""Ratings in the formats of WMT: what goes out comes back."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fassung.errors import UsageError
from fassung.lab.rating import appraise, campaign, exchange, exchange_rows, mqm
from fassung.lab.rating.appraise import Row
from fassung.lab.rating.campaign import Campaign
from fassung.lab.rating.mqm import Annotation
from fassung.lab.rating.plan import Kind
from fassung.lab.rating.ruling import Error, Ruling, Severity
from tests.lab_rating.serving import made

GRAVE = st.sampled_from([Severity.MINOR, Severity.MAJOR])
TYPES = st.sampled_from(["", "Accuracy/Mistranslation", "Fluency/Grammar"])
SPANS = st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda s: (s[0], s[0] + s[1]))
ERRORS = st.lists(
    st.builds(
        lambda grave, span, type: Error(grave, *(span or (None, None)), category=type),
        GRAVE,
        st.none() | SPANS,
        TYPES,
    ),
    max_size=4,
).map(tuple)
TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)
TIMES = st.floats(0, 2e9).map(lambda t: round(t, 3))
ROWS = st.lists(
    st.builds(Row, TEXT, TEXT, st.integers(0, 10**6), st.sampled_from(["TGT", "BAD"]), TEXT, TEXT,
              st.integers(0, 100), TEXT, st.booleans(), ERRORS, TIMES, TIMES),
    max_size=3,
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(ROWS)
def test_rows_of_appraise_are_read_as_written(rows: list[Row]) -> None:
    assert appraise.parse(appraise.write(rows), "x") == rows


def test_the_places_of_appraise_are_inclusive() -> None:
    """As in the published campaigns, where a mark of one character ends where it starts."""
    marks = [
        {"start_i": 138, "end_i": 138, "severity": "minor", "error_type": None},
        {"start_i": "missing", "end_i": "missing", "severity": "major", "error_type": None},
    ]
    quoted = json.dumps(marks).replace('"', '""')
    text = f'anna,sys,7,TGT,eng,deu,51,doc#sys,False,"{quoted}",1.5,2.0\r\n'
    (row,) = appraise.parse(text, "x")
    assert row.errors == (Error(Severity.MINOR, 138, 139), Error(Severity.MAJOR))
    assert appraise.write([row]) == text


@pytest.mark.parametrize(
    "line",
    [
        "a,b",
        "anna,s,x,TGT,eng,deu,51,d#s,False,[],1,2",
        "anna,s,7,TGT,eng,deu,51,d#s,False,{,1,2",
        "anna,s,7,TGT,eng,deu,51,d#s,False,[1],1,2",
        'anna,s,7,TGT,eng,deu,51,d#s,False,"[{""start_i"":5,""end_i"":3,""severity"":""minor"",'
        '""error_type"":null}]",1,2',
    ],
)
def test_other_lines_are_refused(line: str) -> None:
    with pytest.raises(UsageError, match="line 1"):
        appraise.parse(line, "x.csv")


def rated(folder: Path, kind: Kind = Kind.ESA, errors: tuple[Error, ...] | None = None) -> Campaign:
    """A campaign in which everybody has rated everything."""
    found = made(folder, kind)
    for number, rater in enumerate(found.design.raters):
        rulings = []
        for place, (id, (unit, item)) in enumerate(found.items.items()):
            if unit.id not in {t.unit for t in found.turns(rater)}:
                continue
            if kind is Kind.PREFERENCE:
                rulings.append(Ruling(id, preference=(place + number) % 5 - 2, seconds=4))
                continue
            marks = (Error(Severity.MAJOR, 0, 3),) * (place % 3)
            if errors is not None:
                length = len(item.texts[0])
                marks = tuple(e for e in errors if e.end is None or e.end <= length)
            score = 90 - 10 * (place % 3) - 5 * number - (30 if item.damage else 0)
            finished = kind is Kind.MQM
            rulings.append(
                Ruling(id, None if finished else score, marks, finished=finished, seconds=9)
            )
        found.ledger(rater).keep_all(rulings)
    return found


@settings(max_examples=8, deadline=None)
@given(ERRORS)
def test_a_campaign_through_an_mqm_file(errors: tuple[Error, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first = rated(Path(folder) / "c", errors=errors)
        lines = exchange.lines(first)
        text = mqm.write(lines)
        again = exchange.campaign_of(Path(folder) / "d", "again", mqm.parse(text, "x"))

        def key(line: Annotation) -> tuple[str, ...]:
            return (line.rater, line.system, line.doc, line.seg_id)

        assert sorted(lines, key=key) == sorted(exchange.lines(again), key=key)
        assert mqm.scores(lines).systems == mqm.scores(exchange.lines(again)).systems


def test_the_lines_of_an_mqm_file(tmp_path: Path) -> None:
    found = rated(tmp_path / "c", errors=(Error(Severity.MINOR, 0, 3), Error(Severity.MAJOR)))
    lines = exchange.lines(found)
    assert len(lines) == 2 * 2 * 7 * 2, "raters, systems, segments, errors; no attention checks"
    marked, missing = lines[:2]
    assert (marked.target[:3], marked.target[6:10]) == ("<v>", "</v>")
    assert missing.target == marked.target.replace("<v>", "").replace("</v>", "")
    assert (marked.category, marked.severity) == ("Other", "Minor")
    assert (missing.category, missing.severity) == ("Accuracy/Omission", "Major")
    assert {line.seg_id for line in lines} == {str(n) for n in range(1, 8)}, "of the whole set"
    none = exchange.lines(rated(tmp_path / "d", errors=()))
    assert {(n.category, n.severity) for n in none} == {("no-error", "no-error")}


def test_a_rater_who_would_be_a_path_is_refused(tmp_path: Path) -> None:
    line = Annotation("s", "d", "1", "1", "../../evil", "A.", "Ein.", "no-error", "no-error")
    with pytest.raises(UsageError, match="has others"):
        exchange.campaign_of(tmp_path / "c", "x", [line])
    assert not campaign.is_one(tmp_path / "c")


@settings(max_examples=6, deadline=None)
@given(ERRORS)
def test_a_campaign_through_appraise(errors: tuple[Error, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first = rated(Path(folder) / "c", errors=errors)
        rows = appraise.parse(appraise.write(exchange_rows.rows(first)), "x")
        again = made(Path(folder) / "d")
        assert exchange_rows.add_rows(again, rows, "x") == len(rows)
        for rater in first.design.raters:
            one, other = first.ledger(rater).last(), again.ledger(rater).last()
            assert {i: (r.score, r.errors) for i, r in one.items()} == {
                i: (r.score, r.errors) for i, r in other.items()
            }
        assert {r.type for r in rows} == {"TGT", "BAD"}


def test_rows_of_another_campaign_are_refused_whole(tmp_path: Path) -> None:
    rows = exchange_rows.rows(rated(tmp_path / "c"))
    other = made(tmp_path / "d", raters=("anna", "cleo"))
    with pytest.raises(UsageError, match="by ben is not of this campaign"):
        exchange_rows.add_rows(other, rows, "x.csv")
    assert other.rulings() == {"anna": {}, "cleo": {}}


def test_preferences_are_a_table_of_their_own(tmp_path: Path) -> None:
    found = rated(tmp_path / "c", Kind.PREFERENCE)
    head, *lines = exchange_rows.preferences(found).splitlines()
    assert head == "rater,doc,seg,first,second,preference,seconds,at"
    assert len(lines) == 2 * 7
    assert all(",careful,hasty," in line for line in lines), "whichever side it was seen on"
    for wrong in (exchange.lines, exchange_rows.rows):
        with pytest.raises(UsageError, match="kind preference"):
            wrong(found)
