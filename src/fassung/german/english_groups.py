"""English number words in a row, put together to numbers: "two hundred and five"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from fassung.german.values import number_words

SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9,
          "trillion": 10**12}  # fmt: skip


@cache
def cardinals() -> dict[str, Decimal]:
    """Value by word, from "one" to "ninety"."""
    return number_words("english", "small") | number_words("english", "tens")


@dataclass(frozen=True, slots=True)
class Group:
    """Words that are one number."""

    value: Decimal
    scale: int
    start: int
    end: int

    @property
    def figure(self) -> Decimal:
        return self.value / self.scale


def grouped(words: Sequence[tuple[str, int, int]]) -> list[Group]:
    """Number words in a row, put together to numbers: "twenty five two" is two of them."""
    known = cardinals()
    found: list[Group] = []
    total = current = Decimal(0)
    scale, start, end = 1, -1, 0

    def close() -> None:
        nonlocal total, current, scale, start
        if start >= 0:
            value = total + current
            found.append(Group(value, 1 if value % scale else scale, start, end))
        total, current, scale, start = Decimal(0), Decimal(0), 1, -1

    for written, first, last in words:
        word = written.removesuffix("s") if written[:-1] in SCALES else written
        if word == "and":
            continue
        if word == "hundred":
            if current >= 20:
                close()
            current = (current or Decimal(1)) * 100
        elif word in SCALES:
            size = SCALES[word]
            if scale == 1000 and size == 10**6 and not current:
                total, size = total * size, size * 1000  # "three thousand million"
            else:
                if total and size >= scale and not current:
                    close()
                total += (current or 1) * size
            current, scale = Decimal(0), size
        else:
            value = known[word]
            below_ten = value < 10 and current % 10 == 0 and current % 100 >= 20
            if current and current % 100 and not below_ten:
                close()
            current += value
        start, end = (first if start < 0 else start), last
    close()
    if len(found) == 2 and 10 < found[0].value < 21 and 10 <= found[1].value < 100:
        year = found[0].value * 100 + found[1].value  # nineteen eighty-four
        return [Group(year, 1, found[0].start, found[1].end)]
    return found
