"""time: twelve hours off, or another hour than in the source."""

import pytest

from fassung.checks import Severity, by_id, check
from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("It starts at 9:30 p.m.", "Es beginnt um 9.30 Uhr.", ["9.30 Uhr"]),
    ("It starts at 9:30 p.m.", "Es beginnt um 21.30 Uhr.", []),
    ("It starts at 9:30 p.m.", "Es beginnt um 9.30 Uhr abends.", []),
    ("It starts at 9:30 p.m.", "Es beginnt am Freitagabend um 9.30 Uhr.", []),
    ("It starts at 9:30 p.m.", "Es beginnt um halb zehn.", []),
    ("It starts at 9:30 p.m.", "Es beginnt am Abend.", []),
    ("It starts at 9 a.m.", "Es beginnt um 21 Uhr.", ["21 Uhr"]),
    ("It starts at 9 a.m.", "Es beginnt um 8 Uhr.", ["8 Uhr"]),
    ("It starts at 9 a.m.", "Es beginnt um neun Uhr.", []),
    ("It starts at noon.", "Es beginnt um 12 Uhr.", []),
    ("It ends at midnight.", "Es endet um Mitternacht.", []),
    ("From 2 to 4 p.m.", "Von 14 bis 16 Uhr.", []),
    ("It starts at 9 p.m. ET.", "Es beginnt um 3 Uhr MEZ.", []),
    ("It starts at 9 o'clock.", "Es beginnt um 21 Uhr.", []),
    ("“Come at 9 p.m.,” she said.", "„Kommt um 9 Uhr“, sagte sie.", ["9 Uhr"]),
    ("It costs 9.30 euros at 5 p.m.", "Es kostet um 17 Uhr 9,30 Euro.", []),
    ("At 7 p.m., and on Sunday from 10.15", "Um 19 Uhr und am Sonntag ab 10.15 Uhr", []),
    ("", "Es beginnt um 9.30 Uhr.", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_time(source: str, german: str, expected: list[str]) -> None:
    assert found("time", source, german) == expected


def test_twelve_hours_block_and_are_repaired() -> None:
    (finding,) = check("At 9:30 p.m.", "Um 9.30 Uhr.", checks=[by_id("time")])
    assert (finding.severity, finding.repair) == (Severity.CRITICAL, "21.30 Uhr")
    (finding,) = check("At 9 a.m.", "Um 8 Uhr.", checks=[by_id("time")])
    assert (finding.severity, finding.repair) == (Severity.MAJOR, "9 Uhr")
