"""Marks that are not set as the house sets them: what the German layer would repair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fassung.article import Role
from fassung.checks.genitive import genitives
from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.german import (
    Edit,
    HouseStyle,
    dashes,
    ellipses,
    hard_spaces,
    protected,
    quotes,
    spaces,
    without,
)

_TWO = re.compile("[ \t\u00a0\u2009\u202f]{2}")
_SIGNS = re.compile("[%§€°‰]")
_RUNNING = frozenset((Role.BODY, Role.QUOTE, Role.ITEM))


def rule(check: Check, pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    open_quotes = 0
    for pair in pairs:
        running = pair.role in _RUNNING
        edits, left_open = _edits(pair, context.style, open_quotes if running else 0)
        if running:
            open_quotes = left_open
        for edit in edits:
            yield _finding(check, pair, edit)
        yield from _hard_spaces(check, pair, context.style)


def _edits(pair: Pair, style: HouseStyle, open_quotes: int) -> tuple[list[Edit], int]:
    german = pair.german
    set_anew, left_open = quotes(german, style, open_quotes)
    # What only takes a space away before a mark belongs to ``space-before-punctuation``.
    doubled = _TWO.search(german) and [edit for edit in spaces(german) if edit.replacement]
    edits = [*set_anew, *dashes(german), *ellipses(german), *(doubled or ())]
    if not edits:
        return edits, left_open
    kept = sorted((*protected(german), *genitives(german, pair.source)))
    return _disjoint(without(edits, kept)), left_open


def _disjoint(edits: list[Edit]) -> list[Edit]:
    """The first of edits that touch the same characters: one fault is reported once."""
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _finding(check: Check, pair: Pair, edit: Edit) -> Finding:
    target = [(edit.start, edit.end)]
    if edit.rule == "space":
        return check.finding(pair, "More than one space.", target=target, repair=edit.replacement)
    return check.finding(
        pair,
        "Typography: {wrong} instead of {right}.",
        target=target,
        repair=edit.replacement,
        wrong=pair.german[edit.start : edit.end].strip(),
        right=edit.replacement.strip(),
    )


def _hard_spaces(check: Check, pair: Pair, style: HouseStyle) -> Iterator[Finding]:
    german = pair.german
    # Only a stop within the text, or one of these signs, may ask for such a space.
    if german.find(".", 0, len(german) - 2) < 0 and not _SIGNS.search(german):
        return
    edits = without(hard_spaces(german, style.nbsp), protected(german))
    if edits:
        yield check.finding(
            pair,
            "A space here must not break (or is missing).",
            target=[(edit.start, edit.end) for edit in edits],
            repair=edits[0].replacement if len(edits) == 1 else None,
        )


CHECK = Check(
    id="typography",
    title="quotation marks, apostrophes, dashes and spaces",
    category="linguistic-conventions/typography",
    severity=Severity.MINOR,
    german_alone=True,
    article=rule,
)
