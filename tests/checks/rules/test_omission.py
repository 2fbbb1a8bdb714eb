"""omission: a sentence or clause of the original that the German lacks."""

import pytest

from fassung.checks import Severity, check

TABLE = [
    # source, German, underlined in the source
    (
        "The minister resigned. Parliament elects a successor in Lisbon. Nobody knows when.",
        "Der Minister trat zurück. Niemand weiß, wann.",
        ["Parliament elects a successor in Lisbon."],
    ),
    (
        "The minister resigned. Parliament elects a successor in Lisbon. Nobody knows when.",
        "Der Minister trat zurück. Das Parlament wählt den Nachfolger. Niemand weiß, wann.",
        [],
    ),
    # Two sentences in one.
    (
        "The road was closed. Police are investigating the accident.",
        "Die Straße war gesperrt, die Polizei untersucht den Unfall.",
        [],
    ),
    (
        "He paid 300 euros for the old piano in the cellar. She laughed.",
        "Sie lachte.",
        ["He paid 300 euros for the old piano in the cellar."],
    ),
    (
        "The committee met for nine hours and could not agree on a budget at all.",
        "Ergebnislose Sitzung",
        ["committee met for nine hours and could not agree on a budget at all"],
    ),
    # A clause with its names.
    (
        "The talks, led by Ingrid Vestergaard and Paolo Brambilla, go on for another week.",
        "Die Gespräche im alten Rathaus gehen noch eine Woche weiter.",
        ["Ingrid Vestergaard and Paolo Brambilla"],
    ),
    # A clause without names.
    (
        "The river rose again, because the heavy rain continued during the whole night.",
        "Der Fluss stieg wieder an, und zwar deutlich über den Pegel.",
        ["because the heavy rain continued during the whole night"],
    ),
    ("Yes.", "Ja.", []),
    # Nothing there at all.
    ("Yes.", "", ["Yes."]),
    ("The council met.", " \n", ["The council met."]),
    ("—", "", []),
    ("", "", []),
    (
        "“It is over. We lost the match,” she said.",
        "„Es ist vorbei. Wir haben das Spiel verloren“, sagte sie.",
        [],
    ),
    ("Mr. Jones met Dr. Smith.", "Jones traf Smith.", []),
    (". . . . . . . . . . . . . . . . . .", "…", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_omission(source: str, german: str, expected: list[str]) -> None:
    found = [f for f in check(source, german) if f.check == "omission"]
    assert [source[a:b] for f in found for a, b in f.source] == expected


@pytest.mark.parametrize(
    ("german", "severities"),
    [
        ("Nebel hing über dem Moor, ein Reiher ließ die Flügel hängen.", [Severity.MINOR]),
        ("Nebel hing über dem Moor.", [Severity.CRITICAL]),
        ("Der Nebel hing über dem Moor. Ein einsamer Reiher ließ die Flügel hängen.", []),
    ],
)
def test_what_may_be_missing_is_asked(german: str, severities: list[Severity]) -> None:
    source = "The fog hung over the marsh. A lone heron drooped its wings."
    assert [f.severity for f in check(source, german) if f.check == "omission"] == severities


def test_what_is_missing_as_a_whole_blocks() -> None:
    found = check("The council met.", "")
    assert [(f.check, f.blocking) for f in found] == [("omission", True)]
