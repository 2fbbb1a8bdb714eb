"""title-case: English title case."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("", "Wie Die Welt Sich Ändert", ["Die|Sich|Ändert"]),
    ("", "Wie die Welt sich ändert", []),
    ("", "Präsident Trifft Minister In Helsinki", ["Trifft|In"]),
    ("", "Was Der Minister Wirklich Über Uns Denkt", ["Der|Über|Uns|Denkt"]),
    ("", "Der Spiegel: Die Zeit der Züge", []),
    ("", "Ein Bericht im Spiegel über Die Linke", []),
    ("", "Züge: Die Bahn kommt – Die Post auch", []),
    ("", "DIE BAHN KOMMT NICHT", []),
    ("", "Kim und Putin: Der Besuch", []),
    ("How the World Changes", "„Wie Die Welt Sich Ändert“", ["Die|Sich|Ändert"]),
    ("", "Zwei Die", []),
    ("", "", []),
    (
        "",
        "Der Minister kam am Montag mit dem Zug, und Die Welt schrieb darüber einen Bericht.",
        [],
    ),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_title_case(source: str, german: str, expected: list[str]) -> None:
    assert found("title-case", source, german) == expected
