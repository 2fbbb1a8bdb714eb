"""Times of day: the 24-hour clock and the names of time zones."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from fassung.german.clock import DAY, Clock, english_times, german_times, written
from fassung.german.edits import Edit
from fassung.german.house import HouseStyle
from fassung.german.tables import dates as table

_GAP = "[ \u00a0]"
_HALF = DAY // 2
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
    """Times of day: "9:30 p.m." → "21.30 Uhr", "21:30 Uhr" → "21.30 Uhr" (dpa); "am 8 Uhr" → "um".

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
        if half == "am" and match["clock"] and re.match(rf"{_GAP}\w", german[match.end() :]):
            continue  # "8 Uhr am Freitag"
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
    edits = edits or _lost_halves(german, english) + _english_words(german)
    return edits + [
        Edit(match.start(), match.end(), "um" if match[0] == "am" else "Um", "time")
        for match in _WRONG_WORD.finditer(german)
        if not any(edit.start < match.end() and match.start() < edit.end for edit in edits)
    ]


_WRONG_WORD = re.compile(rf"\b[Aa]m(?={_GAP}(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?{_GAP}Uhr\b(?!-))")
"""Days have "am", hours have "um": "am 8.40 Uhr" is an engine's."""


_ENGLISH_WORDS = re.compile(
    rf"\b(?P<at>(?:um|gegen|bis|ab|nach|vor|kurz nach|kurz vor|at){_GAP})?(?:12{_GAP})?"
    r"(?P<word>noon|midnight)(?!\w|-)"
)


def _english_words(german: str) -> list[Edit]:
    """ "um noon" → "um 12 Uhr"; "midnight" → "Mitternacht"."""
    if "noon" not in german and "midnight" not in german:
        return []
    return [
        Edit(match.end("at") if match["at"] else match.start(), match.end(),
             "12 Uhr" if match["word"] == "noon" else "Mitternacht", "time")
        for match in _ENGLISH_WORDS.finditer(german)
    ]  # fmt: skip


def _lost_halves(german: str, english: str) -> list[Edit]:
    """ "9.30 Uhr" for "9:30 p.m.": the engine dropped the half, and nothing else says it."""
    if "Uhr" not in german or not english:
        return []
    said = [clock for clock in english_times(english) if clock.sure and not clock.word]
    found = [clock for clock in german_times(german) if not clock.word]
    if not said or any(not clock.sure for clock in found):
        return []
    edits = []
    for clock in found:
        if clock.bare or any(clock.minutes == other.minutes for other in english_times(english)):
            continue
        late = [o for o in said if o.minutes == clock.minutes + _HALF]
        if len(late) == 1 and not any(c.minutes == late[0].minutes for c in found):
            wrong = _MORNING.match(german, clock.end)
            end = wrong.end() if wrong else clock.end
            edits.append(Edit(clock.start, end, written(late[0].minutes), "time"))
    return [] if _ranges(german, edits) else edits


_MORNING = re.compile(r"[ \u00a0](?:morgens|vormittags|früh|am Morgen|am Vormittag)\b")


def _ranges(german: str, edits: list[Edit]) -> bool:
    said = [german[edit.start : edit.end] for edit in edits]
    return any(one.count("Uhr") != 1 or re.search(r"bis|[–-]", one) for one in said)


@cache
def _zones() -> tuple[re.Pattern[str], dict[str, dict[str, str]]]:
    by_name = {name: row for row in table()["zones"] for name in row["names"]}
    names = "|".join(re.escape(name) for name in sorted(by_name, key=len, reverse=True))
    german = "|".join(
        sorted({re.escape(row["german"]) for row in table()["zones"]}, key=len, reverse=True)
    )
    return (
        re.compile(
            rf"(?<=Uhr)(?P<gap>,?{_GAP}|{_GAP}?(?P<open>\())(?P<name>{names})(?P<close>\))?(?![\w-])"
            rf"|(?<=Uhr){_GAP}(?P<german>{german})(?![\w-])"
        ),
        by_name,
    )


def zones(
    german: str,
    style: HouseStyle | None = None,
    published: date | None = None,
) -> list[Edit]:
    """Time zones in German words: "21 Uhr ET" → "21 Uhr US-Ostküstenzeit".

    Where the house wants German time and the article's date is known, it follows in
    brackets: "21 Uhr US-Ostküstenzeit (3 Uhr MESZ am Folgetag)".
    """
    if "Uhr" not in german:
        return []
    pattern, by_name = _zones()
    style = style or HouseStyle()
    by_german = {row["german"]: row for row in table()["zones"]}
    edits = []
    for match in pattern.finditer(german):
        if match["german"]:
            if added := _german_time(
                german, match.start(), match.end(), by_german[match["german"]], style, published
            ):
                edits.append(Edit(match.end(), match.end(), added, "zone"))
            continue
        row = by_name[match["name"]]
        if match["open"] and match["name"] == row["german"]:
            continue
        end = match.end() if match["open"] and match["close"] else match.end("name")
        start = match.start() if not match["open"] or match["close"] else match.start("name")
        said = row["german"] if start == match.start("name") else f" {row['german']}"
        added = _german_time(german, match.start(), end, row, style, published)
        if said + added != german[start:end]:
            edits.append(Edit(start, end, said + added, "zone"))
    return edits


def _german_time(
    german: str, uhr: int, end: int, row: dict[str, str], style: HouseStyle, published: date | None
) -> str:
    """The same time in Germany, in brackets; empty if not wanted, not known or said already."""
    if style.zones != "german" or published is None or not row.get("zone"):
        return ""
    if re.match(r"\s?[(,]?\s?(?:\d|\()", german[end : end + 4]):
        return ""
    clocks = [clock for clock in german_times(german) if clock.end == uhr and clock.sure]
    if len(clocks) != 1:
        return ""
    there = datetime.combine(published, _time(clocks[0]), ZoneInfo(row["zone"]))
    here = there.astimezone(ZoneInfo("Europe/Berlin"))
    name = "MESZ" if here.dst() else "MEZ"
    day = {1: " am Folgetag", -1: " am Vortag"}.get((here.date() - there.date()).days, "")
    return f" ({written(here.hour * 60 + here.minute)} {name}{day})"


def _time(clock: Clock) -> time:
    return time(*divmod(clock.minutes % DAY, 60))


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
