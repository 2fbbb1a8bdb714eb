"""Parts of an article as flat JSON values and back, for what a format has no field for."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, TypeVar, get_type_hints

from fassung.article import Block, Image, Text
from fassung.wires.inline import read_inline, safe_url, write_inline

T = TypeVar("T")


def flatten(part: object) -> dict[str, Any]:
    """The fields of a frozen dataclass as JSON values; those at their default are left out.

    A :class:`Text` becomes inline HTML; fields that hold further blocks are left out.
    """
    found: dict[str, Any] = {"kind": part.kind} if isinstance(part, Block) else {}
    for field in fields(part):  # type: ignore[arg-type]
        value = getattr(part, field.name)
        if value == field.default:
            continue
        if isinstance(value, Text):
            found[field.name] = write_inline(value)
        elif isinstance(value, Image):
            found[field.name] = flatten(value)
        elif isinstance(value, str | bool | int | float):
            found[field.name] = value
    return found


def restore(cls: type[T], data: object, **given: Any) -> T:
    """A ``cls`` from what :func:`flatten` made; ``given`` fields win over ``data``.

    The data is not trusted: values of a wrong type are left at their default and
    addresses that are not safe are emptied.

    Raises:
        ValueError: if a required field is missing.
    """
    if not isinstance(data, dict):
        raise ValueError("not an object")
    values: dict[str, Any] = {}
    hints = _hints(cls)  # type: ignore[arg-type]
    for field in fields(cls):  # type: ignore[arg-type]
        if field.name in given:
            values[field.name] = given[field.name]
            continue
        found = _value(hints[field.name], data.get(field.name))
        if field.name == "url" and found and not safe_url(str(found)):
            found = ""
        if found is not None:
            values[field.name] = found
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ValueError(f"{field.name} is missing")
    return cls(**values)


def _value(hint: object, value: object) -> object:
    """``value`` if it is what ``hint`` asks for, else None."""
    match value:
        case str() if hint is Text:
            return read_inline(value)
        case str() if hint is str:
            return value
        case bool():
            return value if hint is bool else None
        case int() | float() if hint in (float, float | None):
            return float(value)
        case int() if hint in (int, int | None):
            return value
        case dict() if hint == Image | None:
            try:
                return restore(Image, value)
            except ValueError:
                return None
    return None


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def dump(value: object) -> str:
    """``value`` as compact JSON in ASCII, so that it passes through any format unchanged."""
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def load(text: str) -> dict[str, Any]:
    """The JSON object in ``text``; an empty one if there is none."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
