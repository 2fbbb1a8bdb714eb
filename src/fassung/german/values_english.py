"""Numbers of an English text, read as values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from fassung.german import neighbours
from fassung.german.english_groups import SCALES
from fassung.german.english_number_words import english_words
from fassung.german.tables import words
from fassung.german.value_units import money_before, unit_after
from fassung.german.values import FIGURE, Kind, Number, part_after, read_figure, square

_SCALES = SCALES | {"milliard": 10**9, "milion": 10**6}  # as some texts have it
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mio": 10**6, "bn": 10**9,
          "b": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12, "t": 10**12}  # fmt: skip
_SCALE = re.compile(
    r"[ \u00a0-]?(?P<word>hundred thousand|thousand million|hundred million|hundred|thousand"
    r"|milliard|million|milion|billion|trillion)s?\b"
    r"|(?P<short>bn|bln|mln|mio|mn|trn|tn|k|m|b|t)\b|[ ](?P<spaced>bn|mn|mln|mio|m)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"[ \u00a0-]?(?:(?P<half>[ap])\.?[ ]?m\b\.?|(?P<clock>o['’]?clock|hours\b(?= GMT)|hrs\b)"
    r"|(?-i:GMT|CES?T|[ECMP][DS]?T|BST|UTC)\b)",
    re.IGNORECASE,
)
_DECADE = re.compile(r"['’]?s\b")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_IN_NAME = re.compile(r"[^\W\d_]$|[A-Z]-$")
_RANGE = re.compile(
    r"[ \u00a0]?(?:[-–—]|to|and|or|until|through|,)[ \u00a0]?(?:[$€£]|US\$)?", re.IGNORECASE
)


@lru_cache(maxsize=1024)  # several checks and repairs ask about the same text
def english_numbers(english: str) -> tuple[Number, ...]:
    """The numbers of an English text, in order: in figures and in words.

    >>> [(float(n.value), n.kind.value) for n in english_numbers("Two of 1,250 paid $2.5 million")]
    [(2.0, 'cardinal'), (1250.0, 'cardinal'), (2500000.0, 'money')]
    """
    found = neighbours.merged(list(_figures(english)), english_words(english))
    return tuple(_spread(english, found))


# -- figures ------------------------------------------------------------------


def _figures(text: str) -> Iterator[Number]:
    end = 0
    for match in FIGURE.finditer(text):
        if match.start() >= end and not square(text, *match.span()):
            number = _figure(text, *match.span())
            end = number.end
            yield from _parts(number, text)


def _figure(text: str, start: int, end: int) -> Number:
    written = text[start:end]
    value, misread = read_figure(written, ".")
    if value is None and misread is not None:
        # "2,5": an English text that writes as the continent does.
        value, misread = misread, None
    if value is None:
        return Number(start, end, Decimal(0), Kind.CODE, written, unit_end=end)
    if value == int(value):
        part, end = part_after(text, end)
        value += part
    number = Number(start, end, value, Kind.CARDINAL, written, value, unit_end=end, misread=misread)
    money = money_before(text, start)
    if is_version(text, start) or (not money and _IN_NAME.search(text, max(0, start - 2), start)):
        return number._replace(kind=Kind.CODE)
    if clock := _clock(text, number):
        return clock
    if decade := _DECADE.match(text, end):
        return _decade(number, text, decade.end())
    if ordinal := _ORDINAL.match(text, end):
        return number._replace(kind=Kind.ORDINAL, end=ordinal.end(), unit_end=ordinal.end())
    if scaled := _SCALE.match(text, end):
        word, short = scaled["word"], scaled["short"] or scaled["spaced"]
        size = 0
        if word:
            size = 1
            for name in word.lower().split():
                size *= _SCALES[name]
            if size == 100 and value >= 100:
                size = 0  # "600 to 700 hundred" is a slip
        elif money or short.lower() in ("bn", "bln", "mn", "mln", "mio", "trn", "tn", "k"):
            # "5m" may be metres, "5t" tonnes; "$5m" is money.
            size = _SHORT[short.lower()]
        if size:
            number = number._replace(
                value=value * size, scale=size, end=scaled.end(), unit_end=scaled.end(),
                misread=misread and misread * size,
            )  # fmt: skip
    if money:
        return number._replace(kind=Kind.MONEY, unit=money[0], start=money[1])
    if unit := unit_after(text, number.end, "english"):
        if unit.name == "m":
            number = number._replace(others=frozenset({value * 10**6}))
        return number._replace(kind=unit.kind, unit=unit.name, unit_end=unit.end)
    if number.scale == 1 and len(written) == 4 and 1100 <= value <= 2099 and written.isdigit():
        return number._replace(kind=Kind.YEAR)
    return number


def _clock(text: str, number: Number) -> Number | None:
    """ "9 p.m.", "9.30pm", "20.00 CET", "1600 GMT" as a time, else None."""
    match = _TIME.match(text, number.end)
    written = number.written
    if not match or not re.fullmatch(r"\d{1,2}(?:\.[0-5]\d)?|[0-2]\d[0-5]\d", written):
        return None
    hour, minute = (written[:2], written[2:]) if len(written) == 4 and "." not in written else (
        written.partition(".")[::2])  # fmt: skip
    value = Decimal(f"{hour}.{minute or '00'}")
    half = (match["half"] or "").lower()
    return _time(number, value, half, match.end() if half or match["clock"] else number.end)


def _time(number: Number, value: Decimal, half: str, end: int) -> Number:
    others = {value}
    if half == "p" and value < 12:
        value += 12
    elif half == "a" and value >= 12:
        value -= 12
        others.add(value + 24)
    elif not half and value < 13:
        others.add(value + 12)
    return number._replace(value=value, kind=Kind.TIME, figure=value, end=end, unit_end=end,
                   others=frozenset(others - {value}), misread=None)  # fmt: skip


def _decade(number: Number, text: str, end: int) -> Number:
    value = number.value
    if number.written.isdigit() and value % 10 == 0 and (value < 100 or 1000 <= value < 2100):
        others = {1900 + value, 1800 + value} if value < 100 else {value - value // 100 * 100}
        if value % 100 == 0 and value >= 1000:
            others.add(value / 100 + 1)  # the 1800s are the 19th century
        return number._replace(kind=Kind.DECADE, end=end, unit_end=end, others=frozenset(others))
    return number


def _parts(number: Number, text: str) -> Iterator[Number]:
    """The number; or the numbers of "1.2.3" and "24.12.2009", each for itself."""
    if number.kind is Kind.CODE and number.value == 0 and not number.written.isdigit():
        yield from neighbours.split(number.start, number.written, Kind.CODE)
    else:
        yield number


def is_version(text: str, start: int) -> bool:
    """Whether the number at ``start`` belongs to the word before it, as in "iOS 17.4"."""
    before = text[max(0, start - 16) : start].rstrip(" \u00a0-").split(" ")
    return before[-1].lower().lstrip('(„"“') in _versions()


@cache
def _versions() -> frozenset[str]:
    return frozenset(words()["versions"])


# -- neighbours ---------------------------------------------------------------


def _spread(text: str, found: list[Number]) -> list[Number]:
    """Numbers that explain each other: "9:30", "3/4", "2 to 3 million", "2008/09", "24/12/2009"."""
    for at in range(len(found) - 2, -1, -1):
        one, two = found[at], found[at + 1]
        between = text[one.end : two.start]
        if between == ":" and one.digits and two.digits:
            found[at : at + 2] = _colon(text, one, two)
        elif between == "/" and one.digits and two.digits:
            date = text[two.end : two.end + 1] == "/" or text[one.start - 1 : one.start] == "/"
            found[at : at + 2] = _slash(one, two, date)
        elif (
            between in ("-", "–")
            and len(two.written) == 2
            and one.kind is Kind.YEAR
            and two.scale == 1
        ):
            found[at + 1] = neighbours.short_year(one, two)
        elif len(between) <= 9 and _RANGE.fullmatch(between):
            found[at] = _range(one, two)
    return found


def _colon(text: str, one: Number, two: Number) -> list[Number]:
    end = two.start + 2
    if not neighbours.is_clock(one, two, text[end : end + 1]):
        return neighbours.codes(one, two)
    half = _TIME.match(text, end)
    value = Decimal(f"{int(one.value)}.{two.written}")
    number = Number(one.start, end, value, Kind.TIME, text[one.start : end])
    letter = (half["half"] or "").lower() if half else ""
    return [_time(number, value, letter, half.end() if letter and half else end)]


def _slash(one: Number, two: Number, date: bool) -> list[Number]:
    if one.kind is Kind.YEAR and len(two.written) == 2:
        return [one, neighbours.short_year(one, two)]
    if one.kind is Kind.CODE and len(two.written) == 2:
        return [one, two._replace(others=two.others | {2000 + two.value})]  # "Q1/15"
    if not date and neighbours.is_fraction(one, two):
        return [neighbours.fraction(one, two)]
    if one.value <= 31 and two.value <= 31:
        return [one._replace(kind=Kind.DATE), two._replace(kind=Kind.DATE)]
    return [one, two]


def _range(one: Number, two: Number) -> Number:
    if two.kind is Kind.TIME and one.kind is Kind.CARDINAL and one.value <= 12:
        return one._replace(others=one.others | {one.value + 12})
    return neighbours.in_range(one, two)
