"""doubled-title: a title twice, or Herr and Frau with a full stop."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("“No,” said Mr. Halden.", "„Nein“, sagte Herr, Herr. Halden.", ["Herr, Herr."]),
    ("“No,” said Mr. Halden.", "„Nein“, sagte Herr. Halden.", ["Herr."]),
    ("“No,” said Mrs. Ott.", "„Nein“, sagte Frau Frau Ott.", ["Frau Frau"]),
    ("“No,” said Mr. Halden.", "„Nein“, sagte Herr Halden.", []),
    ("We met Mr. Ives Halden.", "Wir trafen Herrn. Ives Halden.", ["Herrn."]),
    # The end of a sentence.
    ("He was his own master. Berg fell silent.", "Er war sein eigener Herr. Berg schwieg.", []),
    ("President Orlov came.", "Präsident Präsident Orlov kam.", ["Präsident Präsident"]),
    # Two sentences, two clauses.
    ("The president came. President Orlov left.", "So der Präsident. Präsident Orlov ging.", []),
    ("the president, President Orlov", "der Präsident, Präsident Orlov", []),
    ("", "Dort wartete Frau Frau Ott.", ["Frau Frau"]),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_doubled_title(source: str, german: str, expected: list[str]) -> None:
    assert found("doubled-title", source, german) == expected
