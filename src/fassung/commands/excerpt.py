"""Lines of a text with the words meant underlined, as wide as the terminal allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from fassung.article import Stretch

INDENT = 4
WIDEST = 100
"""Cells of a line: a longer one is hard to read, however wide the terminal."""
_LINES = 3
"""Lines of a text shown for one finding, at most."""


def width(console: Console) -> int:
    """The cells that a line of the report may have."""
    return min(console.width, WIDEST)


def show(console: Console, label: str, text: str, stretches: Sequence[Stretch], style: str) -> None:
    """The lines of ``text`` that hold a stretch; it is underlined, with ^ where nothing can be."""
    shown = visible(text)
    room = max(20, width(console) - INDENT - 3)
    lines = [
        (start, end)
        for start, end in _lines(shown, room)
        if any(a < end and b > start for a, b in stretches)
    ]
    for start, end in lines[:_LINES]:
        line = Text(shown[start:end].rstrip())
        inside = [(max(a, start) - start, min(b, end) - start) for a, b in stretches]
        inside = [(a, b) for a, b in inside if a < b]
        for a, b in inside:
            line.stylize(f"{style} underline", a, b)
        console.print(Text.assemble(" " * INDENT, (label, "dim"), " ", line))
        if not console.is_terminal:
            console.print(f"{' ' * (INDENT + 3)}{_carets(shown[start:end], inside)}")
    if len(lines) > _LINES:
        console.print(Text(f"{' ' * (INDENT + 3)}…", "dim"))


def visible(text: str) -> str:
    """``text`` with a character for each, none of which moves the cursor.

    >>> visible("a\\x1b[31m\\tb")
    'a·[31m b'
    """
    return "".join(char if char.isprintable() else " " if char.isspace() else "·" for char in text)


def _lines(text: str, room: int) -> Iterator[Stretch]:
    """Where ``text`` breaks into lines of ``room`` cells, at spaces where there are any."""
    start = 0
    while start < len(text):
        end = start
        space = 0
        used = 0
        while end < len(text):
            used += cell_len(text[end])
            if used > room:
                break
            end += 1
            if text[end - 1] == " ":
                space = end
        if end < len(text) and space > start:
            end = space
        end = max(end, start + 1)
        yield start, end
        start = end


def _carets(line: str, stretches: Sequence[Stretch]) -> str:
    marks = ""
    for index, char in enumerate(line):
        marked = any(a <= index < b for a, b in stretches)
        marks += ("^" if marked else " ") * cell_len(char)
    return marks.rstrip()
