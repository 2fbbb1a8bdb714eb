"""Numbers of the German that lost the unit, the percent or the currency of their source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fassung.checks.measures import Measures, kind, measures, unit_kind
from fassung.checks.model import Pair, Stretch
from fassung.checks.quantities import Alignment, align_pair
from fassung.german.german_number_words import plain_word
from fassung.german.quantities import is_compound
from fassung.german.quantity import Quantity, spellings
from fassung.german.value_units import factors, money_families, unit_after
from fassung.german.values import Kind, Number

_PERCENT = (Kind.PERCENT, Kind.POINTS)
_SIGNS = frozenset(("'", "’", '"', "g", "m", "p", "pc", "c"))
"""Signs that are units only where they were read as such together with their number."""


def lost(pair: Pair) -> Iterator[tuple[Stretch, Stretch, str]]:
    """What stands in the English with a unit and in the German as a bare figure.

    Yields:
        The English number with its unit, the German figure, and of what it is a number:
        ``"percent"``, the family of a currency, a kind of ``units.toml``, or ``"pound"``.
    """
    numbers = align_pair(pair)
    if not numbers.pairs and not numbers.explained and not numbers.misread:
        return
    found = measures(pair)
    for one, two in (*numbers.pairs, *numbers.explained, *numbers.misread):
        if not _bare(pair.german, two) or not (two.digits or _word(pair.german, two)):
            continue
        if two.scale > one.scale == 1 or (one.unit == "m" and _MILLION.search(pair.german)):
            continue  # "5m" is 5 million here
        if not one.digits and is_compound(pair.source, one.unit_end):
            continue  # "three foot-operations"
        what, place = _unit(one, found.english)
        bracketed = pair.source[: place[0]].endswith("(")
        if what and not _has_unit(pair.german, one, two, what, numbers, found, bracketed):
            yield place, (two.start, range_end(pair.german, two, numbers.german)), what


def _bare(german: str, number: Number) -> bool:
    """Whether no unit stands with a number; one that it only shares with the next does not."""
    if number.kind in (*_PERCENT, Kind.MONEY):
        return number.shared
    return number.kind in (Kind.CARDINAL, Kind.YEAR)


def _word(german: str, number: Number) -> bool:
    """Whether a number in words is a word by itself, and more than an article."""
    word = german[number.start : number.end].lower()
    return number.value > 2 and plain_word(word) is not None


def _unit(one: Number, quantities: Sequence[Quantity]) -> tuple[str, Stretch]:
    """Of what an English number is, and where it stands with its unit; empty if of nothing."""
    place = (one.start, one.unit_end)
    if one.kind in (*_PERCENT, Kind.MONEY) and one.shared:
        return "", place  # the unit stands with the next number, which is looked at as well
    if one.kind in _PERCENT:
        return ("" if one.unit in _SIGNS else "percent"), place
    if one.kind is Kind.MONEY and one.unit != "pound":
        return ("" if one.unit == "penny" else money_families()[one.unit]), place
    for quantity in quantities:
        if quantity.start <= one.start < quantity.end:
            joined = quantity.feet_and_inches or quantity.article
            what = "pound" if quantity.unit.id == "pound" else kind(quantity)
            return ("" if joined else what), (quantity.start, quantity.end)
    if one.kind is Kind.MEASURE and one.unit not in _SIGNS:
        dimension = factors("english").get(one.unit, ("", 0))[0]
        return ("" if dimension in ("time", "temperature") else dimension), place
    return "", place


# What may stand between two numbers that share a unit: "von 18 zuvor auf rund 14 Prozent".
_BRIDGE = re.compile(
    r"(?:[\s,/×x&+:–—-]|\([^()]{1,24}\)?|\)|(?<!\w)(?:und|bis|oder|bzw\.|beziehungsweise|mal|auf"
    r"|statt|anstatt|anstelle|von|vom|bisher|bislang|nur|noch|zuvor|vorher|zunächst|früher|jetzt"
    r"|derzeit|zurzeit|gegen|(?<!, )gegenüber|nach|über|unter|rund|etwa|circa|ca\.|knapp|fast|gut"
    r"|mehr|weniger|als|zu|sowie|weitere[nr]?|zusätzliche[nr]?|d(?:er|ie|en)|eine[rn]?|vs\.|versus"
    r"|minus|plus)(?!\w))*"
)
_OWN = re.compile(
    r"[ \u00a0]?-?(?:[Pp]rozent|[%$£€¥°]|Dollar|Euro|Pfund|Uhr|Cent|Grad|grad|Punkt|Zähler"
    r"|q?[ck]?m[²³]|q[ck]?m(?!\w)"
    r"|[A-ZÄÖÜ][a-zäöüß]+(?:meter|tonne|gramm|liter|dollar|euro|grad)"
    r"|[A-Z]\w+-(?:Dollar|Pfund|Franken|Mark|Peso)|[a-zäöüß-]*[Mm]eter)"
)
_ADJECTIVE = re.compile(
    r"[ \u00a0](?:[a-zäöü]{3,}e[nrsm]?|US|[A-Z]\w+er|[A-Z]\w+sche[nr]?)(?=[ \u00a0-])"
)
_BEFORE = re.compile(
    r"(?:Euro|Dollar|Pfund|Franken|Kronen|Yen|Prozent|Grad|\b[A-Z]{3}(?: etwa)?)[ \u00a0]$"
)
_MILLION = re.compile("Million|Mio")
_CUT = re.compile(r"[ \u00a0](?:Celsius|Fahrenheit)")  # "426 Celsius" has lost its degrees
_PART = re.compile(r"[^\W\d_]|-[^\W\d_]")


def _own_before(german: str, number: Number, numbers: Sequence[Number]) -> bool:
    """Whether its unit stands before the figure, "EUR 400", and is no other number's."""
    before = _BEFORE.search(german, max(0, number.start - 12), number.start)
    if not before:
        return False
    code = before.group()[:3]
    if code.isupper() and code not in money_families():
        return False  # "sagte das NHC etwa 90"
    return all(n.unit_end <= before.start() or n.start >= number.start for n in numbers)


def _has_unit(
    german: str,
    one: Number,
    two: Number,
    what: str,
    numbers: Alignment,
    found: Measures,
    bracketed: bool,
) -> bool:
    if _PART.match(german, two.end):
        return True  # part of a word: "100er", "4,5-fach"
    if _own_before(german, two, numbers.german) or _OWN.match(german, two.end):
        return True
    if not _CUT.match(german, two.end) and any(
        q.start <= two.start < q.end and (len(q.values) == 1 or _is(kind(q), what))
        for q in found.german
    ):
        return True
    closed = german[two.end : two.end + 1] == ")"  # "(im Mai 3) Prozent"
    if _unit_at(german, two.end + closed, what):
        return True
    alone = german[two.start - 1 : two.end + 1] == f"({german[two.start : two.end]})"
    if (
        alone
        and not bracketed
        and any(n.start < two.start and _is(_of(n, found.german), what) for n in numbers.german)
    ):
        return True  # "35 Prozent, vor der CDU (22)"
    at = two.end
    for other in numbers.german:
        if other.start < at:
            continue
        between = german[at : other.start]
        if other.kind is Kind.ORDINAL or not between.strip() or not _BRIDGE.fullmatch(between):
            return False
        if ")" in between.partition("(")[0] and at == two.end:
            return False  # "die Linke (7) und die Grünen 9 Prozent"
        # "mit 6 (zuvor 8,7 Prozent)" says nothing of the 6, "0,48 (zuvor 0,5) Prozent" does.
        inside = german.rfind("(", two.end, other.start) > german.rfind(")", two.end, other.start)
        if inside:
            closed = german[other.end : other.end + 1] == ")"
            if closed and _unit_at(german, other.end + 1, what):
                return True
        elif said := _of(other, found.german):
            return _is(said, what) and _same_size(one, other)
        elif _unit_at(german, other.end, what):
            return True
        at = other.end
    return False


def _is(said: str, what: str) -> bool:
    return said == what or (what == "pound" and said in ("mass", "GBP"))


def _same_size(one: Number, other: Number) -> bool:
    """Whether a unit that another German number has can be the English one: no km for metres."""
    mine, yours = factors("english").get(one.unit), factors("german").get(other.unit)
    if one.kind is not Kind.MEASURE or not mine or not yours or mine[0] != yours[0]:
        return True
    return abs(mine[1] - yours[1]) <= mine[1] / 8


def _of(number: Number, quantities: Sequence[Quantity]) -> str:
    """Of what a German number is."""
    if number.kind in _PERCENT:
        return "percent"
    if number.kind is Kind.MONEY:
        return money_families()[number.unit]
    for quantity in quantities:
        if quantity.start <= number.start < quantity.end:
            return kind(quantity)
    return factors("german").get(number.unit, ("", 0))[0] if number.kind is Kind.MEASURE else ""


def _unit_at(german: str, at: int, what: str) -> bool:
    """Whether a unit of the kind follows, an adjective before it or not."""
    cut = _CUT.match(german, at)
    for _ in range(3):
        start = at + (german[at : at + 1] in (" ", "\u00a0", "-"))
        known = spellings("de")
        word = known.words.match(german.lower(), start)
        measure = known.units.get(word.group()) if word else None
        if measure is not None and not cut and _is(unit_kind(measure), what):
            return True
        unit = unit_after(german, at, "german")
        if unit and (
            (unit.kind is Kind.MONEY and _is(money_families()[unit.name], what))
            or (unit.kind in _PERCENT and what == "percent")
        ):
            return True
        adjective = _ADJECTIVE.match(german, at)
        if not adjective:
            return False
        at = adjective.end()
    return False


def range_end(german: str, two: Number, numbers: Sequence[Number]) -> int:
    """Where the stretch ends: with the second number of a range."""
    for other in numbers:
        if other.start >= two.end:
            joint = german[two.end : other.start].strip()
            range_ = joint in ("bis", "-", "–", "und", "oder", "mal", "x") and _bare(german, other)
            return other.end if range_ and other.digits else two.end
    return two.end
