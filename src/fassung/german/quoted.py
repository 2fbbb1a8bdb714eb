"""Direct speech: which stretches of a text stand between quotation marks."""

from __future__ import annotations

import re

_MARK = re.compile('[„“”»«"]')


def quoted(text: str, open_quotes: int = 0) -> list[tuple[int, int]]:
    """Stretches between double quotation marks of any shape, the marks excluded, in order.

    A quotation that stays open runs to the end; with ``open_quotes`` the text begins in one.

    >>> [("Er sagte: „Ja“, dann »nein«.")[a:b] for a, b in quoted("Er sagte: „Ja“, dann »nein«.")]
    ['Ja', 'nein']
    """
    found = []
    start = 0 if open_quotes else -1
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == '"' and text[at - 1 : at].isdigit() and start < 0:
            continue  # an inch
        if start < 0:
            start = at + 1
        elif mark == "„" or (mark == "»" and text[at + 1 : at + 2].isalnum()):
            start = at + 1  # opened once more at a new paragraph
        else:
            found.append((start, at))
            start = -1
    if start >= 0:
        found.append((start, len(text)))
    return found
