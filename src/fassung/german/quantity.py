"""What a quantity is: units of measure, their spellings, an amount of one in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from fassung.german.tables import units as table


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of ``units.toml``; ``size`` is how many of the kind's base unit one of it is."""

    id: str
    kind: str
    size: float = 0.0
    into: tuple[tuple[str, float], ...] = ()
    """Metric units with the amount from which each is used; empty for one that stays."""
    cldr: str = ""
    dative: str = ""
    sourced: bool = False
    """Converted only where the English text has it."""

    @property
    def imperial(self) -> bool:
        return bool(self.into)

    def base(self, value: float) -> float:
        """``value`` of this unit in the kind's base unit (temperatures: °C)."""
        if self.id == "fahrenheit":
            return (value - 32) * 5 / 9
        return value * self.size if self.size else value


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of a unit, ``text[start:end]``.

    ``values`` has two members for a range ("10 bis 15 Meilen") or two sides ("10 mal 20 Fuß"),
    none where no number is said ("einige Meilen").
    """

    unit: Unit
    values: tuple[float, ...]
    start: int
    end: int
    written: tuple[str, ...] = ()
    """The numbers as they stand there, without scale words."""
    scale: float = 1.0
    joint: str = ""
    """What stands between two numbers."""
    hyphen: bool = False
    """Number and unit are parts of a compound: "20-Meilen-Zone"."""
    article: bool = False
    """The number is an indefinite article, which may mean none: "a foot"."""
    indefinite: str = ""
    """The word for an amount without a number: "einige"."""
    feet_and_inches: bool = False

    @property
    def bases(self) -> tuple[float, ...]:
        """The values in the base unit of the kind."""
        return tuple(self.unit.base(value) for value in self.values)


@cache
def _units() -> dict[str, Unit]:
    return {row["id"]: _unit(row) for row in table()["units"]}


def unit(id: str) -> Unit:
    """The unit named ``id`` in ``units.toml``.

    Raises:
        KeyError: if there is none.
    """
    return _units()[id]


def _unit(row: dict[str, object]) -> Unit:
    into = row.get("into", [])
    assert isinstance(into, list)
    return Unit(
        str(row.get("is", row["id"])),
        str(row["kind"]),
        float(str(row.get("size", 0))),
        tuple((str(name), float(least)) for name, least in into),
        str(row.get("cldr", "")),
        str(row.get("dative", "")),
        bool(row.get("sourced", False)),
    )


SPACE = "[ \u00a0\u202f]"


@dataclass(frozen=True, slots=True)
class Spellings:
    """How one language writes units: patterns over lower case and over figures, and meanings."""

    words: re.Pattern[str]
    signs: re.Pattern[str]
    units: dict[str, Unit]
    telling: frozenset[str]
    """A word of every spelling, the one that most texts do not have."""


@cache
def spellings(language: str) -> Spellings:
    """How ``language`` ("en" or "de") writes the units of ``units.toml``."""
    words: dict[str, Unit] = {}
    signs: dict[str, Unit] = {}
    for row in table()["units"]:
        found = unit(row["id"])
        words |= {word.lower(): found for word in row[language]}
        signs |= {sign: found for sign in row.get("signs", ())}
        if language == "de":
            # Engines leave English units standing.
            words |= {word.lower(): found for word in row["en"] if found.imperial}
    # By first letter: a position in the text is tried with one group, not with all words.
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        tail = re.escape(word[1:]).replace(r"\ ", rf"(?:{SPACE}|-)")
        by_letter.setdefault(word[0], []).append(tail)
    long = "|".join(f"{letter}(?:{'|'.join(tails)})" for letter, tails in by_letter.items())
    short = "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))
    return Spellings(
        re.compile(rf"(?:\b|(?<=[\d_]))(?:{long})(?![^\W\d_])"),
        re.compile(rf"\d(?:{SPACE}|-)?(?P<sign>{short})(?![^\W_]|/)"),
        words | signs,
        frozenset(_telling(re.split(r"[ -]", word), words) for word in words),
    )


def _telling(parts: list[str], words: dict[str, Unit]) -> str:
    """ "tons" of "us tons", "cent" of "per cent"."""
    return next((part for part in parts if part in words), parts[-1])
