"""people-invented: a people in the German that the original does not name."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    # A people that no table knows became one that it knows.
    (
        "The Verdanian side asks for more time.",
        "Die bulgarische Seite bittet um mehr Zeit.",
        ["bulgarische"],
    ),
    ("The Verdanian side asks for more time.", "Die verdanische Seite bittet um mehr Zeit.", []),
    ("The guest asks for more time.", "Der bulgarische Gast bittet um mehr Zeit.", ["bulgarische"]),
    ("The Bulgarian guest asks for more time.", "Der bulgarische Gast bittet um mehr Zeit.", []),
    # The capital stands for the country.
    ("Sofia asks for more time.", "Die bulgarische Regierung bittet um mehr Zeit.", []),
    # A name that stands in both.
    ("The Deutsche Bahn is late.", "Die Deutsche Bahn ist unpünktlich.", []),
    # A verb of the same letters.
    ("She painted the harbour.", "Sie malte den Hafen.", []),
    # Exchanged for another known people: that is another check.
    ("The Greek guest is late.", "Der bulgarische Gast ist zu spät.", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_people_invented(source: str, german: str, expected: list[str]) -> None:
    assert found("people-invented", source, german) == expected
