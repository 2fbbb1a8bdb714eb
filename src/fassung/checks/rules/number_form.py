"""Decimal points and thousands commas: numbers that stayed in the English form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.checks.quantities import align_pair
from fassung.german.amounts import german_form
from fassung.german.values import Kind, Number, people
from fassung.german.values_german import german_numbers

_SWAP = str.maketrans(".,", ",.")
_HINT = re.compile(r"\d[.,]\d")
_NEXT = re.compile(r"[ \u00a0]([^\W\d_]+)")
_WORD_BEFORE = re.compile(r"(\w[\w.-]*)[ \u00a0-]$")
_THREE = re.compile(r"[1-9]\d{0,2},\d{3}")


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    if not _HINT.search(pair.german):
        return
    if not pair.source:
        for number in german_numbers(pair.german):
            if number.misread is not None and _surely_wrong(pair.german, number):
                yield _finding(check, pair, number, number.written.translate(_SWAP), None)
        return
    numbers = align_pair(pair)
    for one, two in numbers.misread:
        # The reader takes it for another number.
        yield _finding(check, pair, two, german_form(one.written), one, Severity.CRITICAL)
    for one, two in (*numbers.pairs, *numbers.explained):
        impossible = two.misread is not None and two.misread == two.value
        if impossible and one.digits and one.kind is not Kind.CODE and not _name(pair, one, two):
            yield _finding(check, pair, two, two.written.translate(_SWAP), one)
        elif one.kind is Kind.TIME and "," in two.written:
            yield _finding(check, pair, two, two.written.replace(",", "."), one)


def _finding(
    check: Check,
    pair: Pair,
    number: Number,
    right: str,
    source: Number | None,
    severity: Severity | None = None,
) -> Finding:
    at = pair.german.index(number.written, number.start)
    return check.finding(
        pair,
        "“{number}” should be “{right}” in German.",
        source=[(source.start, source.end)] if source else [],
        target=[(at, at + len(number.written))],
        repair=right,
        severity=severity,
        number=number.written,
        right=right,
    )


def _surely_wrong(german: str, number: Number) -> bool:
    """Whether the form gives it away without a source: "2.5 Millionen", "1,250 Menschen"."""
    if number.kind is Kind.CODE:
        return False
    if number.value == number.misread:
        several = number.written.count(",") > 1 or ("," in number.written and "." in number.written)
        known = number.kind in (Kind.MONEY, Kind.PERCENT, Kind.POINTS, Kind.MEASURE)
        return several or known or number.scale > 1
    if not _THREE.fullmatch(number.written) or number.scale > 1:
        return False
    if number.kind is Kind.MONEY:
        return True
    following = _NEXT.match(german, number.end)
    return following is not None and following[1].lower() in people()


def _name(pair: Pair, one: Number, two: Number) -> bool:
    """Whether the same word stands before both, and they are written alike: "Windows 8.1"."""
    if one.written != two.written or one.kind is not Kind.CARDINAL:
        return False
    mine = _WORD_BEFORE.search(pair.source, 0, one.start)
    yours = _WORD_BEFORE.search(pair.german, 0, two.start)
    return bool(mine and yours and mine[1] == yours[1] and not mine[1].islower())


CHECK = Check(
    id="number-form",
    title="numbers in English form",
    category="locale-conventions/number-format",
    severity=Severity.MAJOR,
    german_alone=True,
    segment=rule,
)
