"""Word alignment after fast_align (Dyer, Chahuneau and Smith 2013), in NumPy.

IBM model 1 with a prior for the diagonal, trained in both directions; a link is kept where both
directions choose it. It serves to put tag pairs around the same words on both sides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

TENSION = 5.0
NULL = 0.06
STEM = 6
WORD = re.compile(r"\w+(?:[-'’.,]\w+)*|[^\w\s]")

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Span = tuple[int, int]


@dataclass(frozen=True)
class Aligned:
    """Character spans of the words on both sides, and links (English word, German word)."""

    english: list[Span]
    german: list[Span]
    links: list[tuple[int, int]]


def words(text: str) -> tuple[list[str], list[Span]]:
    """Keys (lower case, cut to a stem) and character spans of the words and marks of `text`."""
    found = list(WORD.finditer(text))
    return [m[0].lower()[:STEM] for m in found], [m.span() for m in found]


def numbered(sentences: list[list[str]]) -> tuple[list[Ints], int]:
    """Words as numbers, and how many different ones there are."""
    index: dict[str, int] = {}
    ids = [np.array([index.setdefault(w, len(index)) for w in s], np.int64) for s in sentences]
    return ids, len(index)


def posteriors(given: Ints, word: Ints, prior: Floats, place: Ints, rounds: int) -> Floats:
    """How likely each candidate link is, after EM. All arrays have one entry for each candidate.

    `given` explains `word`; `place` numbers the explained word's place in the whole corpus.
    """
    pairs, key = np.unique(given * (int(word.max()) + 1) + word, return_inverse=True)
    owner = pairs // (int(word.max()) + 1)
    table = np.ones(len(pairs))
    weight = prior
    for _ in range(rounds):
        weight = table[key] * prior
        total = np.bincount(place, weight) + NULL * 1e-4
        weight = weight / total[place]
        counts = np.bincount(key, weight)
        table = counts / np.bincount(owner, counts)[owner]
    return weight


def align(pairs: list[tuple[str, str]], rounds: int = 5) -> list[Aligned]:
    """Align each pair of sentences; all of them together are the training text."""
    english, german = [words(e) for e, _ in pairs], [words(d) for _, d in pairs]
    english_ids, _ = numbered([keys for keys, _ in english])
    german_ids, _ = numbered([keys for keys, _ in german])
    source, target, prior, to_target, to_source = [], [], [], [], []
    at_target = at_source = 0
    for e, d in zip(english_ids, german_ids, strict=True):
        m, n = len(e), len(d)
        slope = np.abs(np.arange(m)[:, None] / max(m, 1) - np.arange(n)[None, :] / max(n, 1))
        prior.append(np.exp(-TENSION * slope).ravel())
        source.append(np.repeat(e, n))
        target.append(np.tile(d, m))
        to_target.append(np.tile(np.arange(n) + at_target, m))
        to_source.append(np.repeat(np.arange(m) + at_source, n))
        at_target += n
        at_source += m
    s, t, p = np.concatenate(source), np.concatenate(target), np.concatenate(prior)
    forward = posteriors(s, t, p, np.concatenate(to_target), rounds)
    backward = posteriors(t, s, p, np.concatenate(to_source), rounds)
    found, start = [], 0
    for (_, e_spans), (_, d_spans) in zip(english, german, strict=True):
        m, n = len(e_spans), len(d_spans)
        links: list[tuple[int, int]] = []
        if m and n:
            f = forward[start : start + m * n].reshape(m, n)
            b = backward[start : start + m * n].reshape(m, n)
            chosen = np.zeros((m, n), bool)
            chosen[f.argmax(0), np.arange(n)] = True
            other = np.zeros((m, n), bool)
            other[np.arange(m), b.argmax(1)] = True
            links = [(int(i), int(j)) for i, j in np.argwhere(chosen & other & (f * b > 0.04))]
        found.append(Aligned(e_spans, d_spans, links))
        start += m * n
    return found


def phrase(aligned: Aligned, first: int, last: int) -> Span | None:
    """German words that the English words `first` … `last` (inclusive) and no others stand for.

    None where the two sides do not fit: an end is unlinked, or a link leads out.
    """
    inside = [(i, j) for i, j in aligned.links if first <= i <= last]
    sources = {i for i, _ in inside}
    if first not in sources or last not in sources:
        return None
    low, high = min(j for _, j in inside), max(j for _, j in inside)
    if any(low <= j <= high and not first <= i <= last for i, j in aligned.links):
        return None
    if high - low + 1 > 2 * (last - first + 1) + 1:
        return None
    return low, high
