"""Overruling: a person says that a finding does not hold, and why."""

from __future__ import annotations

from fassung.desk import findings
from fassung.desk.accounts import Person
from fassung.desk.base import now
from fassung.desk.findings import OpenFinding
from fassung.desk.schema import Ruling, SegmentRow
from fassung.desk.store import Store
from fassung.desk.work import Work, begin_edit, resume
from fassung.errors import NotFound, NotReady, Stale

_LONGEST_REASON = 2000


def overrule(store: Store, version_id: str, key: str, reason: str, person: Person) -> Ruling:
    """Says that a finding does not hold, and why; it then blocks no more.

    Said again, the reason is replaced.

    Raises:
        NotReady: if the reason is empty or the version is not in review.
        Stale: if the finding is gone.
        Locked, NotAllowed, NotFound: as :func:`edit`.
    """
    reason = " ".join(reason.split())[:_LONGEST_REASON]
    if not any(char.isalpha() for char in reason):
        raise NotReady("Say why the finding does not hold; it will be asked about later.")
    with store.writing() as session:
        work = begin_edit(session, version_id, person)
        resume(work)
        found = named(work, key)[0]
        ruling = found.ruling
        if ruling is None:
            ruling = Ruling(
                version_id=version_id,
                key=key,
                check=found.finding.check,
                segment=found.finding.segment,
                person_id=person.id,
            )
            session.add(ruling)
        ruling.reason, ruling.person_id, ruling.at = reason, person.id, now()
        session.flush()
        _count(work)
        work.note(
            "overruled",
            segment=found.finding.segment,
            check=found.finding.check,
            severity=found.finding.severity.value,
            finding=key,
            values=dict(found.finding.values),
            reason=reason,
        )
        return ruling


def withdraw_ruling(store: Store, version_id: str, key: str, person: Person) -> None:
    """Takes back that a finding does not hold.

    Raises:
        NotFound: also if there is no such ruling.
        NotReady, Locked, NotAllowed: as :func:`edit`.
    """
    with store.writing() as session:
        work = begin_edit(session, version_id, person)
        resume(work)
        ruling = findings.rulings(session, version_id).get(key)
        if ruling is None:
            raise NotFound("There is no ruling to take back; load the page again.")
        session.delete(ruling)
        session.flush()
        _count(work)
        work.note("ruling withdrawn", segment=ruling.segment, check=ruling.check, finding=key)


def named(work: Work, key: str, row: SegmentRow | None = None) -> list[OpenFinding]:
    """The findings named ``key``, at least one; in all segments or only in ``row``.

    Raises:
        Stale: if there is none.
    """
    ruled = findings.rulings(work.session, work.version.id)
    rows = [row] if row is not None else work.rows
    found = [f for each in rows for f in findings.of_row(each, ruled) if f.key == key]
    if not found:
        raise Stale("This finding is gone; load the page again.")
    return found


def _count(work: Work) -> None:
    ruled = findings.rulings(work.session, work.version.id)
    findings.count(work.version, work.rows, ruled)
