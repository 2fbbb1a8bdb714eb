"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from pathlib import Path

from fassung.errors import FileError
from fassung.messages import reason


def replace_file(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Writes ``data`` to ``path`` so that nobody ever sees half of it.

    A device or a pipe is written to, and not replaced by a file of its name.

    Args:
        durable: that a power cut cannot take it back; a file that can be made again need not be.

    Raises:
        FileError: if the place cannot be written.
    """
    try:
        if _is_stream(path):
            with path.open("wb") as stream:
                stream.write(data)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        name = path.parent / f".{path.name}.{secrets.token_hex(6)}.tmp"
        # Made with the rights that new files have here; to ask for the umask is to change it for
        # all threads.
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            os.replace(name, path)
        except BaseException:
            name.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise FileError(
            "{path} cannot be written ({reason}); make room there, or choose another place.",
            path=path,
            reason=reason(error),
        ) from error


def _is_stream(path: Path) -> bool:
    """Whether ``path`` is there and takes bytes in turn, as ``/dev/stdout`` or a pipe does."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    return not stat.S_ISREG(mode)
