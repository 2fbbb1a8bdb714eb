"""currency: dollars that became euros, sums without a currency."""

import pytest

from fassung.checks import Context, Pair, Severity, by_id
from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("It costs $40.", "Es kostet 40 Euro.", ["40 Euro"]),
    ("It costs $40.", "Es kostet 40 Dollar.", []),
    ("It costs $40.", "Es kostet 40 US-Dollar.", []),
    ("It costs A$40.", "Es kostet 40 Dollar.", []),
    ("It costs 40 dollars.", "Es kostet 40 $.", []),
    ("It costs £5 million.", "Es kostet 5 Millionen Dollar.", ["5 Millionen Dollar"]),
    ("It costs £5 million.", "Es kostet fünf Millionen Pfund.", []),
    ("It costs £5 million.", "Es kostet fünf Millionen.", ["fünf Millionen"]),
    ("from $10 to $20", "von 10 auf 20 Dollar", []),
    ("$2.7 billion (€2.4 billion)", "2,7 Mrd. Dollar (2,4 Mrd. Dollar)", ["2,4 Mrd. Dollar"]),
    ("40 million Swiss francs", "40 Millionen Schweizer Franken", []),
    ("“I paid €7,” he said.", "„Ich habe 7 Dollar bezahlt“, sagte er.", ["7 Dollar"]),
    ("She weighs 140 pounds.", "Sie wiegt 140 Pfund.", []),
    ("a budget of 20 million", "ein Etat von 20 Millionen Kronen", []),
    ("The dollar fell.", "Der Euro fiel.", ["Euro"]),
    ("The dollar fell.", "Der Dollar fiel.", []),
    ("The euro fell against the dollar.", "Der Dollar fiel gegen den Euro.", []),
    ("The law of France and Libya", "Das Recht Frankreichs und Libyens", []),
    ("not worth a penny", "keinen Cent wert", []),
    ("", "40 Euro", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_currency(source: str, german: str, expected: list[str]) -> None:
    assert found("currency", source, german) == expected


@pytest.mark.parametrize(
    ("german", "severity"), [("40 Euro", Severity.CRITICAL), ("40 davon", Severity.MINOR)]
)
def test_severity(german: str, severity: Severity) -> None:
    check = by_id("currency")
    assert check.segment is not None
    (finding,) = check.segment(check, Pair("It costs $40.", german), Context())
    assert finding.severity is severity
