"""forbidden-characters: characters that no reader may see."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("", "Ciar\ufffdn kam.", ["\ufffd"]),
    ("", "Ciarán kam.", []),
    ("", "FÃ¼r alle.", ["Ã¼"]),
    ("", "Der â€žZugâ€œ kam.", ["â€ž", "â€œ"]),
    ("", "SÃO PAULO und JOÃO.", []),
    ("", "Meyer &amp; Sohn", ["&amp;"]),
    ("", "Meyer & Sohn; AT&T; Q&A", []),
    ("", "Der ⟦1⟧Zug⟦/1⟧ kam.", ["⟦1⟧", "⟦/1⟧"]),
    ("", "Der <b>Zug</b> kam.", ["<b>", "</b>"]),
    ("", "Null\u200bbreite und\x07Ton", ["\x07", "\u200b"]),
    ("", "Die \x84Züge\x93 kamen.", ["\x84", "\x93"]),
    ("", "Ein \ue000 Zeichen", ["\ue000"]),
    ("", "Familie 👨\u200d👩\u200d👧 und 3 < 5", []),
    ("Write &amp; for it", "Dafür schreibt man &amp;", []),
    ("", "Zeile\nund\tSpalte", []),
    ("", "", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_forbidden_characters(source: str, german: str, expected: list[str]) -> None:
    assert found("forbidden-characters", source, german) == expected
