"""Given names: whether a word is one, and whether it says that a person is a woman or a man."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from fassung.german.tables import names


@cache
def _lists() -> dict[str, frozenset[str]]:
    path = resources.files("fassung.checks") / "given_names.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in table.items()}


@cache
def _all() -> frozenset[str]:
    listed = frozenset().union(*_lists().values())
    persons = (row for row in names() if row["kind"] == "person" and " " in row["german"])
    cells = [cell for row in persons for cell in (row["german"], *row["english"].split("|"))]
    return listed | {form for cell in cells for form in cell.split(" ")[0].split("/")} - _TITLES


_TITLES = {"Papst", "Pope", "Prinz", "Prince", "Prinzessin", "Princess", "Patriarch", "Dalai"}


def is_given_name(word: str) -> bool:
    """Whether ``word`` is a given name that the tables know."""
    return word in _all()


def gender(word: str) -> str:
    """``"f"``, ``"m"`` or nothing, as the given name has it.

    >>> gender("Susan"), gender("Robert"), gender("Kim")
    ('f', 'm', '')
    """
    lists = _lists()
    return "f" if word in lists["female"] else "m" if word in lists["male"] else ""
