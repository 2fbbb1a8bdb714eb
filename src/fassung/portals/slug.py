"""Words as a part of an address."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def hyphened(words: str) -> str:
    """``words`` in small Latin letters and figures with hyphens between; empty if none is left.

    >>> hyphened("Österreich & Schweiz: 5 Größen"), hyphened("東京")
    ('oesterreich-schweiz-5-groessen', '')
    """
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
