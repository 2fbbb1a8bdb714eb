"""Dates and times of day that an engine left in English."""

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


_TIME = re.compile(
    rf"""
      (?<![\w.,:])(?:(?P<hour0>1[0-2]|0?[1-9])(?::(?P<minute0>[0-5]\d))?{_GAP}?(?P<to>[-–]|bis){_GAP}?)?
      (?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?(?P<clock>{_GAP}Uhr)?{_GAP}?
      (?P<half>[ap]\.{_GAP}?m\.|[AP]\.{_GAP}?M\.|[ap]m|[AP]M)(?!\w)(?P<clock2>{_GAP}Uhr)?
    | (?<![\w.,:])(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?={_GAP}Uhr\b)
    """,
    re.VERBOSE,
)


def times(german: str, english: str = "") -> list[Edit]:
    """Times of day: "9:30 p.m." → "21.30 Uhr", "21:30 Uhr" → "21.30 Uhr" (dpa).

    "am" without points is a German word as well: it counts only if the English text
    has the same time with it.
    """
    edits = []
    for match in _TIME.finditer(german):
        if match["hour24"]:
            at = match.start("minute24") - 1
            edits.append(Edit(at, at + 1, ".", "time"))
            continue
        half = match["half"]
        written = match["hour"] + (rf"[:.]{match['minute']}" if match["minute"] else "")
        if half == "am" and not re.search(rf"(?<![\d:]){written} ?a\.?m\b", english, re.IGNORECASE):
            continue
        afternoon = half[0] in "pP"
        new = _clock(match["hour"], match["minute"], afternoon)
        if match["hour0"]:
            first = _first_half(int(match["hour0"]), int(match["hour"]), afternoon)
            to = " bis " if match["to"] == "bis" else "–"
            new = _clock(match["hour0"], match["minute0"], first) + to + new
        new += " Uhr"
        if half.endswith(".") and not match["clock2"] and _ends(german, match.end(), english):
            new += "."
        edits.append(Edit(*match.span(), new, "time"))
    return edits


def _clock(hour: str, minute: str | None, afternoon: bool) -> str:
    value = int(hour) % 12 + 12 * afternoon
    return f"{value}.{minute}" if minute and minute != "00" else str(value)


def _first_half(first: int, second: int, afternoon: bool) -> bool:
    """Whether a range that ends in the afternoon begins there: 9–11 p.m. does, 11–2 does not."""
    return afternoon if first % 12 <= second % 12 else not afternoon


_NEW_SENTENCE = re.compile(
    r"[ap]\.m\. (?!E[SD]?T\b|P[SD]?T\b|C[SD]?T\b|GMT|UTC|[A-Z][a-z]+day\b|Eastern|Pacific|Central)"
    r"[“\"]?[A-Z]"
)


def _ends(german: str, end: int, english: str) -> bool:
    """Whether the point of "p.m." also ended the sentence."""
    rest = german[end:].lstrip("“”\"'’)")
    if not rest.strip():
        return True
    upper = rest.lstrip(' \u00a0„“"')[:1].isupper()
    return upper and _NEW_SENTENCE.search(english) is not None
