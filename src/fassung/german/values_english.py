"""Numbers of an English text, read as values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from fassung.german.tables import words
from fassung.german.values import (
    FIGURE,
    Kind,
    Number,
    money_before,
    number_words,
    part_after,
    read_figure,
    square,
    unit_after,
)

_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9,
           "trillion": 10**12, "milliard": 10**9, "milion": 10**6}  # fmt: skip
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
    r"|(?:GMT|CE?S?T|[ECP]D?T|BST|UTC|CES?T)\b)",
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

    >>> [(str(n.value), n.kind.value) for n in english_numbers("Two of the 1,250 paid $2.5 million.")]
    [('2', 'cardinal'), ('1250', 'cardinal'), ('2500000.0', 'money')]
    """
    found = list(_figures(english))
    taken = [(number.start, number.unit_end) for number in found]
    found += [n for n in _words(english) if not any(a <= n.start < b for a, b in taken)]
    found.sort(key=lambda number: (number.start, number.end))
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
        return Number(start, end, Decimal(0), Kind.CODE, written)
    if value == int(value):
        part, end = part_after(text, end)
        value += part
    number = Number(start, end, value, Kind.CARDINAL, written, value, unit_end=end, misread=misread)
    money = money_before(text, start)
    if is_version(text, start) or (not money and _IN_NAME.search(text, max(0, start - 2), start)):
        return replace(number, kind=Kind.CODE)
    if clock := _clock(text, number):
        return clock
    if decade := _DECADE.match(text, end):
        return _decade(number, text, decade.end())
    if ordinal := _ORDINAL.match(text, end):
        return replace(number, kind=Kind.ORDINAL, end=ordinal.end(), unit_end=ordinal.end())
    if scaled := _SCALE.match(text, end):
        word, short = scaled["word"], scaled["short"] or scaled["spaced"]
        size = 0
        if word:
            size = 1
            for part in word.lower().split():
                size *= _SCALES[part]
            if size == 100 and value >= 100:
                size = 0  # "600 to 700 hundred" is a slip
        elif money or short.lower() in ("bn", "bln", "mn", "mln", "mio", "trn", "tn", "k"):
            # "5m" may be metres, "5t" tonnes; "$5m" is money.
            size = _SHORT[short.lower()]
        if size:
            number = replace(number, value=value * size, scale=size, end=scaled.end(),
                             unit_end=scaled.end(), misread=misread and misread * size)  # fmt: skip
    if money:
        return replace(number, kind=Kind.MONEY, unit=money[0], start=money[1])
    if unit := unit_after(text, number.end, "english"):
        if unit.name == "m":
            number = replace(number, others=frozenset({value * 10**6}))
        return replace(number, kind=unit.kind, unit=unit.name, unit_end=unit.end)
    if number.scale == 1 and len(written) == 4 and 1100 <= value <= 2099 and written.isdigit():
        return replace(number, kind=Kind.YEAR)
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
    return replace(number, value=value, kind=Kind.TIME, figure=value, end=end, unit_end=end,
                   others=frozenset(others - {value}), misread=None)  # fmt: skip


def _decade(number: Number, text: str, end: int) -> Number:
    value = number.value
    if number.written.isdigit() and value % 10 == 0 and (value < 100 or 1000 <= value < 2100):
        others = {1900 + value, 1800 + value} if value < 100 else {value - value // 100 * 100}
        if value % 100 == 0 and value >= 1000:
            others.add(value / 100 + 1)  # the 1800s are the 19th century
        return replace(number, kind=Kind.DECADE, end=end, unit_end=end, others=frozenset(others))
    return number


def _parts(number: Number, text: str) -> Iterator[Number]:
    """The number; or the numbers of "1.2.3" and "24.12.2009", each for itself."""
    if number.kind is Kind.CODE and number.value == 0 and not number.written.isdigit():
        at = number.start
        for part in re.split(r"([., \u00a0\u202f\u2009'’])", number.written):
            if part.isdigit():
                value = Decimal(part) if len(part) <= 30 else Decimal(0)
                yield Number(
                    at, at + len(part), value, Kind.CODE, part, value, unit_end=at + len(part)
                )
            at += len(part)
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
            found[at : at + 2] = _colon(text, one, two, found, at)
        elif between == "/" and one.digits and two.digits:
            date = text[two.end : two.end + 1] == "/" or text[one.start - 1 : one.start] == "/"
            found[at : at + 2] = _slash(one, two, date)
        elif (
            between in ("-", "–")
            and len(two.written) == 2
            and one.kind is Kind.YEAR
            and two.scale == 1
        ):
            found[at + 1] = replace(two, others=two.others | {one.value // 100 * 100 + two.value})
        elif len(between) <= 9 and _RANGE.fullmatch(between):
            found[at] = _range(one, two)
    return found


def _colon(text: str, one: Number, two: Number, found: list[Number], at: int) -> list[Number]:
    minutes = len(two.written) == 2 and two.value < 60 and one.value < 25 and len(one.written) < 3
    if not minutes or text[two.end : two.end + 1] == ":":
        return [replace(one, kind=Kind.CODE), replace(two, kind=Kind.CODE)]
    half = _TIME.match(text, two.start + 2)
    value = Decimal(f"{one.value}.{two.written}")
    number = Number(one.start, two.start + 2, value, Kind.TIME, text[one.start : two.start + 2])
    letter = (half["half"] or "").lower() if half else ""
    return [_time(number, value, letter, half.end() if letter and half else number.end)]


def _slash(one: Number, two: Number, date: bool) -> list[Number]:
    if one.kind is Kind.YEAR and len(two.written) == 2:
        full = one.value // 100 * 100 + two.value
        return [one, replace(two, others=two.others | {full})]
    if (
        not date
        and one.value < two.value <= 16
        and one.value < 10
        and (one.value, two.value) != (9, 11)
    ):
        value = one.value / two.value
        return [Number(one.start, two.end, value, Kind.FRACTION, f"{one.written}/{two.written}",
                       value, unit=two.unit, unit_end=two.unit_end)]  # fmt: skip
    if one.value <= 31 and two.value <= 31:
        return [replace(one, kind=Kind.DATE), replace(two, kind=Kind.DATE)]
    return [one, two]


def _range(one: Number, two: Number) -> Number:
    """In "2 to 3 million dollars" the first is a number of millions, and of dollars, as well."""
    if two.kind is Kind.TIME and one.kind is Kind.CARDINAL and one.value <= 12:
        return replace(one, others=one.others | {one.value + 12})
    if one.scale == 1 and two.scale > 1 and one.value < 1000:
        one = replace(one, others=one.others | {one.value * two.scale})
    if one.kind is Kind.CARDINAL and two.kind in (Kind.PERCENT, Kind.POINTS, Kind.MONEY):
        return replace(one, kind=two.kind, unit=two.unit)
    return one


# -- words --------------------------------------------------------------------


@cache
def _vocabulary() -> tuple[dict[str, int], dict[str, int], dict[str, int], dict[str, int]]:
    small, tens, ordinals, fractions, loose = (
        {word: int(value) for word, value in number_words("english", sort).items()}
        for sort in ("small", "tens", "ordinals", "fractions", "loose")
    )
    return small | tens, ordinals, fractions, loose


@cache
def counting_words() -> frozenset[str]:
    """The words from three to trillions that a translation must carry over."""
    cardinals, ordinals, _, _ = _vocabulary()
    return frozenset(
        [w for names in (cardinals, ordinals) for w, value in names.items() if value > 2]
        + [word + end for word in _SCALES for end in ("", "s", "aire", "aires")]
    )


@cache
def _word_pattern() -> re.Pattern[str]:
    cardinals, ordinals, fractions, loose = _vocabulary()
    plain = "|".join(sorted([*cardinals, *_SCALES], key=len, reverse=True))
    everything = "|".join(
        sorted(
            {*ordinals, *fractions, *loose, *number_words("english", "decades")},
            key=len,
            reverse=True,
        )
    )
    return re.compile(
        rf"(?:(?P<phrase>(?:{plain})(?:(?:[ -]|[ -]and[ -])(?:{plain}))*)(?:[ -](?P<tail>{everything})\b)?"
        rf"|(?P<vague>{'|'.join(_SCALES)})s|(?P<rich>[mb]illion|trillion)aires?|multi-?(?P<multi>[mb]illion)|(?P<word>{everything}))(?!\w)",
        re.IGNORECASE,
    )


@cache
def _starts() -> frozenset[str]:
    """All words that begin a number, or are one."""
    names = [*_vocabulary(), _SCALES, number_words("english", "decades")]
    plurals = [word + end for word in _SCALES for end in ("s", "aire", "aires")]
    return frozenset(
        [w for group in names for w in group] + plurals + ["multimillion", "multibillion"]
    )


_LETTERS = re.compile(r"[A-Za-z]+")
_ROMAN = re.compile(r"\b(?:[IVX]{2,5}|V|X|(?<=[a-z] )I(?=[,.]|$))\b(?!['’])")


def _words(text: str) -> Iterator[Number]:
    starts, pattern, done = _starts(), _word_pattern(), 0
    for word in _LETTERS.finditer(text):
        if word.group().lower() in starts and word.start() >= done:
            match = pattern.match(text, word.start())
            if match:
                done = match.end()
                yield from _worded(text, match)
    for match in _ROMAN.finditer(text):
        value = Decimal(_roman(match.group()))
        yield Number(*match.span(), value, Kind.ROMAN, unit_end=match.end(), loose=True)


def _worded(text: str, match: re.Match[str]) -> Iterator[Number]:
    start, end = match.span()
    if match["phrase"]:
        yield from _phrase(text, match)
    elif vague := match["vague"] or match["rich"] or match["multi"]:
        size = _SCALES[vague.lower()]
        yield Number(start, end, Decimal(size), Kind.SCALE, figure=Decimal(1), scale=size,
                     unit_end=end, loose=True)  # fmt: skip
    else:
        yield _single(text, match["word"].lower(), start, end)


_AND_A_HALF = re.compile(r"[ -]and[ -](?:an?[ -])?(half|quarter)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:a|an|half a|half an|quarter of a|quarter|another)[ -]$", re.IGNORECASE)


def _phrase(text: str, match: re.Match[str]) -> Iterator[Number]:
    cardinals, ordinals, fractions, loose = _vocabulary()
    start, tokens = (
        match.start("phrase"),
        list(re.finditer(r"[a-z]+", match["phrase"], re.IGNORECASE)),
    )
    groups = _groups([(m.group().lower(), start + m.start(), start + m.end()) for m in tokens])
    if match["tail"] and groups:
        tail, last = match["tail"].lower(), groups[-1]
        if tail in fractions and last[0] < fractions[tail] and tail not in ("second",):
            value = Decimal(last[0]) / fractions[tail]
            groups.pop()
            others = frozenset({Decimal(last[0]), Decimal(fractions[tail])})
            yield Number(
                last[3],
                match.end(),
                value,
                Kind.FRACTION,
                unit_end=match.end(),
                others=others,
                loose=True,
            )
        elif tail in ordinals and last[0] % 10 == 0 and ordinals[tail] < 10:
            value = Decimal(last[0] + ordinals[tail])
            groups.pop()
            yield Number(last[3], match.end(), value, Kind.ORDINAL, unit_end=match.end())
        elif tail.startswith("dozen"):
            value = Decimal(last[0] * 12)
            groups.pop()
            yield Number(
                last[3],
                match.end(),
                value,
                Kind.CARDINAL,
                figure=Decimal(last[0]),
                unit_end=match.end(),
                loose=True,
            )
        else:
            yield _single(text, tail, match.start("tail"), match.end("tail"))
    for value, figure, scale, first, last_end in groups:
        amount = Decimal(str(value))
        before = text[max(0, first - 13) : first]
        if text[first:last_end].lower() in _SCALES and not _ARTICLE.search(before):
            # "a couple of million"
            yield Number(first, last_end, amount, Kind.SCALE, figure=Decimal(1), scale=scale,
                         unit_end=last_end, loose=True)  # fmt: skip
            continue
        if figure == 1 and scale > 1 and (article := _ARTICLE.search(before)):
            word = article.group().lower()
            part = (
                Decimal("0.5")
                if "half" in word
                else Decimal("0.25")
                if "quarter" in word
                else Decimal(1)
            )
            amount, figure = amount * part, figure * part
        unit = unit_after(text, last_end, "english")
        kind = unit.kind if unit else Kind.CARDINAL
        if half := _AND_A_HALF.match(text, last_end):
            amount += (Decimal("0.5") if half[1].lower() == "half" else Decimal("0.25")) * scale
            figure, last_end = Decimal(figure) + Decimal("0.5"), half.end()
            if scale == 1 and (scaled := _SCALE.match(text, last_end)) and scaled["word"]:
                scale, last_end = (
                    _SCALES[scaled["word"].lower().split()[-1].removesuffix("s")],
                    scaled.end(),
                )
                amount *= scale
        money = money_before(text, first)
        if money and scale > 1:
            kind = Kind.MONEY
        yield Number(
            first, last_end, amount, kind, figure=Decimal(str(figure)), scale=scale,
            unit=money[0] if money and scale > 1 else unit.name if unit else "",
            unit_end=unit.end if unit else last_end, loose=amount < 3,
        )  # fmt: skip


def _groups(tokens: list[tuple[str, int, int]]) -> list[tuple[int, int, int, int, int]]:
    """Number words in a row as (value, figure, scale, start, end), one for each number."""
    cardinals = _vocabulary()[0]
    found: list[tuple[int, int, int, int, int]] = []
    total = current = 0
    scale, start, last = 1, -1, 0

    def close() -> None:
        nonlocal total, current, scale, start
        if start >= 0:
            value = total + current
            found.append((value, value // scale if value % scale == 0 else value,
                          scale if value % scale == 0 else 1, start, last))  # fmt: skip
        total, current, scale, start = 0, 0, 1, -1

    for word, begin, end in tokens:
        if word == "and":
            continue
        if word == "hundred":
            if not 0 <= current < 20:
                close()
            current = (current or 1) * 100
        elif word in _SCALES:
            size = _SCALES[word]
            if scale == 1000 and size == 10**6 and not current:
                total, size = total * size, size * 1000  # "three thousand million"
            else:
                if total and size >= scale and not current:
                    close()
                total += (current or 1) * size
            current, scale = 0, size
        else:
            value = cardinals[word]
            fits = current == 0 or (current >= 100 and current % 100 == 0) or (
                value < 10 and current % 10 == 0 and current % 100 >= 20)  # fmt: skip
            if not fits:
                close()
            current += value
        start, last = (begin if start < 0 else start), end
    close()
    if len(found) == 2 and 10 < found[0][0] < 21 and 10 <= found[1][0] < 100:
        value = found[0][0] * 100 + found[1][0]  # nineteen eighty-four
        return [(value, value, 1, found[0][3], found[1][4])]
    return found


def _single(text: str, word: str, start: int, end: int) -> Number:
    cardinals, ordinals, fractions, loose = _vocabulary()
    decades = number_words("english", "decades")
    if word in decades:
        value = decades[word]
        return Number(
            start,
            end,
            value,
            Kind.DECADE,
            unit_end=end,
            others=frozenset({1900 + value}),
            loose=True,
        )
    if word in ordinals:
        value = Decimal(ordinals[word])
        return Number(
            start,
            end,
            value,
            Kind.ORDINAL,
            unit_end=end,
            others=frozenset({1 / value}),
            loose=value < 3,
        )
    if word in fractions:
        value = 1 / Decimal(fractions[word])
        return Number(
            start,
            end,
            value,
            Kind.FRACTION,
            unit_end=end,
            others=frozenset({Decimal(fractions[word])}),
            loose=True,
        )
    value = Decimal(loose[word])
    others = (
        frozenset({Decimal(6)})
        if word == "dozen" and "half" in text[max(0, start - 8) : start].lower()
        else frozenset()
    )
    return Number(start, end, value, Kind.CARDINAL, unit_end=end, others=others, loose=True)


def _roman(letters: str) -> int:
    digits = [{"I": 1, "V": 5, "X": 10}[letter] for letter in letters]
    return sum(
        -d if d < following else d for d, following in zip(digits, [*digits[1:], 0], strict=True)
    )
