"""What ANS has no field for, as JSON under ``additional_properties.fassung`` and back."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from fassung.article import Block, Text, blocks
from fassung.wires.ans.fields import clean, wrong
from fassung.wires.inline import read_inline, safe_url, write_inline

T = TypeVar("T")


def encode(value: object) -> object:
    """A value of the model as JSON; texts become inline HTML."""
    if isinstance(value, Text):
        return write_inline(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [encode(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        kind = {"kind": value.kind} if isinstance(value, Block) else {}
        return kind | {f.name: encode(getattr(value, f.name)) for f in fields(value)}
    return value


def differences(value: object, plain: object) -> dict[str, object]:
    """The encoded fields in which ``value`` is not what a reader made of the plain ANS."""
    assert is_dataclass(value)
    return {
        f.name: encode(getattr(value, f.name))
        for f in fields(value)
        if getattr(value, f.name) != getattr(plain, f.name)
    }


def restored(value: T, extras: object, where: str) -> T:
    """``value`` with the fields that :func:`differences` put aside.

    Raises:
        WireError: if ``extras`` is not what fassung writes.
    """
    cls: Any = type(value)
    hints = _hints(cls)
    if not isinstance(extras, dict) or not extras.keys() <= hints.keys():
        raise wrong(where, "as fassung wrote it")
    changes = {key: decode(hints[key], part, f"{where}.{key}") for key, part in extras.items()}
    try:
        return replace(value, **changes)  # type: ignore[type-var]
    except ValueError:  # a time without its zone
        raise wrong(where, "as fassung wrote it") from None


def decode(hint: Any, value: Any, where: str) -> Any:
    """The value of type ``hint`` that :func:`encode` made ``value`` of.

    Addresses are checked anew, as the file may come from anywhere.

    Raises:
        WireError: if it is not such a value.
    """
    start = get_origin(hint)
    if start in (Union, types.UnionType):
        choices = [choice for choice in get_args(hint) if choice is not type(None)]
        return None if value is None else decode(choices[0], value, where)
    try:
        if start is tuple and isinstance(value, list):
            inner = get_args(hint)
            if inner[-1] is Ellipsis:
                return tuple(decode(inner[0], part, where) for part in value)
            return tuple(decode(h, part, where) for h, part in zip(inner, value, strict=True))
        if hint is float and type(value) is int:
            return float(value)
        if hint is Text and isinstance(value, str):
            return read_inline(value)
        if hint is datetime and isinstance(value, str):
            return datetime.fromisoformat(value)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return hint(value)
        if is_dataclass(hint) and isinstance(value, dict):
            return _dataclass(hint, dict(value), where)
    except (TypeError, ValueError, KeyError):
        raise wrong(where, "as fassung wrote it") from None
    if type(value) is not hint:
        raise wrong(where, "as fassung wrote it")
    if isinstance(value, str):
        value = clean(value)
        if where.endswith((".url", ".site")) and value and not safe_url(value):
            return ""
    return value


def _dataclass(hint: Any, value: dict[str, object], where: str) -> object:
    if issubclass(hint, Block):
        hint = _kinds()[str(value.pop("kind"))]
    hints = _hints(hint)
    return hint(**{k: decode(hints[k], part, f"{where}.{k}") for k, part in value.items()})


@cache
def _hints(cls: Any) -> dict[str, Any]:
    known: dict[str, Any] = get_type_hints(cls)
    return {field.name: known[field.name] for field in fields(cls)}


@cache
def _kinds() -> dict[str, type[Block]]:
    found = (thing for thing in vars(blocks).values() if isinstance(thing, type))
    return {cls.kind: cls for cls in found if issubclass(cls, Block) and cls is not Block}
