"""Which number of the German stands for which of the English: shared by the checks on numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fassung.checks.excuses import excused
from fassung.checks.matching import Matching
from fassung.checks.model import Pair
from fassung.german.english_number_words import counting_words
from fassung.german.values import Number
from fassung.german.values_english import english_numbers
from fassung.german.values_german import german_numbers


@dataclass(frozen=True, slots=True)
class Alignment:
    """The numbers of a pair of texts, matched by what they mean.

    ``pairs`` are an English and a German number of one value; ``explained`` pairs are of one
    value only by a conversion, a rounding, or another way to write it. In a ``misread`` pair point
    and comma of the German have changed places, in a ``misscaled`` one the figure is right and the
    scale word is wrong. ``missing`` are English numbers without counterpart, ``extra`` German
    ones; loose numbers are in neither.
    """

    english: tuple[Number, ...]
    german: tuple[Number, ...]
    pairs: tuple[tuple[Number, Number], ...]
    explained: tuple[tuple[Number, Number], ...]
    misread: tuple[tuple[Number, Number], ...]
    misscaled: tuple[tuple[Number, Number], ...]
    missing: tuple[Number, ...]
    extra: tuple[Number, ...]


_EMPTY = Alignment((), (), (), (), (), (), (), ())


_MOST = 2000  # a table pasted into one segment; matching takes time with the square of it
_HYPHEN = re.compile(r"[a-z]-[a-z]")
_HINTS = re.compile("illion|per ?cent|dollar|euro")
_DIGIT = re.compile(r"[0-9½¼¾⅓⅔⅛]")


def align_pair(pair: Pair) -> Alignment:
    """:func:`align` for a pair of segments; quick where neither has a number that matters."""
    return pair.once(_aligned)


def _aligned(pair: Pair) -> Alignment:
    if not _DIGIT.search(pair.source) and not _DIGIT.search(pair.german):
        source = pair.source
        if pair.source_vocabulary.isdisjoint(counting_words()) and not (
            _HINTS.search(source) or ("-" in source and _HYPHEN.search(source))
        ):
            return _EMPTY
    return align(pair.source, pair.german)


def align(source: str, german: str) -> Alignment:
    """The numbers of both texts, matched."""
    english, numbers = english_numbers(source), german_numbers(german)
    if not (english or numbers) or len(english) + len(numbers) > _MOST:
        return _EMPTY
    work = Matching(list(english), list(numbers))
    work.by_value()
    work.by_others(german)
    work.by_scale(both=True)
    work.by_value(vague=True)
    work.by_mistake()
    work.by_scale()
    if work.open():
        work.by_clock(source, german)
        work.by_runs()
    if work.open():
        for one, two in excused(work.english, work.german, english, numbers, source, german):
            work.settle(one, two)
        work.by_all_figures()
    return Alignment(
        english,
        numbers,
        tuple(work.pairs),
        tuple(work.explained),
        tuple(work.misread),
        tuple(work.misscaled),
        tuple(n for n in work.english if not n.loose),
        tuple(n for n in work.german if not n.loose),
    )
