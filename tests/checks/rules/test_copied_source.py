"""copied-source: a segment that is still English."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    (
        "The council will vote on the plan.",
        "The council will vote on the plan.",
        ["The council will vote on the plan."],
    ),
    ("The council will vote on the plan.", "Der Rat wird über den Plan abstimmen.", []),
    (
        "",
        "They did not say when the talks would end.",
        ["They did not say when the talks would end."],
    ),
    ("Angela Merkel", "Angela Merkel", []),
    ("Bank of America", "Bank of America", []),
    ("He said “the end”.", "Er sagte „the end“.", []),
    (
        "Talks to resume after weekend break",
        "Talks to resume after weekend break",
        ["Talks to resume after weekend break"],
    ),
    ("12.5", "12.5", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_copied_source(source: str, german: str, expected: list[str]) -> None:
    assert found("copied-source", source, german) == expected
