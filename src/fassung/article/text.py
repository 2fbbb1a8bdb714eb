"""Text: plain characters, and spans that say what lies over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What a span means."""

    BOLD = "bold"
    ITALIC = "italic"
    LINK = "link"
    SUB = "sub"
    SUP = "sup"
    BREAK = "break"
    """A line break: lies over exactly one ``"\\n"`` of the text."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A mark over ``text[start:end]``, counted in code points.

    ``attributes`` are those of the element that the span came from, in their
    order (``(("href", "https://…"), ("target", "_blank"))``).

    Raises:
        ValueError: if ``start`` and ``end`` enclose nothing.
    """

    start: int
    end: int
    mark: Mark
    attributes: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span must enclose text, got {self.start}..{self.end}")

    @property
    def href(self) -> str:
        """Where a link leads; empty for every other mark."""
        return dict(self.attributes).get("href", "")


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters (entities decoded) with the spans over them, in order.

    >>> str(Text("Seoul"))
    'Seoul'
    >>> bool(Text("  "))
    False

    Raises:
        ValueError: if a span reaches past the end of the text.
    """

    value: str = ""
    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if any(span.end > len(self.value) for span in self.spans):
            raise ValueError("a span reaches past the end of its text")

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        return bool(self.value.strip())

    def __len__(self) -> int:
        return len(self.value)

    def slice(self, start: int, end: int) -> Text:
        """The part from ``start`` to ``end``; spans are cut to it, emptied ones dropped.

        >>> Text("ab cd", (Span(1, 4, Mark.BOLD),)).slice(0, 2).spans
        (Span(start=1, end=2, mark=<Mark.BOLD: 'bold'>, attributes=()),)
        """
        cut = (
            (max(span.start, start) - start, min(span.end, end) - start, span)
            for span in self.spans
        )
        return Text(
            self.value[start:end],
            tuple(Span(a, b, s.mark, s.attributes) for a, b, s in cut if a < b),
        )

    def strip(self) -> Text:
        """Without white space at both ends, spans moved along."""
        start = len(self.value) - len(self.value.lstrip())
        end = max(start, len(self.value.rstrip()))
        return self.slice(start, end)


def joined(parts: Iterable[Text]) -> Text:
    """The parts one after the other; a span that goes on in the next part stays one span.

    >>> joined([Text("Im "), Text("Zug", (Span(0, 3, Mark.ITALIC),))]).spans[0].start
    3
    """
    value = ""
    spans: list[Span] = []
    for part in parts:
        for span in part.spans:
            moved = Span(span.start + len(value), span.end + len(value), span.mark, span.attributes)
            before = next(
                (
                    index
                    for index, old in enumerate(spans)
                    if old.end == moved.start
                    and (old.mark, old.attributes) == (moved.mark, moved.attributes)
                    and old.mark is not Mark.BREAK
                ),
                None,
            )
            if before is None:
                spans.append(moved)
            else:
                old = spans[before]
                spans[before] = Span(old.start, moved.end, old.mark, old.attributes)
        value += part.value
    return Text(value, tuple(spans))
