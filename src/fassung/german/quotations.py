"""Quotations of a text, English or German: where they stand, and marks that lack their other half.

The glyph says little in machine output (“ opens in English and closes in German), so a mark is
judged by its neighbours first, then by what is open.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

_HINT = re.compile("[\x84\x93\x94\"“”„‟«»‘’‚‹›'`´]")
# \x84, \x93 and \x94 are „, “ and ” of Windows-1252 in a text that was read as Latin-1.
_DOUBLE = re.compile(r"''|``|(?<!\S),,(?=\w)|[\"“”„‟«»\x84\x93\x94]")
# Marks that a table of comma-separated values has doubled count as one.
_DOUBLED_MARK = re.compile(r'(?:^|[\s(])""+(?=\w)')
_WITH_DOUBLED = re.compile(rf'"{{2,}}|{_DOUBLE.pattern}')
# Half a pair of single marks is an apostrophe for all we know, so only whole pairs are read.
_SINGLE = re.compile(
    r"(?<![\w\"“”„])['‘‚‹›`](?=[^\W_])(?!\d\ds?\b)([^'‘’‹›`\n]{2,600}(?:['’](?=\w)[^'‘’‹›`\n]{1,300}){0,4}?)"
    r"(?<=[\w.,!?…])['’‘‹›´](?!\w)"
)
_MARKS = frozenset("\"“”»«'’‘")
_ALWAYS_OPEN = frozenset(("„", "‟", ",,", "``", "\x84"))
_BEFORE_OPEN = frozenset(" \t\n\u00a0\u2009\u202f([{–—-/…:⟧")
_NEVER_OPEN_BEFORE = frozenset(".,;:!?)]")
_AFTER_CLOSE = frozenset(" \t\n\u00a0\u2009\u202f.,;:!?)]}–—-/…⟦")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: ``start`` and ``end`` with its marks, ``single`` where those are ‚…‘ or '…'."""

    start: int
    end: int
    single: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """Outermost quotations of a text in order, and double marks without their other half."""

    quotations: tuple[Quotation, ...] = ()
    opening: tuple[int, ...] = ()
    """Where a quotation begins that does not end in this text."""
    closing: tuple[int, ...] = ()
    """Where one ends that did not begin in it."""

    def inside(self, at: int) -> bool:
        """Whether the character ``at`` is quoted, in a quotation that runs over the text, too."""
        return (
            any(q.start <= at < q.end for q in self.quotations)
            or any(at >= start for start in self.opening)
            or any(at <= end for end in self.closing)
        )


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of direct speech with its marks; ``closed`` says whether it ends in this text."""

    start: int
    end: int
    closed: bool = True


_NONE = Quoted()


@lru_cache(maxsize=4096)  # several checks ask about the same text
def quoted(text: str, begun: bool = False) -> Quoted:
    """The quotations of ``text``; ``begun`` says that it begins in one.

    >>> quoted("Er sagt: „Ja.“").quotations
    (Quotation(start=9, end=14, single=False),)
    >>> quoted('"Well," he said, "no').opening
    (17,)
    """
    return _quoted(text, begun) if _HINT.search(text) else _NONE


def speech(text: str, begun: bool = False) -> list[Speech]:
    """What of ``text`` stands in double quotation marks, in order.

    Args:
        text: English or German.
        begun: whether the text begins in a quotation, that of an earlier paragraph.

    >>> [(s.start, s.end, s.closed) for s in speech("Er: „Ja“, dann: „Nein.")]
    [(4, 8, True), (16, 22, False)]
    """
    marks = quoted(text, begun)
    doubles = [q for q in marks.quotations if not q.single]
    if begun and not (doubles or marks.opening or marks.closing):
        return [Speech(0, len(text), False)]
    found = [Speech(q.start, q.end) for q in doubles]
    if marks.closing:
        last = marks.closing[-1]
        end = last + (2 if text.startswith("''", last) else 1)
        found = [Speech(0, end), *(s for s in found if s.start >= end)]
    if marks.opening:
        first = marks.opening[0]
        found = [*(s for s in found if s.end <= first), Speech(first, len(text), False)]
    return found


def _quoted(text: str, begun: bool) -> Quoted:
    found: list[Quotation] = []
    opening: list[int] = []
    closing: list[int] = []
    stack: list[int] = []
    last = -1
    last_opened = False
    doubled = '""' in text and _DOUBLED_MARK.search(text)
    for match in (_WITH_DOUBLED if doubled else _DOUBLE).finditer(text):
        start, end = match.span()
        if match[0] in ('"', "”", "''") and not stack and not begun and _is_inch(text, start):
            continue
        touches = start == last
        opens = _opens(text, match, bool(stack) or begun, touches, last_opened)
        last, last_opened, begun = end, opens, False
        if opens:
            stack.append(start)
        elif not stack:
            closing.append(start)
        else:
            first = stack.pop()
            if not stack:
                found.append(Quotation(first, end))
    if stack:
        # What stood inside a quotation that never ends are quotations of their own.
        opening = stack
        stack = []
    starts = [q.start for q in found]
    for match in _SINGLE.finditer(text):
        around = bisect_left(starts, match.start()) - 1
        if around < 0 or match.start() >= found[around].end:
            found.append(Quotation(match.start(), match.end(), True))
    found.sort(key=lambda q: q.start)
    return Quoted(tuple(found), tuple(opening), tuple(closing))


def _opens(
    text: str, mark: re.Match[str], is_open: bool, touches: bool, before_opened: bool
) -> bool:
    start, end = mark.span()
    if mark[0] in _ALWAYS_OPEN:
        return True
    if end == len(text) or (text[end] in _NEVER_OPEN_BEFORE and text[end : end + 2] != ".."):
        return False  # engines leave a space before it: "Ja. "
    left = before_opened if touches else start == 0 or text[start - 1] in _BEFORE_OPEN
    right = text[end] in _AFTER_CLOSE or text[end] in _MARKS
    if left and not right:
        return True
    if right and not left:
        return False
    if mark[0] == "”":
        return False
    return not is_open


def _is_inch(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdigit() and not text[at + 1 : at + 2].isalnum()
