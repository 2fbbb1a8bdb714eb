"""What a number in a text means: shared by the readers of English and of German numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import chain
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


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands with a figure: its kind, a currency's code or the word, where it ends."""

    kind: Kind
    name: str
    end: int


_NEXT = re.compile(r"[ \u00a0\u202f]{0,2}-?(?=[^\s\d])")
_WORD = re.compile(
    r"%(?:[ -]?[Pp]\w+|ig\w*)?|[$€£¥₹₩₪¢°º'’\"”][ ]?[CF]?(?!\w)"
    r"|[^\W\d_]+\$?(?:[./²³]+[^\W\d_]*|[23](?!\w))*"
)
_MORE = re.compile(r"[ \u00a0-]([^\W\d_]+)")
_HEAD = re.compile("[./]")
# Whose money it is: "5 Kenyan shillings", "3000 Singapur-Dollar".
_NATION: dict[Language, re.Pattern[str]] = {
    "english": re.compile(r"[A-Z][a-z]+(?:an|ish|ese|ch|ss|i)(?![\w'’])"),
    "german": re.compile(
        r"(?:[A-Za-z][a-zäöü]+ische[nr]?|[A-Z][a-zäöü]+er)(?!\w)|(?!Tausend|[MB]illi|M[ir])[A-Z][a-zäöü]+(?=-[A-Z])"
    ),
}


@cache
def units(language: Language) -> dict[str, tuple[Kind, str]]:
    """Kind and name of every word that stands behind a figure, in lower case."""
    found: dict[str, tuple[Kind, str]] = {}
    for kind, key in ((Kind.PERCENT, "percent"), (Kind.POINTS, "points")):
        found |= {word.lower(): (kind, key) for word in table()[key][language]}
    for measure in chain.from_iterable(table()["measure"].values()):
        found |= {word.lower(): (Kind.MEASURE, word.lower()) for word in measure[language]}
    for code, money in table()["money"].items():
        # "25 Mio. CZK"; an English "try" is no Turkish lira.
        codes = [c for c in money["signs"] if len(c) == 3 and c.isalpha() and language == "german"]
        found |= {word.lower(): (Kind.MONEY, code) for word in (*money[language], *codes)}
    return found


@cache
def _heads(language: Language) -> frozenset[str]:
    """What units of several words begin with; behind other words no more need be read."""
    return frozenset(
        word[: gap.start()] for word in units(language) for gap in re.finditer("[ -]", word)
    )


@cache
def _skipped(language: Language) -> frozenset[str]:
    return frozenset(table()["skipped"][language])


def unit_after(text: str, at: int, language: Language) -> Unit | None:
    """The unit behind a figure that ends at ``at``, adjectives before it skipped ("US-Dollar")."""
    known, skipped, heads = units(language), _skipped(language), _heads(language)
    for _ in range(3):
        gap = _NEXT.match(text, at)
        word = gap and _WORD.match(text, gap.end())
        if not word:
            return None
        phrase, best, end = word.group(), None, word.end()
        lower = phrase.lower()
        for _ in range(4 if lower.replace("-", " ") in heads or lower in heads else 1):
            if entry := known.get(
                phrase.lower().replace("\u00a0", " ").replace("-", " ")
            ) or known.get(phrase.lower()):
                best = Unit(entry[0], entry[1], end)
            more = _MORE.match(text, end)
            if not more:
                break
            phrase, end = text[word.start() : more.end()], more.end()
        if best:
            return best
        if lower in skipped or lower.split("-")[0] in skipped:
            at = word.end()
            continue
        head = _HEAD.split(lower, maxsplit=1)[0]
        if entry := known.get(head):
            return Unit(entry[0], entry[1], word.start() + len(head))
        if not _NATION[language].match(text, word.start()):
            return None
        at = word.end()
    return None


@cache
def _signs() -> dict[str, str]:
    return {
        sign.lower(): code for code, money in table()["money"].items() for sign in money["signs"]
    }


_SIGN_BEFORE = re.compile(
    r"(?:(?<![^\W_])[A-Za-z.]{1,4}-?)?[$€£¥₹₩₪₽](?:US|A|C|NZ)?[ \u00a0]?$"
    r"|(?<![^\W_])[A-Z][A-Za-zč]{1,3}\.?[ \u00a0]?$"
)


def money_before(text: str, at: int) -> tuple[str, int] | None:
    """Code and start of the currency that stands right before a figure ("US$5", "EUR 5")."""
    window = text[max(0, at - 7) : at]
    match = _SIGN_BEFORE.search(window)
    if not match:
        return None
    sign = match.group().rstrip(" \u00a0")
    for part in (sign, sign[-1]):
        if code := _signs().get(part.lower()):
            return code, at - len(match.group()) + len(sign) - len(part)
    return None


@cache
def money_families() -> dict[str, str]:
    """Currencies that may stand for each other, by code: all dollars are one family."""
    return {code: money.get("family", code) for code, money in table()["money"].items()}


@cache
def factors(language: Language) -> dict[str, tuple[str, Decimal]]:
    """Dimension and factor to its base, by measure word in lower case."""
    return {
        word.lower(): (name, Decimal(str(measure["factor"])))
        for name, measures in table()["measure"].items()
        for measure in measures
        for word in measure[language]
    }


@cache
def number_words(language: Language, sort: str) -> dict[str, Decimal]:
    """Value by word; ``sort`` is a table of ``values.toml``, such as ``small`` or ``ordinals``."""
    lists: dict[str, list[str]] = table()[language][sort]
    return {word: Decimal(value) for value, words in lists.items() for word in words}


def in_range(one: Number, two: Number) -> Number:
    """The first number of a range: in "2 to 3 million dollars" it may be millions, of dollars."""
    if one.scale == 1 and two.scale > 1 and one.value < 1000:
        one = one._replace(others=one.others | {one.value * two.scale})
    elif one.written.isdigit() and one.value * 1000 < two.value and _thousands(two):
        one = one._replace(others=one.others | {one.value * 1000})  # "50–100.000"
    if one.kind is Kind.CARDINAL and two.kind in (Kind.PERCENT, Kind.POINTS, Kind.MONEY):
        return one._replace(kind=two.kind, unit=two.unit, shared=True)
    return one


def _thousands(number: Number) -> bool:
    return number.digits and number.scale == 1 and number.value % 1000 == 0


def short_year(one: Number, two: Number) -> Number:
    """The second of two years, "2008/09"."""
    return two._replace(others=two.others | {one.value // 100 * 100 + two.value})


def fraction(one: Number, two: Number) -> Number:
    """ "3/4" as one number."""
    value = one.value / two.value
    written = f"{one.written}/{two.written}"
    return Number(
        one.start,
        two.end,
        value,
        Kind.FRACTION,
        written,
        value,
        unit=two.unit,
        unit_end=two.unit_end,
    )


def is_fraction(one: Number, two: Number) -> bool:
    """Whether figures with a stroke between them are a fraction, and no date or season."""
    day = one.value == 9 and two.value == 11
    return one.value < two.value <= 16 and one.value < 10 and not day


def is_clock(one: Number, two: Number, after: str) -> bool:
    """Whether figures with a colon between them can be a time; ``after`` is what follows them."""
    plain = one.written.isdigit() and two.written[:2].isdigit() and one.value % 1 == 0
    return plain and len(one.written) < 3 and len(two.written) == 2 and (
        one.value < 25 and two.value < 60 and after != ":"
    )  # fmt: skip


_SECONDS = re.compile(r"[0-5]\d[.,]\d{1,3}")


def is_result(two: Number) -> bool:
    """Whether what follows a colon are seconds, as of a race: "1:57.79"."""
    return _SECONDS.fullmatch(two.written) is not None


def merged(figures: Sequence[Number], words: Iterable[Number]) -> list[Number]:
    """Both in order, without the words that a figure's scale or unit already took."""
    starts = [number.start for number in figures]

    def free(word: Number) -> bool:
        at = bisect_right(starts, word.start) - 1
        return at < 0 or word.start >= figures[at].unit_end

    found = [*figures, *filter(free, words)]
    return sorted(found, key=lambda number: (number.start, number.end))


@cache
def people() -> frozenset[str]:
    """Nouns in lower case for what comes in whole numbers only."""
    return frozenset(word.lower() for word in table()["whole"]["people"])
