"""A call that does not fit its command, as one line in the reader's language."""

from __future__ import annotations

import re

import typer

from fassung.errors import UsageError
from fassung.messages import message

SAID = tuple(
    (re.compile(pattern), template)
    for pattern, template in (
        (
            r"No such command '(?P<name>.*)'\. Did you mean (?P<near>.*)\?",
            "There is no command {name}, but {near}; see {help}.",
        ),
        (r"No such command '(?P<name>.*)'\.", "There is no command {name}; see {help}."),
        (
            r"No such option: (?P<name>\S+) \(Possible options: (?P<near>.*)\)",
            "There is no option {name}, but {near}; see {help}.",
        ),
        (r"No such option: (?P<name>.*)", "There is no option {name}; see {help}."),
        (r"Missing command\.", "A command is missing; see {help}."),
        (r"Missing argument '(?P<argument>.*)'\.", "{argument} is missing; see {help}."),
        (r"Missing option '(?P<name>.*)'\.", "The option {name} is missing; see {help}."),
        (
            r"Got unexpected extra argument\(s\) \((?P<name>.*)\)",
            "There is no place for {name}; see {help}.",
        ),
        (r"Option '(?P<name>.*)' requires an argument\.", "{name} needs a value; see {help}."),
        (r"Option '(?P<name>.*)' does not take a value\.", "{name} takes no value; see {help}."),
        (
            r"Invalid value for '(?P<name>.*)': Value error, (?P<value>.*) is not one of "
            r"(?P<known>.*)\.",
            "{name}: there is no {value}; choose one of {known}.",
        ),
        (
            r"Invalid value for '(?P<name>.*)': Input should be a valid integer.*",
            "{name} is a whole number; see {help}.",
        ),
        (
            r"Invalid value for '(?P<name>.*)': Input should be a valid number.*",
            "{name} is a number; see {help}.",
        ),
        (
            r"Invalid value for '(?P<name>.*)': Input should be greater than or equal to "
            r"(?P<bound>\S+)",
            "{name} is at least {bound}; see {help}.",
        ),
        (
            r"Invalid value for '(?P<name>.*)': Input should be less than or equal to "
            r"(?P<bound>\S+)",
            "{name} is at most {bound}; see {help}.",
        ),
    )
)
"""What Typer says, which has no other languages, and what is said instead."""


def misuse(error: typer.TyperException) -> UsageError:
    """What ``error`` means, as fassung says it; as Typer says it if that is not known."""
    said = error.format_message()
    context = getattr(error, "ctx", None)
    page = f"{context.command_path if context else 'fassung'} --help"
    for pattern, template in SAID:
        if found := pattern.fullmatch(said):
            values = {key: value.replace("'", "") for key, value in found.groupdict().items()}
            if "argument" in values:
                values["argument"] = message(values["argument"].upper())
            if "name" in values:
                values["name"] = values["name"].replace(" / ", ", ")
            return UsageError(template, help=page, **values)
    return UsageError("{said} See {help}.", said=said, help=page)
