"""Quantities: a number with its unit of measure, found in English and in German text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from fassung.german.numerals import GERMAN_SCALES, english_value, german_value
from fassung.german.tables import units as table


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of ``units.toml``; ``size`` is how many of the kind's base unit one of it is."""

    id: str
    kind: str
    size: float = 0.0
    into: tuple[tuple[str, float], ...] = ()
    """Metric units with the amount from which each is used; empty for one that stays."""
    cldr: str = ""
    dative: str = ""
    sourced: bool = False
    """Converted only where the English text has it."""

    @property
    def imperial(self) -> bool:
        return bool(self.into)

    def base(self, value: float) -> float:
        """``value`` of this unit in the kind's base unit (temperatures: °C)."""
        if self.id == "fahrenheit":
            return (value - 32) * 5 / 9
        return value * self.size if self.size else value


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of a unit, ``text[start:end]``.

    ``values`` has two members for a range ("10 bis 15 Meilen") or two sides ("10 mal 20 Fuß"),
    none where no number is said ("einige Meilen").
    """

    unit: Unit
    values: tuple[float, ...]
    start: int
    end: int
    written: tuple[str, ...] = ()
    """The numbers as they stand there, without scale words."""
    scale: float = 1.0
    joint: str = ""
    """What stands between two numbers."""
    hyphen: bool = False
    """Number and unit are parts of a compound: "20-Meilen-Zone"."""
    article: bool = False
    """The number is an indefinite article, which may mean none: "a foot"."""
    indefinite: str = ""
    """The word for an amount without a number: "einige"."""
    feet_and_inches: bool = False

    @property
    def bases(self) -> tuple[float, ...]:
        """The values in the base unit of the kind."""
        return tuple(self.unit.base(value) for value in self.values)


@cache
def unit(id: str) -> Unit:
    """The unit named ``id`` in ``units.toml``.

    Raises:
        KeyError: if there is none.
    """
    return {row["id"]: _unit(row) for row in table()["units"]}[id]


def _unit(row: dict[str, object]) -> Unit:
    into = row.get("into", [])
    assert isinstance(into, list)
    return Unit(
        str(row.get("is", row["id"])),
        str(row["kind"]),
        float(str(row.get("size", 0))),
        tuple((str(name), float(least)) for name, least in into),
        str(row.get("cldr", "")),
        str(row.get("dative", "")),
        bool(row.get("sourced", False)),
    )


_SPACE = "[ \u00a0\u202f]"


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], dict[str, Unit], frozenset[str]]:
    """Pattern of all units of ``language``, what each spelling means, and their first words."""
    words: dict[str, Unit] = {}
    signs: dict[str, Unit] = {}
    for row in table()["units"]:
        found = unit(row["id"])
        words |= {word.lower(): found for word in row[language]}
        signs |= {sign: found for sign in row.get("signs", ()) if (language, sign) != ("en", "m")}
        if language == "de":
            # Engines leave English units standing.
            words |= {word.lower(): found for word in row["en"] if found.imperial}
    long, short = (
        "|".join(
            re.escape(w).replace(r"\ ", _SPACE if one is signs else rf"(?:{_SPACE}|-)")
            for w in sorted(one, key=len, reverse=True)
        )
        for one in (words, signs)
    )
    pattern = re.compile(
        rf"(?<![^\W\d_])(?P<word>(?i:{long}))(?![^\W\d_])"
        rf"|(?<=\d)(?:{_SPACE}|-)?(?P<sign>{short})(?![^\W_]|/)"
    )
    first = frozenset(re.split(r"[ -]", word)[0] for word in words)
    return pattern, words | signs, first


_LETTERS = re.compile(r"[^\W\d_]+")
_SIGN_HINT = re.compile(r"\d(?:[ \u00a0\u202f-]?[%°ºa-zA-Z]|['’′])")


@lru_cache(maxsize=512)  # the repair, the check and their tests ask about the same text
def english_quantities(english: str) -> tuple[Quantity, ...]:
    """The quantities of an English text, in order.

    >>> [(q.values, q.unit.id) for q in english_quantities("two to three miles, 5%, 6-foot-1")]
    [((2.0, 3.0), 'mile'), ((5.0,), 'percent'), ((6.083333333333333,), 'foot')]
    """
    return _quantities(english, "en")


@lru_cache(maxsize=512)
def german_quantities(german: str) -> tuple[Quantity, ...]:
    """The quantities of a German text, in order.

    >>> [(q.values, q.unit.id) for q in german_quantities("eine 20-Meilen-Zone, rund 1,5 km²")]
    [((20.0,), 'mile'), ((1.5,), 'square-kilometer')]
    """
    return _quantities(german, "de")


def _quantities(text: str, language: str) -> tuple[Quantity, ...]:
    pattern, units, first = _patterns(language)
    if first.isdisjoint(_LETTERS.findall(text.lower())) and not _SIGN_HINT.search(text):
        return ()
    found = _heights(text, language)
    taken = [(q.start, q.end) for q in found]
    left = _left_english if language == "en" else _left_german
    for match in pattern.finditer(text):
        start, end = match.span("word") if match["word"] else match.span("sign")
        if any(a < end and start < b for a, b in taken):
            continue
        spelling = match["word"] or match["sign"]
        if match["word"]:
            spelling = spelling.lower().replace("\u00a0", " ").replace("\u202f", " ")
            spelling = spelling if spelling in units else spelling.replace("-", " ")
        measure = units.get(spelling) or units[spelling.replace(" ", "-")]
        if spelling == "morgen" and match["word"] == "morgen":
            continue  # tomorrow
        quantity = left(text, start, end, measure)
        if quantity and not (found and quantity.start < found[-1].end <= quantity.end):
            found.append(quantity)
    return tuple(sorted(found, key=lambda q: q.start))


_WINDOW = 72
_FIGURE_EN = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD_EN = (
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|hundred|thousand|million|billion|trillion|half|quarter|dozen|an?|and|of(?=[ -]an?\b))"
)
_LEFT_EN = re.compile(
    rf"(?<![\w.,:/$£€])(?P<number>(?:{_FIGURE_EN})(?P<short>bn|m|k)?"
    rf"(?:[ \u00a0-](?:and[ -]a[ -]half|hundred|thousand|million|billion|trillion))*"
    rf"|{_WORD_EN}(?:[ -]{_WORD_EN})*)[ \u00a0-]*$",
    re.IGNORECASE,
)
_RANGE_EN = re.compile(
    rf"(?<![\w.,:/$£€])(?P<first>{_FIGURE_EN}|[a-z]+)"
    rf"(?P<joint>\s?[–—-]\s?|-?\s(?:to|or|by|x)\s|(?<=\w)\sand\s)$",
    re.IGNORECASE,
)
_INDEFINITE_EN = re.compile(
    r"\b(?P<word>a few|few|several|some|many|a couple(?: of)?|dozens of|hundreds of|thousands of)"
    r"(?: more)?[ -]$",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(r"[ -]and[ -]a[ -]half\b", re.IGNORECASE)
_SHORT_SCALES = {"bn": 1e9, "m": 1e6, "k": 1e3}


def _left_english(text: str, start: int, end: int, measure: Unit) -> Quantity | None:
    """The quantity whose unit is ``text[start:end]``; None if no number stands before it."""
    begin = max(0, start - _WINDOW)
    before = text[begin:start]
    if few := _INDEFINITE_EN.search(before):
        return Quantity(measure, (), begin + few.start(), end, indefinite=few["word"].lower())
    match = _LEFT_EN.search(before)
    if not match:
        return None
    number = re.sub(r"^(?:and|of)[ -]", "", match["number"], flags=re.IGNORECASE)
    at = begin + match.end("number") - len(number)
    short = match["short"] or ""
    value = english_value(number.replace(short, "", 1) if short else number)
    if value is None:
        return None
    value *= _SHORT_SCALES.get(short, 1.0)
    article = number.lower() in ("a", "an")
    values: tuple[float, ...] = (value,)
    joint = ""
    other = None if article else _RANGE_EN.search(text[max(0, at - 40) : at])
    if other and (first := english_value(other["first"])) is not None:
        between = text[: max(0, at - 40) + other.start()].rstrip().lower().endswith("between")
        if other["joint"].strip() != "and" or between:
            if first < value and value >= 1e4 and first < 1e3:
                figure = re.match(r"[\d.,]+", number)
                first *= value / english_value(figure.group()) if figure else 1.0  # type: ignore[operator]
            values, joint = (first, value), other["joint"]
            at = max(0, at - 40) + other.start()
    if half := _AND_A_HALF.match(text, end):
        values, article, end = (*values[:-1], values[-1] + 0.5), False, half.end()
    hyphen = text[start - 1 : start] == "-"
    return Quantity(measure, values, at, end, joint=joint, hyphen=hyphen, article=article)


_FIGURE_DE = r"\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?"
_SCALE_DE = r"Tausend|Millionen|Million|Milliarden|Milliarde|Billionen|Billion|Mio\.|Mrd\."
_LEFT_DE = re.compile(
    rf"(?<![\w.,:/$£€])(?P<number>(?P<minus>minus |[-−](?=\d))?(?:{_FIGURE_DE}|[^\W\d_]+)"
    rf"(?: halbe[nrs]?)?)(?P<scale>(?:{_SPACE}|-)(?:{_SCALE_DE}))?(?:{_SPACE}|-)*$",
    re.IGNORECASE,
)
_RANGE_DE = re.compile(
    rf"(?<![\w.,:/$£€])(?P<first>{_FIGURE_DE}|[^\W\d_]+)"
    rf"(?P<joint>\s?[–—-]\s?|-?\s(?:bis|oder|mal|x|×|und)\s(?:zu\s)?|[x×])$",
    re.IGNORECASE,
)


def _left_german(text: str, start: int, end: int, measure: Unit) -> Quantity | None:
    """The quantity whose unit is ``text[start:end]``; None if no number stands before it."""
    begin = max(0, start - _WINDOW)
    match = _LEFT_DE.search(text[begin:start])
    if not match:
        return None
    number = match["number"]
    at = begin + match.start("number")
    vague = table()["german"]["indefinite"]
    if number.lower() in vague or number.lower().removesuffix(" von") in vague:
        return _vague(text, at, end, measure, number.lower())
    if number.lower() == "von":
        word = re.search(r"([^\W\d_]+) $", text[max(0, at - 24) : at])
        if word and word[1].lower() in vague:
            return _vague(text, at - len(word.group()), end, measure, word[1].lower())
        return None
    sign = -1.0 if match["minus"] else 1.0
    value = german_value(number[len(match["minus"] or "") :])
    if value is None and " " in number:
        number = number.rpartition(" ")[2]
        at = begin + match.end("number") - len(number)
        value = german_value(number)
    if value is None:
        return None
    scale = GERMAN_SCALES[match["scale"][1:].lower()] if match["scale"] else 1.0
    values: tuple[float, ...] = (sign * value * scale,)
    written: tuple[str, ...] = (number,)
    joint = ""
    back = max(0, at - 40)
    other = _RANGE_DE.search(text[back:at])
    if other and (first := german_value(other["first"])) is not None:
        between = text[: back + other.start()].rstrip().lower().endswith("zwischen")
        if other["joint"].strip() != "und" or between:
            values, joint = (first * scale, *values), other["joint"]
            written = (other["first"], number)
            at = back + other.start()
    return Quantity(
        measure, values, at, end, written, scale, joint,
        hyphen=text[start - 1 : start] == "-",
        article=number.lower() in ("ein", "eine", "einer", "einem", "einen", "eines"),
    )  # fmt: skip


def _vague(text: str, at: int, end: int, measure: Unit, word: str) -> Quantity:
    if word == "paar" and text[max(0, at - 4) : at].lower() == "ein ":
        at -= 4
    return Quantity(measure, (), at, end, indefinite=word)


_NO_MORE = r"(?![\w.,]\d|\w|[ ]?\d?[½⁄/]|[ ]\d)"
_HEIGHTS = {
    "en": re.compile(
        r"(?<![\w.,])(?P<feet>[3-9]|[a-z]{3,5})(?:[ -](?:feet|foot|ft)\.?,?[ -](?:and[ -])?"
        r"(?P<inches>(?:1[01]|[0-9])" + _NO_MORE + r"|[a-z]{3,6}(?=[ -]inch))(?:[ -]inch(?:es)?\b"
        r"|[ ]in\b)?|['’′][ ]?(?P<marks>1[01]|\d)(?:[\"”″]|''|’’)?(?!\w))",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"(?<![\w.,])(?P<feet>[3-9]|[a-zäöüß]{3,6})(?:[ -](?:Fuß|Feet)(?:[ -]und|,)?[ -]"
        r"(?P<inches>(?:1[01]|[0-9])" + _NO_MORE + r"|[a-zäöüß]{3,6}(?=[ -](?:Zoll|Inch)))"
        r"(?:[ -](?:Zoll|Inch(?:es)?)\b)?|['’′][ ]?(?P<marks>1[01]|\d)(?:[\"”″]|''|’’)?(?!\w))",
        re.IGNORECASE,
    ),
}
_HEIGHT_HINT = re.compile(r"(?i:foot|feet|fuß|ft)|\d['’′]")


def _heights(text: str, language: str) -> list[Quantity]:
    """Feet and inches together, as people's heights are given."""
    if not _HEIGHT_HINT.search(text):
        return []
    read = english_value if language == "en" else german_value
    found = []
    for match in _HEIGHTS[language].finditer(text):
        feet, inches = read(match["feet"]), read(match["marks"] or match["inches"])
        if feet is None or inches is None or not 2 < feet < 10 or inches > 11:
            continue
        found.append(
            Quantity(unit("foot"), (feet + inches / 12,), *match.span(), feet_and_inches=True)
        )
    return found
