"""Edits: small replacements in a German text that leave its spans where they belong."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fassung.article import Span, Text


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put ``replacement`` in place of ``text[start:end]``; ``rule`` says who asks for it.

    Raises:
        ValueError: if ``start`` and ``end`` are no stretch of a text.
    """

    start: int
    end: int
    replacement: str
    rule: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no stretch of a text: {self.start}..{self.end}")


def apply(text: Text, edits: Iterable[Edit]) -> Text:
    """``text`` with all ``edits`` made, spans moved along.

    What was inside a span stays inside it. An insertion at a span's border stays
    outside; a replacement that reaches over a border belongs to the span as a
    whole. A span whose text is deleted altogether goes with it.

    >>> from fassung.article import Mark
    >>> apply(Text('"Ja"', (Span(1, 3, Mark.BOLD),)), [Edit(0, 1, "„"), Edit(3, 4, "“")])
    Text(value='„Ja“', spans=(Span(start=1, end=3, mark=<Mark.BOLD: 'bold'>, attributes=()),))

    Raises:
        ValueError: if two edits overlap or one reaches past the end of the text.
    """
    ordered = _checked(edits, len(text))
    if not ordered:
        return text
    value = _replaced(text.value, ordered)
    if not text.spans:
        return Text(value)
    spans = (
        (_moved(span.start, ordered, True), _moved(span.end, ordered, False), span)
        for span in text.spans
    )
    return Text(value, tuple(Span(a, b, s.mark, s.attributes) for a, b, s in spans if a < b))


def apply_to_string(value: str, edits: Iterable[Edit]) -> str:
    """``value`` with all ``edits`` made.

    Raises:
        ValueError: as :func:`apply`.
    """
    return _replaced(value, _checked(edits, len(value)))


def without(edits: Sequence[Edit], kept: Sequence[tuple[int, int]]) -> list[Edit]:
    """Those of ``edits`` that touch nothing in ``kept`` (sorted, disjoint stretches)."""
    if not edits or not kept:
        return list(edits)
    starts = [start for start, _ in kept]

    def free(edit: Edit) -> bool:
        at = bisect_right(starts, max(edit.start, edit.end - 1)) - 1
        if at < 0:
            return True
        start, end = kept[at]
        inserted_at_border = edit.start == edit.end == start
        return edit.start >= end or inserted_at_border

    return [edit for edit in edits if free(edit)]


def _checked(edits: Iterable[Edit], length: int) -> list[Edit]:
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    end = 0
    for edit in ordered:
        if edit.start < end:
            raise ValueError(f"edits overlap at {edit.start} ({edit.rule})")
        end = edit.end
    if end > length:
        raise ValueError(f"an edit reaches past the end of its text: {end} of {length}")
    return ordered


def _replaced(value: str, ordered: Sequence[Edit]) -> str:
    parts: list[str] = []
    last = 0
    for edit in ordered:
        parts += value[last : edit.start], edit.replacement
        last = edit.end
    return "".join((*parts, value[last:]))


def _moved(position: int, ordered: Sequence[Edit], is_start: bool) -> int:
    """Where a span's border lies after the edits."""
    shift = 0
    for edit in ordered:
        grown = len(edit.replacement) - (edit.end - edit.start)
        if edit.start == edit.end == position:
            # An insertion at the border stays outside the span.
            if is_start:
                shift += grown
        elif edit.end <= position:
            shift += grown
        elif edit.start < position:
            # The border lies inside a replaced stretch: the span takes all of it.
            return edit.start + shift + (0 if is_start else len(edit.replacement))
        else:
            break
    return position + shift
