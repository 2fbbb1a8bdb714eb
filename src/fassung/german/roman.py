"""Roman numerals, as centuries, districts and popes have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fassung.german.values import Kind, Number

_ENGLISH = re.compile(r"\b(?:[IVX]{2,5}(?:st|nd|rd|th)?|V|X|(?<=[a-z] )I(?=[,.]|$))\b(?!['’])")
# German counts with a point, and a single letter counts only behind a capital word: "Kategorie I".
_GERMAN = re.compile(r"\b(?:[IVX]{2,5}|[VX](?=\. [A-Z])|(?<=[a-z] )[IVX](?![\w-]))(?![\w'’])\.?")
_DIGITS = {"I": 1, "V": 5, "X": 10}


def english_roman(text: str) -> Iterator[Number]:
    """The Roman numerals of an English text."""
    return _found(_ENGLISH, text)


def german_roman(text: str) -> Iterator[Number]:
    """The Roman numerals of a German text, ordinals among them: "im XXII. Bezirk"."""
    return _found(_GERMAN, text)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Number]:
    for match in pattern.finditer(text):
        value = Decimal(_value(match.group().rstrip(".stndrh")))
        yield Number(*match.span(), value, Kind.ROMAN, unit_end=match.end(), loose=True)


def _value(letters: str) -> int:
    digits = [_DIGITS[letter] for letter in letters]
    return sum(
        -d if d < following else d for d, following in zip(digits, [*digits[1:], 0], strict=True)
    )
