"""Relative dates: which days "am Montag" or "last week" mean, and until when the words hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from fassung.german.tables import dates
from fassung.german.tables import relative as table

_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A relative date in a text, ``text[start:end]``.

    ``unit`` is day, week, month, year or weekday. For a weekday ``shift`` is its number (Monday
    is 0), for the others how many units from the article's own. ``future`` and ``past`` say what
    the words tell of the direction; both False leaves it open.
    """

    unit: str
    shift: int
    start: int
    end: int
    future: bool = False
    past: bool = False
    written: str = ""
    """A German wording that holds for good, with fields for the date."""
    needs: tuple[str, ...] = ()
    """English words of which the source must have one for the German word to mean the day."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The days meant, first and last, and the last day on which the wording says so."""

    first: date
    last: date
    holds_until: date


def resolve(phrase: Phrase, published: date) -> Meaning:
    """What ``phrase`` means in an article of the day ``published``.

    A weekday is the nearest one: on or before the day, or on or after it where the sentence
    speaks of what is to come. Its name holds until it would mean the next one, or until it
    has passed.

    >>> monday = Phrase("weekday", 0, 0, 9)
    >>> meaning = resolve(monday, date(2023, 9, 13))
    >>> str(meaning.first), str(meaning.holds_until)
    ('2023-09-11', '2023-09-17')
    """
    if phrase.unit == "weekday":
        if phrase.future:
            ahead = (phrase.shift - published.weekday()) % 7
            day = published + _DAY * (ahead or 7 * phrase.past)
            return Meaning(day, day, day)
        back = (published.weekday() - phrase.shift) % 7
        if phrase.past and not back:
            back = 7
        day = published - _DAY * back
        return Meaning(day, day, day + 6 * _DAY)
    if phrase.unit == "day":
        day = published + _DAY * phrase.shift
        return Meaning(day, day, published)
    if phrase.unit == "week":
        monday = published - _DAY * published.weekday()
        first = monday + 7 * _DAY * phrase.shift
        return Meaning(first, first + 6 * _DAY, monday + 6 * _DAY)
    if phrase.unit == "month":
        first = _month(published, phrase.shift)
        return Meaning(first, _month(first, 1) - _DAY, _month(published, 1) - _DAY)
    year = published.year + phrase.shift
    return Meaning(date(year, 1, 1), date(year, 12, 31), date(published.year, 12, 31))


def _month(day: date, shift: int) -> date:
    """The first of the month that is ``shift`` months from that of ``day``."""
    months = day.year * 12 + day.month - 1 + shift
    return date(months // 12, months % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class _Language:
    fixed: re.Pattern[str]
    rows: dict[str, dict[str, Any]]
    weekday: re.Pattern[str]
    words: frozenset[str]


_PARTS = "morgen|vormittag|mittag|nachmittag|abend|nacht"


@cache
def _language(language: str) -> _Language:
    rows = {form.lower(): row for row in table()["phrases"] for form in row[language]}
    forms = "|".join(re.escape(form) for form in sorted(rows, key=len, reverse=True))
    words = table()["words"]
    directions = "|".join(words[f"future_{language}"] + words[f"past_{language}"] + ["this"])
    if language == "de":
        names = list(dates()["weekdays"].values())
        days = rf"(?P<day>{'|'.join(names)}|Sonnabend)(?P<part>{_PARTS})?(?![\w’-])"
        preposition = r"(?:(?:[Aa]m|[Bb]is|[Ss]eit|[Vv]om|[Zz]um|[Ff]ür|[Aa]b|[Dd]en)[ \u00a0])?"
        before = rf"{preposition}(?:(?P<way>{directions})[ \u00a0])?"
        first = {f"{n}{p}".lower() for n in (*names, "Sonnabend") for p in ("", *_PARTS.split("|"))}
    else:
        names = list(dates()["weekdays"])
        days = rf"(?P<day>{'|'.join(names)})(?P<part>)(?![\w-])"
        before = rf"(?:(?:[Oo]n|[Bb]y|[Uu]ntil|[Ss]ince)\s)?(?:(?P<way>{directions})\s)?"
        first = {name.lower() for name in names}
    ends = {form.split()[-1] for form in rows} | {form.split()[0] for form in rows}
    return _Language(
        re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE),
        rows,
        re.compile(rf"(?<![\w-]){before}{days}"),
        frozenset(first | ends),
    )


def phrases(text: str, language: str, vocabulary: frozenset[str] | None = None) -> list[Phrase]:
    """The relative dates of ``text`` ("en" or "de"), in order; full dates are none.

    ``vocabulary`` are the words of the text in lower case, where the caller has them.

    >>> [(p.unit, p.shift) for p in phrases("Er kam gestern, sie geht am Dienstag.", "de")]
    [('day', -1), ('weekday', 1)]
    """
    known = _language(language)
    if vocabulary is not None and known.words.isdisjoint(vocabulary):
        return []
    found = [*_fixed(text, known), *_weekdays(text, known, language)]
    return sorted(found, key=lambda phrase: phrase.start)


_NOWADAYS = re.compile(r" (?:noch|schon|immer noch|mehr denn)\b")


def _fixed(text: str, known: _Language) -> list[Phrase]:
    found = []
    for match in known.fixed.finditer(text):
        said = match.group()
        row = known.rows[said.lower()]
        before = text[: match.start()].split()[-1:]
        word = before[0].lower().strip("„“,") if before else ""
        lasting = said.lower() in ("heute", "morgen") and word in table()["words"]["lasting"]
        weekday = said == "morgen" and word.endswith(("tag", "mittwoch", "abend"))
        if lasting or weekday or said.startswith("Morgen") or _NOWADAYS.match(text, match.end()):
            continue  # "bis heute" is no day, and "Morgen" the morning
        needs = tuple(row.get("source", ()))
        found.append(
            Phrase(row["unit"], row["shift"], *match.span(), written=row["written"], needs=needs)
        )
    return found


_DATED = re.compile(
    r",?[ \u00a0](?:de[mnrs][ \u00a0])?\(?(?:\d{1,2}\.|[A-Z][a-z]{2,8}\.? \d)|[ ]\(\d"
)


def _weekdays(text: str, known: _Language, language: str) -> list[Phrase]:
    words = table()["words"]
    numbers = {name: day for day, pair in enumerate(dates()["weekdays"].items()) for name in pair}
    found = []
    for match in known.weekday.finditer(text):
        before = text[: match.start()].split()[-1:]
        if before and before[0].lower().strip("„“,(") in words["habit"]:
            continue
        if _DATED.match(text, match.end()) or text[match.end() : match.end() + 2] in ("’s", "'s"):
            continue
        way = match["way"] or ""
        future = way in words[f"future_{language}"]
        past = way in words[f"past_{language}"]
        named = future or past
        if not named:
            cues = words["cues_de"] if language == "de" else words["future_en"]
            clause = set(re.findall(r"\w+", _clause(text, match.start())))
            future = not clause.isdisjoint(cues) and clause.isdisjoint(words["told"])
        said = match.group()
        written = f"{said.replace(way + ' ', '') if way else said} ({{day}})"
        found.append(
            Phrase(
                "weekday",
                numbers.get(match["day"], 5),
                *match.span(),
                future=future,
                past=past or (future and named),
                written=written if language == "de" else "",
            )
        )
    return found


_BORDER = re.compile(r"[.!?:;,(–\n][ \n]|\n")


def _clause(text: str, at: int) -> str:
    """The clause around ``at``."""
    start = max((m.end() for m in _BORDER.finditer(text, 0, at)), default=0)
    end = _BORDER.search(text, at)
    return text[start : end.start() if end else len(text)]


def absolute(phrase: Phrase, said: str, published: date, *, year: bool = False) -> str:
    """The German wording that holds for good; empty if only a person can find it.

    Args:
        phrase: a German phrase.
        said: how it stands in the text, which gives the first letter.
        published: the day of the article.
        year: whether the year is to be named as well.

    >>> phrase, = phrases("Er kam am Montag.", "de")
    >>> absolute(phrase, "am Montag", date(2023, 9, 11))
    'am Montag (11. September)'
    """
    if not phrase.written:
        return ""
    meaning = resolve(phrase, published)
    names = list(dict.fromkeys(dates()["months"].values()))
    month = names[meaning.first.month - 1]
    tail = f" {meaning.first.year}" if year else ""
    new = phrase.written.format(
        day=f"{meaning.first.day}. {month}{tail}", month=month + tail, year=meaning.first.year
    )
    return new[0].upper() + new[1:] if said[:1].isupper() else new
