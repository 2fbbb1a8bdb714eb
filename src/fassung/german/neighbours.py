"""Numbers that stand together: ranges, fractions, times, scores, seasons.

What the readers of English and of German numbers share.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from fassung.german.values import Kind, Number


def split(start: int, written: str, kind: Kind) -> Iterator[Number]:
    """The numbers of "1.2.3" and "24.12.2009", each for itself."""
    at = start
    for part in re.split(r"([., \u00a0\u202f\u2009'’])", written):
        if part.isdigit():
            value = Decimal(part) if len(part) <= 30 else Decimal(0)
            yield Number(at, at + len(part), value, kind, part, value, unit_end=at + len(part))
        at += len(part)


def codes(one: Number, two: Number) -> list[Number]:
    """Figures with a colon between them that are no time: a score, a ratio."""
    if is_result(two):
        return [one._replace(kind=Kind.CODE), two]
    return [one._replace(kind=Kind.CODE), two._replace(kind=Kind.CODE)]


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
