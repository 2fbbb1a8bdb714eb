"""Waking: has a worker look what the outbox says, at once or later, in the queue that is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from fassung.desk import paces
from fassung.desk.queues import enqueue
from fassung.portals.network import Network

WITHDRAW = "withdraw"
"""The kind of run that makes withdrawals only."""


def publishing(
    session: Session,
    network: Network,
    piece_id: str,
    target: str,
    outlets: Sequence[str],
    wait: float = 0.0,
) -> None:
    """One workflow for all portals at a target; one for each where deliveries are counted."""
    pace = paces.of(network, target)
    for outlet in outlets if pace.per_minute else [""]:
        enqueue(
            session,
            "deliver",
            piece_id,
            target,
            outlet,
            "",
            delay=wait,
            queue=paces.queue(pace),
            partition=target,
        )


def withdrawing(
    session: Session, piece_id: str, places: Iterable[tuple[str, str]], wait: float = 0.0
) -> None:
    """One workflow for each target, in the queue of withdrawals."""
    for target in dict.fromkeys(target for target, _ in places):
        enqueue(session, "deliver", piece_id, target, "", WITHDRAW, delay=wait, partition=target)
