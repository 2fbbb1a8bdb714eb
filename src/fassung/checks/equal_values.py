"""One value said in two ways: rounded, converted, as a share or a span of time, in another zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation

from fassung.german.value_units import factors, money_families
from fassung.german.values import Kind, Language, Number

_INCH = Decimal("0.0254")
_FEET = ("foot", "feet", "ft", "'", "’")
_EXACT = Decimal("0.001")
_ROUNDED = re.compile(
    r"\b(?:rund|etwa|circa|ca\.|knapp|fast|nahezu|über|mehr als|gut|ungefähr|um die|annähernd"
    r"|beinahe|gegen|zirka|an die|weniger als|unter|bis zu)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\b(?:GMT|UTC|BST|[ECMP][DS]?T|Eastern|Pacific|Central|local time)\b")
_OUR_ZONE = re.compile(
    r"[ \u00a0](?:Uhr[ \u00a0])?\(?(?:MES?Z\b|deutscher|mitteleurop|unserer Zeit)"
)


def same(one: Number, two: Number, source: str, target: str) -> bool:
    """Whether an English and a German number are one value said differently."""
    return (
        _percent(one, two)
        or _cents(one, two)
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
        and _OUR_ZONE.match(target, two.end) is not None
    )


def _cents(one: Number, two: Number) -> bool:
    """0.30 euros are 30 Cent."""
    if one.kind is not Kind.MONEY or two.kind is not Kind.MONEY:
        return False
    small = [money_families()[n.unit] == "cent" for n in (one, two)]
    return small[0] != small[1] and one.value * (1 if small[0] else 100) == two.value * (
        100 if small[0] else 1
    )


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


# One of each, in the plural it would be several: "in a two-week tour", "zwei Wochen".
_SPANS = (
    (3600, r"(?<![a-z]-)\bhour(?!s)", r"\bstunde(?!n)|stündlich|einstündig"),
    (86400, r"(?<![a-z]-)\bday(?!s)|\bdaily|clock", r"\btag(?!e)|täglich|rund um die uhr"),
    (604800, r"(?<![a-z]-)\bweek(?!s)", r"\bwoche(?!n)|wöchentlich|einwöchig"),
    (1209600, r"\bfortnight|\btwo[ -]weeks?\b", r"zwei wochen|zweiwöchig"),
    (31556952, r"(?<![a-z]-)\byear(?!s)|\bannual", r"\bjahr(?!e)|jährlich|einjährig"),
)


def spanned(number: Number, language: Language, other: str) -> bool:
    """Whether the number and its unit are one hour, day, week or year that ``other`` names.

    Args:
        number: one of the text that counts, "12 months".
        language: of that text.
        other: the translation of it, in lower case, "ein Jahr".
    """
    dimension, factor = factors(language).get(number.unit, ("", Decimal(0)))
    if dimension != "time" or number.value == 1:
        return False
    length = number.value * factor
    return any(
        abs(length - seconds) <= length / 50
        and re.search(german if language == "english" else english, other)
        for seconds, english, german in _SPANS
    )


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


def converted(number: Number, english: Sequence[Number]) -> Number | None:
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
            if metric:
                right = abs(size - value) <= value * _EXACT
            else:
                right = well_rounded(number.value, size / factor)
            if right:
                return other
        feet = size if other.unit in _FEET else Decimal(0)
    return None


_FINE = Decimal("0.01")
_COARSE = Decimal("0.14")


def well_rounded(said: Decimal, exact: Decimal) -> bool:
    """Whether a newsroom may say ``said`` for the converted value ``exact``.

    It is exact to the place of its last figure, or to five of it where that is a five: 45 metres
    for 45.7, and 43 are not.

    >>> well_rounded(Decimal(45), Decimal("45.7")), well_rounded(Decimal(43), Decimal("45.7"))
    (True, False)
    """
    away = abs(said - exact)
    if away <= said * _FINE:
        return True
    if away > said * _COARSE:
        return False
    bare = said.normalize().as_tuple()
    step = Decimal(5 if bare.digits[-1] == 5 else 1).scaleb(int(bare.exponent))
    return away <= step


def same_unit(one: Number, two: Number) -> bool:
    """Whether an English and a German measure have the same unit."""
    unit = factors("english").get(one.unit)
    return unit is not None and unit == factors("german").get(two.unit)


def inches(number: Number, english: Sequence[Number]) -> bool:
    """The second part of "six feet two inches", which is one measure in German."""
    at = english.index(number)
    inches = number.unit.startswith("inch") or (number.digits and number.value < 12)
    before = english[at - 1] if at else None
    return bool(before and inches and before.unit in _FEET and number.start - before.unit_end < 3)
