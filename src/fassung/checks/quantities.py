"""Which number of the German stands for which of the English: shared by the checks on numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from fassung.checks.excuses import excused
from fassung.checks.model import Pair
from fassung.german.clock import english_times, german_times
from fassung.german.english_number_words import counting_words
from fassung.german.values import Kind, Number
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
_HINTS = ("illion", "percent", "per cent", "dollar", "euro")
_DIGIT = re.compile(r"[0-9½¼¾⅓⅔⅛]")


def align_pair(pair: Pair) -> Alignment:
    """:func:`align` for a pair of segments; quick where neither has a number that matters."""
    return pair.once(_aligned)


def _aligned(pair: Pair) -> Alignment:
    if not _DIGIT.search(pair.source) and not _DIGIT.search(pair.german):
        source = pair.source
        if pair.source_vocabulary.isdisjoint(counting_words()) and not (
            any(hint in source for hint in _HINTS) or ("-" in source and _HYPHEN.search(source))
        ):
            return _EMPTY
    return align(pair.source, pair.german)


def align(source: str, german: str) -> Alignment:
    """The numbers of both texts, matched."""
    english, numbers = english_numbers(source), german_numbers(german)
    if not (english or numbers) or len(english) + len(numbers) > _MOST:
        return _EMPTY
    work = _Matching(list(english), list(numbers))
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


class _Matching:
    """Numbers still without counterpart, and the pairs found so far."""

    def __init__(self, english: list[Number], german: list[Number]) -> None:
        self.english, self.german = english, german
        self.all = (*english, *german)
        # So far a number of the German stands from where its counterpart would.
        self.longer = (german[-1].end + 1) / (english[-1].end + 1) if english and german else 1.0
        self.pairs: list[tuple[Number, Number]] = []
        self.explained: list[tuple[Number, Number]] = []
        self.misread: list[tuple[Number, Number]] = []
        self.misscaled: list[tuple[Number, Number]] = []

    def open(self) -> bool:
        """Whether a number is left that must have a counterpart."""
        return any(not n.loose for n in self.english) or any(not n.loose for n in self.german)

    def by_value(self, vague: bool = False) -> None:
        """Pairs of one value; figures choose first, and prefer their own kind and unit.

        ``vague``: a scale word alone, "millions" or "billionaire", may stand for one of them.
        """
        offers: dict[Decimal, list[Number]] = defaultdict(list)
        for number in self.german:
            offers[number.value].append(number)
        for number in sorted(self.english, key=lambda n: (not n.digits, n.loose)):
            at = offers.get(number.value, [])
            if not vague and number.scale > 1:
                scale = number.kind is Kind.SCALE
                at = [other for other in at if (other.kind is Kind.SCALE) is scale]
            if at:
                other = at[0] if len(at) == 1 else min(at, key=partial(self._distance, number))
                offers[number.value].remove(other)
                self._pair(number, other, self.pairs)

    def by_others(self, german: str) -> None:
        """Pairs of which one may have the other's value as well."""
        for number in [n for n in self.english if n.others]:
            if number.kind is Kind.TIME and number.value >= 12 and not _afternoon(german):
                continue  # "9 p.m." is "9 Uhr" only where the German says that it is evening
            self._first(number, number.others)
        for number in [n for n in self.german if n.others]:
            for other in self.english:
                if other.value in number.others:
                    self._pair(other, number, self.explained)
                    break
        for number in [n for n in self.english if n.misread is not None and "." in n.written]:
            if found := next((g for g in self.german if _continental(number, g)), None):
                self._pair(number, found, self.explained)

    def by_mistake(self) -> None:
        """Pairs that would be one value but for a point, a comma, or a scale word."""
        for number in list(self.german):
            if number.misread is not None and number.digits:
                same = (e for e in self.english if e.digits and e.value == number.misread)
                other = next(same, None)
                if other:
                    self._pair(other, number, self.misread)

    def by_scale(self, both: bool = False) -> None:
        """Pairs of one figure with different scale words; ``both`` must have one.

        Without ``both`` also those of which one has none, and vague ones.
        """
        for number in list(self.german):
            if not number.figure or number.kind is Kind.CODE or (both and number.scale == 1):
                continue
            for other in self.english:
                if both and other.scale == 1:
                    continue
                if other.figure == number.figure and _misscaled(other, number):
                    bare = 1 in (other.scale, number.scale)
                    # "three million for her and two for him": the scale is said once.
                    scale = other.scale * number.scale
                    pair = (other, number)
                    saved = bare and any(n.scale == scale and n not in pair for n in self.all)
                    self._pair(other, number, self.explained if saved else self.misscaled)
                    break
        if not both:
            self._vague_mistakes()

    def _vague_mistakes(self) -> None:
        """ "hundreds of millions" and "mehrere hundert Milliarden"."""
        for number in [n for n in self.german if n.scale >= 10**6]:
            for other in [n for n in self.english if n.scale >= 10**6]:
                vague = other.kind is Kind.SCALE and not number.digits
                if vague and other.scale != number.scale:
                    self._pair(other, number, self.misscaled)
                    break

    def by_clock(self, source: str, german: str) -> None:
        """Numbers of one time of day: "half past six" and "halb sieben"."""
        for one in english_times(source):
            for two in german_times(german):
                if one.may_be(two):
                    for number in [n for n in self.english if one.start <= n.start < one.end]:
                        self.settle(number, None)
                    for number in [n for n in self.german if two.start <= n.start < two.end]:
                        self.settle(None, number)

    def by_runs(self) -> None:
        """Pairs of the same figures in other groups: "20-18" and "20:18", "9/11" and "9-11"."""
        ours = [n for n in self.english if n.digits and n.scale == 1]
        theirs = [n for n in self.german if n.digits and n.scale == 1]
        for many, few, swapped in ((ours, theirs, False), (theirs, ours, True)):
            for number in few:
                runs = _runs(number)
                parts = _parts(runs, many)
                if runs and len(parts) == len(runs):
                    for part in parts:
                        many.remove(part)
                        self.settle(*((number, part) if swapped else (part, number)))

    def by_all_figures(self) -> None:
        """A telephone number in other groups."""
        ours = [n for n in self.english if n.digits and n.scale == 1]
        theirs = [n for n in self.german if n.digits and n.scale == 1]
        mine, yours = "".join(n.written for n in ours), "".join(n.written for n in theirs)
        if len(mine) > 6 and mine == yours and mine.isdigit():
            for one in ours:
                self.settle(one, None)
            for two in theirs:
                self.settle(None, two)

    def settle(self, one: Number | None, two: Number | None) -> None:
        """Take an English and a German number as explained; one alone needs no counterpart."""
        if one in self.english:
            self.english.remove(one)
        if two in self.german:
            self.german.remove(two)
        if one and two:
            self.explained.append((one, two))

    def _first(self, number: Number, values: frozenset[Decimal]) -> None:
        for other in self.german:
            if other.value in values:
                self._pair(number, other, self.explained)
                return

    def _distance(self, one: Number, two: Number) -> tuple[bool, bool, bool, bool, float]:
        apart = abs(one.start * self.longer - two.start)
        return (
            two.loose,
            one.unit != two.unit,
            one.kind is not two.kind,
            one.digits != two.digits,
            apart,
        )

    def _pair(self, one: Number, two: Number, where: list[tuple[Number, Number]]) -> None:
        self.english.remove(one)
        self.german.remove(two)
        where.append((one, two))


def _continental(one: Number, two: Number) -> bool:
    """Whether an English text has put a point between thousands, as in "12.000" or "6.074"."""
    if one.misread != two.value or two.value % 1:
        return False
    return one.written.endswith("0") or (one.kind is Kind.CARDINAL and two.written.isdigit())


def _misscaled(one: Number, two: Number) -> bool:
    if one.scale == two.scale or max(one.scale, two.scale) < 10**6:
        return False
    vague = (one.kind is Kind.SCALE, two.kind is Kind.SCALE)
    return all(vague) if any(vague) else one.value != two.value


def _runs(number: Number) -> list[str]:
    """The groups of figures of a number that is no plain amount."""
    if number.kind in (Kind.TIME, Kind.CODE, Kind.FRACTION) or " " in number.written:
        runs: list[str] = re.findall("[0-9]+", number.written)
        return runs if len(runs) > 1 else []
    return []


def _parts(runs: Sequence[str], numbers: Sequence[Number]) -> list[Number]:
    """The numbers that are one group of figures each, as far as there are any."""
    found: list[Number] = []
    for run in runs:
        same = (n for n in numbers if n.written.isdigit() and int(n.written) == int(run))
        if part := next((n for n in same if n not in found), None):
            found.append(part)
    return found


_AFTERNOON = re.compile(r"abend|nachmittag|nacht|mittag|früh|morgen", re.IGNORECASE)


def _afternoon(german: str) -> bool:
    return _AFTERNOON.search(german) is not None
