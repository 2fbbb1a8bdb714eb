"""Numbers of the German with no unit behind them, and sums of money of the English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fassung.checks.measures import unit_kind
from fassung.checks.model import Pair, Stretch
from fassung.german.numerals import GERMAN_SCALES, english_value, german_value
from fassung.german.quantities import german_quantities
from fassung.german.quantity import spellings

_SCALE = r"Tausend|Million(?:en)?|Milliarden?|Billion(?:en)?|Mio\.?|Mrd\.?"
_FIGURE = re.compile(
    r"(?<![\w.,:/$£€¥-])(?<![$£€¥] )"
    r"(?P<figure>\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?)"
    rf"(?![\w%°]|[.,:/]\d)(?:[ \u00a0-](?P<scale>{_SCALE})(?!\w))?"
)
_CONTINUES = re.compile(
    rf"(?:[ \u00a0]?(?:und|bis|oder|bzw\.|mal|beziehungsweise|auf|statt|anstatt|bisher|nur|{_SCALE}"
    r"|weitere[nr]?|zusätzliche[nr]?|\d[\d.,]*|[-–—/,x×&+]|\([^()]{1,24}\)))*"
)
_SAID = {
    "percent": re.compile(r"[ \u00a0]?-?(?:[Pp]rozent|%|v\. ?H)"),
    "money": re.compile(
        r"[ \u00a0]?-?(?:[a-zäöü]+sche[nr]? )?(?:[$£€¥]|[A-Z]\w+-(?:Dollar|Euro|Pfund)|US\b"
        r"|Dollar|Euro|Pfund|Cent|Pence|Penny|Franken|Yen|Rubel|Kronen|Mark|USD|EUR|GBP|CHF|[A-Z]{3}\b)"
    ),
    "": re.compile(
        r"[ \u00a0]?-?(?:[Pp]rozent|[%$£€°]|Dollar|Euro|Pfund|Uhr|Cent|Grad|grad|Punkt|k?m[²³]"
        r"|[A-ZÄÖÜ][a-zäöüß]+(?:meter|tonne|gramm|liter|dollar))"
    ),
}


def bare(
    pair: Pair, values: Sequence[float], kind: str, bracketed: bool = False
) -> Iterator[Stretch]:
    """Where the German says one of ``values`` with no unit behind it.

    Args:
        pair: both texts.
        values: what the English says, scale words counted in.
        kind: of what; a unit of the same kind that follows after more numbers counts for all.
        bracketed: whether the English has it in brackets. Where it has not, a number alone in
            brackets repeats the unit before it: "vor der CDU (22)".
    """
    german = german_quantities(pair.german)
    for match in _FIGURE.finditer(pair.german):
        if any(q.start <= match.start() < q.end for q in german):
            continue
        value = german_value(match["figure"])
        scale = GERMAN_SCALES[match["scale"].lower()] if match["scale"] else 1.0
        if value is None or not any(_near(value * scale, other) for other in values):
            continue
        alone = pair.german[match.start() - 1 : match.end() + 1] == f"({match.group()})"
        if alone and not bracketed:
            continue
        end = _end(pair.german, match.end())
        if any(said.match(pair.german, match.end()) for said in _SAID.values()):
            continue
        if end > match.end() and kind in _SAID and _SAID[kind].match(pair.german, end):
            continue
        if _unit_at(pair.german, end, kind):
            continue
        yield match.span()


def _unit_at(german: str, start: int, kind: str) -> bool:
    """Whether a unit of ``kind`` follows."""
    known = spellings("de")
    start += german[start : start + 1] in (" ", "\u00a0", "-")
    word = known.words.match(german.lower(), start)
    found = known.units.get(word.group()) if word else None
    return found is not None and unit_kind(found) == kind


def _end(german: str, start: int) -> int:
    found = _CONTINUES.match(german, start, start + 60)
    return found.end() if found else start


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= 0.001 * max(abs(a), abs(b))


_SUM = re.compile(
    r"(?:[$£€¥]|\b(?:EUR|USD|GBP|CHF|CZK|JPY|SEK))[ \u00a0]?"
    r"(?P<before>\d[\d,]*(?:\.\d+)?)[ \u00a0-]?"
    r"(?P<scale>(?:million|billion|trillion)\b|(?:bn|tn|mn|m|k|b)(?![a-z]))?"
    r"|(?<![\w.,$£€¥])(?P<after>\d[\d,]*(?:\.\d+)?)[ \u00a0-]?"
    r"(?P<scale2>million|billion|trillion|bn|m)?[ \u00a0-]?(?:(?:U\.?S\.?|Australian|Canadian) )?"
    r"(?:dollars?|euros?|pounds|francs|yen|crowns|roubles|rubles|kronor|kroner|[$£€¥])(?![a-z])",
    re.IGNORECASE,
)
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9,
          "tn": 1e12, "trillion": 1e12}  # fmt: skip
_MONEY = frozenset(
    "dollar dollars euro euros pound pounds franc francs yen crowns roubles rubles kronor "
    "kroner eur usd gbp chf czk jpy sek".split()
)


def sums(pair: Pair) -> Iterator[tuple[float, Stretch]]:
    """Sums of money in figures in the English text: their value and where they stand."""
    source = pair.source
    signs = "$" in source or "€" in source or "£" in source or "¥" in source
    if not signs and _MONEY.isdisjoint(pair.source_vocabulary):
        return
    for match in _SUM.finditer(source):
        scale = match["scale"] or match["scale2"] or ""
        value = english_value((match["before"] or match["after"]).rstrip(","))
        if value is not None:
            yield value * _SHORT.get(scale.lower(), 1.0), match.span()
