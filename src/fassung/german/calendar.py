"""Months, days, weekdays and years, found in English and in German text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from fassung.german.tables import dates as table

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a text says of the calendar, in order, each with its place.

    ``weekdays`` by number (Monday is 0), ``months`` by number (January is 1), ``days`` of a month
    as pairs of month and day, ``years`` as numbers.
    """

    weekdays: list[tuple[int, Stretch]] = field(default_factory=list)
    months: list[tuple[int, Stretch]] = field(default_factory=list)
    days: list[tuple[tuple[int, int], Stretch]] = field(default_factory=list)
    years: list[tuple[int, Stretch]] = field(default_factory=list)


@cache
def english_months() -> dict[str, int]:
    """The number of an English month by its name or abbreviation in lower case."""
    order = german_months()
    return {name.lower(): order[german.lower()] for name, german in table()["months"].items()}


@cache
def german_months() -> dict[str, int]:
    """The number of a German month by its name or abbreviation in lower case."""
    names = list(dict.fromkeys(table()["months"].values()))
    found = {name.lower(): number for number, name in enumerate(names, 1)}
    return found | {short: found[name] for short, name in table()["german_months"].items()}


@cache
def english_weekdays() -> dict[str, int]:
    """The number of an English weekday by its name in lower case, with its plural."""
    names = [name.lower() for name in table()["weekdays"]]
    return {form: day for day, name in enumerate(names) for form in (name, f"{name}s")}


_DAYS_EN = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"


@cache
def _english() -> re.Pattern[str]:
    months = "|".join(sorted(table()["months"], key=len, reverse=True))
    days = "|".join(table()["weekdays"])
    joint = r"(?:\s?[-–—/&,]\s?|\s(?:and|to|or|through|until|till)\s)(?:the\s)?"
    some = rf"{_DAYS_EN}(?:st|nd|rd|th)?"
    return re.compile(
        rf"""
          (?=[\dA-Z])(?:
          (?:(?<![\w.,:$£€/-])(?P<before>{some}(?:{joint}{some}){{0,3}})\s(?:of\s)?)?
          (?:(?<![\w-])|(?<=[Mm]id-)|(?<=arly-)|(?<=late-)|(?<=-to-))(?P<month>{months})\b\.?
          (?:,?\s(?P<after>{some}(?![\d:%]|,\d{{3}}|\.\d)(?:{joint}{some}(?![\d:%]|,\d{{3}}|\.\d|\s\w+s\b)){{0,3}})(?!\w))?
        | (?<![\w-])(?P<weekday>{days})s?(?![\w-]))
        """,
        re.VERBOSE,
    )


_NAME = re.compile(" (?:[A-Z][a-z]|[A-Z]\\.)")
_FIRM = re.compile(
    r"\b(?:[Ii]n|[Oo]n|[Oo]f|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom|[Ll]ast|[Nn]ext|[Tt]his|[Tt]o|[Dd]uring"
    r"|[Ee]arly|[Ll]ate|[Mm]id|and|between|through|before|after|each|every|[A-Z][a-z]+day,?)[ -]$"
)


def english_calendar(text: str) -> Calendar:
    """What an English text says of the calendar.

    "May" and "March" count only where a day or a preposition shows that the month is meant.

    >>> english_calendar("on Monday, September 11, 2023, and in May").days
    [((9, 11), (11, 23))]
    """
    found = Calendar()
    for match in _english().finditer(text):
        if match["weekday"]:
            day = english_weekdays()[match["weekday"].lower()]
            found.weekdays.append((day, match.span("weekday")))
            continue
        name = match["month"]
        figures = match["before"] or match["after"]
        place = match.span("month")
        word = name in ("May", "March") or len(name) < 5
        first_name = name in ("April", "June", "August") and _NAME.match(text, place[1])
        if (word or first_name) and not figures and not _sure(text, match):
            continue
        number = english_months()[name.lower()]
        found.months.append((number, place))
        for part in ("before", "after"):
            for day in re.findall(r"\d+", match[part] or ""):
                found.days.append(((number, int(day)), _over(match.span(part), place)))
    _years(text, found, "en")
    return found


def _over(one: Stretch, two: Stretch) -> Stretch:
    return min(one[0], two[0]), max(one[1], two[1])


def _sure(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start("month") - 16) : match.start("month")]
    after = text[match.end("month") : match.end("month") + 8]
    return bool(_FIRM.search(before)) or bool(re.match(rf"\.?,?(?: of)? {_YEAR}\b|\.? \d", after))


@cache
def _german() -> re.Pattern[str]:
    months = "|".join(sorted((n.capitalize() for n in german_months()), key=len, reverse=True))
    english = "|".join(name for name in table()["months"] if len(name) > 4)
    days = "|".join(table()["german_weekdays"])
    # What any of them begins with: most places in a text are done with here.
    firsts = "".join({day[0] for day in table()["german_weekdays"]})
    return re.compile(
        rf"""
          (?=[\dA-ZÄÖÜ{firsts}])(?:
          (?<![^\W\d_])(?P<month>{months}|{english})(?:s|es)?(?![^\W\d_])
        | (?<![\d.,:/])(?P<day>0?[1-9]|[12]\d|3[01])\.[ \u00a0]?(?P<number>0?[1-9]|1[0-2])\.
          (?![\d]{{1,2}}[.,]\d)(?:[ \u00a0]?(?P<year>(?:19|20)?\d\d))?(?!\d)
        | (?P<weekday>(?i:{days})))
        """,
        re.VERBOSE,
    )


_DAY_DE = re.compile(r"(?<![\d.,:])(0?[1-9]|[12]\d|3[01])\.?(?:[ \u00a0]|(?=[-–/,]))?$")
_JOINT_DE = re.compile(
    r"(?:[ \u00a0]?(?:und|bis(?: zum)?|oder|auf(?: den)?|sowie|zum|den|dem|,|/|[-–—])[ \u00a0]?)+$"
)


def german_calendar(text: str) -> Calendar:
    """What a German text says of the calendar; English names that were left count as well.

    >>> german_calendar("vom 5. bis 7. Juni, Montagabend und am 11.9.2023").days
    [((6, 7), (11, 18)), ((6, 5), (4, 18)), ((9, 11), (39, 48))]
    """
    found = Calendar()
    for match in _german().finditer(text):
        if match["weekday"]:
            name = match["weekday"].lower()
            found.weekdays.append((table()["german_weekdays"][name], match.span()))
        elif match["number"]:
            number = int(match["number"])
            found.months.append((number, match.span()))
            found.days.append(((number, int(match["day"])), match.span()))
            if match["year"]:
                year = int(match["year"])
                found.years.append((year if year > 99 else 2000 + year, match.span("year")))
        else:
            name = match["month"].lower()
            number = german_months().get(name) or english_months()[name]
            place = match.span("month")
            found.months.append((number, place))
            at = place[0]
            for _ in range(5):
                start = max(0, at - 24)
                day = _DAY_DE.search(text[start:at])
                if not day:
                    break
                begin = start + day.start(1)
                found.days.append(((number, int(day[1])), (begin, place[1])))
                joint = _JOINT_DE.search(text[max(0, begin - 14) : begin])
                if not joint:
                    break
                at = begin - len(joint.group())
    _years(text, found, "de")
    return found


_YEARS = {
    "en": re.compile(
        rf"(?<![\w$£€.,:/#-])(?P<year>{_YEAR})(?![\w%]|[.,:/]\d"
        r"| (?:percent|per|euros?|dollars|people|pounds|met|kilo|miles|feet|tons?)\b)"
    ),
    "de": re.compile(
        rf"(?<![\w$£€.,:/#-])(?P<year>{_YEAR})(?![\w%]|[.,:/]\d"
        r"|[ \u00a0](?:Prozent|Euro|Dollar|Menschen|Pfund|Meter|Kilo|Meilen|Fuß|Tonne|Million))"
    ),
}


def _years(text: str, found: Calendar, language: str) -> None:
    for match in _YEARS[language].finditer(text):
        found.years.append((int(match["year"]), match.span("year")))
