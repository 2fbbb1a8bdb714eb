"""The lists of names and of common words beside this module."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from itertools import repeat

from fassung.german.tables import names as authority

_COMPOUND = 6
"""Letters from which on a form may also be the end of a compound."""


@lru_cache(maxsize=20_000)
def german_forms(bare: str) -> tuple[re.Pattern[str], ...] | None:
    """What the tables give for a word of a name; None if they do not know it.

    Empty if it is a word that is no name (months, titles).
    """
    found: list[re.Pattern[str]] = []
    known = False
    for length in range(len(bare), 1, -1):
        for open_, german in _table().get(bare[:length], ()):
            if open_ or length == len(bare):
                known = True
                if german:
                    found.append(_any_of(german))
    return tuple(found) if known else None


@cache
def _table() -> dict[str, list[tuple[bool, str]]]:
    """By the English word: whether any ending may follow, and its German forms, "" if none."""
    table: dict[str, list[tuple[bool, str]]] = {}
    for row in csv.DictReader(lines("name_forms.csv")):
        for form in row["english"].split("|"):
            table.setdefault(form.rstrip("*"), []).append((form.endswith("*"), row["german"]))
    for row in authority():
        if row["kind"] == "protected":
            continue
        german = re.sub(r"[~*]+", "", row["german"]).split(" ")
        for english in re.split(r"[/|]", row["english"]):
            words = english.split(" ")
            # Word by word where there are as many; else any word of the German will do.
            own = [[part] for part in german] if len(words) == len(german) else repeat(german)
            for word, parts in zip(words, own, strict=False):
                forms = "|".join(f"{part}*" for part in parts)
                table.setdefault(word, []).append((False, forms))
    return table


@lru_cache(maxsize=20_000)
def _any_of(forms: str) -> re.Pattern[str]:
    # A long form may also be the end of a compound: "Nordatlantik", "Sommerolympiade".
    parts = (
        (r"\b" if len(form) < _COMPOUND else "") + re.escape(form).replace(r"\*", r"\w*")
        for form in forms.lower().split("|")
    )
    return re.compile("|".join(parts), re.IGNORECASE)


@cache
def common() -> frozenset[str]:
    """Words of English news that are written small."""
    return frozenset(word for line in lines("english.txt") for word in line.split())


@cache
def known() -> frozenset[str]:
    """Words that are names in either language wherever they stand with a capital."""
    return frozenset(word for line in lines("names_known.txt") for word in line.split())


@cache
def known_in_german() -> frozenset[str]:
    """The same in small letters, with the German genitive."""
    small = {word.lower() for word in known()}
    return frozenset(small | {word + "s" for word in small})


@cache
def kept() -> frozenset[str]:
    """Common words that stay as they are where they stand with a capital: "Bush", "Gates"."""
    return frozenset(word for line in lines("names_kept.txt") for word in line.split())


def lines(name: str) -> Iterator[str]:
    text = (resources.files("fassung.checks") / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and line[0] != "#")
