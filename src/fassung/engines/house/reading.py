"""English forms that the house model misreads, written so that it reads them right.

A small model cannot reckon: "2 p.m." became „20 Uhr“, "$1.2tn" „1,2 Mrd.“, "50ft" stayed as it
was. What can be reckoned is reckoned before the model is asked. Only the model sees this form:
whoever checks the German reads the English as it came.
"""

from __future__ import annotations

import re
from decimal import Decimal

_TIME = re.compile(
    r"""
    (?<![\w.,:$£€/-])
    (?:(?P<hour0>1[0-2]|0?[1-9])(?:[:.](?P<minute0>[0-5]\d))?(?P<to>\ ?[–—-]\ ?|\ to\ |\ and\ ))?
    (?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\ ?
    (?P<half>a\.?\ ?m|p\.?\ ?m|AM|PM|A\.M|P\.M)\b(?P<point>\.?)(?P<last>(?:["')\]]|⟦/\d+⟧)*$)?
    """,
    re.VERBOSE,
)
_AMOUNT = re.compile(
    r"(?P<sign>[$£€¥]\ ?)(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)\ ?(?P<unit>[bt]n|m|mn|k|[BMK])\b"
    r"|(?<![\w.,])(?P<bare>\d+(?:,\d{3})*(?:\.\d+)?)(?P<large>[bt]n)\b"
)
_SCALES = {"bn": "billion", "tn": "trillion", "b": "billion", "m": "million", "mn": "million"}
_UNITS = (
    (re.compile(r"(?<=\d) ?sq\.? ?ft\b"), " square feet"),
    (re.compile(r"(?<=\d) ?ft\b"), " feet"),
    (re.compile(r"(?<=\d) ?mph\b"), " miles per hour"),
    (re.compile(r"(?<=\d)lbs?\b"), " pounds"),
)


def readable(english: str) -> str:
    """``english`` with times of the 24-hour clock, amounts and units in words.

    >>> readable("It opens at 6:30 p.m. Friday and cost $1.5bn.")
    "It opens at 18:30 o'clock Friday and cost $1.5 billion."
    >>> readable("A 50ft wall, open from 11 to 2pm")
    "A 50 feet wall, open from 11 to 14 o'clock"
    """
    if not any(char.isdigit() for char in english):
        return english
    text = _AMOUNT.sub(_amount, _TIME.sub(_time, english))
    for form, word in _UNITS:
        text = form.sub(word, text)
    return text


def _time(found: re.Match[str]) -> str:
    late = found["half"][0] in "pP"
    said = _clock(found["hour"], found["minute"], late)
    if found["hour0"]:
        # "11 to 2pm" begins in the morning
        same = int(found["hour0"]) % 12 <= int(found["hour"]) % 12
        said = _clock(found["hour0"], found["minute0"], late if same else not late) + (
            found["to"] + said
        )
    # the point of "p.m." ends the sentence only where nothing follows
    ends = found["last"] is not None and bool(found["point"])
    return f"{said} o'clock{'.' if ends else ''}{found['last'] or ''}"


def _clock(hour: str, minute: str | None, late: bool) -> str:
    hours = str(int(hour) % 12 + 12 * late)
    return f"{hours}:{minute}" if minute else hours


def _amount(found: re.Match[str]) -> str:
    if found["large"]:
        return f"{found['bare']} {_SCALES[found['large']]}"
    unit = found["unit"].lower()
    if unit == "k":
        value = Decimal(found["number"].replace(",", "")) * 1000
        whole = value.to_integral_value()
        return f"{found['sign']}{whole if whole == value else value:,f}"
    return f"{found['sign']}{found['number']} {_SCALES[unit]}"
