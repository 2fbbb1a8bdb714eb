"""What commands print to: results to standard output, everything else to standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from fassung import models
from fassung.messages import message


@cache
def results() -> Console:
    """Standard output. Nothing is highlighted by guess, and no text is read as markup."""
    return Console(soft_wrap=True, highlight=False, markup=False)


@cache
def notes() -> Console:
    """Standard error: what a person wants to know and a pipe must not get."""
    return Console(stderr=True, soft_wrap=True, highlight=False, markup=False)


def table(*titles: str) -> Table:
    """An empty table without lines; ``titles`` are in the reader's language."""
    made = Table(box=None, pad_edge=False, expand=False)
    for title in titles:
        made.add_column(title)
    return made


@contextmanager
def sentences() -> Iterator[Callable[[int, int], None] | None]:
    """A bar of sentences done and in all; None where nobody sees it."""
    if not notes().is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=notes(), transient=True) as bar:
        task = bar.add_task(message("Sentences"), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def get_model(name: str) -> Path:
    """The folder of a model, with a bar while it is fetched or assembled."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=notes(), transient=True) as bar:
        task = bar.add_task(name, total=1.0)
        return models.get(
            name, lambda done, what: bar.update(task, completed=done, description=what)
        )
