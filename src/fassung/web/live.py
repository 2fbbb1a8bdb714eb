"""live: tells open pages that something has changed, by server-sent events.

One look at the database every few seconds serves everybody who listens; no thread waits.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from fassung.desk.base import now
from fassung.desk.schema import Piece
from fassung.desk.store import Store
from fassung.web.access import needs

_LOG = logging.getLogger(__name__)
_PAUSE = 2.0
"""Seconds between two looks."""
_BREATH = 20.0
"""Seconds after which a quiet connection says that it still stands, for proxies."""
_LONGEST = 600.0
"""Seconds; then the browser connects anew, and shows again who it is."""
_ID = re.compile(r"[0-9a-f]{32}")


class Watch:
    """Looks at the pieces that somebody follows (or, by ``""``, at all) and wakes the followers."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._followers: dict[str, set[asyncio.Event]] = {}
        self._task: asyncio.Task[None] | None = None

    async def follow(self, piece: str) -> AsyncIterator[str]:
        """Server-sent events: one at once, one at every change of ``piece``, comments between."""
        woken = asyncio.Event()
        self._followers.setdefault(piece, set()).add(woken)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look())
        loop = asyncio.get_running_loop()
        end = loop.time() + _LONGEST
        try:
            yield "retry: 3000\nevent: changed\ndata:\n\n"
            while loop.time() < end:
                try:
                    await asyncio.wait_for(woken.wait(), _BREATH)
                except TimeoutError:
                    yield ":\n\n"
                else:
                    woken.clear()
                    yield "event: changed\ndata:\n\n"
        finally:
            self._followers[piece].discard(woken)
            if not self._followers[piece]:
                del self._followers[piece]

    async def _look(self) -> None:
        seen: dict[str, object] = {}
        while self._followers:
            try:
                found = await run_in_threadpool(self._marks, set(self._followers))
            except SQLAlchemyError as error:
                # The next look may find the database again; whoever follows goes on waiting.
                _LOG.warning("The desk could not look for changes: %s", error)
                found = seen
            for piece, mark in found.items():
                # The first look wakes, too: something may have changed since a page was made.
                if piece not in seen or seen[piece] != mark:
                    for woken in self._followers.get(piece, ()):
                        woken.set()
            seen = found
            await asyncio.sleep(_PAUSE)

    def _marks(self, pieces: set[str]) -> dict[str, object]:
        """What changes when a piece does, by its id."""
        time = now()

        def holder(id: str | None, until: datetime | None) -> str | None:
            return id if until is not None and until > time else None

        with self._store.reading() as session:
            query = select(
                Piece.id, Piece.changed, Piece.current_id, Piece.locked_by_id, Piece.locked_until
            )
            found: dict[str, object] = {
                id: (changed, current, holder(by, until))
                for id, changed, current, by, until in session.execute(
                    query.where(Piece.id.in_(pieces - {""}))
                )
            }
            if "" in pieces:
                newest = session.execute(select(func.max(Piece.changed), func.count())).one()
                held = session.execute(
                    select(Piece.id, Piece.locked_by_id)
                    .where(Piece.locked_until > time)
                    .order_by(Piece.id)
                ).all()
                found[""] = (tuple(newest), tuple(map(tuple, held)))
        return found


@needs("reader")
async def live(request: Request) -> Response:
    """The events of one piece (``?piece=``) or of the inbox."""
    state = request.app.state
    if not hasattr(state, "watch"):
        state.watch = Watch(state.desk.store)
    piece = request.query_params.get("piece", "")
    events = state.watch.follow(piece if _ID.fullmatch(piece) else "")
    return StreamingResponse(
        events,
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no", "Cache-Control": "no-store"},
    )


routes = [Route("/live", live)]
