"""``fassung translate``: an article in, a German one out, and what an editor should look at."""

from __future__ import annotations

import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from urllib.request import getproxies

import typer
from rich.text import Text

from fassung import _api, _outputs, checks, wires
from fassung.article import Article
from fassung.commands import inputs, report, terminal
from fassung.fetch import fetch
from fassung.files import replace_file
from fassung.german import glossary_files
from fassung.messages import message
from fassung.outbound import is_refused, resolve
from fassung.portals import hold
from fassung.portals.portal import DEFAULT, Portal, load
from fassung.translation import Translation


def translate(
    source: Annotated[str, typer.Argument(help="A file, a URL, or - for standard input.")],
    output: Annotated[
        str, typer.Option("--output", "-o", help="Where to write; - is standard output.")
    ] = "-",
    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", help="html, json, text, ninjs, ninjs-2.2, newsml-g2 or ans."
        ),
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option("--engine", "-e", help="See `fassung engines`; deepl>house chains."),
    ] = None,
    portal: Annotated[
        str | None, typer.Option("--portal", "-p", help="A portal's TOML file.")
    ] = None,
    glossary: Annotated[
        list[str] | None, typer.Option("--glossary", "-g", help=glossary_files.HELP)
    ] = None,
    appears: Annotated[
        str | None, typer.Option("--appears", help="When the German appears; else today.")
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Do not use sentences translated before.")
    ] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Write the page of a held or withdrawn article.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every finding, by segment.")
    ] = False,
) -> None:
    """Translate one English article into German."""
    house = _portal(portal)
    wanted = format or ("html" if output == "-" else _outputs.format_of(Path(output)))
    _outputs.known(wanted)
    terms = glossary_files.load(glossary or ())
    when = inputs.moment(appears, "--appears") or datetime.now(UTC)
    article = _read(source)
    if wanted == "html" and not preview:
        hold.check(article, when)  # Before the engine has worked for nothing.
    engine = engine or os.environ.get("FASSUNG_ENGINE") or "house"
    if engine == "house":
        terminal.get_model(engine)  # The first use assembles the model: show that something moves.
    with terminal.sentences() as progress:
        result = _api.translate(
            article,
            engine,
            glossary=terms,
            appears=when,
            use_cache=not fresh,
            progress=progress,
        )
    target = _outputs.Target(portal=house, preview=preview, now=when)
    data = _outputs.render(result, wanted, target)
    if output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        replace_file(Path(output), data)
    _close(result, "" if output == "-" else output, everything)


def _close(result: Translation, written: str, everything: bool) -> None:
    """What was found, where the text is, and how it came about."""
    notes = terminal.notes()
    report.show(notes, checks.pairs(result), result.findings, everything=everything)
    rows = [(message("Signature"), result.signature)]
    if known := [s for segment in result.segments for s in segment.sentences if s.cached]:
        every = sum(len(segment.sentences) for segment in result.segments)
        text = message("{known} of {sentences} sentences", known=len(known), sentences=every)
        rows.insert(0, (message("From memory"), text))
    if changes := [found.message for found in result.repaired]:
        rows.insert(0, (message("Repaired"), " ".join(changes)))
    if result.article.rights.holds:
        rows.insert(0, (message("To decide"), ", ".join(hold.reasons(result.article))))
    if written:
        rows.insert(0, (message("Written to"), written))
    width = max(len(name) for name, _ in rows) + 2
    for name, value in rows:
        first, *more = _folded(value, notes.width - width)
        notes.print(Text.assemble((name.ljust(width), "dim"), first))
        for line in more:
            notes.print(" " * width + line)
    notes.print(closing_line(result))


def _folded(value: str, width: int) -> list[str]:
    """``value`` in lines of ``width``, cut behind a ``|`` only: a path stays whole to be copied."""
    lines = [""]
    for part in re.findall(r"[^|]*\||[^|]+", value):
        if lines[-1] and len(lines[-1]) + len(part) > width:
            lines.append("")
        lines[-1] += part
    return lines


def closing_line(result: Translation) -> Text:
    """Words, seconds, words a second, and findings by severity."""
    seconds = max(result.timing.total, 1e-3)
    line = message(
        "{words} words in {seconds} s ({speed} words/s), {findings} findings",
        words=result.words,
        seconds=f"{seconds:.1f}",
        speed=f"{result.words / seconds:.0f}",
        findings=len(result.findings),
    )
    return Text(f"{line}: ") + report.tally(result.findings)


def _read(source: str) -> Article:
    if source == "-":
        return wires.read(wires.take(sys.stdin.buffer), source="-")
    if source.startswith(("http://", "https://")):
        return wires.read(fetch(source, inside=_inside(source)), source=source)
    return _api.read(source)


def _inside(url: str) -> bool | None:
    """Whether ``url`` lies in the own network, as :func:`fassung.fetch.fetch` asks.

    A person may name such an address; a page out there must not lead to one. Behind a proxy
    (None) it is the proxy that looks names up, and judges.
    """
    if getproxies():
        return None
    try:
        addresses = resolve(urlsplit(url).hostname or "", 0)
    except (OSError, ValueError):
        return False  # The request itself says what is wrong.
    return any(is_refused(address, inside=False) for address in addresses)


def _portal(path: str | None) -> Portal:
    if path is None:
        return DEFAULT
    return load(Path(path))
