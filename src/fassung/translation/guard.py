"""What no reader may get from an engine: loops, copies, runaways, nothing at all."""

from __future__ import annotations

import re
from enum import StrEnum

from fassung.repetition import loop

_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|[@#]\w+")


class Fault(StrEnum):
    """Why a sentence from an engine is not usable as it is."""

    EMPTY = "empty"
    COPY = "copy"
    LOOP = "loop"
    RUNAWAY = "runaway"
    SHORT = "short"


def translatable(value: str) -> bool:
    """Whether there is language in ``value``: not only figures, signs or addresses.

    >>> translatable("12.5%"), translatable("https://example.org/a"), translatable("Snow")
    (False, False, True)
    """
    return bool(_LETTER.search(_ADDRESS.sub("", value)))


def fault(english: str, german: str) -> Fault | None:
    """What is wrong with ``german`` as a translation of ``english``; None if nothing is.

    >>> fault("It rains.", "Es regnet. Es regnet. Es regnet. Es regnet.")
    <Fault.LOOP: 'loop'>
    """
    if not german.strip():
        return Fault.EMPTY
    source, target = _words(english), _words(german)
    if loop([word.lower() for word in target]) and not loop([word.lower() for word in source]):
        return Fault.LOOP
    if len(german) > 2.2 * len(english) + 40:
        return Fault.RUNAWAY
    if len(english) > 40 and len(german) < 0.45 * len(english):
        return Fault.SHORT
    # A copy: long enough to hold language, and nearly all words as they were. Names stay.
    common = [word for word in source if word.islower()]
    if len(common) >= 3:
        kept = set(target)
        if sum(word in kept for word in common) / len(common) > 0.7:
            return Fault.COPY
    return None


def _words(value: str) -> list[str]:
    return _WORD.findall(value)
