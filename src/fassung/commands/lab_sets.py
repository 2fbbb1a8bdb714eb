"""``fassung lab set``: make a set, look at it, split it, say what was tuned on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fassung.commands import inputs, terminal
from fassung.commands.lab_options import HOME, Lab, Set, open_set
from fassung.errors import LabError, UsageError
from fassung.messages import message

if TYPE_CHECKING:
    from fassung.lab.pairs import Pair
    from fassung.lab.sets.table import Columns

app = typer.Typer(help="Sets: what is translated to be measured.")

Source = Annotated[str, typer.Option("--source", help="Column of the English (tables).")]
Document = Annotated[str, typer.Option("--document", help="Column of the document (tables).")]
Segment = Annotated[str, typer.Option("--segment", help="Column of the segment (tables).")]


@app.command()
def make(
    name: Set,
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Articles, or .tsv, .tsv.gz, .tmx, .xlf, .xliff."),
    ] = None,
    source: Source = "en",
    reference: Annotated[
        str, typer.Option("--reference", help="Column of the German reference (tables).")
    ] = "",
    document: Document = "",
    segment: Segment = "",
    references: Annotated[
        Path | None,
        typer.Option("--references", help="Folder of German articles, named as the English ones."),
    ] = None,
    post_edits: Annotated[
        bool,
        typer.Option("--post-edits", help="The references are corrected machine texts."),
    ] = False,
    desk: Annotated[
        Path | None, typer.Option("--desk", help="Take the post-edits of the desk with this file.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="Of the desk: what came in since, 2026-11-24.")
    ] = None,
    use: Annotated[str, typer.Option("--use", help="test or tune.")] = "test",
    licence: Annotated[str, typer.Option("--licence", help="What may be done with it.")] = "",
    lab: Lab = HOME,
) -> None:
    """Make a set and freeze it."""
    from fassung.lab import folder, sets
    from fassung.lab.sets.table import Columns

    if use not in {"test", "tune"}:
        raise UsageError("{use} is no use of a set; write test or tune.", use=use)
    columns = Columns(source=source, reference=reference, document=document, segment=segment)
    pairs: list[Pair] = []
    if desk is not None:
        from fassung.commands.lab_desk import post_edited

        pairs += post_edited(desk, inputs.moment(since, "--since"))
        post_edits = True
    for path in files or ():
        pairs += _pairs(path, columns, references)
    if not pairs:
        raise UsageError("Name files to make the set from, or --desk.")
    origins = [path.name for path in files or ()] + (["desk"] if desk else [])
    with_one = any(pair.reference for pair in pairs)
    made = sets.freeze(
        folder.sets(lab) / folder.checked_name(name),
        pairs,
        use=use,
        made_from=_listed(origins),
        references="" if not with_one else "post-edit" if post_edits else "human",
        licence=licence,
    )
    if all(pair.machine for pair in made.pairs):
        from fassung.lab import runs

        # What the engines had made is the first run over what editors made of it.
        runs.from_machine(lab, made, "machine")
    _say(made.name, len(made.by_document), len(made.pairs), made.words)


@app.command()
def show(name: Set, lab: Lab = HOME) -> None:
    """Say what a set holds, whether it is unchanged, and what was run over it."""
    from fassung.lab import folder, runs, sets

    of = open_set(lab, name)
    table = terminal.table("", "")
    rows = [
        (message("Use"), of.use.value),
        (message("Documents"), str(len(of.by_document))),
        (message("Segments"), str(len(of.pairs))),
        (message("Words"), str(of.words)),
        (message("References"), of.references or message("no references")),
        (message("Made from"), of.made_from),
        (message("Licence"), of.licence or "–"),
        ("SHA-256", of.digest),
    ]
    rows += [
        (message("Tuned on it"), noted.what)
        for noted in sets.names_tuned(lab)
        if noted.sha256 == of.digest
    ]
    for path in sorted(folder.runs(lab, of.name).glob("*/run.toml")):
        try:
            run = runs.open_run(path.parent)
        except LabError as error:  # one that is broken does not hide the others
            rows.append((message("Run"), f"{path.parent.name}  {error}"))
            continue
        rows.append((message("Run"), f"{run.name}  {run.date}  {run.signature}"))
    for row in rows:
        table.add_row(*row)
    terminal.results().print(table)


@app.command()
def split(
    name: Set,
    test: Annotated[int, typer.Option("--test", help="Per cent of the documents that test.")] = 50,
    lab: Lab = HOME,
) -> None:
    """Split a set by document: one to tune on, one to test with."""
    from fassung.lab import folder, sets

    if not 1 <= test <= 99:
        raise UsageError("--test is a share between 1 and 99 per cent.")
    for part in sets.split(open_set(lab, name), folder.sets(lab), test):
        _say(part.name, len(part.by_document), len(part.pairs), part.words)


@app.command()
def leaks(
    name: Set, other: Annotated[str, typer.Argument(help="The other set's name.")], lab: Lab = HOME
) -> None:
    """Say what two sets share; fails if that is anything."""
    from fassung.lab import sets

    found = sets.leaks(open_set(lab, name).pairs, open_set(lab, other).pairs)
    if found:
        raise LabError(
            "{name} and {other} share {documents} documents and {segments} segments; "
            "the first is {first}.",
            name=name,
            other=other,
            documents=len(found.documents),
            segments=len(found.segments),
            first="/".join(found.segments[0]) if found.segments else found.documents[0],
        )
    terminal.notes().print(message("{name} and {other} share nothing.", name=name, other=other))


@app.command()
def tuned(
    name: Set,
    what: Annotated[str, typer.Argument(help="A part of signatures, as engine:house or rules:7.")],
    lab: Lab = HOME,
) -> None:
    """Note what was tuned on a set, so that it is never tested there."""
    from fassung.lab import sets

    noted = sets.note_tuned(lab, what, open_set(lab, name))
    terminal.notes().print(
        message("{what} will not be tested on {name}.", what=noted.what, name=noted.name)
    )


def _pairs(path: Path, columns: Columns, references: Path | None) -> Sequence[Pair]:
    from fassung.lab.sets import articles, table, tmx, xliff

    name = path.name.lower()
    if name.endswith((".tsv", ".tsv.gz")):
        return table.read(path, columns)
    if name.endswith(".tmx"):
        return tmx.read(path)
    if name.endswith((".xlf", ".xliff")):
        return xliff.read(path)
    german = references / path.name if references else None
    return articles.read(path, german if german and german.exists() else None)


def _listed(origins: Sequence[str], most: int = 5) -> str:
    more = len(origins) - most
    return ", ".join(origins[:most]) + (f" + {more}" if more > 0 else "")


def _say(name: str, documents: int, segments: int, words: int) -> None:
    terminal.notes().print(
        message(
            "Set {name}: {documents} documents, {segments} segments, {words} words.",
            name=name,
            documents=documents,
            segments=segments,
            words=words,
        )
    )
