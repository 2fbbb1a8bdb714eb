"""The desk's post-edits for a set of the lab: what engines made, what editors let go out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from fassung.article import Role
from fassung.desk import config
from fassung.desk.schema import Piece, SegmentRow, Version
from fassung.desk.store import Store
from fassung.lab.pairs import Pair
from fassung.translation.pipeline import KEPT


def post_edited(path: Path, since: datetime | None = None) -> list[Pair]:
    """The post-edits of the desk with the TOML file ``path``; see :func:`of_store`.

    Raises:
        FassungError: if the file or the database cannot be read.
    """
    store = Store(config.load(path).database)
    try:
        return of_store(store, since)
    finally:
        store.close()


def of_store(store: Store, since: datetime | None = None) -> list[Pair]:
    """Every segment that an engine made, in versions that a person approved.

    A segment taken over from an earlier version counts there and not again.

    Args:
        store: the desk's database.
        since: only versions that came in then (aware) or later; None for all.
    """
    query = (
        select(Piece.partner, Piece.external_id, Version.number, Version.created, SegmentRow)
        .join(Version, Version.piece_id == Piece.id)
        .join(SegmentRow, SegmentRow.version_id == Version.id)
        .where(Version.reviewed, SegmentRow.engine != KEPT)
        .order_by(Version.created, Version.id, SegmentRow.place)
        .execution_options(yield_per=500)
    )
    if since is not None:
        query = query.where(Version.created >= since)
    with store.reading() as session:
        return [
            Pair(
                document=f"{partner}/{article}/{number}",
                segment=row.segment,
                source=row.source.value,
                reference=row.german.value,
                role=Role(row.role),
                machine=row.machine.value,
                engine=row.engine,
                date=created.date().isoformat(),
            )
            for partner, article, number, created, row in session.execute(query)
        ]
