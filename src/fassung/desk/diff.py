"""What changed between two wordings, by words, as an editor reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Levenshtein

_TOKEN = re.compile(r"\w+(?:[-’']\w+)*|\s+|[^\w\s]")
_WORD = re.compile(r"\w+(?:[-’'.,]\w+)*|[^\w\s]")


class Change(NamedTuple):
    """A stretch of words. ``op`` is ``=`` (in both), ``-`` (only before) or ``+`` (only after)."""

    op: str
    words: str


def words(before: str, after: str) -> list[Change]:
    """The way from ``before`` to ``after``.

    All ``=`` and ``-`` together are ``before``, all ``=`` and ``+`` together are ``after``.

    >>> [tuple(change) for change in words("Es regnet heute.", "Es schneit heute.")]
    [('=', 'Es '), ('-', 'regnet'), ('+', 'schneit'), ('=', ' heute.')]
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    steps: list[tuple[str, str]] = []
    for step in LCSseq.opcodes(old, new):
        a, b, c, d = step.src_start, step.src_end, step.dest_start, step.dest_end
        if step.tag == "equal":
            steps.append(("=", "".join(old[a:b])))
        else:
            steps += [("-", "".join(old[a:b])), ("+", "".join(new[c:d]))]
    return list(_joined(steps))


def changed(before: str, after: str) -> list[tuple[str, str]]:
    """The pairs of old and new words at each place that changed; either may be empty.

    >>> changed("Der Gouverneur kam.", "Die Gouverneurin kam.")
    [('Der Gouverneur', 'Die Gouverneurin')]
    """
    found = []
    old = new = ""
    for op, text in [*words(before, after), Change("=", "")]:
        if op == "-":
            old += text
        elif op == "+":
            new += text
        elif old or new:
            found.append((old.strip(), new.strip()))
            old = new = ""
    return [pair for pair in found if any(pair)]


def tokens(text: str) -> list[str]:
    """The words and marks of ``text``, as distances count them."""
    return _WORD.findall(text)


def distance(before: str, after: str) -> int:
    """Words that were put in, taken out or exchanged, without moves.

    >>> distance("Es regnet heute.", "Heute regnet es.")
    2
    """
    return Levenshtein.distance(tokens(before), tokens(after))


def _joined(steps: Iterable[tuple[str, str]]) -> Iterable[Change]:
    """One change where two are parted by nothing but a space: words change together."""
    old = new = gap = ""
    for op, text in steps:
        if op == "=" and not text.strip() and (old or new):
            gap += text
        elif op == "=":
            yield from _change(old, new)
            yield Change("=", gap + text)
            old = new = gap = ""
        elif text:
            old, new, gap = old + gap, new + gap, ""
            old, new = (old + text, new) if op == "-" else (old, new + text)
    yield from _change(old, new)
    if gap:
        yield Change("=", gap)


def _change(old: str, new: str) -> Iterable[Change]:
    if old:
        yield Change("-", old)
    if new:
        yield Change("+", new)
