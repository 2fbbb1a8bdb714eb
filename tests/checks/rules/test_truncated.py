"""truncated: German that breaks off."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("The council will vote on the plan tomorrow.", "Der Rat wird morgen über den", ["den"]),
    (
        "The council will vote on the plan tomorrow.",
        "Der Rat wird morgen abstimmen,",
        ["abstimmen,"],
    ),
    ("The council will vote on the plan tomorrow.", "Der Rat stimmt morgen über den Plan ab.", []),
    (
        "The council will vote on the plan tomorrow.",
        "Der Rat stimmt morgen über den Plan ab",
        ["ab"],
    ),
    # A headline has no full stop in either.
    ("Council to vote on plan", "Rat stimmt über Plan ab", []),
    ("“Council votes on plan.”", "„Rat stimmt über Plan ab.“", []),
    ("", "Er sprach lange über die", ["die"]),
    ("", "Er sprach lange darüber", []),
    ("Such as the", "Wie etwa die", []),
    ("Prices (in euros)", "Preise (in Euro)", []),
    ("…", "…", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_truncated(source: str, german: str, expected: list[str]) -> None:
    assert found("truncated", source, german) == expected
