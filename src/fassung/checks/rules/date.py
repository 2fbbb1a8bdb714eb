"""Dates: another weekday, month, day or year than in the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from fassung.checks.model import Check, Context, Finding, Pair, Severity, Stretch
from fassung.german.calendar import (
    Calendar,
    english_calendar,
    english_months,
    english_weekdays,
    german_calendar,
)

_YEAR = re.compile(r"(?:1[5-9]|20)(?<!\w\d\d)\d\d\b")  # quicker than with a leading \b
_NIGHT = re.compile(r"[Nn]acht|[Mm]orgengrauen|[Ff]rüh")
_NIGHT_EN = re.compile(
    r"night|overnight|midnight|early|a\.?m\.?\b|evening|late|eve\b", re.IGNORECASE
)


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    words = pair.source_vocabulary
    if words.isdisjoint(_named()) and not _YEAR.search(pair.source):
        return
    source, german = english_calendar(pair.source), german_calendar(pair.german)
    night = _NIGHT.search(pair.german) and _NIGHT_EN.search(pair.source)
    yield from _other(check, pair, source.weekdays, german.weekdays, bool(night))
    found = list(_other(check, pair, source.months, german.months))
    yield from found
    if not found:
        for month in {month for (month, _), _ in source.days}:
            said = [(day, place) for (m, day), place in source.days if m == month]
            in_german = [(day, place) for (m, day), place in german.days if m == month]
            yield from _other(check, pair, said, in_german)
    yield from _years(check, pair, source, german)


@cache
def _named() -> frozenset[str]:
    names = {*english_weekdays(), *english_months()}
    forms = {f"{name}{s}" for name in names for s in ("'s", "’s")}
    return frozenset(
        names | forms | {f"{part}-{n}" for n in names for part in ("mid", "early", "late")}
    )


def _other(
    check: Check,
    pair: Pair,
    source: list[tuple[int, Stretch]],
    german: list[tuple[int, Stretch]],
    night: bool = False,
) -> Iterator[Finding]:
    """What stands only in the German, where the source has another that is not there.

    Where both name as many, each must have its counterpart, repeated ones too. ``night``:
    "Saturday night" is "die Nacht zum Sonntag".
    """
    if not source or not german:
        return
    said, found = Counter(what for what, _ in source), Counter(what for what, _ in german)
    if len(source) == len(german):
        lost, new = said - found, found - said
    else:
        lost, new = Counter(set(said) - set(found)), Counter(set(found) - set(said))
    if night:
        following = {(what + 1) % 7 for what in said}
        new = Counter({what: n for what, n in new.items() if what not in following})
    if lost and new:
        one = next(place for what, place in source if what in lost)
        two = next(place for what, place in german if what in new)
        yield _finding(check, pair, one, two)


def _years(check: Check, pair: Pair, source: Calendar, german: Calendar) -> Iterator[Finding]:
    """One year for one other; "2009" may be "09" in the source, or a number that is no year."""
    if not source.years or not german.years:
        return
    if len(source.years) == len(german.years):
        said, found = Counter(y for y, _ in source.years), Counter(y for y, _ in german.years)
        lost, new = said - found, found - said
    else:
        lost = Counter({year for year, _ in source.years if str(year) not in pair.german})
        new = Counter({year for year, _ in german.years if str(year) not in pair.source})
    if lost.total() == new.total() == 1:
        (one,), (two,) = lost, new
        if not re.search(rf"['’/–-]{two % 100:02d}(?!\d)", pair.source):
            yield _finding(check, pair, dict(source.years)[one], dict(german.years)[two])


def _finding(check: Check, pair: Pair, source: Stretch, target: Stretch) -> Finding:
    return check.finding(
        pair,
        "The date differs: “{english}” became “{german}”.",
        source=[source],
        target=[target],
        english=pair.source[slice(*source)],
        german=pair.german[slice(*target)],
    )


CHECK = Check(
    id="date",
    title="dates and weekdays",
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    segment=rule,
)
