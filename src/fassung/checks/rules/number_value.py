"""Numbers that say something else than in the source, are lost, or come from nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fassung.checks.conversions import conversions
from fassung.checks.model import Check, Context, Finding, Pair, Severity, both
from fassung.checks.quantities import align_pair
from fassung.german.calendar import english_calendar, german_calendar
from fassung.german.values import Kind, Number


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    numbers = align_pair(pair)
    missing, extra = list(numbers.missing), list(numbers.extra)
    if not missing and not extra:
        return
    english, german = conversions(pair)
    missing = [n for n in missing if not any(a <= n.start < b for a, b in english)]
    extra = [n for n in extra if not any(a <= n.start < b for a, b in german)]
    figures = [n for n in missing if n.digits], [n for n in extra if n.digits]
    for left, right in (figures, (missing, figures[1]), (figures[0], extra), (missing, extra)):
        for one, two in _couples(
            [n for n in left if n in missing], [n for n in right if n in extra]
        ):
            missing.remove(one)
            extra.remove(two)
            yield check.finding(
                pair,
                "“{english}” became “{german}”.",
                severity=None if one.digits or two.digits else Severity.MAJOR,
                **both(pair, (one.start, one.end), (two.start, two.end)),
            )
    for number in missing:
        if number.kind is Kind.YEAR and _year_is_known(pair, number, context):
            continue
        written = number.digits or number.scale >= 10**6
        if written and not _in_name(pair.source, number, pair.german):
            yield check.finding(
                pair,
                "“{number}” is missing from the German.",
                source=[(number.start, number.end)],
                severity=_alone(number),
                number=pair.source[number.start : number.end],
            )
    for number in extra:
        if number.digits and not _in_name(pair.german, number, pair.source):
            yield check.finding(
                pair,
                "“{number}” is not in the English.",
                target=[(number.start, number.end)],
                severity=_alone(number),
                number=pair.german[number.start : number.end],
            )


# The year is said in another way, where the English has no "year" that this would stand for.
_YEAR = re.compile(r"year", re.IGNORECASE)
_THAT_YEAR = re.compile(
    r"\b(?:(?:dies|jen|desselb|im selb|gleich|laufend|kommend|nächst|vergangen|vorig|letzt|folgend)"
    r"\w* Jahre?s?|Vorjahr\w*|heuer)\b"
)


def _year_is_known(pair: Pair, year: Number, context: Context) -> bool:
    """Whether the German needs no year: it says "in diesem Jahr", or has day and month of a date.

    News drops the year of a date that is not long past; where the day of publication is known,
    it must be of that year.
    """
    if _THAT_YEAR.search(pair.german) and not _YEAR.search(pair.source):
        return True
    published = context.published
    if published and published.year != year.value:
        return False
    german = {day for day, _ in german_calendar(pair.german).days}
    return any(
        day in german and 0 <= year.start - end <= 2
        for day, (_, end) in english_calendar(pair.source).days
    )


def _alone(number: Number) -> Severity:
    """Newsrooms drop the year of a date, and add it, as the day of publication has it."""
    return Severity.MINOR if number.kind is Kind.YEAR else Severity.MAJOR


def _couples(left: Sequence[Number], right: Sequence[Number]) -> list[tuple[Number, Number]]:
    """What most likely stands for what: the numbers that look most alike, in order."""
    left, right = list(left), list(right)
    found = []
    while left and right:
        one, two = min(((a, b) for a in left for b in right), key=lambda pair: _unlike(*pair))
        left.remove(one)
        right.remove(two)
        found.append((one, two))
        if len(left) * len(right) > 400:
            found += zip(left, right, strict=False)
            break
    return found


def _unlike(one: Number, two: Number) -> tuple[int, bool, bool]:
    mine, yours = str(one.figure.normalize()), str(two.figure.normalize())
    places = sum(a != b for a, b in zip(mine, yours, strict=False))
    return (
        abs(len(mine) - len(yours)) * 2 + places,
        one.scale != two.scale,
        one.kind is not two.kind,
    )


_LETTERS = re.compile(r"[^\W\d_]+$")


def _in_name(text: str, number: Number, other: str) -> bool:
    """Whether the figure hangs on letters that the other text has with no figure, as in CO2."""
    letters = _LETTERS.search(text, max(0, number.start - 20), number.start)
    if number.kind is not Kind.CODE or not letters:
        return False
    return re.search(rf"\b{re.escape(letters.group())}[ -]?[0-9]", other) is None


CHECK = Check(
    id="number-value",
    title="numbers with another value",
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    segment=rule,
)
