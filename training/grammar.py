"""Counts classes of German words: `python -m training.grammar`, half a minute.

Reads the German sides of ../shared/corpus, nothing that is judged, and writes
src/fassung/checks/risk/grammar.npz.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fassung.checks.risk.grammar import END, START, classes
from fassung.checks.risk.lexicon import pack
from training.data import rows

CORPUS = Path("../shared/corpus")
PACKED = Path("src/fassung/checks/risk/grammar.npz")
SMALL = 600
"""So many of the words most often written small stand for themselves."""
OFTEN = 5
"""A class met less often is none."""
PAIRS, TRIPLES = 2, 3
"""Pairs and triples met less often are left out: they fill the file and say little."""


def small_words(texts: list[str]) -> frozenset[str]:
    """The words most often written with a small letter."""
    counts = Counter(
        word.lower()
        for text in texts
        for word in text.replace(",", " ").replace(".", " ").split()
        if word.isalpha() and word[0].islower()
    )
    return frozenset(word for word, _ in counts.most_common(SMALL))


def table(keys: Counter[int], least: int) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
    """Sorted keys as steps from one to the next, and their counts."""
    kept = sorted((key, n) for key, n in keys.items() if n >= least)
    steps = np.diff(np.array([key for key, _ in kept], np.int64), prepend=0)
    return steps, np.array([min(65535, n) for _, n in kept], np.uint16)


def main() -> None:
    texts = []
    for name in ("news-teacher", "news-human", "wikipedia-postedited"):
        texts += [row["de"] for row in rows(CORPUS / f"{name}.tsv.gz")]
    small = small_words(texts)
    found = [classes(text, small) for text in texts]
    often = Counter(name for row in found for name in row)
    names = sorted(name for name, n in often.items() if n >= OFTEN)
    numbers = {name: number for number, name in enumerate(names, 3)}
    size = len(names) + 3
    single, pairs, triples = Counter[int](), Counter[int](), Counter[int]()
    for row in found:
        ids = [START, START, *(numbers.get(name, 0) for name in row), END]
        single.update(ids[2:])
        pairs.update(a * size + b for a, b in pairwise(ids[1:]))
        triples.update(
            (a * size + b) * size + c for a, b, c in zip(ids, ids[1:], ids[2:], strict=False)
        )
    two, two_counts = table(pairs, PAIRS)
    three, three_counts = table(triples, TRIPLES)
    np.savez_compressed(
        PACKED,
        small=pack(sorted(small)),
        classes=pack(names),
        single=np.array([single[number] for number in range(size)], np.uint32),
        pairs=two.astype(np.uint32),
        pair_counts=two_counts,
        triples=three.astype(np.uint64),
        triple_counts=three_counts,
    )
    print(
        f"{size:,} classes, {len(two):,} pairs, {len(three):,} triples, "
        f"{PACKED.stat().st_size / 1e6:.2f} MB"
    )


if __name__ == "__main__":
    main()
