"""Quotation marks and apostrophes.

The glyph tells nothing in a mixture of English and German marks (“ opens there and closes
here), so a mark is judged by what stands around it, and by what is open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from fassung.german.edits import Edit
from fassung.german.house import HouseStyle
from fassung.german.tables import words

_MARK = re.compile(r"''|``|(?<!\S),,(?=\w)|[\"“”„‟«»'‘’‚‛‹›´`]")
_HINT = re.compile("[\"“”„‟«»'‘’‚‛‹›´`]")
_DOUBLES = frozenset(("''", "``", ",,", *'"“”„‟«»'))
_ONLY_QUOTES = frozenset("‚‹›‛")
_SPACES = " \t\u00a0\u2009\u202f\n"
_THIN = ("\u00a0", "\u202f", " ")
_OPENS_AFTER = frozenset(_SPACES + "([{–—-/⟧…")
_CLOSES_BEFORE = frozenset(_SPACES + ".,;:!?)]}–—-/⟦…")


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    glyph: str
    double: bool
    before: str
    after: str
    """The nearest characters that are no marks; empty at the ends of the text."""
    touches: bool
    """Another mark stands directly before."""

    @property
    def in_word(self) -> bool:
        return not self.touches and self.before.isalnum() and self.after.isalpha()


def quotes(
    german: str, style: HouseStyle | None = None, open_quotes: int = 0
) -> tuple[list[Edit], int]:
    """Edits that set all quotation marks and apostrophes, and how many quotes stay open.

    ``open_quotes`` is 1 where an earlier text left a quote open. A paragraph that
    begins with a mark then opens it once more without closing, as English has it.
    Outer marks are „…“ and inner ones ‚…‘ whatever the source used. Signs for
    inch, foot and minute are left alone.
    """
    style = style or HouseStyle()
    marks = _marks(german)
    if not marks:
        return [], open_quotes
    edits, depth, nested = _walk(german, marks, style, open_quotes, nest=True)
    if nested and depth:
        # A quote opened twice and not closed twice: a mark was lost, nothing is nested.
        edits, depth, _ = _walk(german, marks, style, open_quotes, nest=False)
    return edits, min(depth, 1)


def _marks(german: str) -> list[_Mark]:
    if not _HINT.search(german) and ",," not in german:
        return []
    found = [(match.start(), match.end(), match.group()) for match in _MARK.finditer(german)]
    marks = []
    following, after = -1, ""
    for index in range(len(found) - 1, -1, -1):
        start, end, glyph = found[index]
        before = german[start - 1 : start]
        touches = index > 0 and found[index - 1][1] == start
        if end != following:
            after = german[end : end + 1]
        marks.append(_Mark(start, end, glyph, glyph in _DOUBLES, before, after, touches))
        following = start
    return marks[::-1]


class _Open:
    """The quotes that are open, innermost last: True for double marks, False for single ones."""

    def __init__(self, carried: int) -> None:
        self._stack = [True] * carried
        self._singles = 0

    def __len__(self) -> int:
        return len(self._stack)

    @property
    def single(self) -> bool:
        return self._singles > 0

    @property
    def double(self) -> bool:
        return self._singles < len(self._stack)

    def holds(self, double: bool) -> bool:
        return self.double if double else self.single

    def push(self, double: bool) -> None:
        self._stack.append(double)
        self._singles += not double

    def close(self, double: bool) -> None:
        """Take the innermost of this sort off, and what was opened in it and not closed."""
        if self.holds(double):
            while self._pop() is not double:
                pass
        elif self._stack:
            self._pop()

    def clear(self) -> None:
        self._stack.clear()
        self._singles = 0

    def _pop(self) -> bool:
        double = self._stack.pop()
        self._singles -= not double
        return double


def _walk(
    german: str, marks: list[_Mark], style: HouseStyle, carried: int, nest: bool
) -> tuple[list[Edit], int, bool]:
    edits: list[Edit] = []
    stack = _Open(carried)
    last_closer = next((at for at in range(len(marks) - 1, -1, -1) if _may_close(marks[at])), -1)
    nested = False
    opened_before = False
    first = True
    for index, mark in enumerate(marks):
        closed_later = index < last_closer
        if not mark.double and _is_apostrophe(german, mark, stack.single, closed_later):
            if not _is_prime(german, mark):
                _set(edits, german, mark, "’", "apostrophe")
            opened_before = False
            continue
        if mark.double and _is_inch(german, mark, stack.double):
            opened_before = False
            continue
        opens = _opens(mark, opened_before, stack.holds(mark.double))
        if not mark.double and not (closed_later if opens else stack.single):
            opened_before = opens
            continue  # half a pair: nobody can say what was meant
        if first and carried:
            if opens and not german[: mark.start].strip():
                stack.clear()  # the paragraph opens its quote once more
            elif opens:
                stack.clear()  # it was never closed
        first = False
        if opens:
            if mark.double and stack.double:
                if nest:
                    nested = True
                else:
                    stack.clear()
            new = style.mark(len(stack), True)
            stack.push(mark.double)
        else:
            stack.close(mark.double)
            new = style.mark(len(stack), False)
        opened_before = opens
        _set(edits, german, mark, new, "quote", opens)
    return edits, len(stack), nested


def _set(
    edits: list[Edit], german: str, mark: _Mark, new: str, rule: str, opens: bool = False
) -> None:
    start, end = mark.start, mark.end
    # French sets a thin space inside its marks.
    if opens and mark.glyph == "«" and german[end : end + 1] in _THIN:
        end += 1
    elif rule == "quote" and not opens and mark.glyph == "»":
        last = edits[-1].end if edits else 0
        if start > last and german[start - 1] in _THIN:
            start -= 1
    if german[start:end] != new:
        edits.append(Edit(start, end, new, rule))


def _opens(mark: _Mark, opened_before: bool, is_open: bool) -> bool:
    left = opened_before if mark.touches else mark.before == "" or mark.before in _OPENS_AFTER
    right = mark.after == "" or mark.after in _CLOSES_BEFORE
    if left and not right:
        return True
    if right and not left:
        return False
    return not is_open


def _is_apostrophe(german: str, mark: _Mark, is_open: bool, closed_later: bool) -> bool:
    if mark.glyph in _ONLY_QUOTES:
        return False
    if mark.glyph == "‘" and is_open:
        return False
    if mark.in_word or mark.glyph in "´`":
        return True
    left = mark.before == "" or mark.before in _OPENS_AFTER or mark.touches
    right = mark.after == "" or mark.after in _CLOSES_BEFORE
    if left and not right:
        if mark.glyph == "’" or _ELISION_YEAR.match(german, mark.end):
            return True
        word = _WORD.match(german, mark.end)
        if word and word.group().lower() in _elisions():
            return True
        return not closed_later
    if not is_open:
        # Nothing to close: the genitive of a name in s, or a sign for feet.
        return True
    if mark.before in tuple("sxzß") and german[mark.end : mark.end + 1] == " ":
        return closed_later and german[mark.end + 1 : mark.end + 2].isupper()
    return False


def _may_close(mark: _Mark) -> bool:
    return (
        not mark.double
        and not mark.in_word
        and (mark.after == "" or mark.after in _CLOSES_BEFORE)
        and mark.before not in tuple(_SPACES)
    )


_ELISION_YEAR = re.compile(r"\d\d(?:er|ern|s)?\b")
_WORD = re.compile(r"[^\W\d_]+")
_FEET_AND = re.compile(r"\d['’′]\s?\d+(?:½)?$")


@cache
def _elisions() -> frozenset[str]:
    return frozenset(words()["elisions"])


def _is_prime(german: str, mark: _Mark) -> bool:
    """A sign for feet or minutes: 5'10", 6' long."""
    return mark.glyph in "'’" and mark.before.isdigit() and not mark.after.isalpha()


def _is_inch(german: str, mark: _Mark, is_open: bool) -> bool:
    """A sign for inches or seconds: 5'10", a 6" pipe."""
    if mark.glyph not in ('"', "”", "''") or not mark.before.isdigit() or mark.touches:
        return False
    if _FEET_AND.search(german, max(0, mark.start - 8), mark.start):
        return True
    return mark.glyph == '"' and not is_open
