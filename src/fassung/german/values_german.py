"""Numbers of a German text, read as values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from fassung.german import neighbours
from fassung.german.german_number_words import german_words
from fassung.german.value_units import money_before, unit_after
from fassung.german.values import FIGURE, Kind, Number, part_after, read_figure, square
from fassung.german.values_english import is_version

SCALES = {"tausend": 10**3, "tsd": 10**3, "million": 10**6, "mio": 10**6, "mill": 10**6,
          "milliarde": 10**9, "mrd": 10**9, "billion": 10**12, "bio": 10**12,
          "trillion": 10**18, "hunderttausend": 10**5}  # fmt: skip
_SCALE = re.compile(
    r"[ \u00a0-]{0,2}(?:(?P<sign>[$€£]|US-\$)[ \u00a0])?"
    r"(?P<word>Million|Milliarde|Billion|Trillion|Mio|Mill(?=\.)|Mrd|Bio(?=\.)|Tsd"
    r"|(?:[Hh]undert)?[Tt]ausend)(?:en|n|(?<=Mio|Mrd|Tsd|Bio)\.|(?<=Mill)\.)?(?![a-zäöüß])"
)
ENGLISH_SCALES = {"million": 10**6, "billion": 10**9, "trillion": 10**12, "m": 10**6, "mn": 10**6,
                  "bn": 10**9, "b": 10**9, "tn": 10**12, "k": 10**3}  # fmt: skip
_ENGLISH = re.compile(
    r"[ \u00a0-]?(?P<word>[mb]illion|trillion)s?\b|[ ]?(?P<short>bn|tn|mn|m|b|k)(?![\w/]|\.\w)"
)
_UHR = re.compile(r"[ \u00a0-]{0,2}Uhr\b(?:[ \u00a0](?P<minute>[0-5]\d)(?![\d.,:%]))?|[ ]?h\b")
_AT = re.compile(r"\b(?:um|ab|gegen|von|bis|vor|nach|Uhr)[ \u00a0]$", re.IGNORECASE)
_DECADE = re.compile(r"['’]?-?ern?\b|er(?=-?[Jj]ahr)|['’]s\b|s\b")
_RANGE = re.compile(
    r"[ \u00a0]?(?:[-–—/]|bis|und|oder|auf|,|bis zu)[ \u00a0]?(?:[$€£]|US\$)?", re.IGNORECASE
)
_CODE = re.compile(r"[^\W\d_]$|\b[A-Z]{1,3}-$")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[.:,][0-5]\d")


@lru_cache(maxsize=1024)  # several checks and repairs ask about the same text
def german_numbers(german: str) -> tuple[Number, ...]:
    """The numbers of a German text, in order: in figures and in words.

    A figure that no German would write so ("2.5 Liter") has the value that it seems to have,
    and the same as ``misread``.

    >>> [(float(n.value), n.kind.value) for n in german_numbers("Zwei von 1.250 zahlten 2,5 Mio.")]
    [(2.0, 'cardinal'), (1250.0, 'cardinal'), (2500000.0, 'cardinal')]
    """
    numbers: list[Number] = []
    for number in neighbours.merged(list(_figures(german)), german_words(german)):
        if not numbers or number.start >= numbers[-1].end:
            numbers.append(_with_scale(german, number))
    return tuple(_spread(german, numbers))


def _figures(text: str) -> Iterator[Number]:
    end = 0
    for match in FIGURE.finditer(text):
        if match.start() < end or square(text, *match.span()):
            continue
        for number in _read(text, *match.span()):
            end = number.end
            yield number


def _read(text: str, start: int, end: int) -> Iterator[Number]:
    written = text[start:end]
    value, misread = read_figure(written, ",")
    code = is_version(text, start) or _CODE.search(text, max(0, start - 4), start) is not None
    uhr = _UHR.match(text, end)
    if "." in written and _CLOCK.fullmatch(written):
        at = value is None and _AT.search(text, max(0, start - 8), start) is not None
        if uhr or (at and not _measured(text, end)):
            value, unit_end = Decimal(written), uhr.end() if uhr else end
            yield Number(start, end, value, Kind.TIME, written, value, unit_end=unit_end)
            return
    if value is None and (_is_date(text, written, end) or misread is None):
        kind = Kind.DATE if not code else Kind.CODE
        yield from neighbours.split(start, written, kind)
        return
    if value is None:
        assert misread is not None
        value = misread  # "2.5": read as it was meant
    if value == int(value):
        part, end = part_after(text, end)
        value += part
    number = Number(start, end, value, Kind.CARDINAL, written, value, unit_end=end, misread=misread)
    if code:
        yield number._replace(
            kind=Kind.CODE, misread=None if "." in written and value == misread else misread
        )
    elif uhr and value < 25:
        if uhr["minute"]:
            value = Decimal(f"{written}.{uhr['minute']}")
            yield number._replace(value=value, kind=Kind.TIME, end=uhr.end(), unit_end=uhr.end())
        else:
            yield number._replace(kind=Kind.TIME, unit_end=uhr.end())
    else:
        yield _amount(text, number)


def _measured(text: str, end: int) -> bool:
    return _SCALE.match(text, end) is not None or unit_after(text, end, "german") is not None


def _amount(text: str, number: Number) -> Number:
    written, value = number.written, number.value
    decade = _DECADE.match(text, number.end)
    if decade and written.isdigit() and value % 10 == 0 and (value < 100 or 1000 <= value < 2100):
        others = {1900 + value, 1800 + value} if value < 100 else {value % 100}
        return number._replace(
            kind=Kind.DECADE,
            end=decade.end(),
            unit_end=decade.end(),
            others=frozenset(others),
        )
    if unit := unit_after(text, number.end, "german"):
        number = number._replace(kind=unit.kind, unit=unit.name, unit_end=unit.end)
    elif len(written) == 4 and written.isdigit() and 1100 <= value <= 2099:
        number = number._replace(kind=Kind.YEAR)
    return number


def _with_scale(text: str, number: Number) -> Number:
    """The number with the scale word and the unit behind it, and the currency before it."""
    if number.kind in (Kind.CODE, Kind.TIME, Kind.DATE, Kind.DECADE, Kind.SCALE, Kind.ORDINAL):
        return number
    scaled = _SCALE.match(text, number.end) if number.scale == 1 else None
    if not scaled and number.digits and number.kind in (Kind.CARDINAL, Kind.MEASURE):
        number = _english_scale(text, number)
    if scaled and number.kind in (Kind.CARDINAL, Kind.YEAR, Kind.FRACTION, Kind.MONEY):
        size = SCALES[scaled["word"].lower()]
        if size == 1000 and (more := _SCALE.match(text, scaled.end())):
            scaled, size = more, size * SCALES[more["word"].lower()]  # "4 Tausend Millionen"
        if text[number.start : number.end].lower() == "paar":
            return Number(number.start, scaled.end(), Decimal(size), Kind.SCALE, figure=Decimal(1),
                          scale=size, unit_end=scaled.end(), loose=True)  # fmt: skip
        number = number._replace(
            value=number.value * size, scale=size, end=scaled.end(), unit_end=scaled.end(),
            kind=Kind.CARDINAL, loose=False, figure=number.value, others=frozenset(),
            misread=number.misread and number.misread * size,
        )  # fmt: skip
    if number.scale > 1 and (unit := unit_after(text, number.end, "german")):
        number = number._replace(kind=unit.kind, unit=unit.name, unit_end=unit.end)
    if scaled and scaled["sign"]:  # "360 $ Millionen"
        sign = money_before(text, scaled.end("sign"))
        number = number._replace(kind=Kind.MONEY, unit=sign[0]) if sign else number
    if (number.digits or number.scale > 1) and (money := money_before(text, number.start)):
        number = number._replace(kind=Kind.MONEY, unit=money[0], start=money[1])
    return number


def _english_scale(text: str, number: Number) -> Number:
    """ "£80m" and "5 billion": an English scale that was left standing has its English value."""
    match = _ENGLISH.match(text, number.end)
    if not match or not (match["word"] or money_before(text, number.start)):
        return number
    size = ENGLISH_SCALES[(match["word"] or match["short"]).lower()]
    return number._replace(value=number.figure * size, scale=size, kind=Kind.CARDINAL, unit="",
                   end=match.end(), unit_end=match.end())  # fmt: skip


def _is_date(text: str, written: str, end: int) -> bool:
    """Whether "24.12" is a day: a point follows that ends no sentence, or the year does."""
    parts = written.split(".")
    if len(parts) == 2 and all(p.isdigit() and len(p) < 3 for p in parts):
        after = text[end : end + 3]
        return (
            0 < int(parts[0]) < 32
            and 0 < int(parts[1]) < 13
            and after[:1] == "."
            and after.strip('. “"') != ""
        )
    return (
        len(parts) == 3
        and all(p.isdigit() for p in parts)
        and len(parts[0]) < 3
        and len(parts[1]) < 3
        and len(parts[2]) in (2, 4)
        and 0 < int(parts[0]) < 32
        and 0 < int(parts[1]) < 13
    )


# -- neighbours ---------------------------------------------------------------


def _spread(text: str, found: list[Number]) -> list[Number]:
    for at in range(len(found) - 2, -1, -1):
        one, two = found[at], found[at + 1]
        between = text[one.end : two.start]
        years = one.kind is Kind.YEAR and len(two.written) == 2 and two.scale == 1
        if between == ":" and one.digits and two.digits:
            found[at : at + 2] = _colon(text, one, two)
        elif between == "/" and one.digits and two.digits and neighbours.is_fraction(one, two):
            found[at : at + 2] = [neighbours.fraction(one, two)]
        elif between in ("-", "–", "/") and years:
            found[at + 1] = neighbours.short_year(one, two)
        elif len(between) <= 9 and _RANGE.fullmatch(between):
            found[at] = neighbours.in_range(one, two)
    return found


def _colon(text: str, one: Number, two: Number) -> list[Number]:
    end = two.start + 2
    if not neighbours.is_clock(one, two, text[end : end + 1]):
        return neighbours.codes(one, two)
    value = Decimal(f"{int(one.value)}.{two.written}")
    written = text[one.start : end]
    return [Number(one.start, end, value, Kind.TIME, written, value, unit_end=two.unit_end)]
