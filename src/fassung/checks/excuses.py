"""Good reasons why a translation has other numbers than its source.

Conversions, roundings, months in words, halves for fifty percent: what a translator may do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache

from fassung.german.tables import dates, values
from fassung.german.values import Kind, Number, factors

_INCH = Decimal("0.0254")
_FEET = ("foot", "feet", "ft", "'", "’")
_EXACT = Decimal("0.001")
_TOLERANCE = Decimal("0.04")
_ROUNDED = re.compile(
    r"\b(?:rund|etwa|circa|ca\.|knapp|fast|nahezu|über|mehr als|gut|ungefähr|um die|annähernd"
    r"|beinahe|gegen|zirka|an die|weniger als|unter|bis zu)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\b(?:GMT|UTC|BST|[ECMP][DS]?T|Eastern|Pacific|Central|local time)\b")
_OUR_ZONE = re.compile(r"\bMES?Z\b|deutscher Zeit|mitteleurop|unserer Zeit|Ortszeit")

Pairing = tuple[Number | None, Number | None]


def excused(
    missing: Sequence[Number],
    extra: Sequence[Number],
    english: Sequence[Number],
    german: Sequence[Number],
    source: str,
    target: str,
) -> Iterator[Pairing]:
    """Pairs of numbers that are right though they differ, and numbers that need no counterpart.

    Args:
        missing: English numbers without counterpart.
        extra: German numbers without counterpart.
        english, german: all numbers of the texts.
        source, target: the texts.
    """
    free = [n for n in missing if not n.loose or n.kind in (Kind.FRACTION, Kind.MEASURE)]
    left = 0
    for number in [n for n in extra if not n.loose or n.kind is not Kind.ORDINAL]:
        other = next((n for n in free if _same(n, number, source, target)), None)
        if other:
            free.remove(other)
            yield other, number
        elif other := _converted(number, english):
            if other in free:
                free.remove(other)
            yield other, number
        elif number.digits and _aside(number, english, target):
            yield None, number
        elif number.digits and number.value == 1 and number.kind is not Kind.CODE:
            if all(n.loose for n in free):
                yield None, number
            else:
                left += 1
        elif number.digits and (
            _month(number, source, "english") or _surplus(number, english, free)
        ):
            yield None, number
        elif number.digits:
            left += 1
    lower = target.lower()
    for number in free:
        if (
            (number.value == 1 and not left and number.kind is not Kind.CODE)
            or _month(number, target, "german")
            or _aside_dropped(number, english, german, source)
            or _repeated(number, german)
            or any(_converted(n, [number]) for n in german)
            or _inches(number, english)
            or any(words in lower for words in _idioms().get(number.figure, ()))
        ):
            yield number, None


@cache
def _idioms() -> dict[Decimal, list[str]]:
    return {Decimal(number): pieces for number, pieces in values()["idioms"].items()}


def _same(one: Number, two: Number, source: str, target: str) -> bool:
    return (
        _percent(one, two)
        or _century(one, two)
        or (two.kind is Kind.TIME and one.value < 12 and one.value + 12 == two.value)
        or _duration(one, two)
        or _rounded(one, two, target)
        or _zone(one, two, source, target)
    )


def _zone(one: Number, two: Number, source: str, target: str) -> bool:
    """A time in another zone: the minutes are the same."""
    return (
        one.kind is two.kind is Kind.TIME
        and one.value % 1 == two.value % 1
        and _ZONE.search(source) is not None
        and _OUR_ZONE.search(target) is not None
    )


def _aside(number: Number, english: Sequence[Number], target: str) -> bool:
    """A sum in brackets in another currency; the century of a decade."""
    if number.kind is Kind.MONEY and _bracketed(number, target):
        sums = [n.unit for n in english if n.kind is Kind.MONEY]
        return bool(sums) and number.unit not in sums
    if target.startswith(". Jahrhundert", number.end):
        return any((n.value // 100 + 1) == number.value for n in english if n.value > 1000)
    return False


def _aside_dropped(
    number: Number, english: Sequence[Number], german: Sequence[Number], source: str
) -> bool:
    """A conversion in brackets that the German has no use for: "€750 million ($851 million)"."""
    if number.kind is not Kind.MONEY or not _bracketed(number, source):
        return False
    kept = any(n.kind is Kind.MONEY and n.unit != number.unit for n in english)
    return kept and all(n.unit != number.unit for n in german)


def _bracketed(number: Number, text: str) -> bool:
    return text.rfind("(", 0, number.start + 1) > text.rfind(")", 0, number.start)


def _century(one: Number, two: Number) -> bool:
    """'90 is 1990."""
    short, full = sorted((one, two), key=lambda n: n.value)
    return full.value - short.value in (1700, 1800, 1900, 2000) and 0 <= short.value < 100 and (
        len(short.written) == 2 and full.digits and full.scale == short.scale == 1
    )  # fmt: skip


def _percent(one: Number, two: Number) -> bool:
    """Half for 50 percent, and the other way round; twofold for 200 percent."""
    if two.kind is Kind.PERCENT:
        one, two = two, one
    if one.kind is not Kind.PERCENT or two.kind in (Kind.PERCENT, Kind.POINTS):
        return False
    return abs(one.value / 100 - two.value) <= Decimal("0.005")


def _duration(one: Number, two: Number) -> bool:
    """18 months are anderthalb Jahre, two decades 20 Jahre."""
    ours, theirs = factors("english").get(one.unit), factors("german").get(two.unit)
    if not ours or not theirs or ours[0] != "time" or theirs[0] != "time" or ours[1] == theirs[1]:
        return False
    return abs(one.value * ours[1] - two.value * theirs[1]) <= one.value * ours[1] * Decimal("0.03")


def _rounded(one: Number, two: Number, target: str) -> bool:
    """ "rund 6000" for 5,892: fewer figures, right in the last of them."""
    if not two.value or one.kind in (Kind.YEAR, Kind.TIME, Kind.DATE, Kind.CODE):
        return False
    marked = _ROUNDED.search(target, max(0, two.start - 24), two.start) is not None
    figures = _figures(one.value)
    if figures < (3 if marked else 4) or _figures(two.value) >= (figures if marked else 3):
        return False
    if abs(one.value - two.value) > one.value * Decimal("0.05"):
        return False
    return any(
        _round(one.value, _figures(two.value), mode) == two.value
        for mode in ((ROUND_HALF_UP, ROUND_FLOOR, ROUND_CEILING) if marked else (ROUND_HALF_UP,))
    )


def _figures(value: Decimal) -> int:
    """How many significant figures a value has, zeros at the end not counted."""
    return len(value.normalize().as_tuple().digits)


def _round(value: Decimal, figures: int, mode: str) -> Decimal:
    try:
        return value.quantize(Decimal(1).scaleb(value.adjusted() - figures + 1), mode)
    except InvalidOperation:
        return value


def _converted(number: Number, english: Sequence[Number]) -> Number | None:
    """The English measure of which it is the metric value, as a newsroom would round it."""
    theirs = factors("german").get(number.unit)
    if not theirs or theirs[0] == "time":
        return None
    dimension, factor = theirs
    value = number.value * factor
    feet = Decimal(0)
    for other in english:
        ours = factors("english").get(other.unit)
        if dimension == "temperature":
            # A temperature, or a difference of two.
            near = (abs((other.value - t) * 5 / 9 - number.value) <= 1 for t in (32, 0))
            if ours and ours[0] == dimension and any(near):
                return other
            continue
        size = other.value * ours[1] if ours and ours[0] == dimension else Decimal(0)
        if feet and (ours is None or other.unit.startswith("in") or other.unit == '"'):
            # six feet two
            size = feet + other.value * _INCH
        metric = ours is not None and (ours[1] / factor).normalize().as_tuple().digits == (1,)
        if size and not (metric and ours and ours[1] == factor):
            tolerance = _EXACT if metric else _TOLERANCE
            if abs(size - value) <= value * tolerance:
                return other
        feet = size if other.unit in _FEET else Decimal(0)
    return None


def _inches(number: Number, english: Sequence[Number]) -> bool:
    """The second part of "six feet two inches", which is one measure in German."""
    at = english.index(number)
    inches = number.unit.startswith("inch") or (number.digits and number.value < 12)
    before = english[at - 1] if at else None
    return bool(before and inches and before.unit in _FEET and number.start - before.unit_end < 3)


def _repeated(number: Number, others: Sequence[Number]) -> bool:
    """Whether the other text has it, only not as often."""
    value = number.value
    return any(
        o.value == value or value in o.others or (o.kind is Kind.TIME and o.value == value + 12)
        for o in others
    )


def _surplus(number: Number, english: Sequence[Number], free: Sequence[Number]) -> bool:
    """Whether the English has the number as well, and no other that it may stand for wrongly."""
    size = len(number.written)
    alike = any(len(n.written) == size and n.scale == number.scale for n in free)
    return not alike and _repeated(number, english)


@cache
def _months() -> dict[str, list[re.Pattern[str]]]:
    table: dict[str, str] = dates()["months"]
    names = list(dict.fromkeys(table.values()))
    english = [[e for e, g in table.items() if g == name] for name in names]
    return {
        "german": [re.compile(rf"\b{name[:3]}(?:{name[3:]}|\b)") for name in names],
        "english": [re.compile(rf"\b(?:{'|'.join(words)})\b") for words in english],
    }


def _month(number: Number, text: str, language: str) -> bool:
    """Whether the number may be a month that the other text writes in letters."""
    if number.kind not in (Kind.DATE, Kind.CODE) or not 1 <= number.value <= 12 or number.value % 1:
        return False
    return _months()[language][int(number.value) - 1].search(text) is not None
