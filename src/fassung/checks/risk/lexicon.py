"""The bilingual lexicon: which words of one side the other side covers.

Made by ``training.lexicon`` with IBM model 1 (Brown et al. 1993) over content words in both
directions. For each key it also knows how often good translations cover it, so that a word that
is nearly always there says much when it is not, and a particle says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO

import numpy as np

from fassung.checks.risk.terms import Term, Words, english_terms, german_terms

_ENOUGH = 0.05
_PREFIX = 5
CLASSES = ("figure", "name", "rare name", "rare noun", "rare", "word")


@dataclass(frozen=True, slots=True)
class Covered:
    """A term, whether the other side has it, and how often good translations have it."""

    term: Term
    found: bool
    rate: float


@dataclass(frozen=True)
class Lexicon:
    """Translations of English keys, counts of German words, coverage rates of both sides."""

    translations: Mapping[str, Mapping[str, float]]
    words: Words
    english_known: frozenset[str]
    german_known: frozenset[str]
    rates: tuple[Mapping[str, float], Mapping[str, float]] = ({}, {})
    class_rates: tuple[Mapping[str, float], Mapping[str, float]] = ({}, {})

    def found(
        self, source: Sequence[Term], german: Sequence[Term]
    ) -> tuple[list[bool], list[bool]]:
        """For each term of either side, whether the other side has it."""
        keys = {term.key for term in german}
        covered: set[str] = set()
        ahead = []
        for term in source:
            translations = self.translations.get(term.key, {})
            hits = {key for key in keys if translations.get(key, 0.0) >= _ENOUGH}
            if term.key in keys:
                hits.add(term.key)
            if not hits and not term.figure:
                hits = {t.key for t in german if _cognate(term, t)}
            covered |= hits
            ahead.append(bool(hits))
        behind = [term.key in covered or any(_cognate(s, term) for s in source) for term in german]
        return ahead, behind

    def links(self, source: Sequence[Covered], german: Sequence[Covered]) -> list[int]:
        """For the English words with just one German word that may be theirs: its place, in turn.

        Cognates are left out: looking for them takes longer than all the others together.
        """
        keys = [word.term.key for word in german]
        found = []
        for word in source:
            if word.found:
                known = self.translations.get(word.term.key, {})
                at = [
                    place
                    for place, key in enumerate(keys)
                    if key == word.term.key or known.get(key, 0.0) >= _ENOUGH
                ]
                if len(at) == 1:
                    found += at
        return found

    def kind(self, term: Term, side: int) -> str:
        """The class of a term: what its rate is taken from where it is rare."""
        if term.figure:
            return "figure"
        known = term.key in (self.german_known if side else self.english_known)
        if side:
            # In German every noun has a capital: only a word never met, with nothing before it
            # that goes before nouns, is likely a name.
            if known or not term.capital:
                return "word" if known else "rare"
            return "rare name" if term.bare else "rare noun"
        return ("name" if known else "rare name") if term.capital else ("word" if known else "rare")

    def coverage(self, source: str, german: str) -> tuple[list[Covered], list[Covered]]:
        """The content words of both sides, each with whether the other side has it."""
        sides = english_terms(source), german_terms(german, self.words)
        found = self.found(*sides)
        both = [
            [
                Covered(term, hit, self._rate(term, side))
                for term, hit in zip(sides[side], found[side], strict=True)
            ]
            for side in (0, 1)
        ]
        return both[0], both[1]

    def _rate(self, term: Term, side: int) -> float:
        rate = None if term.figure else self.rates[side].get(term.key)
        if rate is None:
            rate = self.class_rates[side].get(self.kind(term, side), 0.8)
        return rate


_SOUNDS = (
    ("tsch", "c"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("zh", "s"), ("ph", "f"), ("th", "t"),
    ("ck", "k"), ("kh", "c"), ("x", "ks"), ("z", "s"), ("w", "v"), ("q", "k"), ("c", "k"),
)  # fmt: skip
_SILENT = re.compile(r"[aeiouyjhäöüéèáóíâêô]")


@lru_cache(maxsize=50_000)
def _sound(key: str) -> str:
    """The consonants of a name, the same in English and German transcription."""
    for old, new in _SOUNDS:
        key = key.replace(old, new)
    return _SILENT.sub("", key)


@lru_cache(maxsize=100_000)
def _alike(english: str, german: str) -> bool:
    if english[:_PREFIX] == german[:_PREFIX] and len(english) >= _PREFIX <= len(german):
        return True
    sound = _sound(english)
    return (
        len(sound) >= 2
        and sound == _sound(german)
        and english[0] in "aeiou" + german[0] + "cktzswvyjhg"
    )


def _cognate(source: Term, german: Term) -> bool:
    """Whether two words are one name or loan word in two spellings."""
    if source.figure or german.figure:
        return source.key == german.key
    if source.key == german.key:
        return True
    if len(source.key) < 4 or len(german.key) < 4:
        return False
    return _alike(source.key, german.key)


def pack(text: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """Words as one array of bytes, a line each."""
    return np.frombuffer("\n".join(text).encode(), np.uint8)


def unpack(data: np.ndarray[tuple[int], np.dtype[np.uint8]]) -> list[str]:
    """The words of :func:`pack`."""
    return data.tobytes().decode().split("\n")


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the project."""
    data = (files("fassung.checks.risk") / "lexicon.npz").read_bytes()
    with np.load(BytesIO(data)) as arrays:
        return read(dict(arrays))


def read(arrays: Mapping[str, np.ndarray[tuple[int], np.dtype[np.uint8]]]) -> Lexicon:
    """A lexicon from the arrays of its file."""
    english, german = unpack(arrays["english_keys"]), unpack(arrays["german_keys"])
    translations: dict[str, dict[str, float]] = {}
    entries = zip(
        np.cumsum(arrays["english_step"], dtype=np.int64).tolist(),
        arrays["german"].tolist(),
        (arrays["strength"] / 255).tolist(),
        strict=True,
    )
    for e, g, strength in entries:
        translations.setdefault(english[e], {})[german[g]] = strength
    words = Words(zip(unpack(arrays["words"]), arrays["counts"].tolist(), strict=True))
    rates = [
        {key: rate / 255 for key, rate in zip(keys, arrays[name].tolist(), strict=True) if rate}
        for keys, name in ((english, "english_rates"), (german, "german_rates"))
    ]
    classes = [
        dict(zip(CLASSES, (arrays[name] / 255).tolist(), strict=True))
        for name in ("english_classes", "german_classes")
    ]
    return Lexicon(
        translations,
        words,
        frozenset(english),
        frozenset(german),
        (rates[0], rates[1]),
        (classes[0], classes[1]),
    )
