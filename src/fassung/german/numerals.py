"""Number words and figures that stand before a unit, as values."""

from __future__ import annotations

import re
from functools import cache

_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ENGLISH_SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9,
                   "trillion": 1e12}  # fmt: skip
_GERMAN = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn"
).split()
_GERMAN_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
GERMAN_SCALES = {"tausend": 1e3, "million": 1e6, "millionen": 1e6, "mio.": 1e6, "mio": 1e6, "milliarde": 1e9,
                 "milliarden": 1e9, "mrd.": 1e9, "mrd": 1e9, "billion": 1e12, "billionen": 1e12}  # fmt: skip


@cache
def _english() -> dict[str, float]:
    table = {word: float(value) for value, word in enumerate(_ENGLISH)}
    table |= {word: 20.0 + 10 * index for index, word in enumerate(_ENGLISH_TENS)}
    return table | {"dozen": 12.0}


@cache
def german_words() -> dict[str, float]:
    """Every German number word below 1,000, round thousands, and halves, by its value."""
    ones = ["", "ein", *_GERMAN[2:10]]
    table = {word: float(value) for value, word in enumerate(_GERMAN)}
    for ten, word in enumerate(_GERMAN_TENS, start=2):
        table[word] = 10.0 * ten
        table |= {f"{one}und{word}": 10.0 * ten + i for i, one in enumerate(ones) if one}
    below = dict(table)
    for hundred, one in enumerate(ones):
        if not one:
            table["hundert"] = 100.0
            continue
        head = f"{one}hundert"
        table[head] = 100.0 * hundred
        table |= {head + tail: 100.0 * hundred + value for tail, value in below.items() if value}
    table |= {f"{one}tausend": 1000.0 * i for i, one in enumerate(ones) if one}
    table |= {f"{word}tausend": 1000.0 * v for word, v in below.items() if v >= 10}
    table |= {"tausend": 1000.0, "hunderttausend": 1e5, "anderthalb": 1.5, "dreiviertel": 0.75}
    table |= {f"{one}einhalb": i + 0.5 for i, one in enumerate(ones) if one}
    table |= dict.fromkeys(("ein", "eine", "einer", "einem", "einen", "eines"), 1.0)
    table |= dict.fromkeys(("halbe", "halben", "halber", "halbes"), 0.5)
    return table | {"dutzend": 12.0}


_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def english_value(words: str) -> float | None:
    """What an English figure or number word comes to; None if it is none.

    >>> english_value("1,250.5"), english_value("two hundred and fifty"), english_value("half a")
    (1250.5, 250.0, 0.5)
    >>> english_value("2.5 million"), english_value("three and a half"), english_value("cat")
    (2500000.0, 3.5, None)
    """
    total = part = 0.0
    seen = False
    parts = words.lower().replace("-", " ").replace("\u00a0", " ").split()
    for index, word in enumerate(parts):
        if word in _english():
            part += _english()[word]
        elif _FIGURE.fullmatch(word):
            part += float(word.replace(",", ""))
        elif word in ("half", "quarter"):
            total, part = total + part + (0.5 if word == "half" else 0.25), 0.0
        elif word in _ENGLISH_SCALES:
            scale = _ENGLISH_SCALES[word]
            part = (part or 1.0) * scale
            if scale > 100:
                total, part = total + part, 0.0
        elif word in ("a", "an"):
            following = parts[index + 1 : index + 2]
            if not following:
                part += 0.0 if seen else 1.0
        elif word in ("and", "of") and seen:
            continue
        else:
            return None
        seen = True
    return total + part if seen else None


def german_value(word: str) -> float | None:
    """What a German figure or number word comes to; None if it is none.

    A point followed by three digits groups thousands, any other is an English decimal.

    >>> german_value("1.250,5"), german_value("12 500"), german_value("zweihundertfünfzig")
    (1250.5, 12500.0, 250.0)
    >>> german_value("eine halbe"), german_value("anderthalb"), german_value("Katze")
    (0.5, 1.5, None)
    """
    lower = word.lower()
    if lower[:1].isdigit():
        figure = re.sub(r"[\s'’](?=\d{3})|\.(?=\d{3}(?!\d))", "", lower)
        try:
            return float(figure.replace(",", "."))
        except ValueError:
            return None
    head, _, tail = lower.rpartition(" ")
    if head:
        first, second = german_value(head), german_words().get(tail)
        if first == 1.0 and second in (0.5, 0.75):
            return second
        return None
    return german_words().get(lower)
