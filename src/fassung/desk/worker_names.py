"""A worker's name is its own: what one left undone is its own to go on with, and no other's."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from filelock import FileLock, Timeout

from fassung.desk.store import Store
from fassung.errors import UsageError

_NAMES = 7343
"""The first number of PostgreSQL's locks on names."""
_PATIENCE = 5.0
"""Seconds to wait for a name: a worker that was killed has it until the database notices."""


@contextmanager
def held(store: Store, name: str) -> Iterator[None]:
    """Holds ``name`` among all workers of the database; a process that ends lets go of its own.

    Args:
        store: the desk's.
        name: the worker's.

    Raises:
        UsageError: if a worker of that name is at work.
    """
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:4]
    if not store.sqlite:
        with store.engine.connect() as connection:
            # A transaction would be open for as long as the worker lives.
            connection.execution_options(isolation_level="AUTOCOMMIT")
            number = int.from_bytes(digest, signed=True)
            _wait_for(connection, number, name)
            try:
                yield
            finally:
                # A connection goes back to the pool, and the lock would stay with it.
                connection.invalidate()
        return
    lock = FileLock(f"{store.engine.url.database}.{digest.hex()}.lock", thread_local=False)
    try:
        lock.acquire(timeout=_PATIENCE)
    except Timeout:
        raise _taken(name) from None
    try:
        yield
    finally:
        lock.release()


def _wait_for(connection: sa.Connection, number: int, name: str) -> None:
    until = time.monotonic() + _PATIENCE
    while not connection.scalar(sa.select(sa.func.pg_try_advisory_lock(_NAMES, number))):
        if time.monotonic() > until:
            raise _taken(name)
        time.sleep(0.2)


def _taken(name: str) -> UsageError:
    return UsageError(
        "A worker called {name} is at work on this database already; "
        "give this one another name (--name).",
        name=name,
    )
