"""Where an English news sentence ends.

Rules first, from newsroom practice: titles and months before names do not end
a sentence ("Sen. Warren", "Jan. 6"), "U.S." only before a word that starts
one, and a quotation stays whole, because its sentences lean on each other.
"""

from __future__ import annotations

import re

_NEVER = frozenset(
    """mr mrs ms dr prof rev hon sen sens rep reps gov govs gen lt col maj capt cmdr adm sgt cpl
    pvt st ste mt ft jan feb mar apr jun jul aug sept sep oct nov dec vs no nos fig approx
    dept est univ assn bros messrs supt pres sec amb atty det insp ave blvd e.g i.e cf al
    viz""".split()
)
"""Abbreviations that a name or number follows; without their last full stop."""

_SOMETIMES = frozenset(
    """u.s u.k u.n e.u d.c p.m a.m inc corp co ltd jr sr etc ph.d m.d u.s.a l.a n.y calif tex fla
    mass ariz ark colo conn del ga ill ind kan ky la md mich minn miss mo mont neb nev okla
    ore pa tenn va vt wash wis wyo""".split()
)
"""Abbreviations that may also stand last in a sentence."""

_STARTERS = frozenset(
    """the a an he she it they we i you this that these those there but and or so yet in on at by
    for from to with as if when while after before since until although though because however
    still now then what who why how where according both some many most all no one two his her
    its their our my asked more even meanwhile instead last earlier later officials""".split()
)

_END = re.compile(r"[.!?…]+(?=[\s”’\"')\]»]|$)")
_CLOSERS = "”’\"')]»"
_OPENERS = "“‘\"'([«"
_LONGEST_QUOTE = 600
"""Characters: a quotation longer than this is split all the same, engines have limits."""


def split(value: str) -> list[tuple[int, int]]:
    """The sentences of ``value`` as ``(start, end)``, white space around them left out.

    >>> text = "He met Sen. Warren. “No. Never,” she said."
    >>> [text[start:end] for start, end in split(text)]
    ['He met Sen. Warren.', '“No. Never,” she said.']
    """
    found: list[tuple[int, int]] = []
    line_start = 0
    for line in value.split("\n"):
        found += ((line_start + start, line_start + end) for start, end in _line(line))
        line_start += len(line) + 1
    return found


def _line(value: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    quotes = _quotations(value)
    start = 0
    for match in _END.finditer(value):
        end = match.end()
        while end < len(value) and value[end] in _CLOSERS:
            end += 1
        if any(first < end < last for first, last in quotes) or not _ends(value, match, end):
            continue
        found.append((start, end))
        start = end
    found.append((start, len(value)))
    return [trimmed for first, last in found if (trimmed := _trim(value, first, last))]


def _trim(value: str, start: int, end: int) -> tuple[int, int] | None:
    part = value[start:end]
    if not part.strip():
        return None
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _quotations(value: str) -> list[tuple[int, int]]:
    """Ranges from an opening to its closing double quotation mark."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for index, char in enumerate(value):
        if char == "“" or (char == '"' and opened is None):
            opened = index if opened is None else opened
        elif char in '”"' and opened is not None:
            if index - opened <= _LONGEST_QUOTE:
                found.append((opened, index + 1))
            opened = None
    return found


def _ends(value: str, match: re.Match[str], end: int) -> bool:
    rest = value[end:].lstrip()
    if not rest:
        return True
    if not value[end].isspace():
        return False
    head = rest.lstrip(_OPENERS + "—–- ")
    if not head or head[0].islower():
        return False
    if match.group() != ".":
        return True
    words = value[: match.start()].split()
    word = words[-1].lstrip(_OPENERS).lower() if words else ""
    following = re.match(r"[\w’']+", head)
    next_word = following.group().lower() if following else ""
    if word in _NEVER:
        return word == "no" and next_word in _STARTERS
    if len(word) == 1 and word.isalpha() and words[-1][-1].isupper():
        return next_word in _STARTERS and word != "i"
    if word in _SOMETIMES or re.fullmatch(r"(?:\w\.)+\w", word):
        return next_word in _STARTERS or rest[0] in _OPENERS
    return True
