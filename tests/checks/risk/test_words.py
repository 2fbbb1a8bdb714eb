"""Content words, compounds, and what of one side the other covers."""

import pytest

from fassung.checks.risk.lexicon import Covered, Lexicon, lexicon, pack, unpack
from fassung.checks.risk.stretches import order, surprise, worst_end, worst_run
from fassung.checks.risk.terms import Term, Words, english_terms, german_terms

WORDS = Words({"expor": 9, "wachstum": 9, "minist": 9, "landwirtschaf": 99, "preis": 9, "land": 50})


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Das Exportwachstum sank.", ["expor", "wachstum", "sank"]),
        ("Der Landwirtschaftsminister", ["landwirtschaft", "minist"]),
        ("Landwirtschaft", ["landwirtschaf"]),
        ("1.250,5 Preise", ["1250.5", "preis"]),
        ("und das ist der", []),
        ("", []),
    ],
)
def test_german_terms(text: str, keys: list[str]) -> None:
    found = german_terms(text, WORDS)
    assert [term.key for term in found] == keys
    assert all(0 <= term.start < term.end <= len(text) for term in found)


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("The mayor met Lorvik.", ["Lorvik"]),
        ("Lorvik met the mayor.", []),
        ("He left. Then Tamsin came.", ["Tamsin"]),
        ("“Tamsin came”, said Lorvik", ["Lorvik"]),
    ],
)
def test_capitals_inside_sentences(text: str, capitals: list[str]) -> None:
    assert [text[t.start : t.end] for t in english_terms(text) if t.capital] == capitals


@pytest.mark.parametrize(
    ("german", "bare"),
    [("traf Lorvik", True), ("der Lorvik", False), ("großer Lorvik", False), ("wie Lorvik", True)],
)
def test_a_name_has_no_article(german: str, bare: bool) -> None:
    (term,) = [t for t in german_terms(german, WORDS) if german[t.start : t.end] == "Lorvik"]
    assert term.bare is bare


@pytest.mark.parametrize(
    ("english", "german", "missing", "added"),
    [
        ("The minister met Lorvik.", "Der Minister traf Lorvik.", [], []),
        ("The Greek government resigned.", "Die griechische Regierung trat zurück.", [], []),
        ("The Greek army", "Die türkische Armee", ["Greek"], ["türkische"]),
        ("It cost 1,250.5 euros.", "Es kostete 1.250,5 Euro.", [], []),
        ("It cost 1,250 euros.", "Es kostete 1.350 Euro.", ["1,250"], ["1.350"]),
        ("Tymoshenko spoke.", "Tymoschenko sprach.", [], []),
        ("Economic growth and war", "Wirtschaftswachstum", ["war"], []),
    ],
)
def test_what_is_covered(english: str, german: str, missing: list[str], added: list[str]) -> None:
    left, right = lexicon().coverage(english, german)
    loud = [
        [text[w.term.start : w.term.end] for w in row if not w.found and w.rate > 0.8]
        for text, row in ((english, left), (german, right))
    ]
    assert loud == [missing, added]


def covered(text: str) -> list[Covered]:
    """A row of words that are there (+), absent (-), absent particles (.)."""
    return [Covered(Term("x", 0, 1, False), c == "+", 0.3 if c == "." else 0.9) for c in text]


@pytest.mark.parametrize(
    ("row", "first", "last"),
    [
        ("+++---+++", 3, 5),
        ("+-+++----", 5, 8),
        ("--+------", 0, 8),
        ("+.+.+.+", 1, 1),
        ("+++", 0, -1),
        ("", 0, -1),
    ],
)
def test_worst_run(row: str, first: int, last: int) -> None:
    run = worst_run(covered(row))
    assert (run.first, run.last) == (first, last)
    assert (run.weight > 0) == (run.length > 0)


@pytest.mark.parametrize(
    ("row", "broken_off"),
    [("++--", True), ("++-", True), ("--+++", False), ("-+++", False), ("++", False), ("", False)],
)
def test_a_sentence_broken_off(row: str, broken_off: bool) -> None:
    assert (worst_end(covered(row)) > 1) is broken_off


@pytest.mark.parametrize(
    ("links", "turned"),
    [([], False), ([3], False), ([0, 1, 1, 4], False), ([1, 0], True), ([0, 3, 1, 2], True)],
)
def test_words_in_another_order(links: list[int], turned: bool) -> None:
    assert [share > 0 for share in order(links)] == [turned, turned]
    assert all(share < 1 for share in order(links))


def test_links_are_words_with_one_counterpart() -> None:
    known = lexicon()
    sides = known.coverage(
        "The minister praised the economy.", "Die Wirtschaft lobte der Minister."
    )
    assert known.links(*sides) == [2, 1, 0]
    assert known.links(*known.coverage("The minister", "Minister und Minister")) == []


def test_a_word_that_is_always_there_says_more() -> None:
    loud, quiet = covered("-.")
    assert surprise(loud) > 2 > surprise(quiet) > 0
    assert surprise(covered("+")[0]) == 0


def test_packed_words_come_back() -> None:
    assert unpack(pack(["über", "Kilo"])) == ["über", "Kilo"]


def test_a_lexicon_without_rates_works() -> None:
    bare = Lexicon({"war": {"krieg": 0.9}}, WORDS, frozenset({"war"}), frozenset({"krieg"}))
    left, right = bare.coverage("The war", "Der Krieg")
    assert [w.found for w in (*left, *right)] == [True, True]
