"""headline-length: room for a headline."""

import pytest

from fassung.article import Role
from fassung.checks import Context, Pair, check

TABLE = [
    # role, German, limit, length of what is underlined
    (Role.HEADLINE, "a" * 90, 90, []),
    (Role.HEADLINE, "a" * 91, 90, [1]),
    (Role.HEADLINE, "Ein Zug kommt spät" + " " * 90, 90, []),
    (Role.HEADLINE, "Ein Zug kommt spät an", 10, [11]),
    (Role.BODY, "Ein Zug kommt spät an", 10, []),
    (Role.TEASER, "Ein Zug kommt spät an", 10, []),
    (Role.HEADING, "Ein Zug kommt spät an", 10, []),
    (Role.HEADLINE, "", 10, []),
]


@pytest.mark.parametrize(("role", "german", "limit", "expected"), TABLE)
def test_headline_length(role: Role, german: str, limit: int, expected: list[int]) -> None:
    found = check(Pair("", german, role), context=Context(headline_limit=limit))
    stretches = [f.target[0] for f in found if f.check == "headline-length"]
    assert [end - start for start, end in stretches] == expected
