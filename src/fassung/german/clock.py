"""Times of day, found in English and in German text as minutes of the day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from fassung.german.numerals import english_value, german_value

DAY = 24 * 60
_HALF = DAY // 2


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, ``text[start:end]``.

    ``minutes`` counts from midnight. ``sure`` says whether morning or evening is said: where it
    is not, the time may as well be twelve hours later. ``word`` is for noon and midnight,
    ``bare`` for figures without "Uhr", which may be something else.
    """

    minutes: int
    start: int
    end: int
    sure: bool = True
    word: bool = False
    bare: bool = False

    def may_be(self, other: Clock) -> bool:
        """Whether both can be the same time."""
        apart = abs(self.minutes - other.minutes) % DAY
        return apart == 0 or (apart == _HALF and not (self.sure and other.sure))


_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_ENGLISH = re.compile(
    rf"""
      (?<![\w.,:$£€/-])(?:(?P<hour0>1[0-2]|0?[1-9])(?:[:.](?P<minute0>[0-5]\d))?
        \s?(?:[–—-]|\bto\b|\band\b)\s?)?
      (?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?[ \u00a0]?
      (?P<half>[ap]\.?[ ]?m)(?![\w])(?:(?<=\.m)\.)?
    | (?<![\w.,:$£€/-])(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?![\d:])
    | \b(?P<past>half|quarter)[ ](?P<way>past|to)[ ](?P<hour_past>{_SMALL})\b
    | \b(?P<oclock>1[0-2]|[1-9]|{_SMALL})[ ]o['’]clock
    | \b(?P<noon>noon|midday)\b | \b(?P<midnight>midnight)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FIGURES_HINT = re.compile(r"\d(?:[ \u00a0]?[apAP]\.?[ ]?[mM]|:\d\d)")
_WORDS_HINT = ("noon", "clock", "midday", "midnight", "half past", "half to", "quarter past",
               "quarter to")  # fmt: skip


@lru_cache(maxsize=256)
def english_times(english: str) -> tuple[Clock, ...]:
    """The times of day of an English text, in order.

    >>> [c.minutes for c in english_times("from 9:30 p.m. until noon")]
    [1290, 720]
    """
    lower = english.lower()
    if not _FIGURES_HINT.search(english) and not any(word in lower for word in _WORDS_HINT):
        return ()
    found = []
    for match in _ENGLISH.finditer(english):
        span = match.span()
        if match["half"]:
            late = match["half"][0] in "pP"
            last = _minutes(match["hour"], match["minute"], late)
            if match["hour0"]:
                same = int(match["hour0"]) % 12 <= int(match["hour"]) % 12
                first = _minutes(match["hour0"], match["minute0"], late if same else not late)
                found.append(Clock(first, *span, sure=False))
            found.append(Clock(last, *span))
        elif match["hour24"]:
            minutes = int(match["hour24"]) * 60 + int(match["minute24"])
            found.append(Clock(minutes, *span, sure=minutes >= _HALF + 60, bare=True))
        elif match["past"]:
            hour = int(english_value(match["hour_past"]) or 0) * 60
            part = 30 if match["past"].lower() == "half" else 15
            found.append(Clock(hour + (part if match["way"].lower() == "past" else -part),
                               *span, sure=False))  # fmt: skip
        elif match["oclock"]:
            value = english_value(match["oclock"]) or 0.0
            found.append(Clock(int(value) * 60 % DAY, *span, sure=False))
        else:
            found.append(Clock(_HALF if match["noon"] else 0, *span, word=True))
    return tuple(found)


def _minutes(hour: str, minute: str | None, late: bool) -> int:
    return (int(hour) % 12 + 12 * late) * 60 + int(minute or 0)


_EIN = "ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf"
_GERMAN = re.compile(
    rf"""
      (?<![\w.,:/-])(?:(?P<hour0>[01]?\d|2[0-4])(?:[.:](?P<minute0>[0-5]\d))?(?:[ \u00a0]Uhr)?
        \s?(?:[–—-]|\bbis\b|\bund\b|\boder\b)\s?)?
      (?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?[ \u00a0]?Uhr
      (?:[ ](?P<after>[0-5]\d)(?![\d.:]))?
    | \b(?P<word>{_EIN})[ \u00a0]Uhr\b
    | \bhalb[ ](?P<half>{_EIN}|eins)\b
    | \b(?P<part>[Vv]iertel|fünf|zehn|zwanzig)[ ](?P<way>vor|nach)[ ](?P<quarter>{_EIN}|eins)\b
    | (?<![\w.,:/-])(?P<hour_bare>[01]\d|2[0-3])[.:](?P<minute_bare>[0-5]\d)
      (?![\w:,]\d|\w|\.|[ ]?[%€$])
    | (?P<noon>\b(?:Mittag|mittags|Mittags)\b) | (?P<midnight>Mitternacht|mitternachts)
    """,
    re.VERBOSE,
)
_GERMAN_HINT = re.compile(
    r"Uhr|\d[.:]\d\d|halb |(?:iertel|fünf|zehn|zwanzig) (?:vor|nach)|ittag|itternacht"
)
_LATE = re.compile(
    r"\b(?:abends|nachmittags|mittags|nachts)\b|[Aa]bend|[Nn]achmittag|[Mm]ittag|[Nn]acht"
)


@lru_cache(maxsize=256)
def german_times(german: str) -> tuple[Clock, ...]:
    """The times of day of a German text, in order.

    >>> [c.minutes for c in german_times("um 21.30 Uhr, neun Uhr abends, halb zehn, Mitternacht")]
    [1290, 540, 570, 0]
    """
    if not _GERMAN_HINT.search(german):
        return ()
    found = []
    for match in _GERMAN.finditer(german):
        span = match.span()
        if match["hour"]:
            if match["hour0"]:
                first = int(match["hour0"]) * 60 + int(match["minute0"] or 0)
                found.append(Clock(first % DAY, *span, sure=first >= _HALF + 60, bare=True))
            minutes = int(match["hour"]) * 60 + int(match["minute"] or match["after"] or 0)
            found.append(Clock(minutes % DAY, *span, sure=not _part_of_day(german, minutes)))
        elif match["word"] or match["half"] or match["quarter"]:
            said = match["word"] or match["half"] or match["quarter"]
            value = int(german_value(said) or 0) * 60
            if match["half"]:
                value -= 30
            elif match["quarter"]:
                part = {"fünf": 5, "zehn": 10, "zwanzig": 20}.get(match["part"], 15)
                value += part if match["way"] == "nach" else -part
            found.append(Clock(value % DAY, *span, sure=bool(match["word"])
                               and not _part_of_day(german, value)))  # fmt: skip
        elif match["hour_bare"]:
            minutes = int(match["hour_bare"]) * 60 + int(match["minute_bare"])
            found.append(Clock(minutes, *span, sure=minutes >= _HALF + 60, bare=True))
        else:
            found.append(Clock(_HALF if match["noon"] else 0, *span, word=True))
    return tuple(found)


def _part_of_day(german: str, minutes: int) -> bool:
    """Whether another word says that a time up to twelve is one after noon: "9 Uhr abends"."""
    return minutes <= _HALF + 59 and _LATE.search(german) is not None


def written(minutes: int) -> str:
    """A time of day as dpa writes it.

    >>> written(1290), written(540)
    ('21.30 Uhr', '9 Uhr')
    """
    hour, minute = divmod(minutes % DAY, 60)
    return f"{hour}.{minute:02d} Uhr" if minute else f"{hour} Uhr"
