"""``fassung lab run``: an engine over a set, or outputs that are there already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fassung.commands import inputs, terminal
from fassung.commands.lab_options import HOME, Lab, Set, bar, open_set
from fassung.commands.lab_sets import Document, Segment, Source
from fassung.errors import EngineError, UsageError
from fassung.files import replace_file
from fassung.german import glossary_files
from fassung.messages import message

if TYPE_CHECKING:
    from fassung.lab.runs import Price, Run


def run(
    set: Set,
    name: Annotated[
        str | None, typer.Option("--name", help="The run's name; else the engine's or column's.")
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option("--engine", "-e", help="See `fassung engines`; deepl>house chains."),
    ] = None,
    bare: Annotated[
        bool, typer.Option("--bare", help="The engine's own German, without rules and repairs.")
    ] = False,
    glossary: Annotated[
        list[str] | None, typer.Option("--glossary", "-g", help=glossary_files.HELP)
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Use no sentence translated before: to time the engine.")
    ] = False,
    given: Annotated[
        Path | None, typer.Option("--given", help="A table of outputs; nothing is translated.")
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option("--column", help="Its column of a system; repeat for more.")
    ] = None,
    source: Source = "en",
    document: Document = "",
    segment: Segment = "",
    price: Annotated[
        float | None, typer.Option("--price", min=0, help="Price of a million English characters.")
    ] = None,
    hourly: Annotated[
        float | None, typer.Option("--hourly", min=0, help="Price of an hour of the machine.")
    ] = None,
    currency: Annotated[str, typer.Option("--currency", help="Of both prices.")] = "EUR",
    date: Annotated[
        str | None, typer.Option("--date", help="The day it stands for; else today.")
    ] = None,
    lab: Lab = HOME,
) -> None:
    """Run an engine over a set; one that was broken off goes on."""
    from fassung.lab.runs import Price

    costs = None
    if price is not None or hourly is not None:
        costs = Price(million=price or 0.0, hour=hourly or 0.0, currency=currency)
    moment = inputs.moment(date, "--date")
    day = moment.date().isoformat() if moment else ""
    if given is not None:
        if not column or engine or (name and len(column) > 1):
            raise UsageError(
                "--given needs --column, no --engine, and a --name for one column only."
            )
        _given(lab, set, given, column, (source, document, segment), name, costs, day)
        return
    if column:
        raise UsageError("--column is a column of --given; name the table.")
    _engine(lab, set, name, engine or "house", bare, glossary, fresh, costs, day)


def items(
    set: Set,
    runs: Annotated[list[str] | None, typer.Argument(help="Runs; else all over the set.")] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="A .jsonl file for `fassung lab rating new`.")
    ] = Path("items.jsonl"),
    lab: Lab = HOME,
) -> None:
    """Write a set's runs as what people rate."""
    from fassung.lab.rating import items as rated
    from fassung.lab.rating.texts import of_runs
    from fassung.lab.runs import list_runs

    of = open_set(lab, set)
    segments = of_runs(of, list_runs(lab, of, runs or ()))
    replace_file(output, rated.dump(segments).encode())
    terminal.notes().print(message("What people rate is in {path}.", path=output))


def _engine(
    lab: Path,
    set: str,
    name: str | None,
    engine: str,
    bare: bool,
    glossary: list[str] | None,
    fresh: bool,
    price: Price | None,
    day: str,
) -> None:
    from fassung.engines import registry
    from fassung.lab import runs
    from fassung.settings import cache_folder
    from fassung.translation import SegmentCache

    of = open_set(lab, set)
    if engine == "house":
        terminal.get_model(engine)
    translator = runs.Translator(
        registry.create(engine),
        glossary=glossary_files.load(glossary or ()),
        bare=bare,
        cache=None if fresh else SegmentCache(cache_folder() / "segments.sqlite3"),
    )
    called = name or engine.replace(">", "+").replace(":", "-").replace("/", "-")
    called += "-bare" if bare and name is None else ""
    with bar() as progress:
        try:
            done = runs.run(
                lab,
                of,
                called,
                translator,
                price=price,
                date=day,
                progress=progress and (lambda done, every: progress("documents", done, every)),
            )
        except EngineError:
            terminal.notes().print(message("What is done is kept; the same command goes on."))
            raise
    _say(done)


def _given(
    lab: Path,
    set: str,
    path: Path,
    columns: list[str],
    places: tuple[str, str, str],
    name: str | None,
    price: Price | None,
    day: str,
) -> None:
    from fassung.lab import runs
    from fassung.lab.sets.table import Columns

    of = open_set(lab, set)
    source, document, segment = places
    for column in columns:
        there = Columns(source=source, document=document, segment=segment, machine=column)
        done = runs.from_column(lab, of, name or column, path, there, price=price, date=day)
        _say(done)


def _say(run: Run) -> None:
    notes = terminal.notes()
    notes.print(message("Run {name} is in {folder}.", name=run.name, folder=run.folder))
    if run.speed is not None:
        line = message(
            "{words} words in {seconds} s ({speed} words/s)",
            words=run.words,
            seconds=f"{run.seconds:.1f}",
            speed=f"{run.speed:.0f}",
        )
        notes.print(line)
    elif run.from_memory:
        share = f"{100 * run.from_memory:.0f}"
        notes.print(message("{share} % from memory, so its time says nothing.", share=share))
