"""One segment: its sentences out, and its German text put together again.

Everything between the sentences (spaces, line breaks) is kept as it was, and
every span of the source comes back over the German words that stand for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from fassung.article import Span, Text
from fassung.translation.guard import translatable
from fassung.translation.sentences import split
from fassung.translation.tags import covers, tagged


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a segment: a sentence to translate, or something that stays as it is.

    ``numbers`` are the spans' places in the segment, in the order of ``text.spans``.
    """

    text: Text
    numbers: tuple[int, ...]
    sentence: bool

    @property
    def tagged(self) -> str:
        """The sentence with tag pairs around the words of its inner spans."""
        return tagged(self.text)[0]

    @property
    def inner(self) -> tuple[tuple[int, Span], ...]:
        """Spans (by tag number) that lie over only a part of the sentence."""
        return tuple(
            (number, span)
            for number, span in enumerate(self.text.spans, 1)
            if not covers(span, self.text)
        )


def pieces(text: Text) -> tuple[Piece, ...]:
    """``text`` cut into sentences and what stands between them; nothing is left out."""
    found: list[Piece] = []
    last = 0
    for start, end in split(text.value):
        if start > last:
            found.append(_piece(text, last, start, sentence=False))
        found.append(_piece(text, start, end, sentence=translatable(text.value[start:end])))
        last = end
    if last < len(text.value):
        found.append(_piece(text, last, len(text.value), sentence=False))
    return tuple(found)


def assemble(source: Text, parts: list[tuple[Piece, str, dict[int, tuple[int, int]]]]) -> Text:
    """The German text from its pieces.

    Args:
        source: the English text that was cut by :func:`pieces`.
        parts: for each piece the German words, and by tag number the stretch
            that each inner span lies over. Spans over the whole piece need none.
    """
    value = ""
    reach: dict[int, tuple[int, int]] = {}
    for piece, german, places in parts:
        for tag, (number, span) in enumerate(zip(piece.numbers, piece.text.spans, strict=True), 1):
            if tag in places:
                start, end = places[tag]
            elif not piece.sentence:
                start, end = span.start, span.end
            else:
                start, end = 0, len(german)
            before = reach.get(number, (len(value) + start, 0))
            reach[number] = (before[0], len(value) + end)
        value += german
    return Text(
        value,
        tuple(
            Span(*reach[number], span.mark, span.attributes)
            for number, span in enumerate(source.spans)
        ),
    )


def _piece(text: Text, start: int, end: int, *, sentence: bool) -> Piece:
    numbers = tuple(
        number
        for number, span in enumerate(text.spans)
        if max(span.start, start) < min(span.end, end)
    )
    return Piece(text.slice(start, end), numbers, sentence)
