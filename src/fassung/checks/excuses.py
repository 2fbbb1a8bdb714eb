"""Good reasons why a translation has other numbers than its source.

Conversions, roundings, months in words, halves for fifty percent: what a translator may do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from fassung.checks.equal_values import converted, inches, same, same_unit, spanned
from fassung.german.tables import dates, values
from fassung.german.values import Kind, Number

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
        other = next((n for n in free if same(n, number, source, target)), None)
        if other:
            free.remove(other)
            yield other, number
        elif not any(same_unit(n, number) for n in free) and (other := converted(number, english)):
            if other in free:
                free.remove(other)
            yield other, number
            if inches(other, english):  # "5ft 11in" is one measure in German
                feet = english[english.index(other) - 1]
                free = [n for n in free if n != feet]
                yield feet, None
        elif number.digits and _aside(number, english, target):
            yield None, number
        elif number.digits and number.value == 1 and number.kind is not Kind.CODE:
            if all(n.loose and not same_unit(n, number) for n in free):
                yield None, number
            else:
                left += 1
        elif number.digits and (
            _month(number, source, "english")
            or _surplus(number, english, free)
            or spanned(number, "german", source.lower())
            or _tens(number, english)
            or (_dialled(number) and not any(map(_dialled, free)))
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
            or any(converted(n, [number]) for n in german)
            or inches(number, english)
            or spanned(number, "english", lower)
            or (_dialled(number) and not any(map(_dialled, extra)))
            or any(words in lower for words in _idioms(_idiom(number)).get(number.figure, ()))
        ):
            yield number, None


@cache
def _idioms(sort: str) -> dict[Decimal, list[str]]:
    return {Decimal(number): pieces for number, pieces in values()["idioms"][sort].items()}


def _idiom(number: Number) -> str:
    """In which table of idioms a number is looked up."""
    if number.kind is Kind.PERCENT:
        return "percent"
    return "months" if number.unit.startswith("month") else "plain"


def _tens(number: Number, english: Sequence[Number]) -> bool:
    """ "Mehrere 10 Millionen" for "tens of millions"."""
    return number.figure in (10, 100) and any(
        n.kind is Kind.SCALE and n.scale == number.scale > 1 for n in english
    )


def _dialled(number: Number) -> bool:
    """Whether it is the code of a country, as it is dialled: "0049"."""
    return 3 <= len(number.written) <= 5 and number.written.startswith("00") and number.value > 0


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
    alike = any(
        (len(n.written) == size if n.digits else not n.loose) and n.scale == number.scale
        for n in free
    )
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
