"""``fassung portals``: the network of portals that the desk publishes to."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from fassung.commands import terminal
from fassung.messages import message
from fassung.portals.network import Outlet, Wants
from fassung.portals.network_file import collect
from fassung.settings_file import Fault

app = typer.Typer(
    help="The portals of the network: check their settings, compare what they show.",
)


@app.callback()
def _portals() -> None:
    pass


@app.command()
def check(
    file: Annotated[str, typer.Argument(help="The network's TOML file.")],
) -> None:
    """Read a network's file and list everything that is wrong in it."""
    faults: list[Fault] = []
    network = collect(file, faults)
    if faults:
        for fault in sorted(faults):
            terminal.notes().print(str(fault))
        raise typer.Exit(2)
    out = terminal.results()
    rows = [_titles()] + [
        (
            outlet.id,
            outlet.portal.domain,
            _search(outlet),
            ", ".join(outlet.targets),
            _wants(outlet.wants),
        )
        for outlet in network.outlets.values()
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    for number, row in enumerate(rows):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        line = Text("  ".join([*cells, row[-1]]), style="" if number else "bold")
        if out.is_terminal:
            line.truncate(out.width, overflow="ellipsis")
        out.print(line)
    out.print()
    out.print(
        message(
            "{portals} portals, {targets} targets: nothing is wrong.",
            portals=len(network.outlets),
            targets=len(network.targets),
        )
    )


def _titles() -> tuple[str, ...]:
    return (
        message("Portal"),
        message("Site"),
        message("Search engines"),
        message("Targets"),
        message("Takes"),
    )


def _wants(wants: Wants) -> str:
    rules = [", ".join(names) for names in (wants.partners, wants.sections, wants.tags) if names]
    return " · ".join(rules) or message("everything")


def _search(outlet: Outlet) -> str:
    """In the words of the settings: ``noindex (lead)``."""
    if not outlet.portal.indexable:
        return "noindex"
    if not outlet.lead or outlet.lead == outlet.id:
        return message("lead")
    return f"{outlet.copies} ({outlet.lead})"
