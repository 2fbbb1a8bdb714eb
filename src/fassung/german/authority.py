"""Offices, institutions and acronyms: how German agencies render them (``*.csv`` beside)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Office:
    """One row of ``offices.csv``."""

    english: tuple[str, ...]
    german: tuple[str, ...]
    """Right renderings in their dictionary form, the best first."""
    false: tuple[str, ...]
    unless: frozenset[str]
    """Words of the source that make a false rendering right."""
    left: bool
    """Whether the English words must not be left in a German text."""


@dataclass(frozen=True, slots=True)
class Acronym:
    """One row of ``acronyms.csv``; ``use`` is ``replace``, ``gloss`` or ``known``."""

    letters: str
    german: tuple[str, ...]
    use: str


@cache
def offices() -> tuple[Office, ...]:
    """All rows of ``offices.csv``."""
    return tuple(
        Office(
            tuple(row["english"].split("|")),
            tuple(row["german"].split("|")),
            tuple(filter(None, row["false"].split("|"))),
            frozenset(row["unless"].split()),
            row["left"] == "yes",
        )
        for row in _rows("offices.csv")
    )


@cache
def acronyms() -> dict[str, Acronym]:
    """All rows of ``acronyms.csv`` by their letters."""
    return {
        row["acronym"]: Acronym(row["acronym"], tuple(row["german"].split("|")), row["use"])
        for row in _rows("acronyms.csv")
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (resources.files("fassung.german") / name).read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if line and line[0] != "#")
