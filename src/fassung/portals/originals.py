"""Originals: what the partner gave in miles or Fahrenheit, in brackets behind the metric value."""

from __future__ import annotations

import re

from babel.numbers import format_decimal

from fassung.german import Edit
from fassung.german.quantities import english_quantities, german_quantities
from fassung.german.quantity import Quantity, unit
from fassung.german.quotations import speech
from fassung.german.tables import units as table

_NEAR = 0.08
"""How far apart a rounded metric value and its original may be, as a share."""


def originals(german: str, english: str) -> list[Edit]:
    """Edits that put the partner's own amount behind a metric one that was made of it.

    Not in compounds and direct speech, nor where a bracket follows already.

    >>> originals("Er fuhr rund 330 Kilometer weit.", "He went 204 miles.")
    [Edit(start=26, end=26, replacement=' (204 Meilen)', rule='unit')]
    """
    left = [q for q in english_quantities(english) if q.unit.imperial and q.values]
    edits = []
    said = speech(german) if left else []
    for found in german_quantities(german) if left else ():
        if found.unit.imperial or found.hyphen or not found.values:
            continue
        if any(s.start <= found.start < s.end for s in said):
            continue
        if re.match(r"[\w-]*\s?[(\[]", german[found.end :]):
            continue
        source = next((q for q in left if _same(found, q)), None)
        if source is not None:
            left.remove(source)
            edits.append(Edit(found.end, found.end, f" ({_words(source)})", "unit"))
    return edits


def _same(german: Quantity, english: Quantity) -> bool:
    if german.unit.kind != english.unit.kind or len(german.values) != len(english.values):
        return False
    least = 1.0 if german.unit.kind == "temperature" else 0.0
    pairs = zip(german.bases, english.bases, strict=True)
    return all(abs(a - b) <= max(least, _NEAR * max(abs(a), abs(b))) for a, b in pairs)


def _words(quantity: Quantity) -> str:
    names = next(row["de"] for row in table()["units"] if unit(row["id"]).id == quantity.unit.id)
    single = quantity.values == (1.0,) and len(names) > 1
    numbers = [str(format_decimal(value, "#,##0.##", locale="de")) for value in quantity.values]
    return f"{' bis '.join(numbers)} {names[1 if single else 0]}"
