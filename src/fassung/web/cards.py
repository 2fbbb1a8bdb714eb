"""cards: a segment and its findings as the review page's templates show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from markupsafe import Markup

from fassung.article import Finding, Role, Severity, Text
from fassung.desk import diff
from fassung.desk.findings import OpenFinding
from fassung.desk.tagging import written
from fassung.desk.view import Conflict, SegmentView
from fassung.messages import message
from fassung.web.underline import Line, underlined
from fassung.web.words import ROLES, SEVERITIES

_SIZES = {
    Role.HEADLINE: "headline",
    Role.HEADING: "heading",
    Role.TEASER: "teaser",
    Role.KICKER: "small",
    Role.CAPTION: "small",
    Role.ALT: "small",
    Role.CELL: "small",
    Role.LABEL: "small",
    Role.BIO: "small",
}
"""In which size a segment is set; body size where none is named."""

_HIGH, _RAISED = 0.2, 0.05
_KEPT = 4096
"""Texts of which the markup is kept: most are the same the next time a page is opened."""


@dataclass(frozen=True, slots=True)
class FindingCard:
    """A finding beside its segment. ``id`` names it in the page, ``key`` at the desk."""

    id: str
    key: str
    check: str
    severity: Severity
    name: str
    message: str
    blocking: bool
    old: str
    """The words that ``repair`` replaces."""
    repair: str | None
    times: int = 1
    """How often it was found in the segment."""
    reason: str = ""
    """Why it was overruled; empty while it is open."""
    by: str = ""

    @property
    def open(self) -> bool:
        return not self.reason


@dataclass(frozen=True, slots=True)
class ConflictCard:
    """An update that met an edited segment: what stood, the editor's wording, the new one."""

    source: Markup
    """The English before, with the words that left and came."""
    yours: Markup
    machine: Markup
    """The new machine translation, with the words that differ from the editor's."""
    tagged_yours: str
    tagged_machine: str


@dataclass(frozen=True, slots=True)
class SegmentCard:
    """A segment side by side."""

    id: str
    place: int
    segment: str
    role: str
    size: str
    source: Markup
    german: Markup
    tagged: str
    edits: int
    risk: Risk | None
    findings: tuple[FindingCard, ...]
    conflict: ConflictCard | None
    edited_by: str
    edited: datetime | None
    changed: bool
    """Whether it reads other than the machine's."""
    undoable: bool
    comments: int
    update: bool = False

    @property
    def worst(self) -> str:
        """Severity of the gravest open finding; ``conflict`` goes before, empty for none."""
        if self.conflict:
            return "conflict"
        return next((card.severity.value for card in self.findings if card.open), "")


@dataclass(frozen=True, slots=True)
class Risk:
    """A probability from 0 to 1 as a bar: whole percent, and ``low``, ``raised`` or ``high``."""

    percent: int
    level: str

    @classmethod
    def of(cls, risk: float | None) -> Risk | None:
        """None where no risk is known.

        >>> Risk.of(0.314)
        Risk(percent=31, level='high')
        """
        if risk is None:
            return None
        level = "high" if risk >= _HIGH else "raised" if risk >= _RAISED else "low"
        return cls(round(100 * risk), level)


def card(view: SegmentView, people: Mapping[str, str], comments: int = 0) -> SegmentCard:
    """What the page shows of ``view``.

    Args:
        view: the segment.
        people: names by the id of the person.
        comments: how many colleagues' words there are about it.
    """
    row = view.row
    findings = _findings(view, people)
    ids = {found.key: found.id for found in findings}
    return SegmentCard(
        id=dom_id(row.place),
        place=row.place + 1,
        segment=row.segment,
        role=message(ROLES.get(row.role, "Paragraph")),
        size=_SIZES.get(Role(row.role), "body"),
        source=_underlined(view.source, _lines(view.findings, ids, of_source=True)),
        german=_underlined(view.german, _lines(view.findings, ids, of_source=False)),
        tagged=_written(view.german),
        edits=row.edits,
        risk=Risk.of(row.risk),
        findings=findings,
        conflict=_conflict(view.conflict, view.source, view.german),
        edited_by=people.get(row.edited_by_id or "", ""),
        edited=row.edited,
        changed=view.german != view.machine,
        undoable=view.revisions > 1,
        comments=comments,
    )


def dom_id(place: int) -> str:
    """The id in the page of the segment at ``place``."""
    return f"s{place}"


_underlined = lru_cache(maxsize=_KEPT)(underlined)
_written = lru_cache(maxsize=_KEPT)(written)


@lru_cache(maxsize=_KEPT)
def changes(before: str, after: str) -> Markup:
    """The words of both, those that left struck out, those that came marked.

    >>> changes("Es regnet.", "Es schneit.")
    Markup('Es <del>regnet</del><ins>schneit</ins>.')
    """
    names = {"=": None, "-": Markup("del"), "+": Markup("ins")}
    parts = (
        Markup("<{0}>{1}</{0}>").format(name, words)
        if (name := names[op])
        else Markup.escape(words)
        for op, words in diff.words(before, after)
    )
    return Markup().join(parts)


def _findings(view: SegmentView, people: Mapping[str, str]) -> tuple[FindingCard, ...]:
    times = Counter(found.key for found in view.findings)
    # The same words twice in a segment are one thing to decide.
    once = {found.key: found for found in reversed(view.findings)}
    cards = [
        replace(_finding(found, view, people), times=times[key])
        for key, found in reversed(once.items())
    ]
    return tuple(sorted(cards, key=lambda found: not found.open))


def _finding(found: OpenFinding, view: SegmentView, people: Mapping[str, str]) -> FindingCard:
    finding: Finding = found.finding
    start, end = finding.target[0] if finding.target else (0, 0)
    return FindingCard(
        id=f"f{view.row.place}-{found.key[:12]}",
        key=found.key,
        check=finding.check,
        severity=finding.severity,
        name=message(SEVERITIES[finding.severity]),
        message=finding.message,
        blocking=found.blocking,
        old=view.german.value[start:end],
        repair=finding.repair if finding.target else None,
        reason=found.ruling.reason if found.ruling else "",
        by=people.get(found.ruling.person_id, "") if found.ruling else "",
    )


def _lines(
    found: Sequence[OpenFinding], ids: Mapping[str, str], *, of_source: bool
) -> tuple[Line, ...]:
    return tuple(
        Line(start, end, one.finding.severity, ids[one.key], not one.open)
        for one in found
        for start, end in (one.finding.source if of_source else one.finding.target)
    )


def _conflict(conflict: Conflict | None, source: Text, german: Text) -> ConflictCard | None:
    if conflict is None:
        return None
    return ConflictCard(
        source=changes(conflict.source_before.value, source.value),
        yours=underlined(conflict.german_before),
        machine=changes(conflict.german_before.value, conflict.machine.value),
        tagged_yours=written(conflict.german_before),
        tagged_machine=written(conflict.machine),
    )
