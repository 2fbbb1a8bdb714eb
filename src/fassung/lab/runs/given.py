"""Runs from outputs that are there: a column of a table, or what the desk's engines had made."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from fassung.errors import UsageError
from fassung.lab import folder as places
from fassung.lab.runs import lines
from fassung.lab.runs.record import Price, Run
from fassung.lab.runs.work import begin, finish, outputs
from fassung.lab.sets import LabSet, table


def from_column(
    lab: Path,
    of: LabSet,
    name: str,
    path: Path,
    columns: table.Columns,
    *,
    price: Price | None = None,
    date: str = "",
) -> Run:
    """A system's outputs as they stand in ``columns.machine`` of a table with the set's English.

    Raises:
        UsageError: if a segment of the set is not in the table.
    """
    rows = table.read(path, columns)
    there = {pair.key: pair.machine for pair in rows}
    by_text = {pair.source: pair.machine for pair in rows}
    missing = [p for p in of.pairs if p.key not in there and p.source not in by_text]
    if missing:
        raise UsageError(
            "{path} lacks {missing} of {all} segments of {set}; the first is {segment}.",
            path=path.name,
            missing=len(missing),
            all=len(of.pairs),
            set=of.name,
            segment="/".join(missing[0].key),
        )
    made = outputs(of, lambda pair: there.get(pair.key, by_text.get(pair.source, "")))
    return _keep(lab, of, name, f"{path.name}#{columns.machine}", made, price, date)


def from_machine(lab: Path, of: LabSet, name: str, engine: str = "") -> Run:
    """What engines had made before editors changed it, of a set of post-edits.

    Raises:
        UsageError: if the set is none.
    """
    if not all(pair.machine for pair in of.pairs):
        raise UsageError("{set} is no set of post-edits.", set=of.name)
    made = outputs(of, lambda pair: pair.machine)
    dates = [pair.date for pair in of.pairs if pair.date]
    return _keep(lab, of, name, engine or "desk", made, None, max(dates, default=""))


def _keep(
    lab: Path,
    of: LabSet,
    name: str,
    origin: str,
    made: list[lines.Line],
    price: Price | None,
    date: str,
) -> Run:
    folder = places.runs(lab, of.name) / places.checked_name(name)
    digest = sha256(repr([line.outputs for line in made]).encode("utf-8", "replace")).hexdigest()
    begun = begin(folder, of, "given", f"given:{origin}|sha256:{digest[:12]}", price, date)
    if begun.digest:
        return begun
    (folder / lines.FILE).unlink(missing_ok=True)
    lines.append(folder / lines.FILE, made)
    return finish(folder)
