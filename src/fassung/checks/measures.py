"""Which quantity of the German stands for which of the English."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fassung.checks.model import Pair
from fassung.german.quantities import english_quantities, german_quantities, may_hold
from fassung.german.quantity import Quantity, Unit, unit

_EXACT = 0.011
"""Two numbers that differ by less are one, rounded."""
_CONVERTED = 0.13
"""So far a newsroom's conversion may be from the exact one: "two miles" are "drei Kilometer"."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The quantities of a pair, and those of each side that have no counterpart."""

    english: tuple[Quantity, ...]
    german: tuple[Quantity, ...]
    missing: tuple[Quantity, ...]
    extra: tuple[Quantity, ...]


_EMPTY = Measures((), (), (), ())


def measures(pair: Pair) -> Measures:
    """The quantities of ``pair``, matched by what they mean."""
    return pair.once(_measures)


def _measures(pair: Pair) -> Measures:
    english = (
        english_quantities(pair.source)
        if may_hold(pair.source, pair.source_vocabulary, "en")
        else ()
    )
    german = (
        german_quantities(pair.german)
        if may_hold(pair.german, pair.german_vocabulary, "de")
        else ()
    )
    if not english and not german:
        return _EMPTY
    # A German quantity that is one English quantity exactly is not another one converted:
    # "38 feet (11.5 m)" needs both, where both numbers stand.
    taken = [g for g in german if any(_exactly(q, g) for q in english)]
    missing = [
        q
        for q in english
        if q.values
        and not any(matches(q, g) and (g not in taken or _exactly(q, g)) for g in german)
    ]
    extra = [q for q in german if q.values and not any(matches(e, q) for e in english)]
    return Measures(english, german, tuple(missing), tuple(extra))


def kind(quantity: Quantity) -> str:
    """The kind of quantity, with plain degrees counted as temperatures."""
    return unit_kind(quantity.unit)


def unit_kind(unit: Unit) -> str:
    """The kind of a unit, with plain degrees counted as temperatures."""
    return "temperature" if unit.kind == "degree" else unit.kind


def _exactly(english: Quantity, german: Quantity) -> bool:
    same_unit = english.unit.id == german.unit.id or kind(english) == kind(german) == "temperature"
    return same_unit and bool(english.values) and matches(english, german)


def matches(english: Quantity, german: Quantity) -> bool:
    """Whether both can be the same amount, said in the same unit or converted."""
    if english.unit.id == "ounce" and german.unit.kind == "volume":
        english = replace(english, unit=unit("fluid-ounce"))
    if kind(english) != kind(german):
        return False
    if not english.values or not german.values:
        return not english.values
    return all(
        any(_same(english, a, german, b) for b in german.values) for a in english.values[-1:]
    ) or all(any(_same(english, a, german, b) for a in english.values) for b in german.values[-1:])


def _same(english: Quantity, a: float, german: Quantity, b: float) -> bool:
    a, b = abs(a), abs(b)
    if english.unit.id == german.unit.id or "degree" in (english.unit.id, german.unit.id):
        if abs(a - b) <= _EXACT * max(a, b):
            return True
        if english.unit.id == german.unit.id:
            return False
    if kind(english) == "percent":
        return abs(a - b) <= _EXACT * max(a, b)
    if kind(english) == "temperature":
        # The sign may be a word that was not read: "10 below".
        there = {_celsius(english, a), _celsius(english, -a)}
        here = {_celsius(german, b), b, -b}
        return any(abs(x - y) <= 1.5 for x in there for y in here) or abs(a * 5 / 9 - b) <= 1
    x, y = english.unit.base(a), german.unit.base(b)
    return bool(x and y) and abs(x - y) <= _CONVERTED * max(x, y)


def _celsius(quantity: Quantity, value: float) -> float:
    return (value - 32) * 5 / 9 if quantity.unit.id in ("fahrenheit", "degree") else value
