"""Post-edit distance: how much editors changed of what each engine had made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from fassung.desk import diff
from fassung.desk.schema import Piece, SegmentRow, Version
from fassung.translation.pipeline import KEPT


@dataclass(frozen=True, slots=True)
class Effort:
    """What editors did to the German of one engine for one partner."""

    engine: str
    partner: str
    segments: int
    changed: int
    """Segments in which a word was changed."""
    words: int
    """Words and marks as published."""
    edits: int
    """Words put in, taken out or exchanged."""

    @property
    def rate(self) -> float:
        """Edits for each word published, as HTER counts them, but without moves of phrases
        (Snover et al. 2006): 0.1 is one word in ten."""
        return self.edits / self.words if self.words else 0.0

    @property
    def untouched(self) -> float:
        """Share of segments that went out as the engine made them."""
        return 1 - self.changed / self.segments if self.segments else 0.0


def distances(session: Session, since: datetime | None = None) -> Sequence[Effort]:
    """What editors did, by engine and partner, in versions that a person has approved.

    A segment taken over from an earlier version counts there and not again.

    Args:
        session: any.
        since: only versions that came in at this time (aware) or later; None for all.
    """
    query = (
        select(SegmentRow.engine, Piece.partner, SegmentRow.machine, SegmentRow.german)
        .join(Version, Version.id == SegmentRow.version_id)
        .join(Piece, Piece.id == Version.piece_id)
        .where(Version.reviewed, SegmentRow.engine != KEPT)
        .execution_options(yield_per=500)
    )
    if since is not None:
        query = query.where(Version.created >= since)
    sums: dict[tuple[str, str], list[int]] = {}
    for engine, partner, machine, german in session.execute(query):
        counts = sums.setdefault((engine, partner), [0, 0, 0, 0])
        same = machine.value == german.value
        edits = 0 if same else diff.distance(machine.value, german.value)
        here = (1, int(edits > 0), len(diff.tokens(german.value)), edits)
        counts[:] = [total + one for total, one in zip(counts, here, strict=True)]
    return [Effort(*names, *counts) for names, counts in sorted(sums.items())]
