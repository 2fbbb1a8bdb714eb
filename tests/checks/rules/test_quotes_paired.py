"""quotes-paired: what opens closes."""

import pytest

from fassung.article import Role
from fassung.checks import Pair, by_id, check_article
from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ('"We go," he said.', "„Wir gehen, sagte er.", ["„"]),
    ('"We go," he said.', "„Wir gehen“, sagte er.", []),
    ('"We go," he said.', "Wir gehen“, sagte er.", ["“"]),
    ('He said: "We go.', "Er sagte: „Wir gehen.", []),
    ("He said: 'We go now.", 'Er sagte: "Wir gehen jetzt.', []),
    ("They came (all of them).", "Sie kamen (alle.", ["("]),
    ("They came (all of them).", "Sie kamen alle).", [")"]),
    ("a) bread, b) milk", "a) Brot, b) Milch", []),
    ("Nice :)", "Schön :)", []),
    ("A 6-inch pipe.", 'Ein Rohr von 6" Länge.', []),
    ("", "Er sagte: „Wir gehen.", ["„"]),
    ("", "„Er sagte: ‚Wir gehen‘ und ging.“", []),
    ("", "", []),
    ("", "((((", ["("]),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_quotes_paired(source: str, german: str, expected: list[str]) -> None:
    assert found("quotes-paired", source, german) == expected


def article(*texts: str, role: Role = Role.BODY) -> list[tuple[str, str]]:
    check = by_id("quotes-paired")
    pairs = [Pair("", text, role, str(number)) for number, text in enumerate(texts)]
    return [(f.segment, f.template) for f in check_article(pairs, checks=[check])]


@pytest.mark.parametrize(
    ("texts", "segments"),
    [
        (("„Wir gehen.", "„Und wir kommen wieder“, sagte sie."), []),
        (("„Wir gehen.", "Niemand hält uns auf.", "Wir kommen wieder“, sagte sie."), []),
        (("„Wir gehen.", "Er sagte: „Gut“, und ging."), ["0"]),
        (("Wir gehen.", "Und wir kommen wieder“, sagte sie."), ["1"]),
        (("„Wir gehen.", "Dann kam der Regen."), ["0"]),
    ],
)
def test_quotations_over_paragraphs(texts: tuple[str, ...], segments: list[str]) -> None:
    assert [segment for segment, _ in article(*texts)] == segments


def test_a_headline_does_not_leave_a_quotation_to_the_text() -> None:
    pairs = [
        Pair("", "„Wir gehen", Role.HEADLINE, "a"),
        Pair("", "Und kommen wieder“.", segment="b"),
    ]
    assert [f.segment for f in check_article(pairs, checks=[by_id("quotes-paired")])] == ["a", "b"]
