"""Spelling of quotation marks, dashes and blanks that the house model reads and writes.

The model reads English with straight marks (fewer forms to learn) and writes German with „…“,
‚…‘, ’ and –. Training and run time use these same two functions.
"""

from __future__ import annotations

import re
import unicodedata

_STRAIGHT = str.maketrans({
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'",
    "…": "...", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u00ad": None,
    "\u200b": None, "\ufeff": None, "‐": "-", "‑": "-",
})  # fmt: skip

_OPENS_AFTER = set(" ([{–—-/⟧„‚")


def english(text: str) -> str:
    """`text` with straight quotation marks, one blank between words, composed characters."""
    text = unicodedata.normalize("NFC", text).translate(_STRAIGHT).replace("''", '"')
    return " ".join(text.split())


def german(text: str) -> str:
    """`text` with German quotation marks, apostrophes, dashes and ellipses.

    Marks are paired from the left: a mark after a blank, a bracket or a dash opens, else closes.
    """
    text = " ".join(unicodedata.normalize("NFC", text).translate(_STRAIGHT).split())
    text = text.replace("''", '"').replace(" - ", " – ").replace(" -- ", " – ")
    text = re.sub(r"\.\.\.+", "…", text).replace("—", "–")
    out: list[str] = []
    double = single = False
    for index, char in enumerate(text):
        before = text[index - 1] if index else " "
        after = text[index + 1] if index + 1 < len(text) else " "
        if char == '"':
            opens = not double and (before in _OPENS_AFTER or not out or after.isalnum())
            double = opens
            out.append("„" if opens else "“")
        elif char == "'":
            if before.isalnum() and after.isalnum():
                out.append("’")
            elif not single and before in _OPENS_AFTER and not after.isspace():
                single = True
                out.append("‚")
            elif single:
                single = False
                out.append("‘")
            else:
                out.append("’")
        else:
            out.append(char)
    return "".join(out)
