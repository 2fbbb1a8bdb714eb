"""Reads the tables that lie beside the rules, each once."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def words() -> dict[str, list[str]]:
    """The lists of ``words.toml`` by name."""
    return tomllib.loads(_read("words.toml"))


@cache
def dates() -> dict[str, Any]:
    """Months and weekdays of ``dates.toml``."""
    return tomllib.loads(_read("dates.toml"))


@cache
def values() -> dict[str, Any]:
    """Number words, currencies and measures of ``values.toml``."""
    return tomllib.loads(_read("values.toml"))


@cache
def relative() -> dict[str, Any]:
    """Words for days that depend on the day, of ``relative.toml``."""
    return tomllib.loads(_read("relative.toml"))


@cache
def units() -> dict[str, Any]:
    """Units and the words around them, of ``units.toml``."""
    return tomllib.loads(_read("units.toml"))


@cache
def names() -> tuple[dict[str, str], ...]:
    """The rows of ``names.csv``."""
    return _rows("names.csv")


@cache
def states() -> tuple[dict[str, str], ...]:
    """The rows of ``states.csv``."""
    return _rows("states.csv")


def _rows(name: str) -> tuple[dict[str, str], ...]:
    """Lines that begin with # are for people."""
    lines = (line for line in _read(name).splitlines() if line and line[0] != "#")
    return tuple(csv.DictReader(lines))


def _read(name: str) -> str:
    return (resources.files("fassung.german") / name).read_text(encoding="utf-8")
