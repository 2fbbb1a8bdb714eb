"""The command line: requests into calls, results into lines. No rule of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from fassung import _api, _outputs, models, wires
from fassung._version import __version__
from fassung.article import Article
from fassung.commands import glossaries, inputs
from fassung.commands.check import check
from fassung.engines import registry
from fassung.errors import FassungError, UsageError, WireError
from fassung.fetch import fetch
from fassung.messages import message
from fassung.portals.portal import DEFAULT, Portal, load
from fassung.translation import Translation

app = typer.Typer(
    name="fassung",
    help="The translation desk of a newsroom: English articles in, German pages out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
local = typer.Typer(help="Local models.", no_args_is_help=True)
app.add_typer(local, name="models")
_out = Console(soft_wrap=True)
_notes = Console(stderr=True, soft_wrap=True, highlight=False)


def _version(asked: bool) -> None:
    if asked:
        print(f"fassung {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command()
def translate(
    source: Annotated[str, typer.Argument(help="A file, a URL, or - for standard input.")],
    output: Annotated[
        str, typer.Option("--output", "-o", help="Where to write; - is standard output.")
    ] = "-",
    format: Annotated[
        str | None, typer.Option("--format", "-f", help="html, json, text, ninjs or ans.")
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option("--engine", "-e", help="See `fassung engines`; deepl>house chains."),
    ] = None,
    portal: Annotated[
        str | None, typer.Option("--portal", "-p", help="A portal's TOML file.")
    ] = None,
    glossary: Annotated[
        list[str] | None, typer.Option("--glossary", "-g", help=glossaries.HELP)
    ] = None,
    appears: Annotated[
        str | None, typer.Option("--appears", help="When the German appears; else today.")
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Do not use sentences translated before.")
    ] = False,
) -> None:
    """Translate one English article into German."""
    house = _portal(portal)
    wanted = format or ("html" if output == "-" else _outputs.format_of(Path(output)))
    if wanted not in _outputs.FORMATS:
        _outputs.render(None, wanted, house)  # type: ignore[arg-type]  # says which there are
    terms = glossaries.load(glossary or ())
    when = inputs.moment(appears, "--appears") or datetime.now(UTC)
    article = _read(source)
    engine = engine or os.environ.get("FASSUNG_ENGINE") or "house"
    if engine == "house":
        _get(engine)  # The first use assembles the model: show that something moves.
    with _bar() as progress:
        result = _api.translate(
            article,
            engine,
            glossary=terms,
            appears=when,
            use_cache=not fresh,
            progress=progress,
        )
    if output == "-":
        sys.stdout.buffer.write(_outputs.render(result, wanted, house))
        sys.stdout.buffer.flush()
    else:
        _api.write(result, output, wanted, portal=house)
    for finding in result.findings:
        _notes.print(f"  {finding.segment}: {finding.message}", markup=False)
    _notes.print(closing_line(result, "" if output == "-" else output), markup=False)


def closing_line(result: Translation, written: str = "") -> str:
    """Words, seconds, words a second, findings, and where it was written."""
    seconds = max(result.timing.total, 1e-3)
    line = message(
        "{words} words in {seconds} s ({speed} words/s), {findings} findings, {signature}",
        words=result.words,
        seconds=f"{seconds:.1f}",
        speed=f"{result.words / seconds:.0f}",
        findings=len(result.findings),
        signature=result.signature,
    )
    return f"{written}: {line}" if written else line


app.command()(check)


@app.command()
def formats() -> None:
    """List the formats that are read and written."""
    table = Table(box=None, pad_edge=False, expand=False)
    for title in ("Format", "What", "Read", "Written"):
        table.add_column(message(title))
    for row in wires.FORMATS:
        table.add_row(row.name, row.title, _yes(row.reads), _yes(row.writes))
    for name in ("html", "json", "text"):
        table.add_row(name, message(f"the translation as {name}"), _yes(False), _yes(True))
    _out.print(table)


@app.command()
def engines() -> None:
    """List the engines, and what each still needs."""
    table = Table(box=None, pad_edge=False, expand=False)
    for title in ("Engine", "What", "State"):
        table.add_column(message(title))
    for name, what, state in registry.describe():
        table.add_row(name, message(what), message(state))
    _out.print(table)


@local.command("list")
def list_models() -> None:
    """List local models and which of them are there."""
    table = Table(box=None, pad_edge=False, expand=False)
    for title in ("Model", "What", "Licence", "State"):
        table.add_column(message(title))
    for row in models.list_models():
        state = f"{row.size / 1e6:.0f} MB" if row.present else "–"
        table.add_row(row.known.name, row.known.about, row.known.licence, state)
    _out.print(table)


@local.command("get")
def get_model(name: str) -> None:
    """Download, convert and keep a model."""
    folder = _get(name)
    _notes.print(message("{name} is ready in {folder}.", name=name, folder=folder), markup=False)


@local.command("verify")
def verify_model(name: str) -> None:
    """Check a model's files against their recorded hashes."""
    damaged = models.verify(name)
    if damaged:
        raise FassungError(
            "{name} is damaged ({files}); run: fassung models remove {name}.",
            name=name,
            files=", ".join(damaged),
        )
    _notes.print(message("{name} is whole.", name=name), markup=False)


@local.command("remove")
def remove_model(name: str) -> None:
    """Delete a model's files."""
    freed = models.remove(name)
    _notes.print(message("{size} MB freed.", size=f"{freed / 1e6:.0f}"), markup=False)


def main() -> None:
    """Runs the command line; every error of fassung ends as one line and a status."""
    try:
        app()
    except FassungError as error:
        _notes.print(message("fassung: {error}", error=error), markup=False)
        raise SystemExit(error.exit_status) from None
    except KeyboardInterrupt:
        _notes.print(message("fassung: stopped; nothing was written."), markup=False)
        raise SystemExit(130) from None


def _read(source: str) -> Article:
    if source == "-":
        return wires.read(sys.stdin.buffer.read(), source="-")
    if source.startswith(("http://", "https://")):
        return wires.read(fetch(source), source=source)
    if Path(source).is_dir():
        raise WireError("{source} is a folder; name one article in it.", source=source)
    return _api.read(source)


def _get(name: str) -> Path:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_notes, transient=True) as bar:
        task = bar.add_task(name, total=1.0)
        return models.get(
            name, lambda done, what: bar.update(task, completed=done, description=what)
        )


def _portal(path: str | None) -> Portal:
    if path is None:
        return DEFAULT
    if not Path(path).is_file():
        raise UsageError("There is no portal file {path}; check the path.", path=path)
    return load(Path(path))


def _yes(value: bool) -> str:
    return message("yes") if value else "–"


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None] | None]:
    if not _notes.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=_notes, transient=True) as bar:
        task = bar.add_task(message("Sentences"), total=None)

        def update(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield update
