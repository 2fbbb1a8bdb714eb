"""What holds for all tests: the same examples on every machine, and no waiting for its disk."""

from __future__ import annotations

import os
import sqlite3
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import Engine, event

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.load_profile("steady")


@event.listens_for(Engine, "connect")
def _disks_are_not_waited_for(connection: Any, _record: object) -> None:
    """No test pulls the plug of its machine, and a process that is killed loses nothing by it."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF").close()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores, since servers, processes and pauses are waited for."""
    return (os.cpu_count() or 1) + 1
