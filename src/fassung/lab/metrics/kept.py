"""Scores that are kept beside a run: ``scores/MEASURE.tsv`` and ``scores/findings.jsonl``.

A first line says of which set, outputs and measure the figures are; others are not taken.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from fassung.article import Severity
from fassung.files import replace_file
from fassung.lab.metrics.found import Found
from fassung.lab.metrics.measure import Floats

_FOLDER = "scores"
FINDINGS = "findings.jsonl"


def keep(
    folder: Path, name: str, said: dict[str, Any], columns: Sequence[str], rows: Floats
) -> None:
    """Writes a table of figures, a line for each segment of the set."""
    head = [f"# {json.dumps(said, ensure_ascii=False, sort_keys=True)}", "\t".join(columns)]
    body = ("\t".join(map(_figure, row)) for row in rows.tolist())
    replace_file(folder / _FOLDER / f"{name}.tsv", "\n".join([*head, *body, ""]).encode())


def take(folder: Path, name: str, said: dict[str, Any], count: int) -> Floats | None:
    """The figures that were kept for the same set, outputs and measure; None if there are none,
    or not as many as the ``count`` segments."""
    path = folder / _FOLDER / f"{name}.tsv"
    try:
        with path.open(encoding="utf-8") as lines:
            if json.loads(next(lines)[1:]) != said:
                return None
            width = len(next(lines).split("\t"))
            body = list(lines)
            if not "".join(body[-1:]).endswith("\n"):
                return None  # a last figure that was cut off may look like one
            rows = [[float(cell) for cell in line.split("\t")] for line in body]
        table = np.array(rows, np.float64).reshape(-1, width)
        return table if len(table) == count and np.isfinite(table).all() else None
    except (OSError, ValueError, StopIteration):
        return None  # What cannot be read is counted again.


def keep_findings(folder: Path, said: dict[str, Any], found: Sequence[Sequence[Found]]) -> None:
    """Writes what the checks found, a line for each segment of the set."""
    lines = [json.dumps(said, ensure_ascii=False, sort_keys=True)]
    lines += (json.dumps([[f.check, f.category, f.severity] for f in segment]) for segment in found)
    replace_file(folder / _FOLDER / FINDINGS, "\n".join([*lines, ""]).encode())


def take_findings(folder: Path, said: dict[str, Any], count: int) -> list[list[Found]] | None:
    """What was found in the same outputs by the same checks; None if it was not kept, or not for
    the ``count`` segments."""
    try:
        with (folder / _FOLDER / FINDINGS).open(encoding="utf-8") as lines:
            if json.loads(next(lines)) != said:
                return None
            found = [
                [Found(check, kind, Severity(grade)) for check, kind, grade in json.loads(line)]
                for line in lines
            ]
        return found if len(found) == count else None
    except (OSError, ValueError, TypeError, StopIteration):
        return None


def _figure(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)
