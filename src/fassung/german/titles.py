"""Forms of address and titles before a name: once, in German, and without a full stop.

Engines copy the stop of "Mr." and say a title twice: "Herr, Herr. Berg" for "Mr. Berg"; ranks
they copy as they stand: "Gen. Berg".
"""

from __future__ import annotations

import re

from fassung.german.edits import Edit

_ADDRESS = r"(?:Herrn?|Frau)"
_TITLE = (
    rf"(?:{_ADDRESS}|(?:Vize)?[Pp]räsident(?:in|en)?|(?:\w+)?[Mm]inister(?:in|s)?|Senator(?:in|s)?"
    r"|General|Papst|König(?:in)?|Bundeskanzler(?:in|s)?|Kanzler(?:in|s)?|Gouverneur(?:in|s)?"
    r"|Richter(?:in|s)?|Professor(?:in|s)?|Doktor|Dr\.|Prof\.)"
)
_DOUBLED = re.compile(rf"\b(?P<title>{_TITLE})(?P<comma>,?)\s(?P=title)(?P<stop>\.?)(?=\s[A-ZÄÖÜ])")
_STOPPED = re.compile(rf"\b(?P<title>{_ADDRESS})\.(?=\s(?P<name>[A-ZÄÖÜ][\w’'-]+))")
_ENGLISH = r"\b(?:Mr|Mrs|Ms|Miss|Mister|Sir|Lady|Madam|Mx)\.?\s(?:[A-Z][\w’'-]*\.?\s){0,3}"
_RANKS = {
    "Gen.": "General",
    "Lt. Gen.": "Generalleutnant",
    "Maj. Gen.": "Generalmajor",
    "Brig. Gen.": "Brigadegeneral",
    "Col.": "Oberst",
    "Lt. Col.": "Oberstleutnant",
    "Adm.": "Admiral",
    "Vice Adm.": "Vizeadmiral",
    "Rear Adm.": "Konteradmiral",
}
"""As the AP Stylebook shortens them ("military titles"), and as the Bundeswehr names them; women
hold them under the same name. Others have two forms (Senator, Senatorin) and are an editor's."""
_RANK = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, sorted(_RANKS, key=len, reverse=True)))})"
    r"(?=[ \u00a0](?P<name>[A-ZÄÖÜ][\w’'.-]+))"
)


def titles(german: str, english: str) -> list[Edit]:
    """Edits that say a title once, take the stop behind Herr and Frau away, and put ranks in full.

    Where a sentence may end or a clause begin, only the English makes it certain.

    >>> [e.replacement for e in titles("Das sagte Herr, Herr. Berg.", "Mr. Berg said so.")]
    ['Herr']
    >>> [e.replacement for e in titles("Maj. Gen. Lee Roe ging.", "Maj. Gen. Lee Roe left.")]
    ['Generalmajor']
    >>> titles("So sprach der Herr. Berg und Tal bebten.", "So spoke the Lord.")
    []
    """
    edits = []
    for match in _DOUBLED.finditer(german):
        certain = not match["comma"] and not match["stop"]
        if certain or _is_addressed(german[match.end() + 1 :], english):
            edits.append(Edit(*match.span(), match["title"], "titles"))
    taken = [range(edit.start, edit.end) for edit in edits]
    for match in _STOPPED.finditer(german):
        if any(match.start() in stretch for stretch in taken):
            continue
        if _is_addressed(match["name"], english):
            edits.append(Edit(*match.span(), match["title"], "titles"))
    for match in _RANK.finditer(german):
        if f"{match[0]} {match['name']}" in english:
            edits.append(Edit(*match.span(), _RANKS[match[0]], "titles"))
    return edits


def _is_addressed(rest: str, english: str) -> bool:
    """Whether the English has Mr., Mrs. or the like before the name that ``rest`` begins with."""
    name = re.match(r"[\w’'-]+", rest)
    return name is not None and bool(re.search(_ENGLISH + re.escape(name[0]), english))
