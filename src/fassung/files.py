"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from fassung.errors import FileError
from fassung.messages import reason


def replace_file(path: Path, data: bytes) -> None:
    """Writes ``data`` to ``path`` so that nobody ever sees half of it.

    Raises:
        FileError: if the place cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(name, 0o666 & ~umask)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise FileError(
            "{path} cannot be written ({reason}); choose another place with -o.",
            path=path,
            reason=reason(error),
        ) from error
