"""``fassung formats`` and ``fassung engines``: what there is."""

from __future__ import annotations

from fassung import wires
from fassung.commands import terminal
from fassung.engines import registry
from fassung.messages import message


def formats() -> None:
    """List the formats that are read and written."""
    table = terminal.table(message("Format"), message("What"), message("Read"), message("Written"))
    for row in wires.FORMATS:
        table.add_row(row.name, message(row.title), _yes(row.reads), _yes(row.writes))
    for name, what in (
        ("html", message("the German page")),
        ("json", message("the translation with all that is known of it")),
        ("text", message("the German text with its notices")),
    ):
        table.add_row(name, what, _yes(False), _yes(True))
    terminal.results().print(table)


def engines() -> None:
    """List the engines, and what each still needs."""
    table = terminal.table(message("Engine"), message("What"), message("State"))
    for name, what, state in registry.describe():
        table.add_row(name, message(what), message(state))
    terminal.results().print(table)


def _yes(value: bool) -> str:
    return message("yes") if value else "–"
