"""``fassung models``: which local models there are, get one, verify it, remove it."""

from __future__ import annotations

from typing import Annotated

import typer

from fassung import models
from fassung.commands import terminal
from fassung.errors import FassungError
from fassung.messages import message

Name = Annotated[str, typer.Argument(help="The model's name; see `fassung models list`.")]

app = typer.Typer(help="List, get, verify and remove local models.")


@app.command("list")
def list_models() -> None:
    """List local models and which of them are there."""
    table = terminal.table(message("Model"), message("What"), message("Licence"), message("State"))
    for row in models.list_models():
        state = f"{row.size / 1e6:.0f} MB" if row.present else "–"
        table.add_row(row.known.name, message(row.known.about), row.known.licence, state)
    terminal.results().print(table)


@app.command("get")
def get_model(name: Name) -> None:
    """Download, convert and keep a model."""
    folder = terminal.get_model(name)
    terminal.notes().print(message("{name} is ready in {folder}.", name=name, folder=folder))


@app.command("verify")
def verify_model(name: Name) -> None:
    """Check a model's files against their recorded hashes."""
    damaged = models.verify(name)
    if damaged:
        raise FassungError(
            "{name} is damaged ({files}); run: fassung models remove {name}.",
            name=name,
            files=", ".join(damaged),
        )
    terminal.notes().print(message("{name} is whole.", name=name))


@app.command("remove")
def remove_model(name: Name) -> None:
    """Delete a model's files."""
    freed = models.remove(name)
    terminal.notes().print(message("{size} MB freed.", size=f"{freed / 1e6:.0f}"))
