"""Which format a file has, told from its content alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from fassung.errors import WireError
from fassung.wires.load import decode, load


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its short ``name``, its ``title``, and what fassung can do with it."""

    name: str
    title: str
    reads: bool
    writes: bool


FORMATS = (
    Format("ans", "Arc XP ANS 0.5 to 0.10", reads=True, writes=True),
    Format("newsml-g2", "IPTC NewsML-G2 2.35", reads=False, writes=True),
    Format("ninjs", "IPTC ninjs 1.x, 2.x, 3.x", reads=True, writes=True),
    Format("webpage", "Web page (HTML)", reads=True, writes=False),
)

_HTML = re.compile(
    r"\s*(<!doctype\s+html|<html\b|<head\b|<body\b|<meta\b|<title\b|<article\b|<script\b|<p\b|<div\b)",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(\s*(<!--.*?-->|<\?xml[^>]*>))*", re.DOTALL)


def module(name: str) -> ModuleType:
    """The module of the format ``name``; loaded when it is first needed."""
    return import_module(f"fassung.wires.{name.replace('-', '_')}")


def recognise(data: bytes, source: str = "input") -> str:
    """The name of the format of ``data``.

    Raises:
        WireError: if it is none that is read, or breaks a limit of :mod:`fassung.wires.load`.
    """
    text = decode(data, source)
    if text.lstrip()[:1] in ("{", "["):
        value = load(text, source)
        for name in ("ans", "ninjs"):
            if module(name).recognises(value):
                return name
    elif _HTML.match(text[:100_000], _end_of_comments(text[:100_000])):
        return "webpage"
    raise WireError(
        "{source} is in no format that is read; send one of: {formats}.",
        source=source,
        formats=", ".join(form.title for form in FORMATS if form.reads),
    )


def _end_of_comments(text: str) -> int:
    found = _LEADING.match(text)
    return found.end() if found else 0
