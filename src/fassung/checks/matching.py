"""Pairs the numbers of two texts, from the surest reason to the weakest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from fassung.german.clock import english_times, german_times
from fassung.german.values import Kind, Number

_MANY = 400
"""So many choices between numbers of one value are looked at; a longer table is read in order."""


class Matching:
    """Numbers still without counterpart, and the pairs found so far."""

    def __init__(self, english: list[Number], german: list[Number]) -> None:
        self.english, self.german = english, german
        self.all = (*english, *german)
        self._sides = tuple(english), tuple(german)
        self.pairs: list[tuple[Number, Number]] = []
        self.explained: list[tuple[Number, Number]] = []
        self.misread: list[tuple[Number, Number]] = []
        self.misscaled: list[tuple[Number, Number]] = []

    def _figures_left(self) -> bool:
        return any(n.digits for n in self.english) and any(n.digits for n in self.german)

    def open(self) -> bool:
        """Whether a number is left that must have a counterpart."""
        return any(not n.loose for n in self.english) or any(not n.loose for n in self.german)

    def by_value(self, vague: bool = False) -> None:
        """Pairs of one value; those go together that are most alike and most alike in place.

        ``vague``: a scale word alone, "millions" or "billionaire", may stand for one of them.
        """
        offers: dict[Decimal, list[Number]] = defaultdict(list)
        for number in self.german:
            offers[number.value].append(number)
        wanted: dict[Decimal, list[Number]] = defaultdict(list)
        for number in self.english:
            if number.value in offers:
                wanted[number.value].append(number)
        for value, ours in wanted.items():
            self._choose(ours, offers[value], vague)

    def _choose(self, ours: list[Number], theirs: list[Number], vague: bool) -> None:
        """Pairs of numbers of one value, the most alike first."""
        if len(ours) == len(theirs) == 1:
            if vague or _alike_vague(ours[0], theirs[0]):
                self._pair(ours[0], theirs[0], self.pairs)
            return
        if len(ours) * len(theirs) > _MANY:
            ours, theirs = ours[: len(theirs)], theirs[: len(ours)]
            choices = list(zip(ours, theirs, strict=True))
        else:
            choices = [(one, two) for one in ours for two in theirs]
            choices.sort(key=self._distance)
        for one, two in choices:
            if one in self.english and two in self.german and (vague or _alike_vague(one, two)):
                self._pair(one, two, self.pairs)

    def by_others(self, german: str) -> None:
        """Pairs of which one may have the other's value as well."""
        for number in [n for n in self.english if n.others]:
            if number.kind is Kind.TIME and number.value >= 12 and not _afternoon(german):
                continue  # "9 p.m." is "9 Uhr" only where the German says that it is evening
            if number.kind is Kind.FRACTION and number.loose and self._figures_left():
                continue  # the "quarters" of a contest are not the 4 that stands for "1-0"
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
        if not both:
            self._vague_mistakes()
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
                    bare = bare and not (number.scale > 1 and other.others)  # "800m" says its own
                    saved = bare and any(n.scale == scale and n not in pair for n in self.all)
                    self._pair(other, number, self.explained if saved else self.misscaled)
                    break

    def _vague_mistakes(self) -> None:
        """ "hundreds of millions" and "mehrere hundert Milliarden", "another billion"."""
        for number in [n for n in self.german if n.scale >= 10**6]:
            for other in [n for n in self.english if n.scale >= 10**6]:
                one = other.figure == 1 and number.kind is Kind.SCALE
                vague = (other.kind is Kind.SCALE or one) and not number.digits
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

    def _distance(self, pair: tuple[Number, Number]) -> tuple[bool, bool, bool, bool, float]:
        one, two = pair
        return (
            two.loose is not one.loose,
            one.unit != two.unit,
            one.kind is not two.kind,
            one.digits != two.digits,
            abs(self._rank(0, one) - self._rank(1, two)),
        )

    def _rank(self, language: int, number: Number) -> float:
        """Where the number comes among those of its text, from 0 to 1."""
        side = self._sides[language]
        return sum(other.start < number.start for other in side) / len(side)

    def _pair(self, one: Number, two: Number, where: list[tuple[Number, Number]]) -> None:
        self.english.remove(one)
        self.german.remove(two)
        where.append((one, two))


def _continental(one: Number, two: Number) -> bool:
    """Whether an English text has put a point between thousands, as in "12.000" or "6.074"."""
    if one.misread != two.value or two.value % 1:
        return False
    return one.written.endswith("0") or (one.kind is Kind.CARDINAL and two.written.isdigit())


def _alike_vague(one: Number, two: Number) -> bool:
    """Whether both are a scale word alone, or neither is."""
    return one.scale == 1 or (one.kind is Kind.SCALE) is (two.kind is Kind.SCALE)


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
