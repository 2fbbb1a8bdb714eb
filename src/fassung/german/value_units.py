"""What stands with a number: a currency, a measure, a percent sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import chain

from fassung.german.tables import values as table
from fassung.german.values import Kind, Language


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands with a figure: its kind, a currency's code or the word, where it ends."""

    kind: Kind
    name: str
    end: int


_NEXT = re.compile(r"[ \u00a0\u202f]{0,2}-?(?=[^\s\d])")
_WORD = re.compile(
    r"%(?:[ -]?[Pp]\w+|ig\w*)?|[$€£¥₹₩₪¢°º'’\"”][ ]?[CF]?(?!\w)"
    r"|[^\W\d_]+\$?(?:[./²³]+[^\W\d_]*|[23](?!\w))*"
)
_MORE = re.compile(r"[ \u00a0-]([^\W\d_]+)")
_HEAD = re.compile("[./]")
# Whose money it is: "5 Kenyan shillings", "3000 Singapur-Dollar".
_NATION: dict[Language, re.Pattern[str]] = {
    "english": re.compile(r"[A-Z][a-z]+(?:an|ish|ese|ch|ss|i)(?![\w'’])"),
    "german": re.compile(
        r"(?:[A-Za-z][a-zäöü]+ische[nr]?|[A-Z][a-zäöü]+er)(?!\w)|(?!Tausend|[MB]illi|M[ir])[A-Z][a-zäöü]+(?=-[A-Z])"
    ),
}


@cache
def units(language: Language) -> dict[str, tuple[Kind, str]]:
    """Kind and name of every word that stands behind a figure, in lower case."""
    found: dict[str, tuple[Kind, str]] = {}
    for kind, key in ((Kind.PERCENT, "percent"), (Kind.POINTS, "points")):
        found |= {word.lower(): (kind, key) for word in table()[key][language]}
    for measure in chain.from_iterable(table()["measure"].values()):
        found |= {word.lower(): (Kind.MEASURE, word.lower()) for word in measure[language]}
    for code, money in table()["money"].items():
        # "25 Mio. CZK"; an English "try" is no Turkish lira.
        codes = [c for c in money["signs"] if len(c) == 3 and c.isalpha() and language == "german"]
        found |= {word.lower(): (Kind.MONEY, code) for word in (*money[language], *codes)}
    return found


@cache
def _heads(language: Language) -> frozenset[str]:
    """What units of several words begin with; behind other words no more need be read."""
    return frozenset(
        word[: gap.start()] for word in units(language) for gap in re.finditer("[ -]", word)
    )


@cache
def _skipped(language: Language) -> frozenset[str]:
    return frozenset(table()["skipped"][language])


def unit_after(text: str, at: int, language: Language) -> Unit | None:
    """The unit behind a figure that ends at ``at``, adjectives before it skipped ("US-Dollar")."""
    known, skipped, heads = units(language), _skipped(language), _heads(language)
    for _ in range(3):
        gap = _NEXT.match(text, at)
        word = gap and _WORD.match(text, gap.end())
        if not word:
            return None
        phrase, best, end = word.group(), None, word.end()
        lower = phrase.lower()
        for _ in range(4 if lower.replace("-", " ") in heads or lower in heads else 1):
            if entry := known.get(
                phrase.lower().replace("\u00a0", " ").replace("-", " ")
            ) or known.get(phrase.lower()):
                best = Unit(entry[0], entry[1], end)
            more = _MORE.match(text, end)
            if not more:
                break
            phrase, end = text[word.start() : more.end()], more.end()
        if best:
            return best
        if lower in skipped or lower.split("-")[0] in skipped:
            at = word.end()
            continue
        head = _HEAD.split(lower, maxsplit=1)[0]
        if entry := known.get(head):
            return Unit(entry[0], entry[1], word.start() + len(head))
        if not _NATION[language].match(text, word.start()):
            return None
        at = word.end()
    return None


@cache
def _signs() -> dict[str, str]:
    return {
        sign.lower(): code for code, money in table()["money"].items() for sign in money["signs"]
    }


_SIGN_BEFORE = re.compile(
    r"(?:(?<![^\W_])[A-Za-z.]{1,4}-?)?[$€£¥₹₩₪₽](?:US|A|C|NZ)?[ \u00a0]?$"
    r"|(?<![^\W_])[A-Z][A-Za-zč]{1,3}\.?[ \u00a0]?$"
)


def money_before(text: str, at: int) -> tuple[str, int] | None:
    """Code and start of the currency that stands right before a figure ("US$5", "EUR 5")."""
    window = text[max(0, at - 7) : at]
    match = _SIGN_BEFORE.search(window)
    if not match:
        return None
    sign = match.group().rstrip(" \u00a0")
    for part in (sign, sign[-1]):
        if code := _signs().get(part.lower()):
            return code, at - len(match.group()) + len(sign) - len(part)
    return None


@cache
def money_families() -> dict[str, str]:
    """Currencies that may stand for each other, by code: all dollars are one family."""
    return {code: money.get("family", code) for code, money in table()["money"].items()}


@cache
def factors(language: Language) -> dict[str, tuple[str, Decimal]]:
    """Dimension and factor to its base, by measure word in lower case."""
    return {
        word.lower(): (name, Decimal(str(measure["factor"])))
        for name, measures in table()["measure"].items()
        for measure in measures
        for word in measure[language]
    }
