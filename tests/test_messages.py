"""Every message a person may see has its German wording."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import typer

from fassung import errors
from fassung.cli import app
from fassung.commands.misuse import SAID
from fassung.messages import catalogue, language, message, speaking

SOURCE = Path(__file__).parent.parent / "src" / "fassung"
ERRORS = {name for name in vars(errors) if name[0].isupper()} | {
    "HouseModelError",
    "ModelError",
    "RefusedAddress",
}


def said(call: ast.Call) -> Iterator[ast.expr]:
    """What a call hands over as a message: to an error class, ``message``, a finding or a fault."""
    if isinstance(call.func, ast.Name) and call.func.id in ERRORS | {"message"}:
        yield from call.args[:1]
    if isinstance(call.func, ast.Attribute) and call.func.attr in ("finding", "fault"):
        yield from call.args[1:2]
    if isinstance(call.func, ast.Name) and call.func.id in ("Check", "Finding"):
        yield from (k.value for k in call.keywords if k.arg in ("title", "template"))


def templates() -> set[str]:
    """Every string literal that is handed over as a message."""
    return {
        argument.value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        for argument in said(node)
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def test_every_message_has_german_words() -> None:
    assert sorted(templates() - catalogue().keys()) == []


def help_texts() -> set[str]:
    """What ``--help`` says: of every command, its arguments and its options."""
    found = {template for _, template in SAID}

    def walk(command: Any) -> None:
        found.add(" ".join(command.help.split()))
        context = command.context_class(command)
        for parameter in command.get_params(context):
            assert parameter.help, f"{command.name}: {parameter.name} says nothing"
            found.add(parameter.help)
            if parameter.param_type_name == "argument":
                found.add(parameter.name.upper())
        for inner in getattr(command, "commands", {}).values():
            walk(inner)

    walk(typer.main.get_command(app))
    return found


def test_all_help_has_german_words() -> None:
    assert sorted(help_texts() - catalogue().keys()) == []


def test_both_name_the_same_values() -> None:
    for english, german in catalogue().items():
        names = [
            {name for _, name, _, _ in Formatter().parse(t) if name} for t in (english, german)
        ]
        assert names[0] == names[1], english


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_DE", "FASSUNG_LANGUAGE": "en"}, "en"),
        ({"LC_ALL": "C", "LANG": "de_DE"}, "en"),
        ({"LC_ALL": "", "LANG": "de_CH"}, "de"),
    ],
)
def test_language(environ: dict[str, str], expected: str) -> None:
    assert language(environ) == expected


def test_errors_are_one_line_in_either_language(monkeypatch: pytest.MonkeyPatch) -> None:
    error = errors.WireError("{source} is empty; send the article again.", source="a\nb")
    monkeypatch.setenv("FASSUNG_LANGUAGE", "en")
    assert str(error) == "a b is empty; send the article again."
    monkeypatch.setenv("FASSUNG_LANGUAGE", "de")
    assert str(error) == "a b ist leer; bitte den Artikel noch einmal senden."
    assert message("no such template") == "no such template"


def test_each_reader_is_spoken_to_in_their_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FASSUNG_LANGUAGE", "en")
    error = errors.WireError("{source} is empty; send the article again.", source="a")
    with speaking("de"):
        assert str(error) == "a ist leer; bitte den Artikel noch einmal senden."
        with speaking("en"):
            assert str(error) == "a is empty; send the article again."
        assert language() == "de"
    assert language() == "en"
