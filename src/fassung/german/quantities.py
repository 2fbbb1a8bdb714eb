"""Finding quantities: a number with its unit of measure, found in English and in German text."""

from __future__ import annotations

import re
from functools import lru_cache

from fassung.german.numerals import GERMAN_SCALES, english_value, german_value
from fassung.german.quantity import SPACE, Quantity, Unit, spellings, unit
from fassung.german.tables import units as table

_LETTERS = re.compile(r"[^\W\d_]+")

_MARKS = re.compile(r"\d['’′]")
_HYPHEN = {
    "en": re.compile(
        r"-(?i:milli|cubic|mile|f[oe]{2}t|inch|yard|acre|pound|ton|ounce|gallon|square|kilo|met[er]{2}"
        r"|cent|lit|degree|percent|gram|hectare|mm\b|km\b|kg\b|cm\b)"
    ),
    "de": re.compile(
        r"-(?:Milli|Kubik|Meile|Fuß|Zoll|Yard|Acre|Pfund|Tonne|Unze|Gallone|Quadrat|Kilo|Meter|Zenti"
        r"|Liter|Grad|Prozent|Gramm|Hektar|km\b|kg\b|m\b|cm\b)"
    ),
}


def may_hold(text: str, vocabulary: frozenset[str], language: str) -> bool:
    """Whether ``text``, whose words are ``vocabulary``, may hold a quantity; quick.

    ``language`` is ``"en"`` or ``"de"``.
    """
    return bool(
        not spellings(language).telling.isdisjoint(vocabulary)
        or spellings(language).signs.search(text)
        or _HYPHEN[language].search(text)
        or (("'" in text or "’" in text or "′" in text) and _MARKS.search(text))
    )


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
    known = spellings(language)
    lower = text.lower()
    if len(lower) != len(text):
        lower = text  # a letter whose lower case is two
    named = not known.telling.isdisjoint(_LETTERS.findall(lower))
    signs = [match.span("sign") for match in known.signs.finditer(text)]
    found = _heights(text, language)
    taken = [(q.start, q.end) for q in found]
    left = _left_english if language == "en" else _left_german
    spans = [match.span() for match in known.words.finditer(lower)] if named else []
    for start, end in spans + signs:
        if any(a < end and start < b for a, b in taken):
            continue
        spelling = _GAPS.sub(" ", text[start:end])
        if spelling == "morgen":
            continue  # tomorrow
        measure = known.units.get(spelling) or known.units.get(spelling.lower())
        if measure is None:
            spelling = spelling.lower()
            measure = known.units.get(spelling.replace("-", " "))
            measure = measure or known.units[spelling.replace(" ", "-")]
        if quantity := left(text, start, end, measure):
            found.append(quantity)
    return tuple(sorted(found, key=lambda q: q.start))


_GAPS = re.compile("[\u00a0\u202f]")
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
_COMPOUND = re.compile(r"-(?!long|high|tall|wide|deep|thick|square|cubic|by|per)[a-z]{4}")
_AND_A_HALF = re.compile(r"[ -]and[ -]a[ -]half\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_SCALES = {"bn": 1e9, "m": 1e6, "k": 1e3}


def is_compound(english: str, end: int) -> bool:
    """Whether the word that ends at ``end`` only begins another: "three foot-operations".

    >>> is_compound("three foot-operations", 10), is_compound("three foot-long snakes", 10)
    (True, False)
    """
    return _COMPOUND.match(english, end) is not None


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
    if value is None and " and " in number:  # "between three and nine degrees"
        at += number.rindex(" and ") + len(" and ")
        number = text[at : begin + match.end("number")]
        value = english_value(number)
    if value is None:
        return None
    value *= _SHORT_SCALES.get(short, 1.0)
    article = number.lower() in ("a", "an")
    values: tuple[float, ...] = (value,)
    joint = ""
    other = None if article else _RANGE_EN.search(text[max(0, at - 40) : at])
    if other and (first := english_value(other["first"])) is not None:
        between = text[: max(0, at - 40) + other.start()].rstrip().lower().endswith("between")
        year = _YEAR.fullmatch(other["first"]) and value < 1000  # "in 2014 by 5 percent"
        if not year and (other["joint"].strip() != "and" or between):
            if first < 1e3 and value >= 1e4 and (figure := re.match(r"[\d.,]+", number)):
                first *= value / (english_value(figure.group().rstrip(",")) or value)
            values, joint = (first, value), other["joint"]
            at = max(0, at - 40) + other.start()
    if half := _AND_A_HALF.match(text, end):
        values, article, end = (*values[:-1], values[-1] + 0.5), False, half.end()
    hyphen = text[start - 1 : start] == "-"
    if not hyphen and match["number"].isalpha() and is_compound(text, end):
        return None
    return Quantity(measure, values, at, end, joint=joint, hyphen=hyphen, article=article)


_FIGURE_DE = r"\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?"
_SCALE_DE = r"Tausend|Millionen|Million|Milliarden|Milliarde|Billionen|Billion|Mio\.|Mrd\."
_LEFT_DE = re.compile(
    rf"(?<![\w.,:/$£€])(?P<number>(?P<minus>minus |[-−](?=\d))?(?:{_FIGURE_DE}|[^\W\d_]+)"
    rf"(?: halbe[nrs]?)?)(?P<scale>(?:{SPACE}|-)(?:{_SCALE_DE}))?(?:{SPACE}|-)*$",
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
        r"(?<![\w.,])(?P<feet>[3-9]|[a-z]{3,5})"
        r"(?:(?:(?<=\d)|[ -])(?:feet|foot|ft)\.?,?[ -](?:and[ -])?"
        r"(?P<inches>(?:1[01]|[0-9])(?:" + _NO_MORE + r"|(?=[ ]?in\b))|[a-z]{3,6}(?=[ -]inch))"
        r"(?:[ -]inch(?:es)?\b|[ ]?in\b)?|['’′][ ]?(?P<marks>1[01]|\d)(?:[\"”″]|''|’’)?(?!\w))",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"(?<![\w.,])(?P<feet>[3-9]|[a-zäöüß]{3,6})(?:[ -](?:Fuß|Feet)(?:[ -]und|,)?[ -]"
        r"(?P<inches>(?:1[01]|[0-9])" + _NO_MORE + r"|[a-zäöüß]{3,6}(?=[ -](?:Zoll|Inch)))"
        r"(?:[ -](?:Zoll|Inch(?:es)?)\b)?|['’′][ ]?(?P<marks>1[01]|\d)(?:[\"”″]|''|’’)?(?!\w))",
        re.IGNORECASE,
    ),
}
_HEIGHT_HINT = re.compile(r"\d(?:['’′]|[ -]?ft)")


def _heights(text: str, language: str) -> list[Quantity]:
    """Feet and inches together, as people's heights are given."""
    lower = text.lower()
    named = "foot" in lower or "feet" in lower or "fuß" in lower
    if not named and not _HEIGHT_HINT.search(text):
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
