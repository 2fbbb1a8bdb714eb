"""No two workers of one database have the same name."""

import os
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


def test_a_desk_that_is_refused_says_so_in_one_line_and_invites_nobody(tmp_path):
    database = f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    (tmp_path / "desk.toml").write_text(f'database = "{database}"\nsite = "{tmp_path}"\n')
    store = Store(database)
    store.migrate()
    with worker_names.held(store, "w1"):
        second = subprocess.run(
            [sys.executable, "-m", "fassung", "desk", "--port", "0", "--name", "w1"],
            cwd=tmp_path,
            env={**os.environ, "FASSUNG_LANGUAGE": "en", "COLUMNS": "200"},
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert second.returncode == 2
    (line,) = (second.stdout + second.stderr).splitlines()
    assert "A worker called w1 is at work" in line
    store.close()
