"""The segment cache: a sentence that an engine has translated once costs nothing again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from fassung.engines.protocol import Reply, Request
from fassung.errors import FassungError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answer (
    key TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    engine TEXT NOT NULL,
    score REAL,
    alternatives TEXT NOT NULL
) WITHOUT ROWID
"""
_OLD = "DROP TABLE IF EXISTS reply"
"""The table of a version that knew no alternatives."""
_MOST_KEYS = 500
"""SQLite binds at most 999 values in its oldest supported builds."""


class SegmentCache:
    """Replies by request and engine version, in one SQLite file; safe for many processes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._connect()) as connection, connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute(_OLD)
                connection.execute(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise FassungError(
                "The segment cache {path} cannot be used ({reason}); "
                "delete it or choose another folder with FASSUNG_CACHE.",
                path=path,
                reason=error,
            ) from error

    def get(self, engine: str, requests: Iterable[Request]) -> dict[Request, Reply]:
        """The replies that are known, by request. ``engine`` is its name and version."""
        keys = {_key(engine, request): request for request in requests}
        names = list(keys)
        found: dict[Request, Reply] = {}
        with closing(self._connect()) as connection:
            for first in range(0, len(names), _MOST_KEYS):
                some = names[first : first + _MOST_KEYS]
                marks = ",".join("?" * len(some))
                rows = connection.execute(
                    "SELECT key, text, engine, score, alternatives FROM answer "
                    f"WHERE key IN ({marks})",
                    some,
                )
                found.update(
                    (keys[key], Reply(text, who, score, tuple(json.loads(others))))
                    for key, text, who, score, others in rows
                )
        return found

    def put(self, engine: str, replies: Mapping[Request, Reply]) -> None:
        """Keeps ``replies``; an older reply to the same request is replaced."""
        with closing(self._connect()) as connection, connection:
            connection.executemany(
                "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?)",
                [
                    (_key(engine, q), r.text, r.engine, r.score, json.dumps(r.alternatives))
                    for q, r in replies.items()
                ],
            )

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=30)


def _key(engine: str, request: Request) -> str:
    parts = (engine, request.text, *request.context, request.role, str(request.careful))
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
