"""German number words: from "zwei" to "dreihundertfünfundzwanzigtausend", with what hangs on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from fassung.german.tables import values as table
from fassung.german.values import Kind, Number, number_words, unit_after

_SCALE_WORDS = {"million": 10**6, "milliarde": 10**9, "billion": 10**12, "hundert": 100,
                "tausend": 1000, "hunderttausend": 10**5, "zehntausend": 10**4}  # fmt: skip
_ROOTS = (
    "ein|erst|zw[eöoa]|drei|dritt|drill|vier|f[üu]e?nf|sech|sieb|acht|neun|zehn|elf|hundert|tausend"
    "|halb|hälfte|anderthalb|dutzend|beid|paar|doppelt|ver(?:dop|drei|vier)|duo|bilat|trio|triple"
    "|quartett|jahr(?:zehnt|hundert)|dekade|mittag|mitternacht|null|teenager|alle|million|milliard|billion"
)
_LONGEST = 60
_WORD = re.compile(rf"(?<![^\W\d_])(?:{_ROOTS})[a-zäöüß]*", re.IGNORECASE)


def german_words(text: str) -> Iterator[Number]:
    """The numbers that ``text`` writes in words."""
    last: Number | None = None
    for match in _WORD.finditer(text):
        start, end = match.span()
        found = german_word(match.group().lower())
        if found is None:
            continue
        number = _placed(text, found, start, end)
        between = text[last.end : start] if last else ""
        if (
            last
            and number.kind is Kind.FRACTION
            and between in (" ", "-", "\u00a0")
            and last.value < 20
        ):
            # "zwei Drittel", "eine halbe"
            denominator = 1 / number.value
            value = Decimal(last.value) / round(denominator)
            others = frozenset({last.value, Decimal(round(denominator))})
            last = Number(
                last.start, end, value, Kind.FRACTION, unit_end=end, others=others, loose=True
            )
            continue
        if last and found.value == 12 and "dutzend" in match.group().lower() and between == " ":
            last = Number(last.start, end, last.value * 12, Kind.CARDINAL, unit_end=end, loose=True)
            continue
        if last:
            yield last
        last = number
    if last:
        yield last


def _placed(text: str, found: Number, start: int, end: int) -> Number:
    unit = None
    if found.kind is Kind.CARDINAL:
        unit = unit_after(text, end, "german")
    return Number(
        start, end, found.value, unit.kind if unit else found.kind, figure=found.figure,
        scale=found.scale, unit=unit.name if unit else "", unit_end=unit.end if unit else end,
        others=found.others, loose=found.loose,
    )  # fmt: skip


_NONE = re.compile(r"zweif|zweig|dreist|acht(?:ung|sam|lo|et|b)|elfen|einig|alle.|mittags?.|paari")


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

    >>> [str(german_word(w).value) for w in ("zweihundertfünf", "dritte", "dreijährige", "neunzigerjahre")]
    ['205', '3', '3', '90']
    """
    end = len(word)
    if end > _LONGEST or _NONE.match(word):
        return None
    if word in (loose := number_words("german", "loose")):
        return Number(0, end, loose[word], Kind.CARDINAL, loose=True)
    for prefix, size in (("million", 10**6), ("milliard", 10**9), ("billion", 10**12)):
        if word.startswith(prefix):
            # "Millionen", "Millionär"; with a number before it, _with_scale reads both as one.
            return Number(
                0, end, Decimal(size), Kind.SCALE, figure=Decimal(1), scale=size, loose=True
            )
    if word in ("hunderte", "hunderten", "tausende", "tausenden", "hunderttausende",
                "hunderttausenden", "zehntausende", "zehntausenden", "aberhunderte"):  # fmt: skip
        size = _SCALE_WORDS[re.sub("en?$", "", word)] if word != "aberhunderte" else 100
        return Number(0, end, Decimal(size), Kind.SCALE, figure=Decimal(1), scale=size, loose=True)
    if fraction := _fraction(word):
        return fraction
    for stem, value in number_words("german", "ordinals").items():
        if word.startswith(stem):
            rest = word[len(stem) :]
            if rest in ("e", "en", "er", "es", "em", "ens") and not (
                stem == "acht" and rest == "ens"
            ):
                others = frozenset({Decimal(8)})
                return Number(
                    0,
                    end,
                    Decimal(value),
                    Kind.ORDINAL,
                    loose=value < 3,
                    others=others - {Decimal(value)} if stem == "acht" else frozenset(),
                )
            if rest and stem not in ("acht", "erst", "viert"):
                return Number(0, end, Decimal(value), Kind.ORDINAL, loose=True)
    pattern, values, _ = _grammar()
    match = pattern.match(word)
    if not match:
        return None
    return _tailed(
        word, Decimal(_value(match["number"], values)), match["rest"], table()["tails"]["german"]
    )


def _tailed(word: str, value: Decimal, rest: str, tails: list[str]) -> Number | None:
    end = len(word)
    if not rest:
        return Number(0, end, value, Kind.CARDINAL, figure=value, loose=value < 3)
    if word.startswith("ein") and value == 1:
        return (
            Number(0, end, value, Kind.CARDINAL, loose=True)
            if rest in ("e", "en", "er", "es", "em", "mal")
            else None
        )
    if re.fullmatch(r"(?:s?t|st)(?:e[nrsm]?|ens)", rest) and value > 2:
        return Number(0, end, value, Kind.ORDINAL)
    if rest in ("einhalb", "undeinhalb", "einviertel"):
        return Number(
            0,
            end,
            value + Decimal("0.5"),
            Kind.CARDINAL,
            figure=value + Decimal("0.5"),
            loose=value < 3,
        )
    if rest.startswith("er") and value % 10 == 0 and value < 100:
        return Number(0, end, value, Kind.DECADE, others=frozenset({1900 + value}), loose=True)
    if rest in tails:
        return Number(
            0,
            end,
            value,
            Kind.CARDINAL,
            figure=value,
            loose=value < 3 or rest in ("er", "e", "en", "s"),
        )
    if rest.startswith(("prozent", "jähr", "stünd", "tägig", "köpf", "fach", "mal")):
        return Number(0, end, value, Kind.CARDINAL, figure=value, loose=True)
    if rest.startswith(("und", "el", "ig", "en")) and value < 13:
        return (
            None
            if value > 2 and not rest.startswith("er")
            else Number(0, end, value, Kind.CARDINAL, loose=True)
        )
    return Number(0, end, value, Kind.CARDINAL, loose=True)


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
