"""Settings files: TOML read with care, so that whatever is wrong is told with file and line.

A reader takes a file as a :class:`Table` and asks it for what it knows. What is wrong is noted in
``faults`` and reading goes on, so that one look tells everything; :func:`raise_first` ends it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

from fassung.errors import SettingsError
from fassung.messages import message, reason

Place: TypeAlias = tuple[str | int, ...]
"""Where something stands: ``("partner", 0, "folder")``."""
_T = TypeVar("_T")
_SYNTAX = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong in a file. ``str`` is ``file:line: what; what to do``."""

    file: Path
    line: int
    template: str = field(compare=False)
    values: Mapping[str, object] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        said = " ".join(message(self.template, **self.values).split())
        return f"{self.file}:{self.line}: {said}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a settings file, and where its keys stand."""

    file: Path
    values: Mapping[str, Any]
    faults: list[Fault]
    place: Place = ()
    lines: Mapping[Place, int] = field(default_factory=dict)

    def line(self, *keys: str | int) -> int:
        """The line that ``keys`` stand in; that of the table they belong to where it has none."""
        place = (*self.place, *keys)
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def name(self, key: str) -> str:
        """``key`` with the tables that it stands in: ``partner.folder``."""
        return ".".join(str(part) for part in (*self.place, key) if isinstance(part, str))

    def fault(self, key: str | Place, template: str, /, **values: object) -> None:
        """Notes what is wrong with ``key``; an empty one means the table itself."""
        keys = (key,) if isinstance(key, str) else key
        line = self.line(*(part for part in keys if part != ""))
        self.faults.append(Fault(self.file, line, template, values))

    def known(self, names: Iterable[str]) -> None:
        """Notes every key that is none of ``names``, with the one that may have been meant."""
        names = sorted(names)
        for key in self.values:
            if key in names:
                continue
            if near := get_close_matches(key, names, 1):
                self.fault(
                    key,
                    "there is no setting {key}; did you mean {near}?",
                    key=self.name(key),
                    near=near[0],
                )
            else:
                self.fault(
                    key,
                    "there is no setting {key}; known are {known}.",
                    key=self.name(key),
                    known=", ".join(names),
                )

    def table(self, key: str) -> Table:
        """The table ``key``; an empty one if there is none, or something else."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self._mistyped(key, f"[{key}]")
            value = {}
        return Table(self.file, value, self.faults, (*self.place, key), self.lines)

    def tables(self, key: str) -> list[Table]:
        """The tables ``[[key]]``."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self._mistyped(key, f"[[{key}]]")
            return []
        place = (*self.place, key)
        return [
            Table(self.file, entry, self.faults, (*place, number), self.lines)
            for number, entry in enumerate(value)
        ]

    def value(self, key: str, kind: type[_T], default: _T) -> _T:
        """The value of ``key``, of the type ``kind``; ``default`` if it is missing or wrong."""
        if key not in self.values:
            return default
        found = self._converted(key, self.values[key], kind)
        return default if found is None else found

    def settings(
        self, kind: type, without: Iterable[str] = (), known: Iterable[str] = ()
    ) -> dict[str, Any]:
        """The fields of the dataclass ``kind`` that the table sets, those that are right only.

        Paths are relative to the file. Each value is tried in ``kind`` by itself, so what its
        ``__post_init__`` refuses (any ``ValueError``) is told with the line of the key.

        Args:
            kind: a frozen dataclass; its field types say what a value must be.
            without: fields that are not set here.
            known: keys that somebody else reads.
        """
        found = {f.name: f for f in fields(kind) if f.init and f.name not in without}
        self.known({*found, *known})
        hints = _hints(kind)
        needed = {f.name: _stand_in(hints[f.name]) for f in fields(kind) if _needed(f)}
        values = {}
        for key in self.values:
            if key in found and (value := self._made(key, hints[key])) is not None:
                values[key] = value
        needed |= {key: value for key, value in values.items() if key in needed}
        refused = self._refused(kind, needed)
        for key in [key for key in values if key not in needed]:
            again = self._refused(kind, {**needed, key: values[key]})
            if again is not None and str(again) != str(refused):
                self.fault(key, "{key}: {reason}", key=self.name(key), reason=again)
                del values[key]
        for key in [key for key in needed if key in values]:
            # Needed ones cannot be left out; the error quotes the one that it means.
            if refused is not None and values[key] and str(values[key]) in str(refused):
                self.fault(key, "{key}: {reason}", key=self.name(key), reason=refused)
                del values[key]
        return values

    @staticmethod
    def _refused(kind: type, values: Mapping[str, Any]) -> ValueError | None:
        try:
            kind(**values)
        except ValueError as error:
            return error
        return None

    def make(self, kind: type[_T], known: Iterable[str] = (), **more: Any) -> _T | None:
        """``kind`` made of the table and of ``more``; None, and a fault, where one is wrong."""
        before = len(self.faults)
        values = self.settings(kind, without=more, known=known) | more
        missing = [f.name for f in fields(kind) if _needed(f) and f.name not in values]  # type: ignore[arg-type]
        for name in missing:
            if name not in self.values:
                self.fault("", "{key} is missing; add it.", key=self.name(name))
        if len(self.faults) > before:
            return None
        try:
            return kind(**values)
        except ValueError as error:
            self.fault("", "{reason}", reason=error)
            return None

    def _made(self, key: str, hint: Any) -> Any:
        origin, inner = get_origin(hint), get_args(hint)
        if type(None) in inner:
            return self._made(key, next(part for part in inner if part is not type(None)))
        value = self.values[key]
        if origin is tuple:
            if not isinstance(value, list):
                return self._mistyped(key, '["…"]')
            parts = [self._converted(key, part, inner[0]) for part in value]
            return None if None in parts else tuple(parts)
        if origin is not None and issubclass(origin, Mapping):
            table = self.table(key)
            if table.values is not value:
                return None
            made = {name: table._converted(name, value[name], inner[1]) for name in value}
            return None if None in made.values() else MappingProxyType(made)
        return self._converted(key, value, hint)

    def _converted(self, key: str, value: Any, kind: Any) -> Any:
        """``value`` as ``kind``; None, and a fault, if it is not of that type."""
        if kind is Any:
            return value
        if issubclass(kind, StrEnum):
            if value in list(kind):
                return kind(value)
            self.fault(
                key,
                "{key} is {wrong}; write one of {known}.",
                key=self.name(key),
                wrong=value,
                known=", ".join(kind),
            )
            return None
        written = str if issubclass(kind, Path) else (int, float) if kind is float else kind
        if not isinstance(value, written) or (isinstance(value, bool) and kind is not bool):
            return self._mistyped(key, _WRITTEN[written if isinstance(written, type) else float])
        return self.file.resolve().parent / str(value) if kind is Path else kind(value)

    def _mistyped(self, key: str, wanted: str) -> None:
        self.fault(
            key, "{key} has the wrong type; write {wanted}.", key=self.name(key), wanted=wanted
        )


_WRITTEN = {str: '"…"', int: "1", float: "0.05", bool: "true / false", list: "[…]", dict: "{ … }"}


def read(path: str | Path, faults: list[Fault]) -> Table:
    """The file ``path``; an empty table, and a fault, if it cannot be read or is no TOML."""
    path = Path(path)
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        return Table(path, tomllib.loads(text), faults, (), lines(text))
    except OSError as error:
        template = "cannot be read ({reason}); check the path."
        faults.append(Fault(path, 1, template, {"reason": reason(error)}))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        faults.append(Fault(path, line, "is not UTF-8; save it as UTF-8.", {}))
    except tomllib.TOMLDecodeError as error:
        found = _SYNTAX.search(str(error))
        line = int(found[1]) if found and found[1] else text.rstrip().count("\n") + 1
        said = _SYNTAX.sub("", str(error))
        template = "is not valid TOML ({reason}); correct it there."
        faults.append(Fault(path, line, template, {"reason": said}))
    return Table(path, {}, faults)


def raise_first(faults: list[Fault]) -> None:
    """Nothing, if there is no fault.

    Raises:
        SettingsError: names the first one, and how many more there are.
    """
    if not faults:
        return
    first, *more = sorted(faults)
    if more:
        raise SettingsError("{fault} (and {more} more)", fault=first, more=len(more))
    raise SettingsError("{fault}", fault=first)


def lines(text: str) -> dict[Place, int]:
    """The line, from 1, that each key of the valid TOML ``text`` stands in.

    tomllib keeps none. A statement of TOML is valid by itself, so each is found by reading line
    after line until tomllib takes it: its grammar is the only one here.

    >>> lines('a = 1\\n[[b]]\\nc.d = [\\n 2]\\n')[("b", 0, "c", "d")]
    3
    """
    found: dict[Place, int] = {(): 1}
    counts: dict[Place, int] = {}
    here: Place = ()
    for number, statement in _statements(text):
        data = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            here = ()
            while data:
                ((key, data),) = data.items()
                here = (*here, key)
                if isinstance(data, list):
                    counts[here] = counts.get(here, -1) + 1
                    data = data[0]
                if here in counts:
                    here = (*here, counts[here])
            found.setdefault(here, number)
        else:
            for place in _places(data):
                found.setdefault((*here, *place), number)
    return found


def _statements(text: str) -> Iterator[tuple[int, str]]:
    start = 1
    rows: list[str] = []
    for number, row in enumerate(text.split("\n"), 1):
        if not rows:
            start = number
            if not row.strip() or row.lstrip().startswith("#"):
                continue
        rows.append(row)
        if (row.lstrip().startswith("[") and len(rows) == 1) or _whole("\n".join(rows)):
            yield start, "\n".join(rows)
            rows = []


def _whole(statement: str) -> bool:
    try:
        tomllib.loads(statement)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _places(data: Mapping[str, Any]) -> Iterator[Place]:
    for key, value in data.items():
        yield (key,)
        if isinstance(value, dict):
            yield from ((key, *place) for place in _places(value))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _needed(found: Field[Any]) -> bool:
    return found.init and found.default is MISSING and found.default_factory is MISSING


def _stand_in(hint: Any) -> Any:
    return "x" if hint is str else hint() if isinstance(hint, type) else None
