"""Training data: cleaning, alignment, augmentation, and batches that a stopped run repeats."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fassung.engines.house.faults import lost_tags
from training.align import Aligned, align, phrase
from training.augment import in_capitals, insert, with_dateline, with_numbers, with_tags
from training.data import (
    Pair,
    Stream,
    detokenised,
    document_pairs,
    judged_pairs,
    usable,
    wikipedia_pairs,
)


def write(path: Path, lines: list[str]) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")
    return path


@pytest.mark.parametrize(
    ("en", "de", "good"),
    [
        ("The train was late.", "Der Zug war spät.", True),
        ("", "Der Zug", False),
        ("The train was late.", "The train was late.", False),
        ("Yes.", "Das ist ein viel zu langer Satz für so wenig.", False),
    ],
)
def test_usable(en: str, de: str, good: bool) -> None:
    assert usable(en, de) is good


def test_wikipedia_is_put_together() -> None:
    assert detokenised('He ( then 9 ) said " yes " .') == 'He (then 9) said "yes".'


def test_context_is_the_lines_before(tmp_path: Path) -> None:
    rows = [f"a\t{n}\tSentence {n} is here.\tSatz {n} ist hier." for n in (1, 2, 3, 4, 5)]
    rows += ["a\t9\tSentence 9 is here.\tSatz 9 ist hier.", "b\t10\tOther one.\tAnderer Satz."]
    pairs = document_pairs(write(tmp_path / "x.gz", ["set\tline\ten\tde", *rows]))
    assert pairs[0].before == () and pairs[5].before == () and pairs[6].before == ()
    assert pairs[4].before == tuple(f"Sentence {n} is here." for n in (2, 3, 4))


def test_the_judged_test_side_stays_out(tmp_path: Path) -> None:
    texts = [f"This is sentence number {n}." for n in range(60)]
    rows = [f"{t}\tDas ist Satz Nummer {n}.\tOK" for n, t in enumerate(texts)]
    rows.append("This one is bad indeed.\tDas ist wirklich schlecht.\tBAD")
    found = judged_pairs(write(tmp_path / "x.gz", ["en\tde\tlabel", *rows]))
    ends = {hashlib.sha1(p.en.encode()).hexdigest()[-1] for p in found}
    assert found and not ends & set("012") and all("bad" not in p.en for p in found)


def test_wikipedia_rows_with_a_broken_start_stay_out(tmp_path: Path) -> None:
    rows = [
        "The house stood there for years .\tDas Haus stand dort jahrelang .",
        "The house stood there for years .\tin dem Haus stand dort jahrelang .",
    ]
    found = wikipedia_pairs(write(tmp_path / "x.gz", ["en\tde", *rows]))
    assert [p.de for p in found] == ["Das Haus stand dort jahrelang."]


NOUNS = [("dog", "Hund"), ("king", "König"), ("train", "Zug"), ("tree", "Baum"), ("river", "Fluss")]
VERBS = [("sees", "sieht"), ("finds", "findet"), ("loves", "liebt"), ("follows", "verfolgt")]
KINDS = [("old", "alte"), ("young", "junge"), ("big", "große")]
TINY = [
    (f"The {k} {a} {v} the {b} today .", f"Heute {w} der {z} {x} den {y} .")
    if (i + j) % 2
    else (f"The {k} {a} {v} the {b} .", f"Der {z} {x} {w} den {y} .")
    for i, (a, x) in enumerate(NOUNS)
    for j, (v, w) in enumerate(VERBS)
    for k, z in KINDS
    for b, y in NOUNS
    if a != b
]


@pytest.fixture(scope="module")
def aligned() -> list[Aligned]:
    return align(TINY)


def test_alignment_finds_the_words(aligned: list[Aligned]) -> None:
    right = 0
    for (en, de), found in zip(TINY, aligned, strict=True):
        links = {en[slice(*found.english[i])]: de[slice(*found.german[j])] for i, j in found.links}
        right += sum(links.get(e) == d for e, d in NOUNS + VERBS if e in en.split())
    assert right >= 0.9 * 3 * len(TINY)


def test_tags_stand_on_both_sides(aligned: list[Aligned]) -> None:
    random = np.random.default_rng(0)
    made = [with_tags(Pair(*p), a, random) for p, a in zip(TINY, aligned, strict=True)]
    assert sum("⟦" in pair.en for pair in made) > 0.8 * len(made)
    for pair, (en, de) in zip(made, TINY, strict=True):
        assert not lost_tags(pair.en, pair.de)
        for text, plain in ((pair.en, en), (pair.de, de)):
            for n in range(1, 13):
                text = text.replace(f"⟦{n}⟧", "").replace(f"⟦/{n}⟧", "")
            assert text == plain


def test_a_phrase_that_leads_out_is_none() -> None:
    found = Aligned([(0, 1)] * 3, [(0, 1)] * 3, [(0, 0), (1, 2), (2, 1)])
    assert phrase(found, 0, 0) == (0, 0)
    assert phrase(found, 1, 2) == (1, 2)
    assert phrase(found, 0, 1) is None


def test_marks_at_one_place_close_before_they_open() -> None:
    marks = [(1, 999, "<2>"), (1, -999, "</1>"), (0, 999, "<1>"), (2, -999, "</2>")]
    assert insert("ab", marks) == "<1>a</1><2>b</2>"


def test_numbers_change_on_both_sides() -> None:
    pair = Pair("It cost 4.75 of 1,200 euros in 1998.", "Es kostete 1998 4,75 von 1.200 Euro.")
    made = with_numbers(pair, np.random.default_rng(5))
    assert made.en != pair.en
    numbers = sorted(w.strip(".").replace(",", "") for w in made.en.split() if w[0].isdigit())
    there = [w.strip(".") for w in made.de.split() if w[0].isdigit()]
    swap = str.maketrans(".,", ",.")
    assert numbers == sorted(w.translate(swap).replace(",", "") for w in there)


def test_headline_and_dateline_leave_the_german_alone() -> None:
    pair = Pair("The talks fail again.", "Die Gespräche scheitern erneut.")
    for seed in range(6):
        made = in_capitals(pair, np.random.default_rng(seed))
        assert made.de == "Die Gespräche scheitern erneut" and made.en != pair.en
        lined = with_dateline(pair, np.random.default_rng(seed))
        assert lined.en.endswith(pair.en) and lined.de.endswith(f" – {pair.de}")


def test_a_stream_goes_on_where_it_was() -> None:
    pairs: list[Any] = [Pair(str(n), str(n)) for n in range(10)]
    whole = Stream(pairs, 7)
    drawn = [whole.next() for _ in range(25)]
    assert sorted(drawn[:10]) == list(range(10)) == sorted(drawn[10:20])
    later = Stream(pairs, 7, taken=13)
    assert [later.next() for _ in range(12)] == drawn[13:]
