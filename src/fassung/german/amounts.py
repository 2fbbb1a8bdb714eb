"""The amounts of an English text, for the repair of their form in the German."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from fassung.german.values import Kind, Number
from fassung.german.values_english import english_numbers

_SCALES = {10**3: "thousand", 10**6: "million", 10**9: "billion", 10**12: "trillion"}
_NO_AMOUNTS = (Kind.CODE, Kind.TIME, Kind.DATE, Kind.DECADE, Kind.ORDINAL, Kind.SCALE, Kind.ROMAN)
_IN_ADDRESS = "@#/:.,_"


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
        sizes = {word: size for size, word in _SCALES.items()}
        return self.figure * sizes.get(self.scale, 1)


@lru_cache(maxsize=64)  # several rules ask about the same text
def amounts(english: str) -> tuple[Amount, ...]:
    """The numbers of ``english`` that are amounts, in order.

    Times, scores, telephone numbers, dates with slashes and versions are none; words count
    with a scale word only.

    >>> [(a.written, int(a.value)) for a in amounts("$2.5 million for 1,200 people, 3:1")]
    [('2.5', 2500000), ('1,200', 1200)]
    """
    return tuple(
        Amount(
            n.written, n.figure, _SCALES.get(n.scale, ""), n.unit if n.kind is Kind.MONEY else ""
        )
        for n in english_numbers(english)
        if _is_amount(english, n)
    )


def _is_amount(english: str, number: Number) -> bool:
    if number.kind in _NO_AMOUNTS:
        return False
    if not number.digits:
        return number.scale >= 10**6
    return "/" not in number.written and english[number.start - 1 : number.start] not in tuple(
        _IN_ADDRESS
    )


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
