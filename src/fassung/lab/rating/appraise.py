"""Ratings as Appraise exports them (``ExportSystemScoresToCSV`` of an ESA campaign).

Twelve columns without a heading, as in the published ESA campaigns of WMT: login, system, item
number, ``TGT`` or ``BAD`` (attention check), source and target language, score, document with
system, whether the row is of a whole document, errors as JSON, start and end in seconds of Unix
time. An error's ``end_i`` is its last character (a mark of one character has ``start_i`` equal to
``end_i``); what is missing in the German has ``"missing"`` in both places.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from fassung.errors import UsageError
from fassung.lab.rating.ruling import Error, Severity

_COLUMNS = 12
_MISSING = "missing"
CHECK = "BAD"
"""Item type of attention checks."""
TARGET = "TGT"
"""Item type of all others."""


@dataclass(frozen=True, slots=True)
class Row:
    """One rated segment; ``document`` is the document's name, ``#`` and the system's."""

    login: str
    system: str
    item: int
    type: str
    source_language: str
    target_language: str
    score: int
    document: str
    whole_document: bool
    errors: tuple[Error, ...]
    start: float
    end: float


def write(rows: Iterable[Row]) -> str:
    """The CSV; the inverse of :func:`parse`."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow(
            [
                row.login,
                row.system,
                row.item,
                row.type,
                row.source_language,
                row.target_language,
                row.score,
                row.document,
                row.whole_document,
                json.dumps([_dump(e) for e in row.errors], ensure_ascii=False),
                row.start,
                row.end,
            ]
        )
    return text.getvalue()


def parse(text: str, source: str) -> list[Row]:
    """The rows of such a CSV; ``source`` names it in errors.

    Raises:
        UsageError: if a line is not one.
    """
    rows = []
    for number, line in enumerate(csv.reader(io.StringIO(text, newline="")), 1):
        if not line:
            continue
        try:
            if len(line) != _COLUMNS:
                raise ValueError(len(line))
            rows.append(
                Row(
                    login=line[0],
                    system=line[1],
                    item=int(line[2]),
                    type=line[3],
                    source_language=line[4],
                    target_language=line[5],
                    score=int(line[6]),
                    document=line[7],
                    whole_document=line[8] == "True",
                    errors=tuple(_parse(e) for e in json.loads(line[9])),
                    start=float(line[10]),
                    end=float(line[11]),
                )
            )
        except (ValueError, TypeError, KeyError) as error:
            raise UsageError(
                "{source}, line {line}: no row of an ESA export of Appraise; export it again.",
                source=source,
                line=number,
            ) from error
    return rows


def _dump(error: Error) -> dict[str, Any]:
    start: int | str = _MISSING if error.start is None else error.start
    end: int | str = _MISSING if error.end is None else error.end - 1
    return {
        "start_i": start,
        "end_i": end,
        "severity": error.severity.value,
        "error_type": error.category or None,
    }


def _parse(data: Any) -> Error:
    severity = Severity(data["severity"])
    category = str(data["error_type"] or "")
    if data["start_i"] == _MISSING or data["end_i"] == _MISSING:
        return Error(severity, category=category)
    start, end = int(data["start_i"]), int(data["end_i"]) + 1
    if not 0 <= start < end:
        raise ValueError("span")
    return Error(severity, start, end, category)
