"""addition: German that has nothing to stand on in the original."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    (
        "The road was closed.",
        "Die Straße war gesperrt. Später trafen Vertreter der Gewerkschaften aus Porto ein.",
        ["Später trafen Vertreter der Gewerkschaften aus Porto ein."],
    ),
    (
        "The road was closed. Police are investigating the accident.",
        "Die Straße war gesperrt. Die Polizei untersucht den Unfall.",
        [],
    ),
    # One sentence in two.
    (
        "Police, who closed the road, are investigating the accident.",
        "Die Polizei hat die Straße gesperrt. Sie untersucht den Unfall.",
        [],
    ),
    ("Storm warning", "Unwetterwarnung", []),
    (
        "Storm warning issued",
        "Sturmwarnung für die Küste und das Hinterland bis in die Abendstunden",
        ["Sturmwarnung für die Küste und das Hinterland bis in die Abendstunden"],
    ),
    ("GDP", "Bruttoinlandsprodukt", []),
    ("“No,” she said.", "„Nein“, sagte sie.", []),
    ("a", "b. C", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_addition(source: str, german: str, expected: list[str]) -> None:
    assert found("addition", source, german) == expected
