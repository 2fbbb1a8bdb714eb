"""Dates, months and weekdays that an engine left in English."""

from __future__ import annotations

import re
from functools import cache

from fassung.german.edits import Edit
from fassung.german.tables import dates as table

_GAP = "[ \u00a0]"


@cache
def _dates() -> re.Pattern[str]:
    months = "|".join(sorted(table()["months"], key=len, reverse=True))
    return re.compile(
        rf"""
          (?<![\w-])(?P<month>{months})\b(?P<point>\.?){_GAP}
          (?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\w:]|[.,]\d|{_GAP}?%)
          (?:,?{_GAP}(?P<year>(?:1[5-9]|20)\d\d)(?!\w|[.,]\d)(?P<comma>,(?={_GAP}[a-zäöü]))?)?
        | (?<![\w.])(?P<day2>[12]\d|3[01]|0?[1-9])\.?{_GAP}
          (?P<month2>{months})\b(?P<point2>\.(?={_GAP}\d))?
          (?:,?(?P<gap2>{_GAP})(?P<year2>(?:1[5-9]|20)\d\d)(?!\w|[.,]\d))?
        | (?<![\w-])(?P<month3>{months})\b\.?,?{_GAP}(?P<year3>(?:1[5-9]|20)\d\d)(?!\w|[.,]\d)
        """,
        re.VERBOSE,
    )


def dates(german: str, english: str = "") -> list[Edit]:
    """Month names and the order of a date: "September 11, 2023" → "11. September 2023".

    A month and a day without a year are a date only if the English text has the same
    pair, or the month is no German word ("im September 11 Tote" stays).
    """
    months = table()["months"]
    edits = []
    for match in _dates().finditer(german):
        if match["month"]:
            month, day = match["month"], str(int(match["day"]))
            sure = match["year"] or months[month] != month or _has_date(english, month, day)
            if not sure or (match["month"] == "May" and not _has_date(english, "May", day)):
                continue
            new = f"{day}. {months[month]}" + (f" {match['year']}" if match["year"] else "")
        elif match["month2"]:
            month, day = match["month2"], match["day2"]
            if months[month] == month and f"{day}. {month}" in match.group():
                continue
            if f"{day}. " not in match.group().replace("\u00a0", " ") and not _has_date(
                english, month, day
            ):
                continue
            new = f"{day}. {months[month]}" + (f" {match['year2']}" if match["year2"] else "")
        else:
            month = match["month3"]
            if months[month] == month:
                continue
            new = f"{months[month]} {match['year3']}"
        if new != match.group().replace("\u00a0", " "):
            edits.append(Edit(*match.span(), new, "date"))
    return edits


_NUMERIC = re.compile(r"(?<![\w./-])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?![\w/]|[.-]\d)")


def numeric_dates(german: str, english: str = "") -> list[Edit]:
    """Dates in figures with slashes: "9/11/2023" → "11. September 2023".

    The month stands first, as Americans write it, unless it would be above twelve. The
    English text must have the same figures; it may also be missing.
    """
    if "/" not in german:
        return []
    names = list(dict.fromkeys(table()["months"].values()))
    edits = []
    for match in _NUMERIC.finditer(german):
        if english and match.group() not in english:
            continue
        month, day = int(match[1]), int(match[2])
        if month > 12:
            month, day = day, month
        if 1 <= month <= 12 and 1 <= day <= 31:
            edits.append(Edit(*match.span(), f"{day}. {names[month - 1]} {match[3]}", "date"))
    return edits


def _has_date(english: str, month: str, day: str) -> bool:
    months = table()["months"]
    names = "|".join(name for name in months if months[name] == months[month])
    pair = rf"\b(?:{names})\.? 0?{day}(?!\d)|(?<!\d)0?{day}(?:st|nd|rd|th)?(?: of)? (?:{names})\b"
    return re.search(pair, english) is not None


@cache
def _words() -> re.Pattern[str]:
    days = "|".join(table()["weekdays"])
    months = "|".join(table()["months_alone"]["always"])
    after = "|".join(table()["months_alone"]["after"])
    return re.compile(
        rf"""
          (?<![\w„“"»'‚-])(?P<day>{days})(?P<s>s)?(?![\w’'-])(?P<next>[ ][A-ZÄÖÜ]\w*)?
        | \b(?i:{after}){_GAP}(?P<month>{months})(?![\w-])
        """,
        re.VERBOSE,
    )


def calendar_words(german: str) -> list[Edit]:
    """English weekdays, and month names behind a German word: "am Monday", "im October"."""
    names = table()["weekday_names"]
    edits = []
    for match in _words().finditer(german):
        if match["month"]:
            edits.append(Edit(*match.span("month"), table()["months"][match["month"]], "date"))
            continue
        before = german[: match.start()].split()[-1:]
        following = (match["next"] or "").strip()
        if (before and before[0] in names["before"]) or following in ("Night", "Times", "Morning"):
            continue
        day = table()["weekdays"][match["day"]] + (match["s"] or "")
        edits.append(Edit(match.start("day"), match.end("s" if match["s"] else "day"), day, "date"))
        if following in names["after"] and not match["s"]:
            # "Monday Abend" is one word in German.
            at = match.start("next")
            edits.append(Edit(at, at + 2, following[0].lower(), "date"))
    return edits
