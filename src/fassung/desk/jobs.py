"""Jobs: lines of the outbox that are being sent, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from fassung.desk.places import Outgoing, Place
from fassung.desk.waking import WITHDRAW
from fassung.errors import FassungError
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
    stands: int = 0
    """The number that the target says stands there now; 0 if it does not say."""

    def ahead(self, place: Place) -> Outcome:
        """What it is where the target has a number that this database never gave: nothing was
        changed there, and a person must say which desk is to publish."""
        error = FassungError(
            "{target} has number {stands} of this article and the desk is at {wanted}: the "
            "database is older than the target, restored from a backup perhaps. If this is the "
            "desk that is to publish there: fassung portals diff --repair --restored.",
            target=place.target,
            stands=self.stands,
            wanted=place.wanted,
        )
        told = {"template": error.template, "values": dict(error.values), "after": None}
        wait = self.wait if self.job.kind == WITHDRAW else None
        return replace(self, receipt=None, error=told, wait=wait, refused=True)


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
