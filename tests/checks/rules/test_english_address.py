"""english-address: no Mr. in German copy."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("", "Danach sprach Mr. Smith.", ["Mr. "]),
    ("", "Danach sprach Mrs Smith.", ["Mrs "]),
    ("", "Ms. Dalton widersprach.", ["Ms. "]),
    ("", "Danach sprach Smith.", []),
    ("", "Er sah „Mr. Smith geht nach Osten“.", []),
    ("", "Er spielt Mr. Bean.", []),
    ("", "Die MS Europa legte ab.", []),
    ("", "Herr Smith sprach.", []),
    ("", "Mr. und Mrs. Smith kamen.", ["Mrs. "]),
    ("", "", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_english_address(source: str, german: str, expected: list[str]) -> None:
    assert found("english-address", source, german) == expected
