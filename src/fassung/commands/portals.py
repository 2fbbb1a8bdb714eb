"""``fassung portals``: the network of portals that the desk publishes to."""

from __future__ import annotations

from typing import Annotated

import typer

from fassung.portals.portal import load

app = typer.Typer(
    help="The portals of the network: check their settings, compare what they show.",
    no_args_is_help=True,
)


@app.callback()
def _portals() -> None:
    pass


@app.command()
def check(
    file: Annotated[str, typer.Argument(help="The network's TOML file.")],
) -> None:
    """Read a network's file and list everything that is wrong in it."""
    load(file)
