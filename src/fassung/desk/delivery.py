"""Delivery: brings what the outbox says to the portals' targets.

One run serves all portals at one target for one piece. Targets are called with no lock held and in
no transaction; what became of it is kept a second later at the latest. Killed in between it is
sent again with the same key, which changes nothing there.
"""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from fassung.desk import locks, outbox, paces, record, rights
from fassung.desk.accounts import Person
from fassung.desk.base import now
from fassung.desk.config import DeskConfig
from fassung.desk.jobs import Job, Outcome
from fassung.desk.made import Made, Said
from fassung.desk.outbox import WITHDRAW
from fassung.desk.places import Outgoing
from fassung.desk.store import Store
from fassung.errors import DeliveryError, FassungError, FileError, NotFound, NotReady
from fassung.portals.edition import Edition, Receipt, Withdrawal, key
from fassung.portals.targets import opening
from fassung.portals.targets.protocol import Target

_LOG = logging.getLogger(__name__)
_KEEP_SECONDS = 1.0
"""How long receipts may wait to be kept together."""
_FAILURES = 3
"""After so many in one run the others wait, too: the target is likely to be down."""


@dataclass
class Deliverer:
    """A desk's targets, and what is brought to them. One for a process; threads share it."""

    store: Store
    config: DeskConfig
    made: Made = field(init=False)
    _targets: dict[str, Target] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.made = Made(self.store, self.config)

    def target(self, id: str) -> Target:
        """The target of that id, opened once.

        Raises:
            FassungError: if there is none, or its settings are wrong.
        """
        with self._lock:
            if id not in self._targets:
                if (settings := self.config.portals.targets.get(id)) is None:
                    raise DeliveryError(
                        "The target {id} is not in the network's file any more; put it back there, "
                        "or remove by hand what it shows.",
                        again=False,
                        id=id,
                    )
                self._targets[id] = opening.open(settings)
            return self._targets[id]

    def close(self) -> None:
        """Lets go of what targets hold open."""
        for target in self._targets.values():
            if (close := getattr(target, "close", None)) is not None:
                close()

    def deliver(self, piece_id: str, target: str, outlet: str, kind: str, holder: str) -> None:
        """Sends what is due to a piece's places at ``target``, until nothing newer has come.

        Args:
            piece_id: the piece.
            target: id of the target.
            outlet: only this portal; empty for all.
            kind: only what says this; empty for both.
            holder: the workflow; the same when it is run again after a kill.
        """
        network = self.config.portals
        while True:
            with self.store.writing() as session:
                jobs, busy = outbox.claim(session, piece_id, target, outlet, kind, holder)
                # Whoever is sending looks again when it is done; this is for one that is killed.
                wait = outbox.HOLD.total_seconds() + 1
                outbox.wake(session, network, piece_id, target, busy, wait)
            if not jobs:
                return
            self._send(piece_id, target, jobs, holder)

    def _send(self, piece_id: str, target: str, jobs: list[Job], holder: str) -> None:
        pace = paces.of(self.config.portals, target)
        done: list[Outcome] = []
        kept = time.monotonic()
        failed, asked = 0, None
        if any(job.attempts for job in jobs):
            random.shuffle(jobs)  # or a few that always fail would keep the others waiting
        while jobs:
            job, *jobs = jobs
            if failed >= _FAILURES or asked is not None:
                wait = pace.wait(job.attempts + 1, asked)
                done.append(Outcome(job, wait=wait, tried=False))
            else:
                outcome = self._one(target, job, pace.wait)
                done.append(outcome)
                # One that is refused says nothing of the others.
                if outcome.receipt is None and outcome.wait is not None and not outcome.refused:
                    failed += 1
                    asked = _asked(outcome)
            if not jobs or time.monotonic() - kept >= _KEEP_SECONDS:
                with self.store.writing() as session:
                    network = self.config.portals
                    outbox.keep(session, network, piece_id, target, holder, done)
                    jobs = outbox.hold(session, piece_id, target, jobs) if jobs else []
                done, kept = [], time.monotonic()

    def _one(self, target_id: str, job: Job, wait: Callable[[int, float | None], float]) -> Outcome:
        try:
            target, said = self.target(target_id), self._said(job)
            turn = f"{said.article.id}#{job.turn}" if job.turn else said.article.id
            sealed = key(job.outlet, target_id, turn, job.number)
            receipt = _call(target, said, sealed, job.before)
            stands, receipt = receipt.number, replace(receipt, number=job.number)
            again = wait(job.attempts + 1, None)  # heeded where the target turns out to be ahead
            return Outcome(job, receipt, wait=again, stands=stands)
        except DeliveryError as error:
            if not error.again:
                return _refused(job, error, wait)
            again = wait(job.attempts + 1, error.after)
            return Outcome(job, error=_kept(error, error.after), wait=again)
        except FileError as error:
            return Outcome(job, error=_kept(error), wait=wait(job.attempts + 1, None))
        except FassungError as error:
            return _refused(job, error, wait)
        except Exception as error:
            _LOG.exception("Delivery to %s failed", target_id)
            fault = FassungError(
                "A fault of fassung's own ({reason}); the log says more. Try again after an "
                "update.",
                reason=type(error).__name__,
            )
            return _refused(job, fault, wait)

    def _said(self, job: Job) -> Said:
        said = self.made.of(job.version_id, job.number, job.kind, job.at)
        if job.outlet not in said:
            raise DeliveryError(
                "The portal {id} is not in the network's file any more, or does not take this "
                "article; see to it there, then try again.",
                again=False,
                id=job.outlet,
            )
        return said[job.outlet]


def _refused(job: Job, error: FassungError, wait: Callable[[int, float | None], float]) -> Outcome:
    """What no other try changes, but for a withdrawal: what must go is tried until it is taken,
    for a person may have seen to it meanwhile."""
    again = wait(job.attempts + 1, None) if job.kind == WITHDRAW else None
    return Outcome(job, error=_kept(error), wait=again, refused=True)


def _call(target: Target, said: Said, sealed: str, before: Receipt | None) -> Receipt:
    match said:
        case Edition():
            return target.publish(said, sealed, before)
        case Withdrawal():
            return target.withdraw(said, sealed, before)


def retry(store: Store, config: DeskConfig, line_id: str, person: Person) -> None:
    """Has a line of the outbox sent now that was refused or waits for its next try.

    Raises:
        NotAllowed: for a reader.
        NotFound: if there is no such line.
        NotReady: if it is done, or something newer was said.
    """
    rights.require(person, "editor")
    with store.writing() as session:
        piece_id = session.scalar(select(Outgoing.piece_id).where(Outgoing.id == line_id))
        if piece_id is None:
            raise NotFound("There is no delivery {id}.", id=line_id)
        piece = locks.locked_row(session, piece_id)
        line = session.get_one(Outgoing, line_id, populate_existing=True)
        if not outbox.retry(session, config.portals, line):
            raise NotReady("This delivery is done, or a newer one took its place; nothing to do.")
        piece.changed = line.due
        said = {"portal": line.outlet, "target": line.target}
        record.append(session, piece.id, rights.actor(person), "delivery tried again", said)


def later(store: Store, config: DeskConfig, piece_id: str, target: str, outlet: str) -> None:
    """Has a run that could not even be kept tried a minute later."""
    with store.writing() as session:
        outbox.look_again(session, config.portals, piece_id, target, outlet, 60)


def sweep(store: Store, config: DeskConfig) -> None:
    """Has what should have been sent long ago looked at again, whatever kept it; at each start."""
    with store.writing() as session:
        late = session.execute(
            select(Outgoing.piece_id, Outgoing.target, Outgoing.outlet)
            .where(Outgoing.state == "waiting", Outgoing.due < now() - outbox.HOLD)
            .distinct()
        ).all()
        for piece_id, target, outlet in late:
            outbox.look_again(session, config.portals, piece_id, target, outlet, 0)


def _asked(outcome: Outcome) -> float | None:
    """Seconds that the target itself asked to wait."""
    after = (outcome.error or {}).get("after")
    return float(after) if after is not None else None


def _kept(error: FassungError, after: float | None = None) -> Mapping[str, Any]:
    """An error as the database keeps it, to be told in any language."""
    plain = {
        name: value if isinstance(value, str | int | float | None) else str(value)
        for name, value in error.values.items()
    }
    return {"template": error.template, "values": plain, "after": after}
