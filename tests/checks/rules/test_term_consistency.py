"""term-consistency: one term of the source, one rendering."""

import pytest

from fassung.checks import Context, Pair, by_id

TABLE = [
    # (source, German) of each segment, what is underlined ("" where nothing is)
    (
        [
            ("The prime minister spoke.", "Der Premierminister sprach."),
            ("The prime minister left.", "Der Premierminister ging."),
            ("The prime minister slept.", "Der Ministerpräsident schlief."),
        ],
        ["Ministerpräsident"],
    ),
    (
        [
            ("The prime minister spoke.", "Die Premierministerin sprach."),
            ("The prime minister left.", "Die Regierungschefin ging."),
        ],
        [],
    ),
    (
        [
            ("The Supreme Court ruled.", "Der Oberste Gerichtshof urteilte."),
            ("The Supreme Court ruled.", "Der Oberste Gerichtshof urteilte."),
            ("the Supreme Court", "der Supreme Court"),
        ],
        ["Supreme Court"],
    ),
    (
        [
            ("The Supreme Court ruled.", "Der Oberste Gerichtshof (Supreme Court) urteilte."),
            ("the Supreme Court", "der Supreme Court"),
        ],
        [],
    ),
    (
        [
            ("It broke the Clean Harbors Act.", "Es verstieß gegen den Clean Harbors Act."),
            ("It cites the Clean Harbors Act.", "Es nennt das Gesetz für saubere Häfen."),
        ],
        [""],
    ),
    (
        [
            ("It broke the Clean Harbors Act.", "Es verstieß gegen den Clean Harbors Act."),
            ("It cites the Clean Harbors Act.", "Es nennt den Act."),
        ],
        [],
    ),
    (
        [
            ("“The prime minister lied,” he said.", "„Der Premierminister log“, sagte er."),
            ("The prime ministers met.", "Die Ministerpräsidenten trafen sich."),
        ],
        ["Ministerpräsidenten"],
    ),
    ([("The prime minister spoke.", "Der Ministerpräsident sprach.")], []),
    ([("", ""), ("", "")], []),
]


@pytest.mark.parametrize(("texts", "expected"), TABLE)
def test_term_consistency(texts: list[tuple[str, str]], expected: list[str]) -> None:
    check = by_id("term-consistency")
    assert check.article
    pairs = [Pair(source, german, segment=str(n)) for n, (source, german) in enumerate(texts)]
    found = []
    for finding in check.article(check, pairs, Context()):
        german = texts[int(finding.segment)][1]
        found.append("|".join(german[a:b] for a, b in finding.target))
        assert finding.message
    assert found == expected
