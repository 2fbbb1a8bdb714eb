"""No two workers of one database have the same name."""

import subprocess
import sys

import pytest

from bench import desk
from fassung.desk import worker_names
from fassung.desk.store import Store
from fassung.errors import UsageError

HOLDS = """
import sys
from fassung.desk import worker_names
from fassung.desk.store import Store

with worker_names.held(Store(sys.argv[1]), "w1"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(params=[False, True], ids=["sqlite", "postgres"])
def address(request, tmp_path):
    with desk.database(tmp_path, request.param) as url:
        yield url.replace("postgresql://", "postgresql+psycopg://")


def test_a_name_in_use_is_refused_until_its_worker_is_gone(address, monkeypatch):
    store = Store(address)
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDS, address], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with other:
        assert other.stdout.readline() == b"held\n"
        with worker_names.held(store, "w2"):
            pass
        monkeypatch.setattr(worker_names, "_PATIENCE", 0.3)
        with pytest.raises(UsageError, match="w1"), worker_names.held(store, "w1"):
            pass
        monkeypatch.undo()
        other.kill()
        with worker_names.held(store, "w1"):
            pass
        # Let go of, it is free at once: its connection does not lie in the pool with it.
        monkeypatch.setattr(worker_names, "_PATIENCE", 0.3)
        second = Store(address)
        with worker_names.held(second, "w1"):
            pass
    store.close()
    second.close()
