"""Addresses of databases that are none: one line, and no password in it."""

from pathlib import Path

import pytest

from fassung.desk.store import Store
from fassung.errors import FassungError, UsageError


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("mysql://desk:secret@db/desk", "mysql"),
        ("desk.sqlite3", "desk.sqlite3"),
        ("postgresql+psycopg://a:secret@db:port/desk", "postgresql+psycopg"),
        ("", ""),
    ],
)
def test_addresses_that_are_none(url: str, kind: str) -> None:
    with pytest.raises(UsageError) as refused:
        Store(url)
    assert f"of the kind {kind} cannot".replace("  ", " ") in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_file_that_is_no_database_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "desk.sqlite3"
    file.write_bytes(b"Hallo Welt! " * 400)
    store = Store(f"sqlite:///{file}")
    with pytest.raises(FassungError, match="file is not a database"):
        store.migrate()
    store.close()
    assert file.read_bytes() == b"Hallo Welt! " * 400
