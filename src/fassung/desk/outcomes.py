"""What the articles of a trial counted for, in the order in which they came in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fassung.desk import diff, trials
from fassung.desk.base import now
from fassung.desk.reader_reports import ReaderReport
from fassung.desk.schema import Event, Piece, Publication, Ruling, SegmentRow, Version
from fassung.desk.trials import Measure, Trial
from fassung.translation.pipeline import KEPT

DAYS = 7
"""An article is waited for so many days after it came in; readers' reports count for so many days
after it went out, and then it is known."""


_Measured: TypeAlias = tuple[float, datetime] | None


@dataclass(frozen=True, slots=True)
class Counted:
    """One article of a trial."""

    piece: str
    in_b: bool
    outcome: float
    """In the unit of the trial's measure."""
    known: datetime


@dataclass(frozen=True, slots=True)
class Lost:
    """An article of a trial that has no outcome and will not get one any more."""

    piece: str
    in_b: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """All articles that the lot gave to an arm, in the order in which they came in."""

    known: tuple[Counted | Lost, ...]
    """Up to the first that may still get an outcome."""
    waiting: int
    """That one, and those behind it."""

    @property
    def counted(self) -> list[Counted]:
        """Those with an outcome."""
        return [one for one in self.known if isinstance(one, Counted)]


def of_trial(session: Session, trial: Trial) -> Drawn:
    """The articles of ``trial``, and what they count for by now.

    An article counts by the arm that the lot gave it, whoever translated it in the end, and with
    the first of its versions that a person approved. What went out unread, or was approved later
    than :data:`DAYS` after it came in, has no outcome: it is :class:`Lost`, and who reads a result
    must know how many each arm lost.

    The first article that may still get an outcome holds back those behind it. Were articles taken
    as they become known, an arm would look better as long as its bad ones lie waiting, and no rule
    that may be looked at any time would hold.
    """
    plan = trial.planned
    query = select(Piece).where(Piece.created >= trial.started).order_by(Piece.created, Piece.id)
    if trial.ended is not None:
        query = query.where(Piece.created <= trial.ended)
    if plan.partners:
        query = query.where(Piece.partner.in_(plan.partners))
    days = timedelta(days=2 * DAYS if plan.measure is Measure.REPORTS else DAYS)
    pieces = session.scalars(query).all()
    found: list[Counted | Lost] = []
    for piece in pieces:
        measured = _of_piece(session, piece.id, plan.measure)
        if measured is None and piece.created + days > now():
            break
        in_b = trials.in_b(trial.id, piece.id, plan.share)
        if measured is not None and (known := measured[1]) <= piece.created + days:
            found.append(Counted(piece.id, in_b, measured[0], known))
        else:
            found.append(Lost(piece.id, in_b))
    return Drawn(tuple(found), len(pieces) - len(found))


def means(session: Session, trial: Trial) -> dict[Measure, tuple[float | None, float | None]]:
    """Means of A and of B by every measure, over the articles that count by the stated one.

    They are for looking at: the rule tests the stated measure alone, and of four that are looked
    at one will often seem to differ. Readers' reports are known a week after an article went out.
    """
    counted = of_trial(session, trial).counted
    found: dict[Measure, tuple[float | None, float | None]] = {}
    for measure in Measure:
        sides: tuple[list[float], list[float]] = ([], [])
        for one in counted:
            if (measured := _of_piece(session, one.piece, measure)) is not None:
                sides[one.in_b].append(measured[0])
        a, b = (sum(side) / len(side) if side else None for side in sides)
        found[measure] = (a, b)
    return found


def _of_piece(session: Session, piece: str, measure: Measure) -> _Measured:
    """The outcome of one article and when it was known; None if there is none yet."""
    first = session.execute(
        select(Version.id, Version.number)
        .where(Version.piece_id == piece, Version.reviewed)
        .order_by(Version.number)
        .limit(1)
    ).first()
    if first is None or (known := _approved(session, piece, first.number)) is None:
        return None
    return _MEASURES[measure](session, piece, first.id, known)


def _approved(session: Session, piece: str, number: int) -> datetime | None:
    """When a person approved version ``number``; the first time."""
    events = session.scalars(
        select(Event)
        .where(Event.piece_id == piece, Event.kind == "approved")
        .order_by(Event.number)
    )
    return next((line.at for line in events if line.data.get("number") == number), None)


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
