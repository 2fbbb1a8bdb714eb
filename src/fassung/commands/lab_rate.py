"""``fassung lab rate`` and ``fassung lab rating``: human rating, served and evaluated."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fassung.commands import lab_rating_shown, serving, terminal
from fassung.commands.lab_options import HOME, Lab, open_set
from fassung.errors import FileError, UsageError
from fassung.files import replace_file
from fassung.lab.rating import appraise, campaign, exchange, exchange_rows, items, mqm
from fassung.lab.rating.campaign import Design
from fassung.lab.rating.items import Segment
from fassung.lab.rating.plan import Kind
from fassung.messages import message, reason

rating = typer.Typer(
    help="Campaigns of human rating: make one, see what came of it, exchange it.",
)
Folder = Annotated[Path, typer.Argument(help="The campaign's folder.")]


class Format(StrEnum):
    """What ratings are exchanged as."""

    MQM = "mqm"
    APPRAISE = "appraise"
    PREFERENCES = "preferences"


def attach(app: typer.Typer) -> None:
    """Adds the commands to ``fassung lab``."""
    app.command(name="rate")(rate)
    app.add_typer(rating, name="rating")


def rate(
    folder: Folder,
    host: serving.Host = "127.0.0.1",
    port: serving.Port = 8401,
) -> None:
    """Serve a campaign's rating pages, with a link for each rater. Ctrl-C ends it."""
    # Here and not above: other commands need not wait for a server.
    from fassung.lab.rating.links import Links
    from fassung.web.lab_server import START, create_app

    found = campaign.load(folder.resolve())
    place = serving.Place(host, port)
    links = Links(found.folder)
    notes = terminal.notes()
    for rater in found.design.raters:
        ledger = found.ledger(rater)
        progress = found.progress(rater)
        if ledger.torn:
            notes.print(message("{path}: an unfinished line was cut off.", path=ledger.path))
        notes.print(
            message(
                "{rater}, {done} of {all} rated; link, once: {link}",
                rater=rater,
                done=progress.done,
                all=progress.all,
                link=f"{place.address}{START}/{links.make(rater)}",
            )
        )
    place.serve(create_app(found, links))


@rating.command()
def new(
    folder: Folder,
    raters: Annotated[list[str], typer.Option("--rater", help="A rater's name; several times.")],
    texts: Annotated[
        Path | None, typer.Option("--items", help="Sources and outputs: JSON lines or a TSV.")
    ] = None,
    of_set: Annotated[str, typer.Option("--set", help="Or a set of the lab, with its runs.")] = "",
    runs: Annotated[
        list[str] | None, typer.Option("--run", help="A run over the set; else all of them.")
    ] = None,
    documents: Annotated[
        int,
        typer.Option("--documents", min=0, help="Of the set: how many, drawn by chance; 0: all."),
    ] = 0,
    lab: Lab = HOME,
    kind: Annotated[Kind, typer.Option("--kind", help="What is asked.")] = Kind.ESA,
    name: Annotated[str, typer.Option("--name", help="What raters see; else the folder's.")] = "",
    categories: Annotated[
        bool, typer.Option("--categories", help="With ESA: ask for each error's MQM type.")
    ] = False,
    checks: Annotated[
        int, typer.Option("--checks", min=0, help="Attention checks for each rater.")
    ] = 2,
    overlap: Annotated[
        int,
        typer.Option("--overlap", min=0, help="By how many raters each text is rated; 0: by all."),
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", help="Of all that is left to chance.")] = 1,
) -> None:
    """Make a campaign: draw who rates what, in which order and on which side."""
    made = campaign.create(
        folder,
        _texts(texts, of_set, runs or [], documents, seed, lab),
        Design(
            name=name or folder.resolve().name,
            kind=kind,
            raters=tuple(raters),
            seed=seed,
            categories=categories or kind is Kind.MQM,
            checks=checks,
            overlap=overlap or len(raters),
        ),
    )
    for rater in made.design.raters:
        terminal.notes().print(
            message(
                "{rater}: {items} segments on {pages} pages",
                rater=rater,
                items=made.progress(rater).all,
                pages=len(made.turns(rater)),
            )
        )
    terminal.notes().print(message("Serve it with: fassung lab rate {path}", path=folder))


@rating.command(name="results")
def show(
    folder: Folder,
    as_json: Annotated[bool, typer.Option("--json", help="All figures as JSON.")] = False,
) -> None:
    """Show systems with intervals, raters with their leanings, and agreement."""
    from fassung.lab.rating.results import results  # with numpy, for which no other need wait

    came = results(campaign.load(folder))
    if as_json:
        print(json.dumps(lab_rating_shown.plain(asdict(came)), ensure_ascii=False, indent=1))
        return
    lab_rating_shown.show(came)


@rating.command()
def export(
    folder: Folder,
    format: Annotated[Format, typer.Option("--format", "-f", help="What to write.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write.")],
) -> None:
    """Write the ratings in a format of WMT, or preferences as a CSV."""
    found = campaign.load(folder)
    match format:
        case Format.MQM:
            text = mqm.write(exchange.lines(found))
        case Format.APPRAISE:
            text = appraise.write(exchange_rows.rows(found))
        case Format.PREFERENCES:
            text = exchange_rows.preferences(found)
    replace_file(output, text.encode())


@rating.command(name="import")
def take(
    folder: Folder,
    file: Annotated[Path, typer.Argument(help="The file to read.")],
    format: Annotated[Format, typer.Option("--format", "-f", help="What it is.")] = Format.MQM,
    quoted: Annotated[
        bool, typer.Option("--quoted", help="MQM: fields are quoted as in CSV.")
    ] = False,
) -> None:
    """Make a campaign of a WMT MQM file, or read an Appraise CSV into the one it came from."""
    match format:
        case Format.MQM:
            made = exchange.campaign_of(
                folder, folder.resolve().name, mqm.read(file, quoted=quoted)
            )
            count = sum(len(ledger) for ledger in made.rulings().values())
        case Format.APPRAISE:
            rows = appraise.parse(_text(file), str(file))
            count = exchange_rows.add_rows(campaign.load(folder), rows, str(file))
        case Format.PREFERENCES:
            raise UsageError("Preferences are written, not read; choose mqm or appraise.")
    terminal.notes().print(message("{count} rated segments read.", count=count))


def _texts(
    file: Path | None, of_set: str, names: list[str], documents: int, seed: int, lab: Path
) -> list[Segment]:
    """What is to be rated, from a file or from runs over a set of the lab."""
    if (file is None) == (not of_set):
        raise UsageError("Name what is to be rated: a file by --items, or a set by --set.")
    if file is not None:
        return items.read(file)
    from fassung.lab.rating.texts import of_runs
    from fassung.lab.runs import list_runs

    found = open_set(lab, of_set)
    return of_runs(found, list_runs(lab, found, names), documents, seed)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FileError(
            "{path} cannot be read ({reason}); check the path.", path=path, reason=reason(error)
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError("{path} is no text in UTF-8; export it again.", path=path) from error
