"""What takes long in the lab, started from a page: the lab's own commands, one at a time.

They run as processes of their own, behind the pages in priority, and write what they say into
``work`` of the lab's folder. One that was broken off, with the desk or by hand, goes on when it is
started again: runs keep what is done.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from fassung.errors import NotReady
from fassung.files import replace_file
from fassung.messages import language

_KEPT = 20
"""Pieces of work that are remembered."""
_BEHIND = 10
"""Priority (Unix niceness): whoever edits at the desk comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One command: what it was, who started it, and what came of it."""

    command: tuple[str, ...]
    by: str
    began: str
    """ISO 8601, as ``ended``."""
    ended: str = ""
    status: int | None = None
    """What it ended with, 0 for well; None while it runs, and if it was broken off."""
    said: str = ""
    """Its last line."""


def start(lab: Path, command: Sequence[str], by: str) -> threading.Thread:
    """Starts ``fassung lab`` with the words of ``command``, and gives back who waits for its end.

    Args:
        lab: the lab's folder; ``--lab`` need not be among the words.
        command: as on the command line.
        by: who starts it, for the list.

    Raises:
        NotReady: if the lab is at work already.
    """
    folder = lab / "work"
    folder.mkdir(parents=True, exist_ok=True)
    lock = _lock(folder)
    try:
        lock.acquire()
    except Timeout:
        raise NotReady("The lab is at work already; wait until it is done.") from None
    work = Work(command=tuple(command), by=by, began=datetime.now(UTC).isoformat())
    path = folder / f"{work.began.translate(_PLAIN)}.json"
    try:
        _keep(path, work)
        # The process writes there itself, so it says its last word even if nobody listens any more.
        with path.with_suffix(".log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "fassung", "lab", *command, "--lab", str(lab)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, "FASSUNG_LANGUAGE": language(), "COLUMNS": "1000"},
            )
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, process.pid, _BEHIND)
        waiter = threading.Thread(target=_wait, args=(process, path, work, lock), daemon=True)
        waiter.start()
    except BaseException:
        lock.release()
        raise
    return waiter


def latest(lab: Path, most: int = 5) -> list[Work]:
    """The last pieces of work, the newest first."""
    found = []
    for path in sorted((lab / "work").glob("*.json"), reverse=True)[:most]:
        try:
            said = json.loads(path.read_bytes())
            found.append(Work(**{**said, "command": tuple(said["command"])}))
        except (OSError, ValueError, TypeError, KeyError):
            continue  # it is remembered for convenience only
    return found


def busy(lab: Path) -> bool:
    """Whether the lab is at work, started by whichever of the desk's processes."""
    folder = lab / "work"
    if not folder.is_dir():
        return False
    lock = _lock(folder)
    try:
        lock.acquire()
    except Timeout:
        return True
    lock.release()
    return False


_PLAIN = str.maketrans("", "", ":.+-")


def _lock(folder: Path) -> FileLock:
    # It is taken in the thread of a request and let go in the one that waits.
    return FileLock(folder / ".lock", timeout=0, thread_local=False)


def _wait(process: subprocess.Popen[bytes], path: Path, work: Work, lock: FileLock) -> None:
    try:
        status = process.wait()
        log = path.with_suffix(".log")
        lines = log.read_bytes().decode("utf-8", "replace").strip().splitlines()
        _keep(
            path,
            Work(
                command=work.command,
                by=work.by,
                began=work.began,
                ended=datetime.now(UTC).isoformat(),
                status=status,
                said=lines[-1].strip().removeprefix("fassung: ") if lines else "",
            ),
        )
        for old in sorted(path.parent.glob("*.json"), reverse=True)[_KEPT:]:
            old.unlink(missing_ok=True)
            old.with_suffix(".log").unlink(missing_ok=True)
    finally:
        lock.release()


def _keep(path: Path, work: Work) -> None:
    replace_file(path, (json.dumps(asdict(work), ensure_ascii=False, indent=1) + "\n").encode())
