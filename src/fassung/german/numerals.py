"""A figure or number word that stands alone, such as the one before a unit, as a value."""

from __future__ import annotations

import re

from fassung.german.english_groups import SCALES
from fassung.german.german_number_words import plain_word
from fassung.german.values import Kind, read_figure
from fassung.german.values_english import english_numbers

GERMAN_SCALES = {"tausend": 1e3, "million": 1e6, "millionen": 1e6, "mio.": 1e6, "mio": 1e6,
                 "milliarde": 1e9, "milliarden": 1e9, "mrd.": 1e9, "mrd": 1e9, "billion": 1e12,
                 "billionen": 1e12}  # fmt: skip
_AROUND = re.compile(r"^an?[ -]|[ -](?:of[ -])?an?$", re.IGNORECASE)
_AND_A_HALF = re.compile(r"(?<=\d)[ -]and[ -]a[ -]half$", re.IGNORECASE)
_AMOUNTS = (Kind.CARDINAL, Kind.FRACTION, Kind.YEAR)


def english_value(words: str) -> float | None:
    """What an English figure or number word comes to; None if it is none, or more than one.

    >>> english_value("1,250.5"), english_value("two hundred and fifty"), english_value("half a")
    (1250.5, 250.0, 0.5)
    >>> english_value("2.5 million"), english_value("three and a half"), english_value("cat")
    (2500000.0, 3.5, None)
    """
    if words.lower() in ("a", "an"):
        return 1.0
    words = _AROUND.sub("", words)
    if size := SCALES.get(words.lower()):
        return float(size)
    text = _AND_A_HALF.sub("", words)
    numbers = english_numbers(text)
    if len(numbers) != 1 or numbers[0].kind not in _AMOUNTS:
        return None
    number = numbers[0]
    if (number.start, number.end) != (0, len(text)):
        return None
    return float(number.value) + 0.5 * (text != words)


def german_value(word: str) -> float | None:
    """What a German figure or number word comes to; None if it is none.

    A point followed by three digits groups thousands, any other is an English decimal.

    >>> german_value("1.250,5"), german_value("12 500"), german_value("zweihundertfünfzig")
    (1250.5, 12500.0, 250.0)
    >>> german_value("eine halbe"), german_value("anderthalb"), german_value("Katze")
    (0.5, 1.5, None)
    """
    if word[:1].isdigit():
        value, misread = read_figure(word, ",")
        value = misread if value is None else value
    else:
        head, _, tail = word.lower().rpartition(" ")
        value = plain_word(tail)
        if head and (plain_word(head) != 1 or value is None or not 0 < value < 1):
            return None
    return None if value is None else float(value)
