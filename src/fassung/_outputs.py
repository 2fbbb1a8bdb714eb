"""A translation as bytes: page, JSON, plain text, and the wires that portals get."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fassung.article import Finding, extract
from fassung.errors import UsageError
from fassung.portals import outputs
from fassung.portals.edition import Edition
from fassung.portals.notices import notices
from fassung.portals.outputs.plain import plain
from fassung.portals.page import render as page
from fassung.portals.portal import DEFAULT, Portal
from fassung.translation import Translation


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a translation goes: whose page it is, when, and whether a preview will do.

    ``preview`` and ``now`` are as in :func:`fassung.portals.page.render`.
    """

    portal: Portal = DEFAULT
    preview: bool = False
    now: datetime | None = None


_Render = Callable[[Translation, Target], str | bytes]


def known(format: str) -> None:
    """Nothing, if ``format`` is a key of :data:`FORMATS`.

    Raises:
        UsageError: if it is not.
    """
    if format not in FORMATS:
        raise UsageError(
            "There is no format {format}; choose one of {formats}.",
            format=format,
            formats=", ".join(FORMATS),
        )


def render(translation: Translation, format: str, target: Target) -> bytes:
    """``translation`` in ``format`` (a key of :data:`FORMATS`), as UTF-8.

    Raises:
        UsageError: if there is no such format.
        HeldError: if it is to be a page, and the article may not be published.
    """
    known(format)
    made = FORMATS[format](translation, target)
    return made if isinstance(made, bytes) else made.encode("utf-8")


def format_of(path: Path) -> str:
    """The format that a file's name asks for; a page when it says nothing.

    Raises:
        UsageError: if it asks for one that is not written.

    >>> format_of(Path("a.ans.json")), format_of(Path("a.json")), format_of(Path("a"))
    ('ans', 'json', 'html')
    """
    name = path.name.lower()
    for ending, format in (
        (".ans.json", "ans"),
        (".ninjs.json", "ninjs"),
        (".ninjs-2.2.json", "ninjs-2.2"),
        (".newsml.xml", "newsml-g2"),
        (".json", "json"),
        (".txt", "text"),
    ):
        if name.endswith(ending):
            return format
    if path.suffix.lower() not in ("", ".html", ".htm", ".xhtml"):
        raise UsageError(
            "{path}: the ending {ending} stands for no format; name one of {formats} (--format).",
            path=path,
            ending=path.suffix,
            formats=", ".join(FORMATS),
        )
    return "html"


def _page(translation: Translation, target: Target) -> str:
    return page(
        translation.article,
        target.portal,
        signature=translation.signature,
        preview=target.preview,
        now=target.now,
    )


def _json(translation: Translation, target: Target) -> str:
    document = {
        "signature": translation.signature,
        "timing": plain(translation.timing),
        "findings": [finding_as_json(found) for found in translation.findings],
        "repaired": [finding_as_json(found) for found in translation.repaired],
        "article": plain(translation.article),
        "segments": plain(translation.segments),
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


def _text(translation: Translation, target: Target) -> str:
    texts = [segment.text.value for segment in extract(translation.article)]
    return "\n\n".join([*texts, *notices(translation.article, target.portal)]) + "\n"


def _wire(format: str) -> _Render:
    """As the portal's targets get it: with label, notices and the way to the original."""

    def render(translation: Translation, target: Target) -> bytes:
        now = target.now or datetime.now(UTC)
        article, portal = translation.article, target.portal
        edition = Edition(
            outlet="",
            portal=portal,
            article=article,
            number=1,
            reviewed=False,
            published=now,
            first_published=now,
            canonical=portal.address(article),
            indexable=portal.indexable and article.rights.indexable,
            signature=translation.signature,
        )
        return outputs.render(edition, format).data

    return render


FORMATS: dict[str, _Render] = {
    "html": _page,
    "json": _json,
    "text": _text,
    "ninjs": _wire("ninjs"),
    "ninjs-2.2": _wire("ninjs-2.2"),
    "newsml-g2": _wire("newsml-g2"),
    "ans": _wire("ans"),
}
"""What ``fassung translate --format`` can write."""
