"""The desk's database: connections, transactions, migrations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from dbos import DBOS, DBOSClient
from sqlalchemy import event, exc
from sqlalchemy.orm import Session

from fassung.desk.queues import APPLICATION, CLIENT
from fassung.errors import FassungError, UsageError

_WRITES = "fassung_writes"
_MIGRATES = 7342
"""The number of PostgreSQL's lock that those who migrate wait for."""


class Store:
    """One database. ``reading`` and ``writing`` give a session that is one transaction."""

    def __init__(self, url: str) -> None:
        """Connects nothing yet.

        Args:
            url: SQLAlchemy's, ``sqlite:///…`` or ``postgresql+psycopg://…``.

        Raises:
            UsageError: if it is another, or none.
        """
        self.url = url
        options: dict[str, Any] = {"pool_pre_ping": True}
        if url.startswith("sqlite"):
            # A connection is an open file: one for every thread that may answer a request.
            options |= {"pool_size": 20, "max_overflow": 60}
        else:
            options |= {"pool_size": 10, "max_overflow": 10}
        try:
            self.engine = sa.create_engine(url, **options)
        except (exc.ArgumentError, ImportError, ValueError) as error:
            raise UsageError(
                "A database of the kind {kind} cannot be opened; write it as sqlite:///… or "
                "postgresql://… (database, or FASSUNG_DATABASE).",
                kind=url.partition(":")[0],
            ) from error
        if self.sqlite:
            _prepare_sqlite(self.engine)
        self._writing = self.engine.execution_options(**{_WRITES: True})

    @property
    def sqlite(self) -> bool:
        """Whether the database is one file on this machine."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session to read with; what it changes is not kept."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are kept together when the block ends, or not at all.

        On SQLite one writer after the other; on PostgreSQL lock rows by ``with_for_update``.
        """
        info = {CLIENT: lambda: self.client}
        with (
            Session(self._writing, expire_on_commit=False, info=info) as session,
            session.begin(),
        ):
            yield session

    @cached_property
    def client(self) -> DBOSClient:
        """What puts work into DBOS' queues, which lie in the same database."""
        return DBOSClient(system_database_engine=self.engine, application_name=APPLICATION)

    def migrate(self) -> None:
        """Brings the tables to the newest form.

        Raises:
            FassungError: if the database cannot be reached, or is none.
        """
        if self.sqlite and (name := self.engine.url.database):
            Path(name).parent.mkdir(parents=True, exist_ok=True)
        try:
            with self._writing.begin() as connection:
                if not self.sqlite:  # several may start at once
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATES)))
                config = Config()
                folder = resources.files("fassung.desk") / "migrations"
                config.set_main_option("script_location", str(folder))
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
            DBOS.migrate(self.url)
        except exc.DatabaseError as error:
            raise FassungError(
                "The database {url} cannot be reached ({reason}); check the address and start it.",
                url=self.engine.url.render_as_string(hide_password=True),
                reason=str(error.orig).splitlines()[0],
            ) from error

    def close(self) -> None:
        """Lets all connections go."""
        if "client" in self.__dict__:
            self.client.destroy()
        self.engine.dispose()


def _prepare_sqlite(engine: sa.Engine) -> None:
    """Readers beside one writer, no waiting writer turned away, foreign keys held.

    Transactions are begun here and not by the driver, which would begin one only at the first
    change and let another writer in between (SQLAlchemy, "pysqlite: serializable isolation").
    """

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("busy_timeout=30000", "journal_mode=WAL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
