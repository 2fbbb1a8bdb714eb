"""Watched folders: a file that a partner puts there is taken in, then moved aside."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from watchfiles import watch

from fassung.desk.config import DeskConfig, Partner
from fassung.desk.intake import Channel, receive
from fassung.desk.store import Store
from fassung.errors import NoRoom

_LOG = logging.getLogger(__name__)
TAKEN = "taken"
"""Folder inside the watched one that files are moved to."""
REFUSED = "refused"
"""The same for files that are too large."""
_STILL = 2.0
"""Seconds that a file must not have changed for, to be whole."""


def scan(store: Store, config: DeskConfig, partner: Partner) -> int:
    """Takes in every whole file that lies in the partner's folder now; how many there were.

    A file is moved only after it is in the database. One whose name begins with a dot, or ends
    in ``.part`` or ``.tmp``, is still being written; so is any other that has changed within the
    last two seconds. It waits for a later scan.

    Raises:
        NoRoom: if files wait there because the partner's quota is used up.
    """
    if partner.folder is None or not partner.folder.is_dir():
        return 0
    came, full = 0, None
    for path in [path for path in sorted(partner.folder.iterdir()) if _ready(path)]:
        try:
            before = path.stat()
            # A clock that is behind the file's, on a network disk, is no reason to wait for ever.
            if abs(time.time() - before.st_mtime) < _STILL:
                continue
            if before.st_size > config.largest:
                _move(path, REFUSED)
                came += 1
                _LOG.warning("%s is larger than %s bytes; refused", path.name, config.largest)
                continue
            body = path.read_bytes()
            after = path.stat()
            if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
                continue
            name, most = path.name, partner.quota
            receive(store, partner.id, channel=Channel.FOLDER, name=name, body=body, most=most)
            _move(path, TAKEN)
            came += 1
        except NoRoom as error:  # the file waits; a withdrawal behind it does not
            full = error
        except OSError as error:  # another worker was faster, or the disk is full
            _LOG.warning("%r was not taken: %s", path.name, error.strerror)
    if full is not None:
        raise full
    return came


def watch_all(store: Store, config: DeskConfig, stop: threading.Event) -> None:
    """Scans the folders of all partners, then again at each change, until ``stop`` is set."""
    partners = [partner for partner in config.partners.values() if partner.folder is not None]
    folders = [partner.folder for partner in partners if partner.folder is not None]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)

    full: set[str] = set()

    def scan_all() -> None:
        for partner in partners:
            try:
                scan(store, config, partner)
                full.discard(partner.id)
            except NoRoom as error:
                if partner.id not in full:  # said once, not at every look
                    _LOG.warning("%s: %s", partner.folder, error)
                full.add(partner.id)
            except Exception:  # a database that is away, say: the files wait for the next look
                _LOG.exception("The folder of %s could not be taken in", partner.id)

    scan_all()
    if not folders:
        return
    # A time-out is no change, but a file that was still being written is told of no more, and
    # network file systems tell of none: look then, too.
    for _ in _changes(folders, stop):
        scan_all()


def _changes(folders: Iterable[Path], stop: threading.Event) -> Iterable[object]:
    wait = round(_STILL * 1000)
    return watch(
        *folders, stop_event=stop, recursive=False, rust_timeout=wait, yield_on_timeout=True
    )


def _ready(path: Path) -> bool:
    return (
        not path.name.startswith(".")
        and path.suffix not in (".part", ".tmp")
        and path.is_file()
        and not path.is_symlink()
    )


def _move(path: Path, folder: str) -> None:
    aside = path.parent / folder
    aside.mkdir(exist_ok=True)
    target, number = aside / path.name, 1
    while target.exists():
        number += 1
        target = aside / f"{path.stem}-{number}{path.suffix}"
    os.replace(path, target)
