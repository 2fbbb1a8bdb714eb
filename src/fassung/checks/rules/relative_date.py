"""Relative dates that no longer hold on the day on which the German version appears."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from fassung.article import Role
from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.german.calendar import german_months
from fassung.german.quotations import speech
from fassung.german.relative import Phrase, absolute, phrases, resolve
from fassung.german.tables import dates

_ASIDE = frozenset((Role.BIO, Role.CONTRIBUTORS, Role.NOTE, Role.LABEL))
_SOON = 1
"""Days after which a German version counts as late."""


def rule(check: Check, pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    alone = any(not pair.source for pair in pairs)
    notice = _first_published(pairs) if alone else None
    published = context.published.date() if context.published else notice
    if published is None and not alone:
        return
    appears = _day(context.appears)
    if not alone and (appears is None or published is None):
        return
    if appears and published and (appears - published).days <= _SOON:
        return
    dated = _dated(pairs)
    named: set[int] = set()
    for pair in pairs:
        if pair.role in _ASIDE:
            continue
        for phrase in phrases(pair.german, "de", pair.german_vocabulary):
            if phrase.unit == "weekday" and phrase.shift in dated:
                continue
            if not _meant(pair, phrase) or _in_speech(pair, phrase):
                continue
            if published and appears:
                yield from _outdated(check, pair, phrase, published, appears)
            elif not pair.source and phrase.unit == "weekday" and phrase.shift not in named:
                named.add(phrase.shift)
                yield _undated(check, pair, phrase, published)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _outdated(
    check: Check, pair: Pair, phrase: Phrase, published: date, appears: date
) -> Iterator[Finding]:
    meaning = resolve(phrase, published)
    if appears <= meaning.holds_until:
        return
    said = pair.german[phrase.start : phrase.end]
    yield check.finding(
        pair,
        "“{german}” no longer holds on {appears}: {meant} is meant.",
        target=[(phrase.start, phrase.end)],
        severity=Severity.MINOR if phrase.needs else None,
        repair=_repair(pair, phrase, published, meaning.first.year != appears.year),
        german=said,
        appears=_written(appears),
        meant=_span(meaning.first, meaning.last),
    )


def _repair(pair: Pair, phrase: Phrase, published: date, year: bool) -> str | None:
    if phrase.needs:
        return None
    new = absolute(phrase, pair.german[phrase.start : phrase.end], published, year=year)
    before = pair.german[: phrase.start].split()[-1:]
    if before and phrase.unit != "weekday":
        if before[0].lower() == "bis":
            return new.removeprefix("am ") or None
        if before[0].lower() in ("von", "seit", "für", "ab", "auf", "über", "vor", "nach"):
            return None
    return new or None


def _undated(check: Check, pair: Pair, phrase: Phrase, published: date | None) -> Finding:
    said = pair.german[phrase.start : phrase.end]
    place = [(phrase.start, phrase.end)]
    if published is None:
        return check.finding(
            pair,
            "“{german}” says no date: it holds for a few days only.",
            target=place,
            severity=Severity.MINOR,
            german=said,
        )
    return check.finding(
        pair,
        "“{german}” says no date, and the text first appeared on {published}: {meant} is meant.",
        target=place,
        repair=absolute(phrase, said, published) or None,
        german=said,
        published=_written(published),
        meant=_written(resolve(phrase, published).first),
    )


def _meant(pair: Pair, phrase: Phrase) -> bool:
    """Whether an ambiguous word means the day: "heute" is "nowadays" as well."""
    return not phrase.needs or any(word in pair.source_lower for word in phrase.needs)


def _in_speech(pair: Pair, phrase: Phrase) -> bool:
    return any(said.start <= phrase.start < said.end for said in speech(pair.german))


_FULL = re.compile(r"\b([1-9]|[12]\d|3[01])\.[ \u00a0]([A-ZJ][a-zä]+)[ \u00a0](20\d\d)\b")
_FIRST = re.compile("zuerst|erstmals|im Original|Artikel")
_APPEARED = re.compile(r"erschien|veröffentlich|publiziert")


def _first_published(pairs: Sequence[Pair]) -> date | None:
    """The day on which a notice in the text says that it first appeared; None without one."""
    for pair in reversed(pairs):
        if not _APPEARED.search(pair.german) or not _FIRST.search(pair.german):
            continue
        for day, month, year in _FULL.findall(pair.german):
            number = german_months().get(month.lower())
            try:
                return date(int(year), number or 0, int(day))
            except ValueError:
                continue
    return None


_DATED = re.compile(
    r"(\w+?tag|Mittwoch|Sonnabend)(?:morgen|abend|nacht|mittag)?,?[ \u00a0](?:de[mn][ \u00a0])?"
    r"\(?\d{1,2}\."
)


def _dated(pairs: Sequence[Pair]) -> set[int]:
    """Weekdays that the article dates somewhere: the date need not be said again."""
    names = {name: day for day, name in enumerate(dates()["weekdays"].values())}
    return {names[name] for pair in pairs for name in _DATED.findall(pair.german) if name in names}


def _written(day: date) -> str:
    names = list(dict.fromkeys(dates()["months"].values()))
    return f"{day.day}. {names[day.month - 1]} {day.year}"


def _span(first: date, last: date) -> str:
    return _written(first) if first == last else f"{_written(first)} – {_written(last)}"


CHECK = Check(
    id="relative-date",
    title="relative dates",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    german_alone=True,
    article=rule,
)
