"""How a command is called, as ``--help`` shows it: in the reader's language, for any width."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any

import typer
from rich.console import Console
from rich.text import Text
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from fassung.messages import message

_KINDS = {
    "<str>": "TEXT",
    "<list[str]>": "TEXT",
    "<int>": "NUMBER",
    "<float>": "NUMBER",
    "<path>": "PATH",
    "<list[Path]>": "PATH",
}
"""What stands for an option's value, by Typer's name of its type; choices stand for themselves."""
_NARROW = 60
"""Columns below which what a thing means stands under it, and not beside it."""
_WIDEST_NAME = 30


class Command(TyperCommand):
    """A command with this module's page."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(page(self, ctx))


class Group(TyperGroup):
    """Commands under one name, with this module's page; called alone, it shows the page."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(page(self, ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args:
            print(ctx.get_help(), file=sys.stderr)
            raise typer.Exit(2)
        return super().parse_args(ctx, args)


def give_pages(app: typer.Typer) -> None:
    """Has ``app`` and all in it show their help by :func:`page`."""
    app.info.cls = Group
    for command in app.registered_commands:
        command.cls = Command
    for group in app.registered_groups:
        if group.typer_instance:
            give_pages(group.typer_instance)


def page(command: TyperCommand | TyperGroup, ctx: Any) -> str:
    """The help of ``command``, called as ``ctx`` says; with colours if standard output has them."""
    console = Console(highlight=False, markup=False, soft_wrap=True)
    width = min(console.width, 100)
    options = [p for p in command.get_params(ctx) if isinstance(p, TyperOption)]
    arguments = [p for p in command.get_params(ctx) if isinstance(p, TyperArgument)]
    usage = " ".join(
        [message("Usage:"), ctx.command_path, message("[OPTIONS]")]
        + [_argument(one, bare=False) for one in arguments]
        + [message("COMMAND …")] * isinstance(command, TyperGroup)
    )
    with console.capture() as text:
        for line in Text(usage).wrap(console, width):
            console.print(line)
        console.print()
        for line in Text(message(" ".join((command.help or "").split()))).wrap(console, width):
            console.print(line)
        _part(
            console,
            width,
            message("Arguments:"),
            [(_argument(one, bare=True), _meaning(one, ctx)) for one in arguments if one.help],
        )
        if isinstance(command, TyperGroup):
            shown = [(name, one) for name, one in command.commands.items() if not one.hidden]
            _part(
                console,
                width,
                message("Commands:"),
                [(name, message(" ".join((one.help or "").split()))) for name, one in shown],
            )
        _part(
            console,
            width,
            message("Options:"),
            [(_option(one, ctx), _meaning(one, ctx)) for one in options],
        )
    return "".join(f"{line.rstrip()}\n" for line in text.get().splitlines())


def _part(console: Console, width: int, title: str, rows: Sequence[tuple[str, str]]) -> None:
    """A title, and under it names with what they mean beside or under them."""
    if not rows:
        return
    console.print()
    console.print(Text(title, "bold"))
    beside = min(max(len(name) for name, _ in rows), _WIDEST_NAME) + 4 if width >= _NARROW else 6
    for name, meaning in rows:
        lines = Text(meaning).wrap(console, max(width - beside, 10))
        head = Text("  ") + Text(name if width >= _NARROW else name.strip(), "cyan")
        if len(head) + 2 <= beside and lines:
            head.append(" " * (beside - len(head)))
            head.append_text(lines.pop(0))
        console.print(head)
        for line in lines:
            console.print(Text(" " * beside) + line)


def _argument(argument: TyperArgument, *, bare: bool) -> str:
    """The name of an argument: ``SOURCE``, in a usage line ``[SOURCE]`` or ``[FILES …]``."""
    name = message((argument.name or "").upper())
    if bare:
        return name
    if argument.nargs != 1:
        name += " …"
    return name if argument.required else f"[{name}]"


def _option(option: TyperOption, ctx: Any) -> str:
    """``-o, --output TEXT``: all names of an option, short ones first."""
    names = sorted([*option.opts, *option.secondary_opts], key=lambda name: name.startswith("--"))
    text = ", ".join(names)
    if names[0].startswith("--"):
        text = "    " + text  # Long names stand under each other.
    if option.is_flag:
        return text
    kind = str(option.display_type(ctx))
    return f"{text} {message(_KINDS[kind]) if kind in _KINDS else kind.strip('<>')}"


def _meaning(parameter: TyperArgument | TyperOption, ctx: Any) -> str:
    return " ".join(_parts(parameter, ctx))


def _parts(parameter: TyperArgument | TyperOption, ctx: Any) -> Iterable[str]:
    """What a parameter means, and what holds without it."""
    if parameter.help:
        yield message(parameter.help)
    if isinstance(parameter.envvar, str):
        yield message("[env. variable: {name}]", name=parameter.envvar)
    default = parameter.get_default(ctx)
    if isinstance(default, Enum):
        default = default.value
    if isinstance(parameter, TyperOption) and parameter.secondary_opts:
        default = (parameter.opts if default else parameter.secondary_opts)[0]
    if default not in (None, "", False):
        yield message("[default: {default}]", default=default)
    if parameter.required and isinstance(parameter, TyperOption):
        yield message("[required]")
