"""A translation as bytes: page, JSON, plain text, ninjs, ANS."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from fassung import wires
from fassung.article import Finding, extract
from fassung.errors import FassungError, UsageError
from fassung.portals.notices import notices
from fassung.portals.page import render as page
from fassung.portals.portal import Portal
from fassung.translation import Translation

_Render = Callable[[Translation, Portal], str | bytes]


def render(translation: Translation, format: str, portal: Portal) -> bytes:
    """``translation`` in ``format`` (a key of :data:`FORMATS`), as UTF-8.

    Raises:
        UsageError: if there is no such format.
    """
    if format not in FORMATS:
        raise UsageError(
            "There is no format {format}; choose one of {formats}.",
            format=format,
            formats=", ".join(FORMATS),
        )
    made = FORMATS[format](translation, portal)
    return made if isinstance(made, bytes) else made.encode("utf-8")


def format_of(path: Path) -> str:
    """The format that a file's name asks for; a page when it says nothing.

    >>> format_of(Path("a.ans.json")), format_of(Path("a.json")), format_of(Path("a.htm"))
    ('ans', 'json', 'html')
    """
    name = path.name.lower()
    for ending, format in (
        (".ans.json", "ans"),
        (".ninjs.json", "ninjs"),
        (".json", "json"),
        (".txt", "text"),
    ):
        if name.endswith(ending):
            return format
    return "html"


def replace_file(path: Path, data: bytes) -> None:
    """Writes ``data`` to ``path`` so that nobody ever sees half of it.

    Raises:
        FassungError: if the place cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(name, 0o666 & ~umask)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise FassungError(
            "{path} cannot be written ({reason}); choose another place with -o.",
            path=path,
            reason=error.strerror or error,
        ) from error


def _page(translation: Translation, portal: Portal) -> str:
    return page(translation.article, portal, signature=translation.signature)


def _json(translation: Translation, portal: Portal) -> str:
    document = {
        "signature": translation.signature,
        "timing": _plain(translation.timing),
        "findings": [finding_as_json(found) for found in translation.findings],
        "article": _plain(translation.article),
        "segments": _plain(translation.segments),
        "inventory": {name: dict(things) for name, things in translation.inventory.items.items()},
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def finding_as_json(found: Finding) -> dict[str, object]:
    """``found`` in JSON's own types, the message in the reader's language."""
    return {
        "segment": found.segment,
        "check": found.check,
        "category": found.category,
        "severity": found.severity.value,
        "message": found.message,
        "source": found.source,
        "target": found.target,
        "repair": found.repair,
    }


def _text(translation: Translation, portal: Portal) -> str:
    texts = [segment.text.value for segment in extract(translation.article)]
    return "\n\n".join([*texts, *notices(translation.article, portal)]) + "\n"


def _ninjs(translation: Translation, portal: Portal) -> bytes:
    return wires.write(translation.article, "ninjs")


def _ans(translation: Translation, portal: Portal) -> bytes:
    return wires.write(translation.article, "ans")


def _plain(value: object) -> object:
    """Dataclasses as JSON's own types; blocks say their kind."""
    if is_dataclass(value) and not isinstance(value, type):
        plain = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        kind = getattr(value, "kind", None)
        return {"kind": kind, **plain} if kind else plain
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


FORMATS: dict[str, _Render] = {
    "html": _page,
    "json": _json,
    "text": _text,
    "ninjs": _ninjs,
    "ans": _ans,
}
"""What ``fassung translate --format`` can write."""
