"""state: what a site remembers, in SQLite, apart from what readers may fetch.

What must be written is noted (``pending``) in the transaction that changes what is known, and
crossed out when it stands. So whatever kills a publish, the next one finds what is left to do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fassung.portals.site import layout
from fassung.portals.site.facts import Facts, picture_file, read

_TABLES = """
CREATE TABLE IF NOT EXISTS article (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL, live INTEGER NOT NULL, path TEXT NOT NULL,
    digest TEXT NOT NULL, facts TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS path (path TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS path_id ON path (id);
CREATE TABLE IF NOT EXISTS place (
    scope TEXT NOT NULL, id TEXT NOT NULL, published TEXT NOT NULL, month TEXT NOT NULL,
    part INTEGER NOT NULL, PRIMARY KEY (scope, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS newest ON place (scope, published, id);
CREATE INDEX IF NOT EXISTS parts ON place (scope, month, part, published);
CREATE TABLE IF NOT EXISTS part (
    scope TEXT NOT NULL, month TEXT NOT NULL, part INTEGER NOT NULL, placed INTEGER NOT NULL,
    changed TEXT NOT NULL DEFAULT '', PRIMARY KEY (scope, month, part)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS section (
    slug TEXT PRIMARY KEY, name TEXT NOT NULL, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pending (task TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS picture (id TEXT PRIMARY KEY, file TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS picture_file ON picture (file);
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What stands at a site of one article."""

    number: int
    live: bool
    path: str
    """The file, from the site's folder; not percent-encoded."""
    digest: str
    facts: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the archive or the sitemap; ``changed`` is a day."""

    month: str
    part: int
    placed: int
    changed: str = ""


class State:
    """The memory of one site. Whoever uses it holds the site's lock."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.file = folder / "site.sqlite3"
        self._db = sqlite3.connect(self.file, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode=WAL")
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version < 2:
            self._db.executescript(_TABLES)
            with self.writing():
                if version == 1:
                    self._learn_pictures()
                self._db.execute("PRAGMA user_version=2")

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def writing(self, *, durable: bool = True) -> Iterator[None]:
        """A transaction; ``durable``: that a power cut cannot take back once it has ended."""
        self._db.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    # What is known

    def known(self, id: str) -> Known | None:
        """What stands of an article; None if it was never here."""
        row = self._db.execute(
            "SELECT number, live, path, digest, facts FROM article WHERE id = ?", (id,)
        ).fetchone()
        return Known(row[0], bool(row[1]), *row[2:]) if row else None

    def keep(self, id: str, known: Known) -> None:
        """Notes what stands of an article from now on."""
        self._db.execute(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?)",
            (id, known.number, known.live, known.path, known.digest, known.facts),
        )
        self._db.execute("INSERT OR REPLACE INTO path VALUES (?, ?)", (known.path, id))

    def paths(self, id: str) -> list[str]:
        """All files that an article ever had here."""
        return [p for (p,) in self._db.execute("SELECT path FROM path WHERE id = ?", (id,))]

    def gone(self) -> list[str]:
        """All files whose article is withdrawn, in order."""
        found = self._db.execute(
            "SELECT path.path FROM article JOIN path USING (id) WHERE NOT live ORDER BY 1"
        )
        return [p for (p,) in found]

    def show(self, id: str, file: str) -> str:
        """Notes the picture that fronts show of an article, as a file of the site; empty for none.
        The one that it had before."""
        row = self._db.execute("DELETE FROM picture WHERE id = ? RETURNING file", (id,)).fetchone()
        if file:
            self._db.execute("INSERT INTO picture VALUES (?, ?)", (id, file))
        return str(row[0]) if row else ""

    def shows(self, file: str) -> bool:
        """Whether an article that is live has this picture."""
        found = self._db.execute("SELECT 1 FROM picture WHERE file = ? LIMIT 1", (file,))
        return found.fetchone() is not None

    # Where an article is listed

    def place(self, scope: str, facts: Facts, size: int) -> tuple[Part, bool]:
        """Lists an article in ``scope`` if it is not yet: in the last part of its month that has
        room for ``size``. Its part, and whether that is a new one."""
        row = self._db.execute(
            "SELECT month, part FROM place WHERE scope = ? AND id = ?", (scope, facts.id)
        ).fetchone()
        if row:
            return self._part(scope, *row), False
        last = self._db.execute(
            "SELECT part, placed FROM part WHERE scope = ? AND month = ? "
            "ORDER BY part DESC LIMIT 1",
            (scope, facts.month),
        ).fetchone()
        number, placed = last or (1, 0)
        new = last is None or placed >= size
        if last and new:
            number, placed = number + 1, 0
        self._db.execute(
            "INSERT INTO part VALUES (?, ?, ?, ?, '') "
            "ON CONFLICT DO UPDATE SET placed = excluded.placed",
            (scope, facts.month, number, placed + 1),
        )
        self._db.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?)",
            (scope, facts.id, facts.published, facts.month, number),
        )
        return Part(facts.month, number, placed + 1), new

    def displace(self, scope: str, id: str) -> Part | None:
        """Lists an article in ``scope`` no more; the part that it stood in. No other moves up."""
        row = self._db.execute(
            "DELETE FROM place WHERE scope = ? AND id = ? RETURNING month, part", (scope, id)
        ).fetchone()
        return self._part(scope, *row) if row else None

    def scopes(self, id: str) -> list[str]:
        """Where an article is listed."""
        found = self._db.execute(
            # The index begins with the scope, and a site has few of them.
            "SELECT scope FROM place WHERE id = :id AND scope IN "
            "(SELECT slug FROM section UNION SELECT :all UNION SELECT :indexed)",
            {"id": id, "all": layout.ALL, "indexed": layout.INDEXED},
        )
        return [scope for (scope,) in found]

    def newest(self, scope: str, count: int, since: str = "") -> list[str]:
        """The facts of the ``count`` newest articles, those published after ``since`` only."""
        return self._facts(
            "scope = ? AND place.published > ? ORDER BY place.published DESC, id DESC LIMIT ?",
            (scope, since, count),
        )

    def listed(self, scope: str, month: str, part: int) -> list[str]:
        """The facts of all articles of a part, the newest first."""
        return self._facts(
            "scope = ? AND month = ? AND part = ? ORDER BY place.published DESC, id DESC",
            (scope, month, part),
        )

    def parts(self, scope: str) -> list[Part]:
        """All parts of a scope, the oldest first."""
        found = self._db.execute(
            "SELECT month, part, placed, changed FROM part WHERE scope = ? ORDER BY month, part",
            (scope,),
        )
        return [Part(*row) for row in found]

    def around(self, scope: str, month: str, part: int) -> tuple[Part | None, Part | None]:
        """The parts before and after one, in time."""
        here = (scope, month, part)
        before, after = (
            self._db.execute(
                "SELECT month, part, placed, changed FROM part "
                f"WHERE scope = ? AND (month, part) {sign} (?, ?) "
                f"ORDER BY month {order}, part {order} LIMIT 1",
                here,
            ).fetchone()
            for sign, order in (("<", "DESC"), (">", "ASC"))
        )
        return Part(*before) if before else None, Part(*after) if after else None

    def touch(self, scope: str, part: Part, day: str) -> bool:
        """Notes the day on which a part changed; whether it had not been noted yet."""
        done = self._db.execute(
            "UPDATE part SET changed = ? WHERE scope = ? AND month = ? AND part = ? "
            "AND changed <> ?",
            (day, scope, part.month, part.part, day),
        )
        return done.rowcount > 0

    # Sections

    def sections(self) -> list[tuple[str, str]]:
        """Folder and name of all sections, in the portal's order."""
        found = self._db.execute("SELECT slug, name FROM section ORDER BY place, name")
        return [(slug, name) for slug, name in found]

    def keep_section(self, slug: str, name: str, place: int) -> bool:
        """Notes a section; whether that is news."""
        done = self._db.execute(
            "INSERT INTO section VALUES (?, ?, ?) ON CONFLICT DO UPDATE "
            "SET name = excluded.name, place = excluded.place "
            "WHERE name <> excluded.name OR place <> excluded.place",
            (slug, name, place),
        )
        return done.rowcount > 0

    # What is left to do

    def pend(self, tasks: dict[str, bytes]) -> None:
        """Notes files that must be written; some bring what is in them."""
        self._db.executemany("INSERT OR REPLACE INTO pending VALUES (?, ?)", tasks.items())

    def pending(self) -> dict[str, bytes]:
        """What must still be written."""
        return dict(self._db.execute("SELECT task, data FROM pending ORDER BY task"))

    def done(self, tasks: list[str]) -> None:
        """Crosses out what stands."""
        self._db.executemany("DELETE FROM pending WHERE task = ?", [(t,) for t in tasks])

    def fact(self, name: str) -> str:
        """Something that the site remembers of itself; empty if it does not."""
        row = self._db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def keep_fact(self, name: str, value: str) -> None:
        """Has the site remember something of itself."""
        self._db.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def _learn_pictures(self) -> None:
        """From a memory that did not keep them yet: those of withdrawn articles are to go."""
        left = set()
        for id, live, facts in self._db.execute("SELECT id, live, facts FROM article").fetchall():
            file = picture_file(read(facts).picture) if facts else ""
            if live:
                self.show(id, file)
            elif file:
                left.add(file)
        self.pend({f"drop/{file}": b"" for file in left})

    def _part(self, scope: str, month: str, part: int) -> Part:
        row = self._db.execute(
            "SELECT placed, changed FROM part WHERE scope = ? AND month = ? AND part = ?",
            (scope, month, part),
        ).fetchone()
        return Part(month, part, *row)

    def _facts(self, where: str, values: tuple[object, ...]) -> list[str]:
        found = self._db.execute(
            f"SELECT facts FROM place JOIN article USING (id) WHERE {where}", values
        )
        return [text for (text,) in found]
