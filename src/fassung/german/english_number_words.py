"""English number words: from "three" to "nineteen eighty-four" and "a million and a half"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from fassung.german.english_groups import SCALES, Group, cardinals, grouped
from fassung.german.roman import english_roman
from fassung.german.value_units import money_before, unit_after
from fassung.german.values import Kind, Number, number_words

_ILLIONS = "million|billion|trillion"


def english_words(text: str) -> Iterator[Number]:
    """The numbers that ``text`` writes in words, and its Roman numerals."""
    starts, pattern, done = _starts(), _pattern(), 0
    none = starts.isdisjoint(_LETTERS.findall(text.lower()))
    for word in () if none else _LETTERS.finditer(text):
        if word.group().lower() in starts and word.start() >= done:
            match = pattern.match(text, word.start())
            if match:
                numbers = list(_read(text, match))
                done = max([match.end(), *(number.end for number in numbers)])
                yield from numbers
    yield from english_roman(text)


@cache
def counting_words() -> frozenset[str]:
    """The words from three to trillions that a translation must carry over."""
    found = {
        word
        for sort in ("small", "tens", "ordinals")
        for word, value in number_words("english", sort).items()
        if value > 2
    }
    return frozenset(found.union(*({w, w + "s", w + "aire", w + "aires"} for w in SCALES)))


_LETTERS = re.compile(r"[A-Za-z]+")


@cache
def _singles() -> frozenset[str]:
    sorts = ("ordinals", "fractions", "decades", "loose")
    return frozenset(word for sort in sorts for word in number_words("english", sort))


@cache
def _starts() -> frozenset[str]:
    plurals = {word + end for word in SCALES for end in ("s", "aire", "aires")}
    return (
        _singles() | cardinals().keys() | SCALES.keys() | plurals | {"multimillion", "multibillion"}
    )


@cache
def _pattern() -> re.Pattern[str]:
    plurals = [scale + "s" for scale in SCALES]  # "five thousands"
    plain = "|".join(sorted([*cardinals(), *plurals, *SCALES], key=len, reverse=True))
    single = "|".join(sorted(_singles(), key=len, reverse=True))
    return re.compile(
        rf"""
          (?:(?P<vague>{"|".join(SCALES)})s
          | (?P<phrase>(?:{plain})(?:(?:[ -]|[ -]and[ -])(?:{plain}))*)
             (?:[ -](?P<tail>{single})\b)?
          | (?P<rich>{_ILLIONS})aires?
          | multi(?P<multi>{_ILLIONS})
          | (?P<word>{single}))(?!\w)
        """.replace("[ -]", r"[\ -]"),
        re.IGNORECASE | re.VERBOSE,
    )


def _read(text: str, match: re.Match[str]) -> Iterator[Number]:
    start, end = match.span()
    if match["phrase"]:
        yield from _phrase(text, match)
    elif vague := match["vague"] or match["rich"] or match["multi"]:
        yield _vague(start, end, SCALES[vague.lower()])
    else:
        yield _single(text, match["word"].lower(), start, end)


def _vague(start: int, end: int, size: int) -> Number:
    one = Decimal(1)
    return Number(
        start, end, Decimal(size), Kind.SCALE, figure=one, scale=size, unit_end=end, loose=True
    )


def _phrase(text: str, match: re.Match[str]) -> Iterator[Number]:
    """The numbers of words in a row, and what follows the last: "two-thirds", "twenty-first"."""
    start = match.start("phrase")
    words = [
        (m.group().lower(), start + m.start(), start + m.end())
        for m in _LETTERS.finditer(match["phrase"])
    ]
    groups = grouped(words)
    if match["tail"] and groups:
        together = _with_tail(groups[-1], match["tail"].lower(), match.end())
        if together:
            groups.pop()
            yield together
        else:
            yield _single(text, match["tail"].lower(), *match.span("tail"))
    for group in groups:
        yield _amount(text, group)


def _with_tail(group: Group, tail: str, end: int) -> Number | None:
    fractions, ordinals = number_words("english", "fractions"), number_words("english", "ordinals")
    if tail in fractions and group.value < fractions[tail]:
        value = group.value / fractions[tail]
        others = frozenset({group.value, fractions[tail]})
        return Number(
            group.start, end, value, Kind.FRACTION, unit_end=end, others=others, loose=True
        )
    if tail in ordinals and group.value % 10 == 0 and ordinals[tail] < 10:
        return Number(group.start, end, group.value + ordinals[tail], Kind.ORDINAL, unit_end=end)
    if tail.startswith("dozen"):
        return Number(group.start, end, group.value * 12, Kind.CARDINAL, unit_end=end, loose=True)
    return None


_ARTICLE = re.compile(
    r"\b(?:a|an|(?P<half>half[ -]an?)|(?P<quarter>quarter[ -]of[ -]a|quarter)|another)[ -]$",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(
    rf"[ -]and[ -](?:an?[ -])?(?P<part>half|quarter)\b(?:[ -](?P<scale>{_ILLIONS})\b)?",
    re.IGNORECASE,
)


def _amount(text: str, group: Group) -> Number:
    value, scale, start, end = group.value, group.scale, group.start, group.end
    before = _ARTICLE.search(text, max(0, start - 13), start)
    if text[start:end].lower() in SCALES:
        if not before:
            return _vague(start, end, scale)  # "a couple of million"
        value *= Decimal("0.5") if before["half"] else Decimal("0.25") if before["quarter"] else 1
    if half := _AND_A_HALF.match(text, end):
        if scale == 1 and half["scale"]:
            scale = SCALES[half["scale"].lower()]
            value *= scale
        value += scale * Decimal("0.5" if half["part"].lower() == "half" else "0.25")
        end = half.end()
    unit = unit_after(text, end, "english")
    money = money_before(text, start) if scale > 1 else None
    return Number(
        start,
        end,
        value,
        Kind.MONEY if money else unit.kind if unit else Kind.CARDINAL,
        figure=value / scale,
        scale=scale,
        unit=money[0] if money else unit.name if unit else "",
        unit_end=unit.end if unit else end,
        loose=value < 3,
    )


def _single(text: str, word: str, start: int, end: int) -> Number:
    """A word that is a number by itself: "third", "nineties", "dozen"."""
    ordinals, fractions = number_words("english", "ordinals"), number_words("english", "fractions")
    decades, others = number_words("english", "decades"), frozenset[Decimal]()
    if word in decades:
        kind, value, others = Kind.DECADE, decades[word], frozenset({1900 + decades[word]})
    elif word in ordinals:
        kind, value, others = Kind.ORDINAL, ordinals[word], frozenset({1 / ordinals[word]})
    elif word in fractions:
        kind, value, others = Kind.FRACTION, 1 / fractions[word], frozenset({fractions[word]})
    else:
        kind, value = Kind.CARDINAL, number_words("english", "loose")[word]
        if word == "dozen" and "half" in text[max(0, start - 8) : start].lower():
            others = frozenset({Decimal(6)})
    loose = kind is not Kind.ORDINAL or value < 3
    return Number(start, end, value, kind, unit_end=end, others=others, loose=loose)
