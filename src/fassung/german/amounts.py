"""Numbers of an English text, read as values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from fassung.german.tables import words

SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_SMALL: dict[str, int | Decimal] = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "half": Decimal("0.5"),
}  # fmt: skip

_HINT = re.compile(r"\d|illion")
_NUMBER = re.compile(
    r"""
      (?<![\w.,:/@\#])(?<![^\W\d_]-)
      (?P<currency>(?:US|A|C)?\$|[€£])?
      (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+)
      (?![:/]?\d|[.,]\d)
      (?:[ \u00a0-]?(?P<scale>thousand|million|billion|trillion|(?<=\d)(?:bn|tn|mn|m|k)\b)\b)?
      (?P<letters>[^\W\d_]+)?
    | \b(?P<word>a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half)
      (?:[ ]a)?[ -](?P<word_scale>million|billion|trillion)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """One number: how it is written (empty for a word), its figure, and its scale word."""

    written: str
    figure: Decimal
    scale: str = ""
    currency: str = ""

    @property
    def value(self) -> Decimal:
        """The figure times its scale."""
        return self.figure * SCALES.get(self.scale, 1)


@lru_cache(maxsize=64)  # several rules ask about the same text
def amounts(english: str) -> tuple[Amount, ...]:
    """The numbers of ``english`` that are amounts, in order.

    Times, scores, telephone numbers, dates with slashes and versions are none.

    >>> [(a.written, int(a.value)) for a in amounts("$2.5 million for 1,200 people, 3:1")]
    [('2.5', 2500000), ('1,200', 1200)]
    """
    if not _HINT.search(english):
        return ()
    found = []
    for match in _NUMBER.finditer(english):
        if word := match["word"]:
            figure = Decimal(_SMALL[word.lower()])
            found.append(Amount("", figure, match["word_scale"].lower()))
            continue
        if is_version(english, match.start()) or (match["letters"] and "." in match["number"]):
            continue
        scale = (match["scale"] or "").lower()
        if scale in _SHORT and not match["currency"]:
            scale = ""  # "5m" may be metres
        found.append(
            Amount(
                match["number"],
                Decimal(match["number"].replace(",", "")),
                _SHORT.get(scale, scale),
                match["currency"] or "",
            )
        )
    return tuple(found)


def is_version(text: str, start: int) -> bool:
    """Whether the number at ``start`` belongs to the word before it, as in "iOS 17.4"."""
    before = text[max(0, start - 16) : start].rstrip(" \u00a0").split(" ")
    return before[-1].lower().lstrip('(„"“') in _versions()


@cache
def _versions() -> frozenset[str]:
    return frozenset(words()["versions"])


def german_form(written: str) -> str:
    """An English number as German writes it.

    A thousands point stands from five digits on (Duden, dpa), a decimal comma always.

    >>> german_form("12,345.6"), german_form("1,234"), german_form("2.5")
    ('12.345,6', '1234', '2,5')
    """
    whole, _, decimals = written.partition(".")
    digits = whole.replace(",", "")
    if "," in whole and len(digits) >= 5:
        digits = whole.replace(",", ".")
    return f"{digits},{decimals}" if decimals else digits


def wrong_forms(written: str) -> set[str]:
    """How an engine may have written this English number, right form excluded.

    >>> sorted(wrong_forms("12,345"))
    ['12 345', '12,345', '12345']
    """
    right = german_form(written)
    forms = {written}
    if "," in written:
        swapped = written.translate(str.maketrans(",.", ".,"))
        bare = written.replace(",", "")
        forms |= {swapped, bare, bare.replace(".", ",")}
        forms |= {form.replace(",", " ") for form in (written,) if "." not in form}
    return forms - {right}
