"""apostrophe-genitive: no apostrophe before a genitive s."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("", "Putin's Rede dauerte lange.", ["Putin's"]),
    ("", "Putins Rede dauerte lange.", []),
    ("", "Anna’s neue Pläne gefallen.", ["Anna’s"]),
    ("", "Das ist Berlin`s Problem.", ["Berlin`s"]),
    ("", "McDonald's Kunden warten.", []),
    ("", "Wie geht's Anna?", []),
    ("", "Das Buch „Putin's People“ erschien.", []),
    ("She saw Ocean's Eleven.", "Sie sah Ocean's Eleven.", []),
    ("", "Lloyd's of London haftet.", []),
    ("", "Er las Gulliver's Travels and Tales.", []),
    ("", "Hans’ Rede dauerte lange.", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_apostrophe_genitive(source: str, german: str, expected: list[str]) -> None:
    assert found("apostrophe-genitive", source, german) == expected
