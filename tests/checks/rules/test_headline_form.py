"""headline-form: stops and colons in headlines."""

import pytest

from fassung.article import Role
from fassung.checks import Pair, by_id, check

TABLE = [
    # role, German, underlined
    (Role.HEADLINE, "Der Zug kommt spät.", ["."]),
    (Role.HEADLINE, "Der Zug kommt spät", []),
    (Role.HEADLINE, "Erst kam der Zug. Dann kam der Regen.", []),
    (Role.HEADLINE, "Zug gegen Bus e. V.", []),
    (Role.HEADLINE, "Bahn: Der Zug: Er kommt", [":|:"]),
    (Role.HEADLINE, "Bahn:Der Zug kommt", [":"]),
    (Role.HEADLINE, "Um 9:30 Uhr kommt der Zug", []),
    (Role.KICKER, "Bahn:", [":"]),
    (Role.KICKER, "Bahn", []),
    (Role.BODY, "Der Zug kommt spät.", []),
    (Role.HEADLINE, "", []),
]


@pytest.mark.parametrize(("role", "german", "expected"), TABLE)
def test_headline_form(role: Role, german: str, expected: list[str]) -> None:
    found = check(Pair("", german, role), checks=[by_id("headline-form")])
    assert ["|".join(german[a:b] for a, b in f.target) for f in found] == expected
