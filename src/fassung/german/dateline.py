"""The dateline: "SEOUL — " becomes "Seoul – "."""

from __future__ import annotations

import re

from fassung.german.edits import Edit
from fassung.german.house import HouseStyle
from fassung.german.names import place, places

_DATELINE = re.compile(
    r"""
      ^(?P<place>[A-ZÀ-ÝŁŚŻ][A-ZÀ-ÝŁŚŻ.'’]+(?:[ -](?:[A-ZÀ-ÝŁŚŻ][A-ZÀ-ÝŁŚŻ.'’]*|de|do|da|del)){0,4})
      (?P<region>,[ ](?:[A-Z][\w.]+[ ]?){1,2})?
      (?P<agency>[ ]?\((?:AP|AFP|Reuters|REUTERS|dpa|DPA|Bloomberg|UPI|ANI|Xinhua)\))?
      [ \u00a0]*(?P<dash>[—–―]|--|-(?=[ ]))[ \u00a0]*(?=\S)
    """,
    re.VERBOSE,
)
_SMALL = {"DE", "DO", "DA", "DEL", "AM", "AN", "DER", "OF", "THE", "ON", "UND"}


def dateline(german: str, english: str = "", style: HouseStyle | None = None) -> list[Edit]:
    """The place in its German form, not in capitals, and an en dash behind it.

    Capitals before a dash are a dateline if the English text begins with one (or is
    not given). A single word of up to five letters must be a known place: "NATO — das
    Bündnis …" is none.
    """
    match = _DATELINE.match(german)
    if not match or (english and not _DATELINE.match(english)):
        return []
    written = match["place"]
    region = (match["region"] or "").rstrip()
    if region in (", D.C.", ", DC"):
        region = ""
    # With a state behind it the place is a namesake: Moscow, Idaho.
    form = "" if region else place(written, style or HouseStyle())
    if not form:
        if not region and " " not in written and len(written) <= 5 and written not in places():
            return []
        form = _titled(written)
    agency = match["agency"] or ""
    new = f"{form}{region}{' ' if agency and agency[0] != ' ' else ''}{agency} – "
    return [] if new == match.group() else [Edit(match.start(), match.end(), new, "dateline")]


def _titled(written: str) -> str:
    """ "RIO DE JANEIRO" → "Rio de Janeiro"; initials with points stay."""
    parts = re.split(r"([ -])", written)
    return "".join(
        part.lower()
        if index and part in _SMALL
        else part
        if re.fullmatch(r"(?:[A-Z]\.)+", part)
        else part.capitalize()
        for index, part in enumerate(parts)
    )


def split_dateline(english: str) -> int:
    """How many characters of ``english`` are its dateline; 0 if it has none.

    >>> split_dateline("SEOUL — It rained."), split_dateline("It rained — again.")
    (8, 0)
    """
    edits = dateline(english)
    return edits[0].end if edits else 0
