"""What a number in a text means: shared by the readers of English and of German numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Literal, NamedTuple

from fassung.german.tables import values as table

Language = Literal["english", "german"]


class Kind(StrEnum):
    """What sort of number it is."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    PERCENT = "percent"
    POINTS = "percentage points"
    MONEY = "money"
    MEASURE = "measure"
    YEAR = "year"
    DECADE = "decade"
    TIME = "time"
    """Hour and minutes as one decimal: 21.30 is half past nine in the evening."""
    DATE = "date"
    """Day, month or year of a date in figures; each is a number of its own."""
    CODE = "code"
    """Part of a name, a version, a telephone number: no amount."""
    SCALE = "scale"
    """A scale word without a figure, "millions"; its value is one of them."""
    ROMAN = "roman"


class Number(NamedTuple):
    """One number of a text.

    ``value`` is ``figure`` times ``scale`` (a power of ten, 1 without a scale word). ``unit`` is
    the currency's code, the measure's word as it stands in the text, or empty. ``others`` are
    values that it may have as well ("the 90s" 1990, "9 p.m." 21). ``misread`` is what it would be
    if points and commas were read as the other language does. ``loose`` numbers may be said with
    many other words or with none: they explain a number, and are never missed.
    """

    start: int
    end: int
    value: Decimal
    kind: Kind
    written: str = ""
    """The figures as they stand in the text, empty for a number in words."""
    figure: Decimal = Decimal(0)
    scale: int = 1
    unit: str = ""
    unit_end: int = 0
    """Where the unit ends; ``end`` if there is none."""
    others: frozenset[Decimal] = frozenset()
    misread: Decimal | None = None
    loose: bool = False
    shared: bool = False
    """Whether its unit stands with the number behind it: "5 to 10 percent"."""

    @property
    def digits(self) -> bool:
        """Whether it is written in figures."""
        return bool(self.written)


FIGURE = re.compile(
    r"""
      [0-9]{1,3}(?:[ \u00a0\u202f\u2009'’][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?
    | [0-9]+(?:[.,][0-9]+)*
    | [½¼¾⅓⅔⅛]
    """,
    re.VERBOSE,
)
SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3,
         "⅔": Decimal(2) / 3, "⅛": Decimal("0.125")}  # fmt: skip
_GROUPED = {
    mark: re.compile(rf"[0-9]{{1,3}}(?:\{mark}[0-9]{{2,3}})*\{mark}[0-9]{{3}}") for mark in ".,"
}
_POINTS_ONLY = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})+\1[0-9]{1,2}")  # "1.106.41"
_LONGEST = 24  # figures beyond that are no number that anyone compares


def read_figure(written: str, decimal: str) -> tuple[Decimal | None, Decimal | None]:
    """The value of figures, and their value if point and comma change places.

    Args:
        written: figures with points, commas, spaces between.
        decimal: the sign before decimals, ``.`` or ``,``.

    Returns:
        The value, None if this language cannot write a number so ("1.2.3"); and the other
        language's reading, None if it is no other.

    >>> read_figure("1.250", ","), read_figure("2.5", ",")
    ((Decimal('1250'), Decimal('1.250')), (None, Decimal('2.5')))
    """
    if written in SIGNS:
        return SIGNS[written], None
    if len(written) > _LONGEST:
        return None, None
    bare = re.sub(r"[ \u00a0\u202f\u2009'’]", "", written)
    if "." not in bare and "," not in bare:
        return Decimal(bare), None
    mine = _read(bare, decimal)
    theirs = _read(bare, "," if decimal == "." else ".")
    if mine is None and theirs is None and _POINTS_ONLY.fullmatch(bare):
        whole, _, decimals = bare.replace(",", ".").rpartition(".")
        theirs = Decimal(f"{whole.replace('.', '')}.{decimals}")
    return mine, theirs if theirs != mine else None


_PART = re.compile(r"[ \u00a0]?([½¼¾⅓⅔⅛])|[ \u00a0]([1-5])[/⁄]([2-8])(?![/\d])")


def part_after(text: str, at: int) -> tuple[Decimal, int]:
    """The fraction that follows a whole number at ``at``, "5½" or "5 1/2", and where it ends."""
    match = _PART.match(text, at)
    if not match:
        return Decimal(0), at
    if match[1]:
        return SIGNS[match[1]], match.end()
    return Decimal(match[2]) / Decimal(match[3]), match.end()


_SQUARE = re.compile(r"(?<![^\W\d_])[kcm]?m$")


def square(text: str, start: int, end: int) -> bool:
    """Whether the figure is the exponent of "m2" or "km3"."""
    return (
        text[start:end] in ("2", "3") and _SQUARE.search(text, max(0, start - 3), start) is not None
    )


def _read(bare: str, decimal: str) -> Decimal | None:
    group = "." if decimal == "," else ","
    whole, point, decimals = bare.partition(decimal)
    if (point and not decimals.isdigit()) or (
        group in whole and not _GROUPED[group].fullmatch(whole)
    ):
        return None
    if group in whole and whole.startswith("0"):
        return None
    return Decimal(whole.replace(group, "") + ("." + decimals if point else ""))


@cache
def number_words(language: Language, sort: str) -> dict[str, Decimal]:
    """Value by word; ``sort`` is a table of ``values.toml``, such as ``small`` or ``ordinals``."""
    lists: dict[str, list[str]] = table()[language][sort]
    return {word: Decimal(value) for value, words in lists.items() for word in words}


@cache
def people() -> frozenset[str]:
    """Nouns in lower case for what comes in whole numbers only."""
    return frozenset(word.lower() for word in table()["whole"]["people"])
