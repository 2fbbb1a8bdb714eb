"""Where the lab keeps things: one folder of sets and runs, all of them plain files.

``sets/NAME`` holds a set, ``runs/SET/NAME`` what one system made of it, ``reports`` what was
written about them, ``tuned.jsonl`` says what was tuned on which set.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from fassung.errors import LabError, UsageError
from fassung.messages import reason

Value: TypeAlias = str | bool | int | float | Sequence[str]
_NAME = re.compile(r"[\w][\w.+-]{0,79}")


def sets(lab: Path) -> Path:
    """The folder of all sets."""
    return lab / "sets"


def runs(lab: Path, name: str) -> Path:
    """The folder of all runs over the set ``name``."""
    return lab / "runs" / name


def reports(lab: Path) -> Path:
    """The folder of the pages that were written about sets; a desk shows them."""
    return lab / "reports"


def checked_name(name: str) -> str:
    """``name``, if it can be a folder's on every system.

    >>> checked_name("house-2026.11")
    'house-2026.11'

    Raises:
        UsageError: if it cannot.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            "{name} cannot be a name; use letters, figures, dots and hyphens.", name=repr(name)
        )
    return name


def as_toml(values: Mapping[str, Value]) -> bytes:
    """A flat table as TOML; strings as JSON writes them, which TOML reads alike.

    >>> as_toml({"name": "news", "segments": 2, "tags": ["a", "b"]}).decode()
    'name = "news"\\nsegments = 2\\ntags = ["a", "b"]\\n'
    """
    return "".join(f"{key} = {_value(value)}\n" for key, value in values.items()).encode()


def unreadable(path: Path, error: OSError) -> LabError:
    """The one line for a file of the lab that cannot be read."""
    return LabError(
        "{path} cannot be read ({reason}); check the name, or make it anew.",
        path=path,
        reason=reason(error),
    )


def from_toml(path: Path) -> dict[str, Any]:
    """The table in ``path``.

    Raises:
        LabError: if it is not there or no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise unreadable(path, error) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LabError(
            "{path} is damaged ({reason}); restore it from a copy.", path=path, reason=error
        ) from error


def settings(
    path: Path, needed: Mapping[str, type | tuple[type, ...]], *, optional: Collection[str] = ()
) -> dict[str, Any]:
    """The table in ``path``, with all keys of ``needed`` in it, each of its type.

    Args:
        path: the file.
        needed: type by key.
        optional: of these keys, those that may be missing.

    Raises:
        LabError: if it is not there, no TOML, or a key is missing or of another type.
    """
    said = from_toml(path)
    for key, kind in needed.items():
        if key not in said and key not in optional:
            raise LabError("{path} lacks {key}; restore it from a copy.", path=path, key=key)
        if key in said and not isinstance(said[key], kind):
            raise LabError(
                "{path} is damaged ({reason}); restore it from a copy.",
                path=path,
                reason=f"{key} = {said[key]!r}",
            )
    return said


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        # Seven control characters may not stand bare in TOML, and JSON escapes all but one.
        quoted = value.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + "".join(c if c.isprintable() else _escaped(c) for c in quoted) + '"'
    return f"[{', '.join(_value(one) for one in value)}]"


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
