"""character-lost: letters of a name that English has not."""

import pytest

from fassung.checks import Context, Pair, by_id
from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("Ciarán Doyle sang.", "Ciaran Doyle sang.", ["Ciaran"]),
    ("Ciarán Doyle sang.", "Ciarán Doyle sang.", []),
    ("Ciarán’s song", "Ciarans Lied", ["Ciarans"]),
    ("Ciarán’s song", "Ciaráns Lied", []),
    ("Duncan’s song", "Duncans Lied", []),
    ("Ciarán sang.", "Ciar?n sang.", ["Ciar?n"]),
    ("Ciarán sang.", "Ciar\ufffdn sang.", ["Ciar\ufffdn"]),
    ("Ciarán sang.", "CiarÃ¡n sang.", ["CiarÃ¡n"]),
    ("Erdoğan spoke.", "Erdogan sprach.", []),
    ("They met in Łódź.", "Sie trafen sich in Lodz.", ["Lodz"]),
    ("a café in town", "ein Cafe in der Stadt", []),
    ("“Zoë is here,” he said.", "„Zoe ist da“, sagte er.", ["Zoe"]),
    ("See example.org/a?b=c", "Siehe example.org/a?b=c", []),
    ("Go?", "Gehen?", []),
    ("", "Ciar\ufffdn sang.", ["Ciar\ufffdn"]),
    ("", "", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_character_lost(source: str, german: str, expected: list[str]) -> None:
    assert found("character-lost", source, german) == expected


def test_repair_keeps_the_genitive() -> None:
    check = by_id("character-lost")
    assert check.segment
    (finding,) = check.segment(check, Pair("Zoë’s song", "Zoes Lied"), Context())
    assert finding.repair == "Zoës"
