"""A rater's rulings: one append-only file of JSON lines, on the disk before anybody is told so.

The last ruling of an item wins; earlier ones stay. Should the machine die in the middle of a line,
that line was never confirmed, the page sends it again, and the torn rest is cut off and said.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from fassung.errors import DeskError, FileError, UsageError
from fassung.lab.rating import ruling as rulings
from fassung.lab.rating.ruling import Ruling
from fassung.messages import message, reason

_LOG = logging.getLogger(__name__)


class Ledger:
    """The rulings of one rater in the file ``path``; made with the first of them.

    Several servers may keep the same file: each takes a lock and sees what the others wrote.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.torn = 0
        """Bytes of unfinished lines that were cut off so far."""
        self._lock = threading.Lock()
        self._file_lock = FileLock(path.with_suffix(".lock"))
        self._size = 0
        self._last: dict[str, Ruling] = {}

    def last(self) -> Mapping[str, Ruling]:
        """The last ruling by item.

        Raises:
            FileError: if the file cannot be read or mended.
            UsageError: if a line in the middle of it is broken.
        """
        with self._lock:
            if not self.path.exists() and not self._size:
                return {}
            with self._file_lock:
                self._catch_up()
            return dict(self._last)

    def keep(self, ruling: Ruling) -> Ruling:
        """Appends ``ruling`` and waits for the disk; what stands there already is not repeated.

        Returns:
            The ruling as it is kept, with its time.

        Raises:
            FileError: if it cannot be written.
        """
        return self.keep_all([ruling])[0]

    def keep_all(self, given: Iterable[Ruling]) -> list[Ruling]:
        """As :meth:`keep`, of several, with one wait for the disk."""
        with self._lock:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                with self._file_lock:
                    self._catch_up()
                    return self._add(given)
            except OSError as error:
                raise _unwritable(self.path, error) from error

    def _add(self, given: Iterable[Ruling]) -> list[Ruling]:
        kept, lines = [], b""
        fresh: dict[str, Ruling] = {}
        for ruling in given:
            last = fresh.get(ruling.item) or self._last.get(ruling.item)
            if last and replace(ruling, at=last.at) == last:
                kept.append(last)
                continue
            one = replace(ruling, at=datetime.now(UTC).isoformat(timespec="milliseconds"))
            lines += json.dumps(rulings.dump(one), ensure_ascii=False).encode() + b"\n"
            fresh[one.item] = one
            kept.append(one)
        if lines:
            self._append(lines)
            self._size += len(lines)
            self._last |= fresh
        return kept

    def _append(self, line: bytes) -> None:
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
        try:
            written = 0
            while written < len(line):
                written += os.write(handle, line[written:])
            os.fsync(handle)
        finally:
            os.close(handle)

    def _catch_up(self) -> None:
        """Reads what was written since, by whomever."""
        try:
            size = self.path.stat().st_size if self.path.exists() else 0
            if size == self._size:
                return
            data = self.path.read_bytes()
            whole = data.rfind(b"\n") + 1
            if whole < len(data):
                os.truncate(self.path, whole)
        except OSError as error:
            raise _unwritable(self.path, error) from error
        if torn := len(data) - whole:
            self.torn += torn
            _LOG.warning(
                message("{path}: an unfinished line was cut off.", path=self.path),
            )
        self._size = whole
        self._last = {}
        for number, line in enumerate(data[:whole].split(b"\n")[:-1], 1):
            try:
                one = rulings.parse(json.loads(line))
            except (ValueError, DeskError) as error:
                raise UsageError(
                    "{path}, line {line}: no rating; take the line out, or bring the file back "
                    "from a backup.",
                    path=self.path,
                    line=number,
                ) from error
            self._last[one.item] = one


def _unwritable(path: Path, error: OSError) -> FileError:
    return FileError(
        "{path} cannot be written ({reason}); make room there, or choose another place.",
        path=path,
        reason=reason(error),
    )
