"""The record: who did what, when, append-only, every line sealed by a digest over the last."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from fassung.desk.base import now
from fassung.desk.schema import Event

FASSUNG = "fassung"
"""The actor of what no person did."""


def append(
    session: Session, piece: str | None, actor: str, kind: str, data: dict[str, Any] | None = None
) -> Event:
    """Adds a line to the record of ``piece`` (None: of the house), in the caller's transaction.

    The caller holds the lock on the piece, so numbers have no gaps.

    Args:
        session: a writing one.
        piece: the piece's id.
        actor: ``person:<id>``, ``partner:<id>`` or :data:`FASSUNG`.
        kind: what happened, e.g. ``approved``.
        data: JSON's own types; no article's text beyond the words changed.
    """
    if piece is None and session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(7341)"))
    last = session.scalars(
        select(Event).where(Event.piece_id == piece).order_by(Event.number.desc()).limit(1)
    ).first()
    line = Event(
        piece_id=piece,
        number=last.number + 1 if last else 1,
        at=now(),
        actor=actor,
        kind=kind,
        data=data or {},
        before=last.digest if last else "",
    )
    line.digest = seal(
        line.piece_id, line.number, line.at, line.actor, line.kind, line.data, line.before
    )
    session.add(line)
    session.flush()
    return line


def seal(
    piece: str | None,
    number: int,
    at: datetime,
    actor: str,
    kind: str,
    data: dict[str, Any],
    before: str,
) -> str:
    """SHA-256 over a line and the digest before it."""
    said = [piece, number, at.isoformat(), actor, kind, data, before]
    line = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()


def lines(session: Session, piece: str | None) -> Sequence[Event]:
    """The record of ``piece`` from its beginning."""
    return session.scalars(
        select(Event).where(Event.piece_id == piece).order_by(Event.number)
    ).all()


def broken(record: Iterable[Event]) -> int | None:
    """The number of the first line that was changed, or after which one is missing; or None."""
    before = ""
    for number, line in enumerate(record, 1):
        if line.number != number or line.before != before or seal(*_said(line)) != line.digest:
            return number
        before = line.digest
    return None


def as_data(line: Event) -> dict[str, Any]:
    """A line in JSON's own types, with the digests that seal it."""
    return {
        "number": line.number,
        "at": line.at.isoformat(),
        "actor": line.actor,
        "kind": line.kind,
        "data": line.data,
        "before": line.before,
        "digest": line.digest,
    }


def document(data: Mapping[str, Any]) -> str:
    """``data`` as a JSON document for others; what is no Unicode text becomes a question mark."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace").decode() + "\n"


def _said(line: Event) -> tuple[str | None, int, datetime, str, str, dict[str, Any], str]:
    return (line.piece_id, line.number, line.at, line.actor, line.kind, line.data, line.before)
