"""What came of a campaign of human rating, as tables for a terminal and as plain data."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from fassung.commands import terminal
from fassung.messages import message

if TYPE_CHECKING:
    from fassung.lab.rating.agreement import Alpha
    from fassung.lab.rating.results import Mean, RaterLine, Results

_WIDEST = 200
"""Columns of a terminal that the widest table may take."""


def show(came: Results) -> None:
    """Prints systems, pairs of them, raters and their agreement."""
    _systems(came)
    _pairs(came)
    _raters(came.raters)
    _agreement(came.agreement)


def _systems(came: Results) -> None:
    if not came.systems:
        return
    scored = any(line.score for line in came.systems)
    table = terminal.table(
        message("System"),
        *([message("Score")] if scored else []),
        "z",
        message("MQM (lower is better)"),
        message("Minor a segment"),
        message("Major a segment"),
        message("Segments"),
    )
    for line in came.systems:
        table.add_row(
            line.system,
            *([_mean(line.score, 1)] if line.score else []),
            _mean(line.z, 2),
            _mean(line.mqm, 2),
            f"{line.minor:.2f}",
            f"{line.major:.2f}",
            str(line.z.count),
        )
    _print(table)


def _pairs(came: Results) -> None:
    if not came.pairs:
        return
    table = terminal.table(
        message("First"),
        message("Second"),
        message("First better"),
        message("Equal"),
        message("Second better"),
        message("Preference (−2 first … 2 second)"),
    )
    for line in came.pairs:
        table.add_row(
            line.first,
            line.second,
            str(line.first_better),
            str(line.equal),
            str(line.second_better),
            _mean(line.preference, 2),
        )
    _print(table)


def _raters(raters: Sequence[RaterLine]) -> None:
    table = terminal.table(
        message("Rater"),
        message("Rated"),
        message("Mean"),
        message("Spread"),
        message("Leaning"),
        message("Seconds a segment"),
        message("Attention checks passed"),
    )
    for one in raters:
        table.add_row(
            one.rater,
            f"{one.done}/{one.all}",
            _figure(one.mean, 1),
            _figure(one.spread, 1),
            _figure(one.leaning, 1, sign="+"),
            _figure(one.seconds, 0),
            f"{one.passed}/{one.checks}",
        )
    terminal.results().print()
    _print(table)


def _agreement(agreement: Mapping[str, Alpha]) -> None:
    table = terminal.table(message("Agreement on"), message("Krippendorff’s alpha"), "95 %", "n")
    for name, found in agreement.items():
        interval = f"{_figure(found.low, 3)} … {_figure(found.high, 3)}"
        table.add_row(name, _figure(found.value, 3), interval, str(found.units))
    terminal.results().print()
    _print(table)


def _print(table: Table) -> None:
    """Whole, also where a pipe has no width: no name and no interval is cut."""
    for column in table.columns:
        column.no_wrap = True
    Console(width=_WIDEST, soft_wrap=True, highlight=False, markup=False).print(table)


def _mean(mean: Mean, digits: int) -> str:
    bounds = f"{_figure(mean.low, digits)} … {_figure(mean.high, digits)}"
    return f"{_figure(mean.value, digits)} ({bounds})"


def _figure(value: float, digits: int, sign: str = "") -> str:
    return "–" if math.isnan(value) else f"{value:{sign}.{digits}f}"


def plain(data: Any) -> Any:
    """``data`` without NaN, which JSON does not have."""
    match data:
        case dict():
            return {key: plain(value) for key, value in data.items()}
        case list() | tuple():
            return [plain(value) for value in data]
        case float() if math.isnan(data):
            return None
        case _:
            return data
