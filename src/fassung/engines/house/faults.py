"""What is plainly wrong with an answer, so that it is asked for once more in a safer way."""

from __future__ import annotations

import re
from collections import Counter

from fassung.engines.house.vocabulary import TAG
from fassung.repetition import loop

_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")


def tag_list(text: str) -> list[str]:
    """The tags of `text` in order, as they stand."""
    return [found[0] for found in TAG.finditer(text)]


def nested(text: str) -> bool:
    """Whether every ⟦n⟧ is closed by its ⟦/n⟧, innermost first."""
    open_: list[str] = []
    for found in TAG.finditer(text):
        if found[3]:
            continue
        if not found[1]:
            open_.append(found[2])
        elif not open_ or open_.pop() != found[2]:
            return False
    return not open_


def lost_tags(source: str, target: str) -> bool:
    """Whether tags are missing, doubled, invented or wrongly nested."""
    return Counter(tag_list(source)) != Counter(tag_list(target)) or (
        nested(source) and not nested(target)
    )


def loops(target: str, source: str) -> bool:
    """Whether words repeat themselves that do not in the source."""

    def found(text: str) -> bool:
        # asking once more is cheap: a word three times is suspicious enough
        return loop(_WORD.findall(TAG.sub("", text).lower()), single=3) is not None

    return found(target) and not found(source)


def wrong_numbers(source: str, target: str) -> bool:
    """Whether digit groups of two or more figures differ between the two."""

    def figures(text: str) -> Counter[str]:
        return Counter(d for d in _DIGITS.findall(TAG.sub(" ", text)) if len(d) > 1)

    return figures(source) != figures(target)


def faults(source: str, target: str, ended: bool = True) -> int:
    """How bad an answer is: 0 means nothing found; empty or looping weighs most."""
    if not TAG.sub("", target).strip() or loops(target, source) or not ended:
        return 8
    words = len(source.split())
    bad = 4 * lost_tags(source, target) + 2 * wrong_numbers(source, target)
    if words > 4 and not 0.45 < (len(target.split()) + 1) / (words + 1) < 2.2:
        bad += 2
    if words > 5 and TAG.sub("", source) == TAG.sub("", target):
        bad += 3
    return bad
