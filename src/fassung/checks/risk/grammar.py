"""How usual the German reads: a trigram model over classes of words.

Small words stand for themselves, figures for one another, all others by their last letters and
whether they have a capital, so that little text teaches much: "wissen, die die Aufgabe" is odd
whatever the nouns are. Made by ``training.grammar`` from the German sides of the corpora.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from fassung.checks.risk.lexicon import unpack

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]")
_ONE_SIGN = str.maketrans("“”„«»–—’‘‚", '"""""--\'\'\'')
_STARTS = frozenset('.!?:"')
_DISCOUNT = 0.75
_PRIOR = 3.0
"""Witten and Bell's idea: what was never seen after a history counts as so many times more."""
OTHER, START, END = 0, 1, 2
"""Numbers that are no class: one too rare to know, before the text, after it."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def classes(text: str, small: frozenset[str]) -> list[str]:
    """The class of each word and mark.

    >>> classes("Er sah 12 schöne Häuser.", frozenset({"er"}))
    ['er', 'wsah', '0', 'wöne', 'Nser', '.']
    """
    found = []
    first = True
    for word in _TOKEN.findall(text.translate(_ONE_SIGN)):
        if word[0].isdigit():
            found.append("0")
        elif not word[0].isalpha():
            found.append(word)
        else:
            lower = word.lower()
            capital = word[0] != lower[0] and not first
            if lower in small and not capital:
                found.append(lower)
            else:
                found.append(("N" if capital else "w") + lower[-3:])
        first = word in _STARTS
    return found


@dataclass(frozen=True)
class Grammar:
    """Counts of classes, pairs and triples. Keys are sorted; a pair's is first × size + second."""

    small: frozenset[str]
    numbers: Mapping[str, int]
    """The number of each class, from 3 on."""
    single: Floats
    pairs: Ints
    pair_counts: Floats
    triples: Ints
    triple_counts: Floats

    @property
    def size(self) -> int:
        return len(self.single)

    @cached_property
    def _after(self) -> tuple[tuple[Ints, Floats, Floats], tuple[Ints, Floats, Floats]]:
        """For each history of one and of two: its key, how often it came, with how many others."""
        return _histories(self.pairs // self.size, self.pair_counts), _histories(
            self.triples // self.size, self.triple_counts
        )

    def ids(self, text: str) -> Ints:
        """The classes of a text as numbers, two starts before and an end after."""
        found = [self.numbers.get(name, OTHER) for name in classes(text, self.small)]
        return np.array([START, START, *found, END], np.int64)

    def surprises(self, text: str) -> Floats:
        """For each word, mark and the end: minus the log of its probability after two others."""
        ids = self.ids(text)
        one, two, here = ids[:-2], ids[1:-1], ids[2:]
        size = self.size
        likely = (self.single[here] + 0.5) / (self.single.sum() + 0.5 * size)
        after_one, after_two = self._after
        pair = two * size + here
        likely = _mixed(likely, _of(self.pairs, self.pair_counts, pair), after_one, two)
        history = one * size + two
        triple = history * size + here
        count = _of(self.triples, self.triple_counts, triple)
        return np.asarray(-np.log(_mixed(likely, count, after_two, history)), np.float64)


def _histories(keys: Ints, counts: Floats) -> tuple[Ints, Floats, Floats]:
    found, inverse = np.unique(keys, return_inverse=True)
    often = np.bincount(inverse, counts).astype(np.float64)
    return found, often, np.bincount(inverse).astype(np.float64)


def _of(keys: Ints, values: Floats, wanted: Ints) -> Floats:
    """The value of each wanted key, 0 for one that is not there."""
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], 0.0)


def _mixed(
    lower: Floats, count: Floats, after: tuple[Ints, Floats, Floats], history: Ints
) -> Floats:
    """Absolute discounting: the rest is shared out as the shorter history has it."""
    keys, often, kinds = after
    total = _of(keys, often, history)
    rest = _DISCOUNT * _of(keys, kinds, history) + _PRIOR
    mixed = np.maximum(count - _DISCOUNT, 0.0) / (total + _PRIOR) + rest / (total + _PRIOR) * lower
    return np.where(total > 0, mixed, lower)


def read(arrays: Mapping[str, NDArray[np.generic]]) -> Grammar:
    """A grammar from the arrays of its file."""

    def counts(name: str) -> Floats:
        return arrays[name].astype(np.float64)

    def keys(name: str) -> Ints:
        return np.cumsum(arrays[name].astype(np.int64))

    names = unpack(arrays["classes"].astype(np.uint8))
    return Grammar(
        frozenset(unpack(arrays["small"].astype(np.uint8))),
        {name: number for number, name in enumerate(names, 3)},
        counts("single"),
        keys("pairs"),
        counts("pair_counts"),
        keys("triples"),
        counts("triple_counts"),
    )


@cache
def grammar() -> Grammar:
    """The one that ships with the project."""
    data = (files("fassung.checks.risk") / "grammar.npz").read_bytes()
    with np.load(BytesIO(data)) as arrays:
        return read(dict(arrays))
