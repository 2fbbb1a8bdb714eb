"""``output.jsonl``: a line for each document, appended whole, so that a killed run goes on.

A line that was being written when the process died has no end; it is cut off, and its document is
translated again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from fassung.errors import FileError, LabError
from fassung.lab import folder as places
from fassung.messages import reason

FILE = "output.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What became of one document: German by segment, seconds, sentences and how many of them
    were known before, which engines took part."""

    document: str
    outputs: Mapping[str, str]
    seconds: float = 0.0
    engine_seconds: float = 0.0
    sentences: int = 0
    cached: int = 0
    engines: tuple[str, ...] = field(default=())


_FIELDS = tuple(f.name for f in fields(Line))


def read(path: Path) -> list[Line]:
    """The whole lines in ``path``; none where there is no file.

    Raises:
        LabError: if one in the middle is damaged.
    """
    try:
        data = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise places.unreadable(path, error) from error
    found = []
    for number, line in enumerate(data[: data.rfind(b"\n") + 1].splitlines(), 1):
        try:
            said = {key: value for key, value in json.loads(line).items() if key in _FIELDS}
            if not all(isinstance(german, str) for german in said["outputs"].values()):
                raise TypeError(line)
            found.append(Line(**{**said, "engines": tuple(said.get("engines", ()))}))
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            raise LabError(
                "{path}, line {line} is damaged; delete the run and make it again.",
                path=path,
                line=number,
            ) from error
    return found


def count(path: Path) -> int:
    """How many whole lines are in ``path``; 0 where there is no file.

    Raises:
        LabError: if it cannot be read.
    """
    try:
        return path.read_bytes().count(b"\n") if path.exists() else 0
    except OSError as error:
        raise places.unreadable(path, error) from error


def cut(path: Path) -> None:
    """Takes off a last line that was not finished."""
    if not path.exists():
        return
    with path.open("rb+") as file:
        data = file.read()
        file.truncate(data.rfind(b"\n") + 1)


def append(path: Path, lines: Iterable[Line]) -> None:
    """Writes lines behind those that are there; when it returns they are on the disk.

    Raises:
        FileError: if there is no room or no right.
    """
    data = "".join(json.dumps(asdict(line), ensure_ascii=False) + "\n" for line in lines).encode()
    try:
        with path.open("ab") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise FileError(
            "{path} cannot be written ({reason}); make room there, or choose another place.",
            path=path,
            reason=reason(error),
        ) from error
