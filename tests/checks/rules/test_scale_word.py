"""scale-word: Million, Milliarde, Billion."""

import pytest

from fassung.checks import Context, Pair, by_id
from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("a $4 billion deal", "ein Geschäft über 4 Billionen Dollar", ["4 Billionen"]),
    ("a $4 billion deal", "ein Geschäft über 4 Millionen Dollar", ["4 Millionen"]),
    ("a $4 billion deal", "ein Geschäft über 4 Milliarden Dollar", []),
    ("a $4 trillion debt", "Schulden von 4 Billionen Dollar", []),
    ("a $4bn deal", "ein Geschäft über vier Billionen Dollar", ["vier Billionen"]),
    ("1,500 million euros", "1,5 Milliarden Euro", []),
    ("4 thousand million", "4 Milliarden", []),
    ("half a million", "eine halbe Milliarde", ["halbe Milliarde"]),
    ("two million people", "2 Mrd. Menschen", ["2 Mrd."]),
    ("a 3 million bill", "ein 3-Milliarden-Gesetz", ["3-Milliarden"]),
    ("billions of dollars", "Billionen von Dollar", ["Billionen"]),
    ("billions of dollars", "Milliarden von Dollar", []),
    ("a millionaire", "ein Milliardär", ["Milliardär"]),
    ("hundreds of millions", "Hunderte Millionen", []),
    ("three million for her, two for him", "drei Millionen für sie, zwei Millionen für ihn", []),
    ("“We need 20 billion.”", "„Wir brauchen 20 Billionen.“", ["20 Billionen"]),
    ("2m tons", "2 Billionen Tonnen", ["2 Billionen"]),
    ("2m tons", "2 Millionen Tonnen", []),
    ("up to one million", "bis zu einer Billion", ["einer Billion"]),
    ("half-a-billion dollars", "eine halbe Million Dollar", ["halbe Million"]),
    ("a turnover of 1.047 billion", "ein Umsatz von 1,047 Millionen", ["1,047 Millionen"]),
    ("the billionaire gave $1 million", "der Milliardär gab 1 Milliarde Dollar", ["1 Milliarde"]),
    (
        "1.2bn people, 800m of them poor",
        "1,2 Milliarden, 800 Milliarden davon arm",
        ["800 Milliarden"],
    ),
    ("another billion people", "eine weitere Billion Menschen", ["Billion"]),
    ("another billion people", "eine weitere Milliarde Menschen", []),
    ("a profit of £450m.", "ein Gewinn von £ 450m.", []),
    ("one for her, a billion for him", "eine für sie, eine Billion für ihn", ["eine Billion"]),
    ("", "4 Billionen Dollar", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_scale_word(source: str, german: str, expected: list[str]) -> None:
    assert found("scale-word", source, german) == expected
    assert not expected or not found("number-value", source, german)


@pytest.mark.parametrize(
    ("source", "german", "repair"),
    [
        ("4 billion", "4 Billionen", "4 Milliarden"),
        ("4 trillion", "4 Milliarden", "4 Billionen"),
        ("1 billion", "1 Million", "1 Milliarde"),
        ("2 million", "2 Mrd.", "2 Mio."),
        ("4 billion", "4", None),
    ],
)
def test_repair(source: str, german: str, repair: str | None) -> None:
    check = by_id("scale-word")
    assert check.segment is not None
    (finding,) = check.segment(check, Pair(source, german), Context())
    assert (finding.repair, finding.blocking) == (repair, True)
