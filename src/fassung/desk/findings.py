"""Findings of a version: looked for again when its German changes, less what was overruled."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from fassung.article import Finding, Role, Severity, Text
from fassung.checks import CHECKS, Context, Pair, Scope, check_article
from fassung.checks.risk import risks
from fassung.desk.columns import finding_as_json, finding_from_json
from fassung.desk.schema import Ruling, SegmentRow, Version

_WORST = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)
_SCOPES = {check.id: check.scope for check in CHECKS}
_SEGMENT = tuple(check for check in CHECKS if check.scope is Scope.SEGMENT)
_ARTICLE = tuple(check for check in CHECKS if check.scope is Scope.ARTICLE)


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A finding as an editor meets it: its name, and the ruling if somebody overruled it."""

    key: str
    finding: Finding
    ruling: Ruling | None = None

    @property
    def open(self) -> bool:
        """Whether nobody has overruled it."""
        return self.ruling is None

    @property
    def blocking(self) -> bool:
        """Whether nothing may be published before a person has decided."""
        return self.open and self.finding.blocking


@dataclass(frozen=True, slots=True)
class Look:
    """What the checks see in a version: findings of all segments, risk of those looked at."""

    findings: Mapping[str, Sequence[Finding]]
    risk: Mapping[str, float]


def key(found: Finding, source: str, german: str) -> str:
    """A name of ``found`` that stays the same while the words it is about do.

    Made from the check, the segment, the template, the repair and the words underlined (where
    there are none, the values that the message names), so an edit elsewhere leaves a ruling as
    it is. The same fault twice in a segment has one name, and is decided on once.

    Args:
        found: the finding.
        source: the English text of its segment.
        german: the German text that it was found in.
    """
    words = [
        [" ".join(text[start:end].split()) for start, end in stretches]
        for text, stretches in ((source, found.source), (german, found.target))
    ]
    said: list[object] = [found.check, found.segment, found.template, found.repair, words]
    if not any(any(side) for side in words):
        said.append(found.values)
    line = json.dumps(said, ensure_ascii=False)
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def of_row(row: SegmentRow, rulings: Mapping[str, Ruling]) -> tuple[OpenFinding, ...]:
    """The findings of a segment, overruled ones among them.

    What only the engine knew (it gave nothing, it lost a tag) holds while its text stands.
    """
    found = []
    for data in row.findings:
        finding = finding_from_json(data)
        if finding.check not in _SCOPES and row.german != row.machine:
            continue
        name = key(finding, row.source.value, row.german.value)
        found.append(OpenFinding(name, finding, rulings.get(name)))
    return tuple(found)


def rulings(session: Session, version_id: str) -> dict[str, Ruling]:
    """The rulings of a version by the key of their finding."""
    found = session.scalars(select(Ruling).where(Ruling.version_id == version_id))
    return {ruling.key: ruling for ruling in found}


def look(
    rows: Sequence[SegmentRow],
    context: Context,
    *,
    changed: Mapping[str, Text] | None = None,
) -> Look:
    """Runs the checks over a version; touches no database.

    Args:
        rows: all its segments in reading order.
        context: see :meth:`fassung.desk.rules.Rules.context`.
        changed: segments with a new German text that the rows do not have yet. Only these, and
            the checks that read the whole article, are looked at again; None looks at all.
    """
    texts = {row.segment: row.german for row in rows} | dict(changed or {})
    pairs = [_pair(row.source, texts[row.segment], Role(row.role), row.segment) for row in rows]
    anew = [pair for pair in pairs if changed is None or pair.segment in changed]
    fresh = [
        *check_article(anew, context=context, checks=_SEGMENT),
        *check_article(pairs, context=context, checks=_ARTICLE),
    ]
    found: dict[str, list[Finding]] = {row.segment: [] for row in rows}
    looked_at = {pair.segment for pair in anew}
    for row in rows:
        found[row.segment] += _kept(row, row.segment in looked_at)
    for finding in fresh:
        found[finding.segment].append(finding)
    for here in found.values():
        here.sort(key=lambda f: (_WORST.index(f.severity), f.target[:1], f.check))
    return Look(found, _risk(anew))


def keep(session: Session, version: Version, rows: Sequence[SegmentRow], seen: Look) -> None:
    """Writes what was seen into the rows, and counts again; a writing session."""
    for row in rows:
        findings = [finding_as_json(finding) for finding in seen.findings[row.segment]]
        # Compared first: a row that is not changed is not written.
        if json.dumps(findings) != json.dumps(row.findings):
            row.findings = findings
        if row.segment in seen.risk:
            row.risk = seen.risk[row.segment]
    count(version, rows, rulings(session, version.id))


def count(version: Version, rows: Iterable[SegmentRow], ruled: Mapping[str, Ruling]) -> None:
    """Counts what is open in ``version``, and takes up its highest risk."""
    rows = list(rows)
    found = [finding for row in rows for finding in of_row(row, ruled)]
    version.blocking = sum(finding.blocking for finding in found)
    version.open = sum(finding.open for finding in found)
    version.conflicts = sum(row.conflict is not None for row in rows)
    version.risk = max((row.risk for row in rows if row.risk is not None), default=None)


def carry(session: Session, old: Version, new: Version, same: Mapping[str, str]) -> Collection[str]:
    """Takes rulings over to a newer version, for segments that stayed word for word.

    Args:
        session: a writing one.
        old: the version with the rulings.
        new: the version whose findings were kept already.
        same: segment id in ``new`` by which it was called in ``old``.

    Returns:
        The keys of the rulings made.
    """
    ruled = rulings(session, old.id)
    before = {row.segment: row for row in old.segments}
    made = set()
    for row in new.segments if ruled else ():
        earlier = before.get(same.get(row.segment, ""))
        if earlier is None or (earlier.source, earlier.german) != (row.source, row.german):
            continue
        by_message = {
            (f.finding.check, f.finding.template, f.finding.source, f.finding.target): f.ruling
            for f in of_row(earlier, ruled)
            if f.ruling
        }
        for found in of_row(row, {}):
            finding = found.finding
            ruling = by_message.get(
                (finding.check, finding.template, finding.source, finding.target)
            )
            if ruling is not None and found.key not in made:
                made.add(found.key)
                session.add(
                    Ruling(
                        version_id=new.id,
                        key=found.key,
                        check=ruling.check,
                        segment=row.segment,
                        reason=ruling.reason,
                        person_id=ruling.person_id,
                        at=ruling.at,
                    )
                )
    if made:
        session.flush()
        count(new, new.segments, rulings(session, new.id))
    return made


@lru_cache(maxsize=2000)
def _pair(source: Text, german: Text, role: Role, segment: str) -> Pair:
    """A pair knows what the checks found out about it, and most are the same at every save."""
    return Pair(source.value, german.value, role, segment, source, german)


def _kept(row: SegmentRow, looked_at: bool) -> list[Finding]:
    """What the row's findings say that no check says anew."""
    kept = []
    for data in row.findings:
        scope = _SCOPES.get(data["check"])
        if scope is None or (scope is Scope.SEGMENT and not looked_at):
            kept.append(finding_from_json(data))
    return kept


def _risk(pairs: Sequence[Pair]) -> dict[str, float]:
    found = risks([pair.source for pair in pairs], [pair.german for pair in pairs])
    return {pair.segment: risk.probability for pair, risk in zip(pairs, found, strict=True)}
