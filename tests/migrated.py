"""An empty desk's database in its newest form: made once, then copied."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from shutil import copyfile

from fassung.desk.store import Store

_SQLITE = "sqlite:///"


def migrated(url: str) -> Store:
    """The store at ``url``, an empty desk; a copy if it is SQLite."""
    if url.startswith(_SQLITE):
        place = Path(url.removeprefix(_SQLITE))
        place.parent.mkdir(parents=True, exist_ok=True)
        copyfile(Path(_template().name) / "desk.sqlite3", place)
        return Store(url)
    store = Store(url)
    store.migrate()
    return store


@cache
def _template() -> tempfile.TemporaryDirectory[str]:
    """Lives as long as the tests' process."""
    folder = tempfile.TemporaryDirectory(prefix="fassung-migrated-")
    store = Store(f"{_SQLITE}{folder.name}/desk.sqlite3")
    store.migrate()
    store.close()
    return folder
