"""German number words: from "zwei" to "dreihunderttausend", and words that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from fassung.german.roman import german_roman
from fassung.german.tables import values as table
from fassung.german.value_units import unit_after
from fassung.german.values import Kind, Number, number_words

_VAGUE = {"hundert": 100, "aberhundert": 100, "tausend": 1000, "zehntausend": 10**4,
          "hunderttausend": 10**5}  # fmt: skip
_ROOTS = (
    "ein|erst|zw[eöoa]|drei|dritt|drill|vier|f[üu]e?nf|sech|sieb|acht|neun|zehn|elf|hundert|tausend"
    "|halb|hälfte|anderthalb|dutzend|beid|paar|doppelt|ver(?:dop|drei|vier)|duo|bilat|trio|triple"
    "|quartett|jahr(?:zehnt|hundert)|dekade|mittag|mitternacht|null|teenager"
    "|million|milliard|billion"
)
_LONGEST = 60
# The letters that a root begins with are looked at first: most words have another.
_WORD = re.compile(rf"(?<![^\W\d_])(?=[abdefhjmnpqstvz])(?:{_ROOTS})[a-zäöüß]*", re.IGNORECASE)


def german_words(text: str) -> Iterator[Number]:
    """The numbers that ``text`` writes in words."""
    last: Number | None = None
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group().lower()
        found = german_word(word)
        if found is None:
            continue
        number = _placed(text, found, start, end)
        together = None
        if last and text[last.end : start] in (" ", "-", "\u00a0"):
            together = _together(last, number, "dutzend" in word)
        if last and not together:
            yield last
        last = together or number
    if last:
        yield last
    yield from german_roman(text)


def _together(one: Number, two: Number, dozens: bool) -> Number | None:
    """ "zwei Drittel" and "zwei Dutzend" as one number each, None for other words in a row."""
    if two.kind is Kind.FRACTION and one.value < 20:
        denominator = Decimal(round(1 / two.value))
        value = one.value / denominator
        others = frozenset({one.value, denominator})
        return Number(
            one.start, two.end, value, Kind.FRACTION, unit_end=two.end, others=others, loose=True
        )
    if dozens:
        value = one.value * 12
        return Number(one.start, two.end, value, Kind.CARDINAL, unit_end=two.end, loose=True)
    return None


def _placed(text: str, found: Number, start: int, end: int) -> Number:
    unit = None
    if found.kind is Kind.CARDINAL:
        unit = unit_after(text, end, "german")
    return Number(
        start, end, found.value, unit.kind if unit else found.kind, figure=found.figure,
        scale=found.scale, unit=unit.name if unit else "", unit_end=unit.end if unit else end,
        others=found.others, loose=found.loose,
    )  # fmt: skip


_NONE = re.compile(r"zweif|zweig|dreist|acht(?:ung|sam|lo|et|b)|elfen|einig|mittags?.|paari")


@cache
def _grammar() -> tuple[re.Pattern[str], dict[str, int], dict[str, int]]:
    small, tens, fractions = (
        {word: int(value) for word, value in number_words("german", sort).items()}
        for sort in ("small", "tens", "fractions")
    )
    ones = "|".join(w for w, v in small.items() if v < 10)
    below20 = "|".join(sorted(small, key=len, reverse=True))
    ties = "|".join(tens)
    hundred = f"(?:(?:{ones})und(?:{ties})|{ties}|{below20})"
    thousand = f"(?:(?:{below20})?hundert(?:und)?(?:{hundred})?|{hundred})"
    full = f"(?:(?:{thousand})?tausend(?:und)?(?:{thousand})?|{thousand})"
    return re.compile(rf"(?P<number>{full})(?P<rest>[a-zäöüß]*)$"), small | tens, fractions


@lru_cache(maxsize=16384)
def german_word(word: str) -> Number | None:
    """The number that a word in lower case is or holds, placed at 0; None if it is none.

    A number within a compound ("dreikampf") is ``loose``.

    >>> [int(german_word(w).value) for w in ("zweihundertfünf", "dritte", "dreijährig")]
    [205, 3, 3]
    """
    end = len(word)
    if end > _LONGEST or _NONE.match(word):
        return None
    if word in (loose := number_words("german", "loose")):
        return Number(0, end, loose[word], Kind.CARDINAL, loose=True)
    for stem, size in (("million", 10**6), ("milliard", 10**9), ("billion", 10**12)):
        if word.startswith(stem):
            # "Millionen", "Millionär"; the reader takes it together with a number before it.
            return _vague(end, size)
    if plural := _PLURAL.fullmatch(word):
        return _vague(end, _VAGUE[plural[1]])
    if fraction := _fraction(word):
        return fraction
    if ordinal := _ordinal(word):
        return ordinal
    pattern, values, _ = _grammar()
    match = pattern.match(word)
    if not match:
        return None
    return _tailed(Decimal(_value(match["number"], values)), match["rest"], word)


_HALVES = frozenset(("halbe", "halben", "halber", "halbes", "anderthalb"))


def plain_word(word: str) -> Decimal | None:
    """The value of a word in lower case that is a number and no more: no compound, no ordinal.

    >>> [str(plain_word(w)) for w in ("zweitausend", "einer", "dreieinhalb", "dreijährig")]
    ['2000', '1', '3.5', 'None']
    """
    if word == "dreiviertel":
        return Decimal("0.75")
    if word in _HALVES or word in ("null", "dutzend"):
        return number_words("german", "loose")[word]
    pattern, values, _ = _grammar()
    match = pattern.match(word) if len(word) <= _LONGEST else None
    if not match:
        return None
    value, rest = Decimal(_value(match["number"], values)), match["rest"]
    if rest == "einhalb":
        return value + Decimal("0.5")
    return value if not rest or (value == 1 and rest in _ENDINGS) else None


_PLURAL = re.compile(rf"({'|'.join(_VAGUE)})en?")
_ENDINGS = frozenset(("e", "en", "er", "es", "em"))


def _vague(end: int, size: int) -> Number:
    one = Decimal(1)
    return Number(0, end, Decimal(size), Kind.SCALE, figure=one, scale=size, loose=True)


def _cardinal(end: int, value: Decimal, *, loose: bool) -> Number:
    return Number(0, end, value, Kind.CARDINAL, figure=value, loose=loose or value < 3)


def _ordinal(word: str) -> Number | None:
    for stem, value in number_words("german", "ordinals").items():
        rest = word.removeprefix(stem)
        if rest == word or rest.startswith("ausend"):
            continue  # "zweitausend" begins like "zweit"
        if rest in _ENDINGS or (rest == "ens" and stem != "acht"):
            return Number(0, len(word), value, Kind.ORDINAL, loose=value < 3)
        if rest and stem not in ("acht", "erst", "viert"):
            return Number(0, len(word), value, Kind.ORDINAL, loose=True)
    return None


def _tailed(value: Decimal, rest: str, word: str) -> Number | None:
    """The number with what follows it in its word; the less sure, the looser."""
    end = len(word)
    if not rest:
        return _cardinal(end, value, loose=False)
    if word.startswith("ein") and value == 1:
        sure = rest in _ENDINGS or rest == "mal"
        return _cardinal(end, value, loose=True) if sure else None
    if re.fullmatch(r"s?t(?:e[nrsm]?|ens)", rest) and value > 2:
        return Number(0, end, value, Kind.ORDINAL)
    if rest in ("einhalb", "undeinhalb"):
        return _cardinal(end, value + Decimal("0.5"), loose=value < 3)
    if rest.startswith("er") and value % 10 == 0 and value < 100:
        return Number(0, end, value, Kind.DECADE, others=frozenset({1900 + value}), loose=True)
    if rest in table()["tails"]["german"]:
        return _cardinal(end, value, loose=rest in ("er", "e", "en", "s"))
    if rest.startswith(("und", "el", "ig", "en")) and 2 < value < 13:
        return None  # "sechsund", "achtel", "vierig": no word that holds a number
    return _cardinal(end, value, loose=True)


def _fraction(word: str) -> Number | None:
    _, values, fractions = _grammar()
    for name, denominator in fractions.items():
        at = word.find(name)
        if at < 0:
            continue
        before = word[:at]
        numerator = values.get(before, 1 if not before else 0)
        if before in ("ein", ""):
            numerator = 1
        if numerator and not (name == "viertel" and word.startswith("viertelfinal")):
            value = Decimal(numerator) / denominator
            others = {Decimal(denominator), Decimal(numerator)} - {value}
            return Number(0, len(word), value, Kind.FRACTION, others=frozenset(others), loose=True)
    return None


def _value(word: str, values: dict[str, int]) -> int:
    """The value of a number word that the grammar has accepted."""
    total = 0
    if "tausend" in word:
        before, _, word = word.rpartition("tausend")
        total += (_value(before, values) if before else 1) * 1000
        word = word.removeprefix("und")
    if "hundert" in word:
        before, _, word = word.partition("hundert")
        total += (values[before] if before else 1) * 100
        word = word.removeprefix("und")
    if not word:
        return total
    if word in values:
        return total + values[word]
    one, _, ten = word.partition("und")
    return total + values[one] + values[ten]
