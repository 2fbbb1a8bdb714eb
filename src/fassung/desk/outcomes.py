"""What the articles of a trial counted for, in the order in which it became known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fassung.desk import diff, trials
from fassung.desk.reader_reports import ReaderReport
from fassung.desk.schema import Event, Piece, Publication, Ruling, SegmentRow, Version, now
from fassung.desk.trials import Measure, Trial
from fassung.translation.pipeline import KEPT

DAYS = 7
"""Readers' reports count for so many days after an article went out, and then it is known."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One article of a trial."""

    piece: str
    in_b: bool
    outcome: float
    """In the unit of the trial's measure."""
    known: datetime


def of_trial(session: Session, trial: Trial) -> list[Counted]:
    """The articles of ``trial`` whose outcome is known, the earliest known first.

    An article counts by the arm that the lot gave it, whoever translated it in the end, and with
    the first of its versions that a person approved; what went out unread has no outcome.
    """
    plan = trial.planned
    query = (
        select(Piece.id, Version.id, Version.number)
        .join(Version, Version.piece_id == Piece.id)
        .where(Piece.created >= trial.started, Version.reviewed)
        .order_by(Piece.id, Version.number)
    )
    if trial.ended is not None:
        query = query.where(Piece.created <= trial.ended)
    if plan.partners:
        query = query.where(Piece.partner.in_(plan.partners))
    first: dict[str, tuple[str, int]] = {}
    for piece, version, number in session.execute(query):
        first.setdefault(piece, (version, number))
    found = []
    for piece, (version, number) in first.items():
        known = _approved(session, piece, number)
        if known is None:
            continue
        measured = _MEASURES[plan.measure](session, piece, version, known)
        if measured is not None:
            outcome, known = measured
            found.append(Counted(piece, trials.in_b(trial.id, piece, plan.share), outcome, known))
    return sorted(found, key=lambda one: (one.known, one.piece))


def _approved(session: Session, piece: str, number: int) -> datetime | None:
    """When a person approved version ``number``; the first time."""
    events = session.scalars(
        select(Event)
        .where(Event.piece_id == piece, Event.kind == "approved")
        .order_by(Event.number)
    )
    return next((line.at for line in events if line.data.get("number") == number), None)


_Measured = tuple[float, datetime] | None


def _distance(session: Session, piece: str, version: str, known: datetime) -> _Measured:
    rows = session.execute(
        select(SegmentRow.machine, SegmentRow.german).where(
            SegmentRow.version_id == version, SegmentRow.engine != KEPT
        )
    )
    words = edits = 0
    for machine, german in rows:
        words += len(diff.tokens(german.value))
        edits += diff.distance(machine.value, german.value)
    return (edits / words, known) if words else None


def _minutes(session: Session, piece: str, version: str, known: datetime) -> _Measured:
    events = session.scalars(
        select(Event).where(Event.piece_id == piece, Event.kind == "seen", Event.at <= known)
    )
    seconds = sum(line.data["seconds"] for line in events if line.data["version"] == version)
    return seconds / 60, known


def _overruled(session: Session, piece: str, version: str, known: datetime) -> _Measured:
    count = session.scalar(select(func.count(Ruling.id)).where(Ruling.version_id == version))
    return float(count or 0), known


def _reports(session: Session, piece: str, version: str, known: datetime) -> _Measured:
    out = session.scalar(select(func.min(Publication.at)).where(Publication.piece_id == piece))
    if out is None or (end := out + timedelta(days=DAYS)) > now():
        return None
    count = session.scalar(
        select(func.count(ReaderReport.id)).where(
            ReaderReport.piece_id == piece, ReaderReport.at < end
        )
    )
    return float(count or 0), end


_MEASURES: Mapping[Measure, Callable[[Session, str, str, datetime], _Measured]] = MappingProxyType(
    {
        Measure.DISTANCE: _distance,
        Measure.MINUTES: _minutes,
        Measure.OVERRULED: _overruled,
        Measure.REPORTS: _reports,
    }
)
