"""A set from a table: tab-separated, the first line names the columns, nothing is quoted."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fassung.errors import UsageError, WireError
from fassung.lab.pairs import Pair
from fassung.messages import reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Names of columns. An empty name is a column that is not there: without ``document`` every
    line is a document of its own, without ``segment`` lines are counted."""

    source: str = "en"
    reference: str = ""
    document: str = ""
    segment: str = ""
    machine: str = ""
    date: str = ""

    def named(self) -> tuple[str, ...]:
        """Those that must be in the table."""
        every = self.source, self.reference, self.document, self.segment, self.machine, self.date
        return tuple(name for name in every if name)


def read(path: Path, columns: Columns) -> list[Pair]:
    """The pairs of a table, plain or gzip.

    Raises:
        WireError: if it cannot be read.
        UsageError: if a column is missing, or a line has too few or too many.
    """
    stem = path.name.split(".")[0]
    found = []
    for number, row in rows(path, columns.named()):
        segment = row.get(columns.segment, str(number))
        found.append(
            Pair(
                document=row.get(columns.document, f"{stem}-{segment}"),
                segment=segment,
                source=row[columns.source],
                reference=row.get(columns.reference, ""),
                machine=row.get(columns.machine, ""),
                date=row.get(columns.date, ""),
            )
        )
    return found


def rows(path: Path, needed: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line as a row by column name, numbered from 1 (the head has none).

    Raises: as :func:`read`.
    """
    lines = _lines(path)
    head = next(lines, "").split("\t")
    for name in needed:
        if name not in head:
            raise UsageError(
                "{path} has no column {column}; it has {columns}.",
                path=path.name,
                column=name,
                columns=", ".join(head),
            )
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        if len(cells) != len(head):
            raise UsageError(
                "{path}, line {line}: {found} columns instead of {expected}; export it again.",
                path=path.name,
                line=number + 1,
                found=len(cells),
                expected=len(head),
            )
        yield number, dict(zip(head, cells, strict=True))


def _lines(path: Path) -> Iterator[str]:
    try:
        opening = gzip.open if path.suffix == ".gz" else open
        with opening(path, "rb") as file:
            for number, line in enumerate(file):
                text = line.decode("utf-8-sig" if not number else "utf-8").rstrip("\r\n")
                if text or number == 0:
                    yield text
    except OSError as error:
        raise WireError(
            "{source} cannot be opened ({reason}); check the path.",
            source=path,
            reason=reason(error),
        ) from error
    except (UnicodeDecodeError, EOFError, zlib.error) as error:
        raise WireError(
            "{source} is no table in UTF-8 ({reason}); export it again.", source=path, reason=error
        ) from error
