"""The command line: its commands put together, and every error as one line."""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated

import typer

from fassung._version import __version__
from fassung.commands import (
    help_page,
    lab,
    lab_rate,
    lists,
    local,
    portals,
    portals_diff,
    portals_rebuild,
    terminal,
)
from fassung.commands.check import check
from fassung.commands.desk import desk, worker
from fassung.commands.misuse import misuse
from fassung.commands.serve import serve
from fassung.commands.translate import translate
from fassung.errors import FassungError
from fassung.messages import message, reason

app = typer.Typer(
    name="fassung",
    help="The translation desk of a newsroom: English articles in, German pages out.",
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(translate)
app.command()(check)
app.command()(desk)
app.command()(worker)
app.command()(serve)
app.command()(lists.formats)
app.command()(lists.engines)
app.add_typer(local.app, name="models")
lab_rate.attach(lab.app)
app.add_typer(lab.app, name="lab")
portals_diff.attach(portals.app)
portals_rebuild.attach(portals.app)
app.add_typer(portals.app, name="portals")


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


help_page.give_pages(app)


def main() -> None:
    """Runs the command line; every error of fassung ends as one line and a status."""
    _open_streams()
    try:
        _run(sys.argv[1:])
    except FassungError as error:
        terminal.notes().print(message("fassung: {error}", error=error))
        raise SystemExit(error.exit_status) from None
    except BrokenPipeError:
        # Whoever read has seen enough (`| head`).
        _drop_output()
        raise SystemExit(141) from None  # As a shell says of SIGPIPE: 128 + 13.
    except OSError as error:
        # What no command has foreseen; most of all an output that takes no more.
        _drop_output()
        place = error.filename or message("standard output")
        line = message(
            "{place}: {reason}; check the place and its rights.", place=place, reason=reason(error)
        )
        terminal.notes().print(message("fassung: {error}", error=line))
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        terminal.notes().print(message("fassung: stopped; no file is half-written."))
        raise SystemExit(130) from None


def _open_streams() -> None:
    """Gives Python the streams that a caller has closed, and lets no character stop the output."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115 - open until the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _drop_output() -> None:
    """Lets what Python still wants to write to standard output go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: list[str]) -> None:
    # Not by calling `app`, which would answer a wrong call, a Ctrl-C and a closed pipe itself.
    command = typer.main.get_command(app)
    try:
        with command.make_context("fassung", arguments) as context:
            command.invoke(context)
        sys.stdout.flush()
    except typer.Exit as end:
        sys.stdout.flush()
        raise SystemExit(end.exit_code) from None
    except typer.TyperException as error:
        raise misuse(error) from None
