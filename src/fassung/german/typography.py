"""Dashes, ellipses and spaces as German sets them."""

from __future__ import annotations

import re
from functools import cache

from fassung.german.edits import Edit
from fassung.german.tables import words

_NB = "\u00a0"
# No rule here looks over a line break, which is a span of its own.
_GAP = "[ \t\u00a0\u2009\u202f]"

_DASH = re.compile(
    rf"""
      (?P<range>(?<=\d)—(?=\d))
    | (?P<long>{_GAP}*(?:[—―]|(?<![-\w])--(?![-\w])|(?<=[^\W\d_])--(?=[^\W\d_])){_GAP}*)
    | (?P<hyphen>(?<=[^\s-])[ \t\u00a0]+-[ \t\u00a0]+(?=[^\s-]))
    | (?P<tight>(?<=\w)[ \t\u00a0]–(?=[^\W\d_]))
    """,
    re.VERBOSE,
)
_QUOTES = "\"'“”„‟«»‘’‚‹›"
_DASH_HINT = re.compile(r"[—―]|-(?:-|(?<=[ \u00a0\t]-))|–(?<=[ \u00a0]–)")


def dashes(german: str) -> list[Edit]:
    """ " - ", "--" and "—" become " – " (supertext, reporterpool, see the field notes).

    Ranges keep theirs tight, hyphens in words and minus signs stay.
    """
    if not _DASH_HINT.search(german):
        return []
    edits = []
    for match in _DASH.finditer(german):
        start, end = match.span()
        before, after = german[start - 1 : start], german[end : end + 1]
        if match["range"]:
            new = "–"
        elif match["hyphen"] and before.isdigit() and after.isdigit():
            continue  # "5 - 3" may be a sum, a score or a range
        else:
            left, right = _around(german, match) if match["long"] else (" ", " ")
            new = f"{left}–{right}"
        if new != match.group():
            edits.append(Edit(start, end, new, "dash"))
    return edits


def _around(german: str, match: re.Match[str]) -> tuple[str, str]:
    """The spaces before and after a dash: none at an edge, a bracket, inside a quote."""
    start, end = match.span()
    before, after = german[start - 1 : start], german[end : end + 1]
    left = right = " "
    opened = before in _QUOTES and german[start - 2 : start - 1] in ("", " ", "\n", "(")
    if opened or before in ("", "\n", "(", "["):
        left = ""
    if after in ("", "\n") or after in ",.;:!?)]" or (after in _QUOTES and match[0][-1] in "—―-"):
        right = ""
    return left, right


_DOTS = re.compile(rf"(?<![./\\])\.(?:\.{{2,}}|(?:{_GAP}\.){{2,}})(?![./\\\w]*[/\\])")


def ellipses(german: str) -> list[Edit]:
    """Three dots become one sign; the space before it stays as the writer meant it."""
    if ".." not in german and ". ." not in german:
        return []
    return [Edit(*match.span(), "…", "ellipsis") for match in _DOTS.finditer(german)]


_SPACES = re.compile(
    rf"""
      (?P<punctuation>(?<=[\w)\]“‘’”"'«»‹›%]){_GAP}+(?=[,;:!?](?:\s|$|["“”‘’)\]«»])|\.(?:\s|$|["“”‘’)])))
    | (?P<double>(?<=\S){_GAP}{{2,}}(?=\S))
    """,
    re.VERBOSE,
)


def spaces(german: str) -> list[Edit]:
    """One space between words, none before a punctuation mark."""
    return [
        Edit(*match.span(), "" if match["punctuation"] else " ", "space")
        for match in _SPACES.finditer(german)
    ]


def hard_spaces(german: str, nbsp: bool = True) -> list[Edit]:
    """Spaces that must not break: "z. B.", "5 %", "Nr. 3", "Dr. Weber".

    With ``nbsp`` false only missing spaces are put in ("z.B." → "z. B.").
    """
    edits = []
    for match in _hard().finditer(german):
        if match["abbreviation"]:
            space = _NB if nbsp else " "
            letters = match.group().replace(" ", "").replace(_NB, "").rstrip(".")
            new = f".{space}".join(letters.split(".")) + "."
            if not nbsp and _NB in match.group():
                continue  # somebody set it by hand
        elif nbsp:
            new = match.group().replace(" ", _NB)
        else:
            continue
        if new != match.group():
            edits.append(Edit(*match.span(), new, "nbsp"))
    return edits


@cache
def _hard() -> re.Pattern[str]:
    def alternatives(name: str) -> str:
        return "|".join(re.escape(word) for word in words()[name])

    shorts = "|".join(
        "[ \u00a0]?".join(re.escape(part) for part in short.split())
        for short in sorted(words()["abbreviations"], key=len, reverse=True)
    )
    return re.compile(
        rf"""
          (?P<abbreviation>(?<![\w.])(?:{shorts})(?!\w))
        | (?<![\w.])(?:{alternatives("before_number")})[ ](?=\d)
        | (?<![\w.])(?:{alternatives("before_name")})[ ](?=[A-ZÄÖÜ])
        | (?<=\d)[ ](?=[%‰€°])
        """,
        re.VERBOSE,
    )
