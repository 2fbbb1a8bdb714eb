"""``fassung desk`` and ``fassung worker``: the newsroom's server, and more hands for it."""

from __future__ import annotations

import logging
import platform
import signal
import threading
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer
from platformdirs import user_data_path

from fassung.commands import serving, terminal
from fassung.errors import UsageError
from fassung.messages import message

if TYPE_CHECKING:
    from fassung.desk.config import DeskConfig

_CONFIG = "desk.toml"

Config = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="The desk's TOML file; else desk.toml, if there is one."),
]
Name = Annotated[
    str | None, typer.Option("--name", help="This worker's name, its own and always the same.")
]


def desk(
    config: Config = None,
    host: Annotated[str | None, serving.HOST] = None,
    port: Annotated[int | None, serving.PORT] = None,
    name: Name = None,
    workers: Annotated[
        bool, typer.Option("--work/--no-work", help="Translate here, too, or only show pages.")
    ] = True,
) -> None:
    """Start the desk: pages, workers, watched folders and feeds. Ctrl-C ends it."""
    # Here and not above: `fassung translate` need not wait for servers and databases.
    from fassung.desk.people import first_link
    from fassung.desk.service import Desk
    from fassung.web.app import create_app

    settings = desk_settings(config)
    place = serving.Place(host or settings.host, settings.port if port is None else port)
    _log()
    with Desk.of(settings) as service:
        if workers:  # first: one that is refused invites nobody
            service.work(name or platform.node())
        if link := first_link(service.store):
            link = f"{place.address}{link}"
            terminal.notes().print(message("First sign-in, once: {link}", link=link))
        terminal.notes().print(message("The desk is at {address}", address=place.address))
        place.serve(create_app(service))


def worker(config: Config = None, name: Name = None) -> None:
    """Add a worker to a desk on PostgreSQL. Ctrl-C ends it."""
    from fassung.desk.service import Desk

    settings = desk_settings(config)
    if settings.sqlite:
        raise UsageError(
            "A worker of its own needs PostgreSQL; with SQLite, `fassung desk` does all the work. "
            "Set database in {config}.",
            config=config or _CONFIG,
        )
    _log()
    done = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        done.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    with Desk.of(settings) as service:
        called = name or platform.node()
        service.work(called)
        terminal.notes().print(message("Worker {name} is at work.", name=called))
        done.wait()


def desk_settings(path: Path | None) -> DeskConfig:
    """The desk's settings: those of the file, or of desk.toml here, or the default ones."""
    from fassung.desk import config

    if path is None and Path(_CONFIG).exists():
        path = Path(_CONFIG)
    return config.load(path) if path else config.default(user_data_path("fassung", appauthor=False))


def _log() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
