"""Findings as a person reads them: the worst first, with the words that are meant.

What must be decided is shown in full; what is only form, or the same fault many times over, is
counted, so that the report fits a screen. ``--all`` shows everything, by segment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from fassung.article import Finding, Severity
from fassung.checks import CHECKS, Pair
from fassung.commands import excerpt, places
from fassung.messages import message

STYLES = {
    Severity.CRITICAL: "bold red",
    Severity.MAJOR: "bold yellow",
    Severity.MINOR: "bold blue",
}
_WORST_FIRST = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)
_MARKS = frozenset("„“‚‘»«›‹")
_OFTEN = 3
"""A fault that is there more often is counted."""
_LONGEST = 32
"""Characters of an example beside a count."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Findings in one segment that are one fault to whoever reads: the two marks of a quotation."""

    pair: Pair
    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        return self.findings[0]


def show(
    console: Console,
    pairs: Sequence[Pair],
    findings: Iterable[Finding],
    *,
    everything: bool = False,
    few: int = 0,
) -> None:
    """Prints ``findings``, and what is true of them on the whole.

    Args:
        console: where to.
        pairs: the segments in reading order.
        findings: what was found in them.
        everything: show each, by segment.
        few: up to so many are all shown in full, the worst first.
    """
    groups = list(_groups(pairs, findings))
    names = places.names(pairs)
    if everything:
        _show_by_segment(console, groups, names)
        return
    full = len(groups) <= few
    counted = False
    for severity in _WORST_FIRST:
        here = [group for group in groups if group.first.severity is severity]
        if not here:
            continue
        console.print(
            Text.assemble((_heading(severity), STYLES[severity]), (f"  {_count(here)}", "dim"))
        )
        often = frozenset() if full else _often(severity, here)
        for check in dict.fromkeys(g.first.check for g in here if g.first.check in often):
            _show_count(console, [group for group in here if group.first.check == check], names)
        for group in here:
            if group.first.check not in often:
                _show_group(console, group, names[group.pair.segment] + ": ", "bold")
        counted = counted or bool(often)
        console.print()
    if counted:
        console.print(Text(message("Show every finding with --all."), "dim"))
        console.print()


def counts(findings: Iterable[Finding]) -> Mapping[str, int]:
    """How many findings of each severity, by its name."""
    found = Counter(finding.severity for finding in findings)
    return {severity.value: found[severity] for severity in Severity}


def tally(findings: Iterable[Finding]) -> Text:
    """``1 critical, 0 major, 12 minor``, coloured where there are any."""
    found = counts(findings)
    said = {
        Severity.CRITICAL: message("{count} critical", count=found["critical"]),
        Severity.MAJOR: message("{count} major", count=found["major"]),
        Severity.MINOR: message("{count} minor", count=found["minor"]),
    }
    parts = [Text(words, STYLES[s] if found[s.value] else "") for s, words in said.items()]
    return Text(", ").join(parts)


def _groups(pairs: Sequence[Pair], findings: Iterable[Finding]) -> Iterator[_Group]:
    by_segment: dict[str, list[Finding]] = {pair.segment: [] for pair in pairs}
    for finding in findings:
        by_segment[finding.segment].append(finding)
    for pair in pairs:
        alike: dict[tuple[str, str, Severity], list[Finding]] = {}
        for finding in by_segment.pop(pair.segment, ()):
            marks = dict(finding.values).get("right", "-") in _MARKS
            said = finding.template if marks else finding.message
            alike.setdefault((finding.check, said, finding.severity), []).append(finding)
        yield from (_Group(pair, tuple(found)) for found in alike.values())


def _often(severity: Severity, groups: Sequence[_Group]) -> frozenset[str]:
    """The checks whose findings are counted: all of form, and what one check finds many times."""
    if severity is Severity.CRITICAL:
        return frozenset()
    found = Counter(group.first.check for group in groups)
    return frozenset(c for c, n in found.items() if n > _OFTEN or severity is Severity.MINOR)


def _count(groups: Sequence[_Group]) -> int:
    return sum(len(group.findings) for group in groups)


def _show_count(console: Console, groups: Sequence[_Group], names: Mapping[str, str]) -> None:
    """``26 × relative dates: am Freitag, am Samstag, …``, in two lines at most."""
    line = Text.assemble(f"{_count(groups)} × ", _title(groups[0].first))
    examples: dict[str, str] = {}
    for group in groups:
        words = _example(group) or names[group.pair.segment]
        examples.setdefault(words.casefold(), words)
    line.append(f": {', '.join(examples.values())}", "dim")
    first, *more = line.wrap(console, excerpt.width(console) - excerpt.INDENT - 2)
    for number, part in enumerate((first, *more[:1])):
        part.rstrip()
        if number and more[1:]:
            part.append(" …", "dim")
        console.print(Text(" " * (excerpt.INDENT if number else 2)) + part)


def _example(group: _Group) -> str:
    """The words that a finding is about; the German ones if there are any."""
    finding, pair = group.first, group.pair
    for text, stretches in ((pair.german, finding.target), (pair.source, finding.source)):
        if stretches and (words := excerpt.visible(text[slice(*stretches[0])]).strip()):
            return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
    return ""


def _show_by_segment(console: Console, groups: Sequence[_Group], names: Mapping[str, str]) -> None:
    segment: str | None = None
    for group in groups:
        if group.pair.segment != segment:
            if segment is not None:
                console.print()
            segment = group.pair.segment
            name, id = names[segment], excerpt.visible(segment)
            console.print(
                Text.assemble((name, "bold"), (f"  {id}" if id not in ("", name) else "", "dim"))
            )
        severity = group.first.severity
        _show_group(console, group, f"{_severity(severity)}  ", STYLES[severity])
    if groups:
        console.print()


def _show_group(console: Console, group: _Group, lead: str, lead_style: str) -> None:
    first, pair = group.first, group.pair
    style = STYLES[first.severity]
    line = Text.assemble((lead, lead_style), excerpt.visible(_message(group.findings)))
    line.append(f"  ({first.check})", "dim")
    if len(group.findings) > 1:
        line.append(f" ×{len(group.findings)}", "dim")
    for number, part in enumerate(line.wrap(console, excerpt.width(console) - excerpt.INDENT)):
        part.rstrip()
        console.print(Text(" " * (excerpt.INDENT if number else 2)) + part)
    source = [stretch for finding in group.findings for stretch in finding.source]
    target = [stretch for finding in group.findings for stretch in finding.target]
    if source:
        excerpt.show(console, "EN", pair.source, source, style)
    if target:
        excerpt.show(console, "DE", pair.german, target, style)
    repair = first.repair
    if len(group.findings) == 1 and repair is not None and (repair.strip() or not repair):
        shown = excerpt.visible(repair).strip() or message("leave it out")
        console.print(Text(f"{' ' * excerpt.INDENT}→  {shown}", "green"))


def _message(findings: Sequence[Finding]) -> str:
    """What findings say together: every value that one of them names."""
    values: dict[str, list[str]] = {}
    for finding in findings:
        for name, value in finding.values:
            said = values.setdefault(name, [])
            if value not in said:
                said.append(value)
    return message(findings[0].template, **{name: " ".join(said) for name, said in values.items()})


def _title(finding: Finding) -> str:
    """What its check looks for, in a few words; a finding of no check says it itself."""
    titles = (message(known.title) for known in CHECKS if known.id == finding.check)
    return next(titles, finding.message.rstrip("."))


def _heading(severity: Severity) -> str:
    return {
        Severity.CRITICAL: message("Blocks publishing"),
        Severity.MAJOR: message("Major"),
        Severity.MINOR: message("Minor"),
    }[severity]


def _severity(severity: Severity) -> str:
    return {
        Severity.CRITICAL: message("critical"),
        Severity.MAJOR: message("major"),
        Severity.MINOR: message("minor"),
    }[severity]
