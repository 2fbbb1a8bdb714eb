"""The word lists: what is counted, what an editor says besides, the same files every time."""

from pathlib import Path

import pytest

from training import wordlists

PAIRS = [
    (f"{opening} the {noun} by the old harbour in Verdan is in the news.", f"{german} in Verdan.")
    for opening, noun, german in [
        ("Now", "outbreak", "Jetzt ist der Ausbruch am alten Hafen"),
        ("Here", "outbreak", "Hier ist der Ausbruch am alten Hafen"),
        ("Soon", "outbreak", "Bald ist der Ausbruch am alten Hafen"),
        ("Once", "outbreak", "Einmal war der Ausbruch am alten Hafen"),
        ("Again", "outbreak", "Wieder ist der Ausbruch am alten Hafen"),
        ("Now", "team", "Jetzt ist das Team am alten Hafen"),
        ("Here", "team", "Hier ist das Team am alten Hafen"),
        ("Soon", "team", "Bald ist das Team am alten Hafen"),
        ("Once", "team", "Einmal war das Team am alten Hafen"),
        ("Again", "team", "Wieder ist das Team am alten Hafen"),
    ]
]
COUNTS = wordlists.count(PAIRS)


@pytest.mark.parametrize(
    ("found", "inside", "outside"),
    [
        (wordlists.english(COUNTS), {"outbreak", "team", "harbour"}, {"verdan", "now"}),
        (wordlists.left_over(COUNTS), {"outbreak", "harbour"}, {"team", "verdan", "the"}),
        (wordlists.names_known(COUNTS), {"Verdan"}, {"Team", "Now", "Ausbruch"}),
    ],
)
def test_lists(found: set[str], inside: set[str], outside: set[str]) -> None:
    assert inside <= found
    assert not outside & found


def test_loanwords_stand_small_in_german() -> None:
    pairs = [("The live talk is on.", "Das Gespräch läuft live."), ("It is live.", "Es ist live.")]
    assert wordlists.loanwords(wordlists.count(pairs)) == {"live"}


def test_a_noun_needs_one_clear_german_word() -> None:
    nouns = {"outbreak": ["Ausbruch"], "harbour": ["Hafen"], "match": ["Spiel", "Streichholz"]}
    pairs = [
        (f"It is the {english}.", f"Es ist das {german[turn % len(german)]}.")
        for english, german in nouns.items()
        for turn in range(10)
    ]
    found = dict(wordlists.nouns(pairs, wordlists.count(pairs), set(nouns)))
    assert {"outbreak": "Ausbruch", "harbour": "Hafen"}.items() <= found.items()


def test_english_without_german_counts_as_english_alone() -> None:
    counts = wordlists.count([("The tide is in the harbour.", ""), ("It is the tide.", "")])
    assert counts.small["tide"] == 2
    assert not counts.german


def test_the_same_files_every_time(tmp_path: Path) -> None:
    written = []
    for name in "ab":
        folder = tmp_path / name
        folder.mkdir()
        wordlists.make(PAIRS, [], ["The tide is in the harbour."], folder)
        written.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert written[0] == written[1]
    assert set(written[0]) == set(wordlists.HEADS)


def test_what_an_editor_adds_and_takes_out() -> None:
    found = wordlists.by_hand("left_over.txt", {"outbreak", "podcast"})
    assert found == ["outbreak"]
