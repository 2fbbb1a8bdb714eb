"""A small bilingual lexicon from the corpora: IBM model 1 in both directions over content words.

`python -m training.lexicon` writes src/fassung/checks/risk/lexicon.npz. What a pair taught must
not judge that pair: the training of the risk uses lexicons made without it (`folds`).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fassung.checks.risk.lexicon import CLASSES, Lexicon, pack
from fassung.checks.risk.terms import Words, english_terms, german_stem, german_terms
from training.data import rows

SHARED = Path("../shared")
ROUNDS = 4
NULL = 0.02
KEPT = 0.03
ENOUGH = 0.9
OFTEN = 4
FOLDS = 3
COUNTED = 9000
"""Pairs of each fold on which coverage is counted."""
SHRINK = 6.0
OUT = Path("out/risk")
PACKED = Path("src/fassung/checks/risk/lexicon.npz")

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


def fold(english: str) -> int:
    """Which lexicon is made without the pair with this English."""
    return int(hashlib.sha1(english.encode()).hexdigest()[:8], 16) % FOLDS


def test_side(english: str) -> bool:
    """Rows of critical-errors that nothing is ever learned from."""
    return hashlib.sha1(english.encode()).hexdigest()[-1] in "012"


def corpus() -> list[tuple[str, str]]:
    """All pairs that the lexicon may learn from."""
    found = []
    for name in ("news-teacher", "news-human", "wikipedia-postedited"):
        found += [(r["en"], r["de"]) for r in rows(SHARED / "corpus" / f"{name}.tsv.gz")]
    for row in rows(SHARED / "judged" / "critical-errors.tsv.gz"):
        if row["label"] == "OK" and not test_side(row["en"]):
            found.append((row["en"], row["de"]))
    return found


@dataclass(frozen=True)
class Bitext:
    """Keys of both sides as numbers; one entry of `english` and `german` for each pair."""

    english: list[Ints]
    german: list[Ints]
    english_keys: list[str]
    german_keys: list[str]
    words: Words


def bitext(pairs: Sequence[tuple[str, str]]) -> Bitext:
    """The content words of `pairs`, numbered."""
    counts: Counter[str] = Counter()
    for _, text in pairs:
        counts.update(
            german_stem(word.lower())
            for word in text.replace("-", " ").split()
            if word.isalpha() and len(word) >= 4
        )
    words = Words({key: n for key, n in counts.items() if n >= OFTEN})
    indexes: tuple[dict[str, int], dict[str, int]] = ({}, {})

    def numbers(keys: list[str], side: int) -> Ints:
        index = indexes[side]
        return np.array(sorted({index.setdefault(k, len(index)) for k in keys}), np.int32)

    english = [numbers([t.key for t in english_terms(e)], 0) for e, _ in pairs]
    german = [numbers([t.key for t in german_terms(g, words)], 1) for _, g in pairs]
    return Bitext(english, german, list(indexes[0]), list(indexes[1]), words)


@dataclass(frozen=True)
class Table:
    """Entries of the lexicon: numbers of the two keys, and the larger of the probabilities
    that one is the other's translation."""

    english: Ints
    german: Ints
    strength: NDArray[np.float32]


def learn(text: Bitext, chosen: Sequence[int]) -> Table:
    """IBM model 1 over the pairs `chosen`."""
    e = [text.english[i] for i in chosen]
    g = [text.german[i] for i in chosen]
    left = np.concatenate([np.repeat(a, len(b)) for a, b in zip(e, g, strict=True)])
    right = np.concatenate([np.tile(b, len(a)) for a, b in zip(e, g, strict=True)])
    wide = len(text.german_keys)
    pairs, key = np.unique(left.astype(np.int64) * wide + right, return_inverse=True)
    links = key.astype(np.int32)
    english, german = (pairs // wide).astype(np.int32), (pairs % wide).astype(np.int32)
    starts_g = np.cumsum([0] + [len(b) for b in g[:-1]])
    place_g = np.concatenate(
        [np.tile(np.arange(len(b)) + s, len(a)) for a, b, s in zip(e, g, starts_g, strict=True)]
    ).astype(np.int32)
    starts_e = np.cumsum([0] + [len(a) for a in e[:-1]])
    place_e = np.concatenate(
        [np.repeat(np.arange(len(a)) + s, len(b)) for a, b, s in zip(e, g, starts_e, strict=True)]
    ).astype(np.int32)
    forward, ahead = _em(links, english, place_g)
    backward, behind = _em(links, german, place_e)
    strength = np.maximum(forward, backward)
    # A word met once goes with everything it stood beside: that says nothing.
    keep = (strength >= KEPT) & (np.maximum(ahead, behind) >= ENOUGH)
    return Table(english[keep], german[keep], strength[keep].astype(np.float32))


def _em(key: Ints, owner: Ints, place: Ints) -> tuple[Floats, Floats]:
    """Probability of each entry given its owner, and how often it was meant."""
    table: Floats = np.ones(len(owner))
    counts: Floats = table
    for _ in range(ROUNDS):
        weight = table[key]
        total = np.bincount(place, weight) + NULL
        weight /= total[place]
        counts = np.bincount(key, weight, minlength=len(owner)).astype(np.float64)
        table = counts / np.bincount(owner, counts)[owner].astype(np.float64)
    return table, counts


def without_rates(text: Bitext, table: Table) -> Lexicon:
    """A lexicon of `table` that does not know yet how often a word is covered."""
    translations: dict[str, dict[str, float]] = {}
    for e, g, p in zip(
        table.english.tolist(), table.german.tolist(), table.strength.tolist(), strict=True
    ):
        translations.setdefault(text.english_keys[e], {})[text.german_keys[g]] = p
    met = frozenset(text.german_keys[g] for g in set(table.german.tolist()))
    return Lexicon(translations, text.words, frozenset(translations), met)


Tally = dict[str, list[int]]


def tally(
    lexicon: Lexicon,
    pairs: Sequence[tuple[str, str]],
    keys: Sequence[Tally],
    kinds: Sequence[Tally],
) -> None:
    """Counts, for pairs that `lexicon` has not seen, how often each key is there and covered."""
    for source, german in pairs:
        sides = english_terms(source), german_terms(german, lexicon.words)
        for side, (terms, found) in enumerate(zip(sides, lexicon.found(*sides), strict=True)):
            for term, hit in zip(terms, found, strict=True):
                for counts, name in (
                    (keys[side], term.key),
                    (kinds[side], lexicon.kind(term, side)),
                ):
                    count = counts.setdefault(name, [0, 0])
                    count[0] += 1
                    count[1] += hit


def with_rates(plain: Lexicon, keys: Sequence[Tally], kinds: Sequence[Tally]) -> Lexicon:
    """`plain` with the rates that were counted on pairs not seen."""
    classes = [{k: hit / n for k, (n, hit) in kinds[side].items()} for side in (0, 1)]
    rates: list[dict[str, float]] = []
    for side in (0, 1):
        prior = classes[side]["word"]
        rates.append(
            {
                key: (hit + SHRINK * prior) / (n + SHRINK)
                for key, (n, hit) in keys[side].items()
                if n >= 4 and key in (plain.german_known if side else plain.english_known)
            }
        )
    return replace(plain, rates=(rates[0], rates[1]), class_rates=(classes[0], classes[1]))


def write(path: Path, lexicon: Lexicon) -> None:
    """The file that :func:`fassung.checks.risk.lexicon.read` reads."""
    english = sorted(lexicon.translations)
    german = sorted(lexicon.german_known)
    place = {key: number for number, key in enumerate(german)}
    entries = [
        (e, place[g], round(p * 255))
        for e, key in enumerate(english)
        for g, p in sorted(lexicon.translations[key].items())
    ]
    table = np.array(entries, np.int64)
    words = sorted(lexicon.words)

    def bytes_of(values: Sequence[float]) -> NDArray[np.uint8]:
        return np.array([min(254, max(1, round(v * 255))) if v else 0 for v in values], np.uint8)

    np.savez_compressed(
        path,
        english_keys=pack(english),
        german_keys=pack(german),
        english_step=np.diff(table[:, 0], prepend=0).astype(np.uint16),
        german=table[:, 1].astype(np.uint16),
        strength=table[:, 2].astype(np.uint8),
        words=pack(words),
        counts=np.array([min(65535, lexicon.words[w]) for w in words], np.uint16),
        english_rates=bytes_of([lexicon.rates[0].get(k, 0.0) for k in english]),
        german_rates=bytes_of([lexicon.rates[1].get(k, 0.0) for k in german]),
        english_classes=bytes_of([lexicon.class_rates[0].get(c, 0.8) for c in CLASSES]),
        german_classes=bytes_of([lexicon.class_rates[1].get(c, 0.8) for c in CLASSES]),
    )


def main() -> None:
    """Writes the lexicon of all pairs, and to out/ those made without a third of them."""
    pairs = corpus()
    text = bitext(pairs)
    of = [fold(english) for english, _ in pairs]
    keys: tuple[Tally, Tally] = ({}, {})
    kinds: tuple[Tally, Tally] = ({}, {})
    partial = []
    random = np.random.default_rng(5)
    for number in range(FOLDS):
        partial.append(
            without_rates(text, learn(text, [i for i, f in enumerate(of) if f != number]))
        )
        unseen = [pairs[i] for i, f in enumerate(of) if f == number]
        chosen = random.permutation(len(unseen))[:COUNTED]
        tally(partial[-1], [unseen[i] for i in chosen], keys, kinds)
    OUT.mkdir(parents=True, exist_ok=True)
    for number, lexicon in enumerate(partial):
        write(OUT / f"lexicon-{number}.npz", with_rates(lexicon, keys, kinds))
    whole = with_rates(without_rates(text, learn(text, range(len(pairs)))), keys, kinds)
    write(PACKED, whole)
    for side, name in enumerate(("English", "German")):
        print(name, {k: (n, round(hit / n, 3)) for k, (n, hit) in sorted(kinds[side].items())})
    entries = sum(map(len, whole.translations.values()))
    print(f"{entries:,} entries, {PACKED.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
