"""Findings as a person reads them: by segment, with the German line and what is meant in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from fassung.article import Finding, Severity, Stretch
from fassung.checks import Pair
from fassung.messages import message

_STYLES = {
    Severity.CRITICAL: "bold red",
    Severity.MAJOR: "bold yellow",
    Severity.MINOR: "bold blue",
}
_MARKS = frozenset("„“‚‘»«›‹")
_INDENT = 4
_WIDEST = 100
_LINES = 3
"""Lines of a text shown for one finding, at most."""


def show(console: Console, pairs: Sequence[Pair], findings: Iterable[Finding]) -> None:
    """Prints ``findings`` segment by segment, and their number at the end."""
    by_segment: dict[str, list[Finding]] = {pair.segment: [] for pair in pairs}
    for finding in findings:
        by_segment[finding.segment].append(finding)
    for pair in pairs:
        if found := by_segment[pair.segment]:
            console.print(Text(_segment_name(pair), "bold"))
            for group in _groups(found):
                _show_group(console, pair, group)
            console.print()
    console.print(closing_line(pairs, [f for found in by_segment.values() for f in found]))


def closing_line(pairs: Sequence[Pair], findings: Sequence[Finding]) -> str:
    """How many segments were read, and what was found, worst first."""
    counts = Counter(finding.severity for finding in findings)
    return message(
        "{segments} segments: {critical} critical, {major} major, {minor} minor.",
        segments=len(pairs),
        critical=counts[Severity.CRITICAL],
        major=counts[Severity.MAJOR],
        minor=counts[Severity.MINOR],
    )


def _segment_name(pair: Pair) -> str:
    return _visible(pair.segment or "1")


def _groups(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Findings of one check that say the same belong together: the two marks of a quotation."""
    groups: dict[tuple[str, str, Severity], list[Finding]] = {}
    for finding in findings:
        values = dict(finding.values)
        # The two marks of a quotation are one fault to whoever reads.
        said = finding.template if values.get("right", "-") in _MARKS else finding.message
        key = finding.check, said, finding.severity
        groups.setdefault(key, []).append(finding)
    yield from groups.values()


def _show_group(console: Console, pair: Pair, group: list[Finding]) -> None:
    first = group[0]
    style = _STYLES[first.severity]
    line = Text.assemble((f"{_severity(first.severity)}  ", style), _visible(_message(group)))
    line.append(f"  ({first.check})", "dim")
    if len(group) > 1:
        line.append(f" ×{len(group)}", "dim")
    for number, part in enumerate(line.wrap(console, min(console.width, _WIDEST) - _INDENT)):
        part.rstrip()
        console.print(Text(" " * (_INDENT if number else 2)) + part)
    source = [stretch for finding in group for stretch in finding.source]
    target = [stretch for finding in group for stretch in finding.target]
    if source:
        _show_text(console, "EN", pair.source, source, style)
    if target:
        _show_text(console, "DE", pair.german, target, style)
    if len(group) == 1 and first.repair is not None and (first.repair.strip() or not first.repair):
        repair = _visible(first.repair).strip() or message("leave it out")
        console.print(Text(f"{' ' * _INDENT}→  {repair}", "green"))


def _message(group: list[Finding]) -> str:
    """What findings say together: every value that one of them names."""
    values: dict[str, list[str]] = {}
    for finding in group:
        for name, value in finding.values:
            said = values.setdefault(name, [])
            if value not in said:
                said.append(value)
    return message(group[0].template, **{name: " ".join(said) for name, said in values.items()})


def _severity(severity: Severity) -> str:
    return {
        Severity.CRITICAL: message("critical"),
        Severity.MAJOR: message("major"),
        Severity.MINOR: message("minor"),
    }[severity]


def _show_text(
    console: Console, label: str, text: str, stretches: Sequence[Stretch], style: str
) -> None:
    """The lines of ``text`` that hold a stretch; it is underlined, with ^ where nothing can be."""
    shown = _visible(text)
    width = max(20, min(console.width, _WIDEST) - _INDENT - 3)
    lines = [
        (start, end)
        for start, end in _lines(shown, width)
        if any(a < end and b > start for a, b in stretches)
    ]
    for start, end in lines[:_LINES]:
        line = Text(shown[start:end].rstrip())
        inside = [(max(a, start) - start, min(b, end) - start) for a, b in stretches]
        inside = [(a, b) for a, b in inside if a < b]
        for a, b in inside:
            line.stylize(f"{style} underline", a, b)
        console.print(Text.assemble(" " * _INDENT, (label, "dim"), " ", line))
        if not console.is_terminal:
            console.print(f"{' ' * (_INDENT + 3)}{_carets(shown[start:end], inside)}")
    if len(lines) > _LINES:
        console.print(Text(f"{' ' * (_INDENT + 3)}…", "dim"))


def _lines(text: str, width: int) -> Iterator[Stretch]:
    """Where ``text`` breaks into lines of ``width`` cells, at spaces where there are any."""
    start = 0
    while start < len(text):
        end = start
        space = 0
        used = 0
        while end < len(text):
            used += cell_len(text[end])
            if used > width:
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


def _visible(text: str) -> str:
    """``text`` with a character for each, none of which moves the cursor."""
    return "".join(char if char.isprintable() else " " if char.isspace() else "·" for char in text)
