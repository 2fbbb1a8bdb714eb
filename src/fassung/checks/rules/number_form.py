"""Decimal points and thousands commas: numbers that stayed in the English form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.checks.quantities import Alignment, align_pair
from fassung.german.amounts import german_form
from fassung.german.values import Kind, Number, people
from fassung.german.values_german import german_numbers

_SWAP = str.maketrans(".,", ",.")
_ENGLISH_SCALE = re.compile(r"[0-9][ \u00a0-]?(?:[mb]illions?|trillions?|bn|tn|mn|m|b|k)$")
_WORDS = {10**3: "Tausend", 10**6: "Millionen", 10**9: "Milliarden", 10**12: "Billionen"}
_DATE = re.compile(r"(?<![\d.,])[0-3]?\d(?:,[01]?\d\.|\.[01]?\d,)(?:19|20)\d\d(?![\d.,]\d)")
_HINT = re.compile(r"\d[.,]\d")
_NEXT = re.compile(r"[ \u00a0]([^\W\d_]+)")
_BEFORE = re.compile(r"(\w[\w.]{0,30})[ \u00a0-]$")
_AFTER = re.compile(r"^[ \u00a0](\w+)")
_VERSION = re.compile(r"[1-9]\.0")
_NO_DECIMALS = (Kind.CODE, Kind.TIME)
_THREE = re.compile(r"[1-9]\d{0,2},\d{3}")


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    if not pair.source:
        if not _HINT.search(pair.german):
            return
        for number in german_numbers(pair.german):
            if number.misread is not None and _surely_wrong(pair.german, number):
                yield _finding(check, pair, number, _swapped(number), None)
            elif number.kind is Kind.TIME and "," in number.written:
                yield _finding(check, pair, number, number.written.replace(",", "."), None)
        return
    numbers = align_pair(pair)
    if not numbers.german:
        return
    yield from _unmatched(check, pair, numbers)
    for one, two in numbers.misread:
        continental = "." in one.written and one.written == two.written
        if continental and _whole(pair.german, two):
            continue  # "384.091 votes": the English text points as German does
        # The reader takes it for another number.
        right = german_form(re.sub(r"[\s'’]", ",", one.written))
        yield _finding(check, pair, two, right, one, Severity.CRITICAL)
    if date := _DATE.search(pair.german):
        yield check.finding(
            pair,
            "“{number}” should be “{right}” in German.",
            target=[date.span()],
            repair=date.group().replace(",", "."),
            number=date.group(),
            right=date.group().replace(",", "."),
        )
    for one, two in (*numbers.pairs, *numbers.explained):
        # A figure that German cannot mean.
        impossible = two.misread is not None and two.misread == two.value
        if (
            impossible and one.digits and one.kind not in _NO_DECIMALS and not _name(pair, one, two)
        ) or (_THREE.fullmatch(two.written) and _thousands(pair.german, one, two)):
            yield _finding(check, pair, two, _swapped(two), one)
        elif english := _ENGLISH_SCALE.search(pair.german[two.start : two.end]):
            yield from _scale(check, pair, one, two, english)
        elif one.kind is Kind.CODE and one.written == two.written.replace(",", ".") != two.written:
            yield _finding(check, pair, two, one.written, one)
        elif Kind.TIME in (one.kind, two.kind) and "," in two.written:
            yield _finding(check, pair, two, two.written.replace(",", "."), one)


def _unmatched(check: Check, pair: Pair, numbers: Alignment) -> Iterator[Finding]:
    """Numbers of the German alone, such as a sum converted in brackets."""
    matched = {two for _, two in (*numbers.pairs, *numbers.explained, *numbers.misread)}
    for number in numbers.german:
        if (
            number.misread is not None
            and number not in matched
            and _surely_wrong(pair.german, number)
        ):
            yield _finding(check, pair, number, _swapped(number), None)


def _scale(
    check: Check, pair: Pair, one: Number, two: Number, english: re.Match[str]
) -> Iterator[Finding]:
    """An English scale word that was left standing, "5 billion" or "£80m"."""
    if two.digits and two.scale in _WORDS:
        yield check.finding(
            pair,
            "“{number}” should be “{right}” in German.",
            source=[(one.start, one.end)],
            target=[(two.start, two.end)],
            number=pair.german[two.start : two.end],
            right=f"{german_form(two.written) if two.misread else two.written} {_WORDS[two.scale]}",
        )


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


def _swapped(number: Number) -> str:
    """The figures with point and comma in their German places."""
    if len(set(number.written) & {".", ","}) == 1 and number.written.count(".") > 1:
        return ",".join(number.written.rsplit(".", 1))  # "1.106.41"
    return number.written.translate(_SWAP)


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
    return _whole(german, number)


def _thousands(german: str, one: Number, two: Number) -> bool:
    """Whether "300,000" has the value of its source as a decimal and yet is no decimal."""
    decimal = "." in one.written and not one.written.endswith("000")
    return (two.scale == 1 and _whole(german, two)) or not decimal


def _whole(german: str, number: Number) -> bool:
    """Whether what is counted comes in whole numbers."""
    following = _NEXT.match(german, number.end)
    return following is not None and following[1].lower() in people()


def _name(pair: Pair, one: Number, two: Number) -> bool:
    """Whether the same name stands beside both, and they are written alike: "Windows 8.1".

    Behind a noun, "4.0" is a version in both languages, whatever the noun is.
    """
    if one.written != two.written or one.kind is not Kind.CARDINAL or one.scale > 1:
        return False
    if _VERSION.fullmatch(one.written) and all(
        (word := _BEFORE.search(text)) and word[1][0].isupper()
        for text in (pair.source[: one.start], pair.german[: two.start])
    ):
        return True
    for pattern, mine, yours in (
        (_BEFORE, pair.source[: one.start], pair.german[: two.start]),
        (_AFTER, pair.source[one.end :][:30], pair.german[two.end :][:30]),
    ):
        english, german = pattern.search(mine), pattern.search(yours)
        if english and german and not english[1].islower():
            return english[1].lower() == german[1].lower()
    return False


CHECK = Check(
    id="number-form",
    title="numbers in English form",
    category="locale-conventions/number-format",
    severity=Severity.MAJOR,
    german_alone=True,
    segment=rule,
)
