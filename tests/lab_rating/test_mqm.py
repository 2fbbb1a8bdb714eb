"""MQM annotations: the TSV, the weighting, the scores."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fassung.errors import FassungError, UsageError
from fassung.lab.rating import mqm
from fassung.lab.rating.mqm import Annotation

HEAD = "system\tdoc\tdoc_id\tseg_id\trater\tsource\ttarget\tcategory\tseverity\n"


def line(
    system: str = "A", seg: str = "1", rater: str = "r1", category: str = "Style/Awkward",
    severity: str = "Minor", target: str = "Ein <v>Satz</v>.",
) -> Annotation:  # fmt: skip
    return Annotation(system, "doc", seg, seg, rater, "A sentence.", target, category, severity)


@pytest.mark.parametrize(
    ("category", "severity", "weight"),
    [
        ("Accuracy/Mistranslation", "Major", 5),
        ("Accuracy/Mistranslation", "Minor", 1),
        ("Accuracy/Mistranslation", "Neutral", 0),
        ("Fluency/Punctuation", "Minor", 0.1),
        ("Fluency/Punctuation", "Major", 5),
        ("Fluency/Punctuation", "neutral", 0),
        ("Non-translation!", "Major", 25),
        ("Non-translation!", "Neutral", 0),
        ("no-error", "no-error", 0),
    ],
)
def test_weights(category: str, severity: str, weight: float) -> None:
    assert line(category=category, severity=severity).weight == weight


def test_a_severity_without_weight_is_refused_not_ignored() -> None:
    with pytest.raises(UsageError, match="HOTW-test"):
        mqm.scores([line(severity="HOTW-test")])


def test_scores_are_means_over_raters_then_segments() -> None:
    found = mqm.scores(
        [
            line(),
            line(),  # the same words marked twice are two errors
            line(rater="r2", category="no-error", severity="no-error", target="Ein Satz."),
            line(seg="2", severity="Major"),
            line("B", category="Fluency/Punctuation"),
        ]
    )
    assert found.segments == {("A", "1"): 1.0, ("A", "2"): 5.0, ("B", "1"): 0.1}
    assert list(found.systems.items()) == [("B", 0.1), ("A", 3.0)], "the best first"
    assert found.documents == {"1": "doc", "2": "doc"}


PLAIN = st.text(
    st.characters(blacklist_characters="\t\n\r", blacklist_categories=["Cs"]), max_size=9
)
LINES = st.lists(st.builds(Annotation, *[PLAIN] * 9), max_size=3)


@settings(max_examples=30, deadline=None)
@given(LINES)
def test_what_is_written_is_read_again(lines: list[Annotation]) -> None:
    assert list(mqm.parse(mqm.write(lines), "x")) == lines


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(blacklist_characters="<"), max_size=20), st.data())
def test_marks_come_off_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = data.draw(st.none() | st.tuples(st.just(start), st.integers(start, len(text))))
    assert mqm.unmarked(mqm.marked(text, span)) == (text, span)


@pytest.mark.parametrize("sign", ["\t", "\n", "\r"])
def test_what_the_format_cannot_hold_is_refused(sign: str) -> None:
    with pytest.raises(UsageError, match="Segment 1"):
        mqm.write([line(target=f"Ein{sign}Satz")])


def test_a_text_with_marks_of_its_own_is_refused() -> None:
    with pytest.raises(UsageError, match="holds <v> itself"):
        mqm.marked("if a<v> b", (0, 2))


def test_read_plain_gzip_and_quoted(tmp_path: Path) -> None:
    text = mqm.write([line(target='<v>"Ja"</v>, sagte sie.')])
    plain, packed, quoted = tmp_path / "a.tsv", tmp_path / "a.tsv.gz", tmp_path / "q.tsv"
    plain.write_text(text)
    packed.write_bytes(gzip.compress(text.encode()))
    assert mqm.read(plain) == mqm.read(packed) == [line(target='<v>"Ja"</v>, sagte sie.')]
    quoted.write_text(HEAD + 'A\td\t1\t1\tr\tYes.\t"<v>""Ja""</v>, sagte sie."\tOther\tMinor\n')
    assert mqm.read(quoted, quoted=True)[0].target == '<v>"Ja"</v>, sagte sie.'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"system\tdoc\n", "has no column doc_id"),
        (b"", "has no column system"),
        (HEAD.encode() + b"A\td\n", "line 2: 2 columns instead of 9"),
        (b"\xff\xfe", "no text in UTF-8"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "x.tsv"
    path.write_bytes(data)
    with pytest.raises(UsageError, match=said):
        mqm.read(path)


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(FassungError, match="it is not there"):
        mqm.read(tmp_path / "none.tsv")
