"""The engine `pseudo`: no translation at all, for tests and for trying the way out."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

from fassung.engines.protocol import Abilities, Card, Reply, Request

LABEL = "[pseudo]"
"""Stands before every text, so that nobody takes it for German or prints it."""
_TAG = re.compile(r"(⟦/?\d+⟧)")
_ACCENTS = str.maketrans("aeiouAEIOU", "äéïöüÄÉÏÖÜ")


class PseudoEngine:
    """The English with accents on its vowels and a label before it; tags stay in their places.

    The same text gives the same result on every machine.
    """

    def __init__(self, milliseconds: float = 0.0) -> None:
        """Translates at a fixed cost: ``milliseconds`` a text (0: at once)."""
        self._seconds = milliseconds / 1000

    @property
    def card(self) -> Card:
        """Name and abilities: tags are carried, nothing leaves the machine."""
        return Card(name="pseudo", version="1", abilities=Abilities(markup=True, offline=True))

    def translate(self, requests: Sequence[Request]) -> list[Reply]:
        """See :class:`fassung.engines.protocol.Engine`. Never fails."""
        time.sleep(self._seconds * len(requests))
        return [Reply(pseudo(request.text), "pseudo") for request in requests]


def pseudo(text: str) -> str:
    """``text`` marked as not translated; a text without words stays as it is.

    >>> pseudo("He came ⟦1⟧by train⟦/1⟧.")
    '[pseudo] Hé cämé ⟦1⟧by träïn⟦/1⟧.'
    """
    if not text.strip():
        return text
    marked = (p if _TAG.fullmatch(p) else p.translate(_ACCENTS) for p in _TAG.split(text))
    return f"{LABEL} {''.join(marked)}"
