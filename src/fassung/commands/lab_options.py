"""What the commands of the lab have in common: its folder, a bar, numbers in tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from fassung.commands import terminal
from fassung.messages import message

if TYPE_CHECKING:
    from fassung.lab.sets import LabSet

Lab = Annotated[
    Path,
    typer.Option("--lab", envvar="FASSUNG_LAB", help="The lab's folder of sets and runs."),
]
HOME = Path("lab")
Set = Annotated[str, typer.Argument(help="The set's name.")]


def open_set(lab: Path, name: str) -> LabSet:
    """The set ``name`` of a lab.

    Raises:
        LabError: if it is not there, or was changed.
        UsageError: if that is no name.
    """
    from fassung.lab import folder, sets

    return sets.open_set(folder.sets(lab) / folder.checked_name(name))


@contextmanager
def bar() -> Iterator[Callable[[str, int, int], None] | None]:
    """A bar that is told what is done, how much of how much; None where nobody sees it."""
    if not terminal.notes().is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    names = {
        "overlap": message("Likeness to references"),
        "checks": message("Checks"),
        "risk": message("Risk"),
        "documents": message("Documents"),
    }
    with Progress(*columns, TimeElapsedColumn(), console=terminal.notes(), transient=True) as shown:
        task = shown.add_task("", total=None)
        yield lambda what, done, every: shown.update(
            task, description=names[what], completed=done, total=every
        )
