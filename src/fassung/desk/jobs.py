"""Jobs: lines of the outbox that are being sent, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fassung.desk.places import Outgoing, Place
from fassung.portals.edition import Receipt


@dataclass(frozen=True, slots=True)
class Job:
    """A line of the outbox that somebody is about to send."""

    id: str
    version_id: str
    outlet: str
    number: int
    turn: int
    kind: str
    attempts: int
    """Tries before this one."""
    at: datetime
    before: Receipt | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: a receipt, or an error as ``template`` and ``values``."""

    job: Job
    receipt: Receipt | None = None
    error: Mapping[str, Any] | None = None
    wait: float | None = None
    """Seconds until another try; None if there is none."""
    tried: bool = True
    """Whether it was sent at all, or put off since the target does not take others."""
    refused: bool = False
    """Whether a person must see to it; a withdrawal is tried again all the same."""


def job(line: Outgoing, place: Place) -> Job:
    """A line of the outbox with what its place last answered."""
    return Job(
        id=line.id,
        version_id=line.version_id,
        outlet=line.outlet,
        number=line.number,
        turn=line.turn,
        kind=line.kind,
        attempts=line.attempts,
        at=line.at,
        before=receipt_from(place.receipt),
    )


def receipt_from(data: Mapping[str, Any] | None) -> Receipt | None:
    """A receipt as the database has it."""
    if data is None:
        return None
    return Receipt(**{key: data[key] for key in Receipt.__dataclass_fields__ if key in data})
