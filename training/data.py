"""Corpora: reading, cleaning, German typography, and an endless seeded stream of each.

Never read here: newstest2019 and later (development and reporting), see the README.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from fassung.engines.house.typography import english, german


@dataclass(frozen=True)
class Pair:
    """One sentence pair; `before` holds up to three English sentences that stood before it."""

    en: str
    de: str
    before: tuple[str, ...] = ()


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated gzip file with a header line, unquoted."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def usable(en: str, de: str) -> bool:
    """Neither empty, nor very long, nor of unlike length, nor a copy of the source."""
    longer, shorter = max(len(en), len(de)), min(len(en), len(de))
    if shorter < 2 or longer > 420 or longer > 2.2 * shorter + 15:
        return False
    return not (en == de and len(en.split()) > 3)


def document_pairs(path: Path) -> list[Pair]:
    """Pairs of a file with columns set, line, en, de; context is the lines before in the set."""
    found: list[Pair] = []
    before: list[str] = []
    last = ("", 0)
    for row in rows(path):
        en, de = english(row["en"]), german(row["de"])
        here = (row["set"], int(row["line"]))
        if here != (last[0], last[1] + 1):
            before = []
        last = here
        if usable(en, de):
            found.append(Pair(en, de, tuple(before[-3:])))
        before = [*before[-2:], en]
    return found


_LOOSE = (
    (re.compile(r" ([.,;:!?%)\]])"), r"\1"),
    (re.compile(r"([(\[]) "), r"\1"),
    (re.compile(r" @([-–/])@ "), r"\1"),
    (re.compile(r"(\w) '(s|t|re|ve|ll|d|m)\b"), r"\1'\2"),
)


def detokenised(text: str) -> str:
    """Text of the Wikipedia file with its blanks before marks and inside quotes taken out."""
    for pattern, into in _LOOSE:
        text = pattern.sub(into, text)
    pieces = text.split('"')
    if len(pieces) % 2 == 1:
        for index in range(1, len(pieces), 2):
            pieces[index] = pieces[index].strip()
        text = '"'.join(pieces)
    return text


def wikipedia_pairs(path: Path) -> list[Pair]:
    """Post-edited Wikipedia pairs without those that start or end broken."""
    found = []
    for row in rows(path):
        en, de = english(detokenised(row["en"])), german(detokenised(row["de"]))
        whole = de[:1].isupper() or de[:1].isdigit() or de[:1] in "„("
        if whole and en.count('"') % 2 == 0 and 20 < len(en) < 300 and usable(en, de):
            found.append(Pair(en, de))
    return found


def judged_pairs(path: Path) -> list[Pair]:
    """OK rows of the critical-error file outside its test side (SHA-1 ends in 0, 1 or 2)."""
    found = []
    for row in rows(path):
        test = hashlib.sha1(row["en"].encode()).hexdigest()[-1] in "012"
        if row["label"] == "OK" and not test:
            en, de = english(row["en"]), german(row["de"])
            if usable(en, de):
                found.append(Pair(en, de))
    return found


def read_corpora(corpus: Path, judged: Path) -> dict[str, list[Pair]]:
    """All training corpora by name."""
    return {
        "teacher": document_pairs(corpus / "news-teacher.tsv.gz"),
        "human": document_pairs(corpus / "news-human.tsv.gz"),
        "wiki": wikipedia_pairs(corpus / "wikipedia-postedited.tsv.gz"),
        "judged": judged_pairs(judged / "critical-errors.tsv.gz"),
    }


class Stream:
    """Draws from one corpus without repeating until it is used up; `taken` is all its state."""

    def __init__(self, pairs: list[Pair], seed: int, taken: int = 0) -> None:
        self.pairs, self.seed, self.taken = pairs, seed, taken
        self._pass = -1
        self._order = np.empty(0, dtype=np.int64)

    def next(self) -> int:
        """Index of the next pair."""
        number, place = divmod(self.taken, len(self.pairs))
        if number != self._pass:
            self._pass = number
            self._order = np.random.default_rng((self.seed, number)).permutation(len(self.pairs))
        self.taken += 1
        return int(self._order[place])
