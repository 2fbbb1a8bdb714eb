"""JSON: an edition as fassung itself has it."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum

from fassung.portals import notices
from fassung.portals.edition import Edition, Withdrawal
from fassung.portals.outputs.output import SOURCE_TYPE, gone, handed_on


def plain(value: object) -> object:
    """Dataclasses as JSON's own types; blocks say their kind."""
    if is_dataclass(value) and not isinstance(value, type):
        found = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        kind = getattr(value, "kind", None)
        return {"kind": kind, **found} if kind else found
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def published(edition: Edition) -> bytes:
    """Everything that the edition says."""
    article = handed_on(edition.article)
    return encode(
        {
            "outlet": edition.outlet,
            "portal": edition.portal.name,
            "number": edition.number,
            "status": "published",
            "address": edition.address,
            "canonical": edition.canonical,
            "indexable": edition.indexable,
            "original": edition.original,
            "published": edition.published.isoformat(),
            "first_published": edition.first_published.isoformat(),
            "reviewed": edition.reviewed,
            "label": notices.label(article, edition.portal),
            "notices": list(notices.notices(article, edition.portal)),
            "digital_source_type": SOURCE_TYPE if article.translated_from else "",
            "signature": edition.signature,
            "article": plain(article),
        }
    )


def withdrawn(withdrawal: Withdrawal) -> bytes:
    """Which article is gone, and since when."""
    return encode(
        {
            "outlet": withdrawal.outlet,
            "portal": withdrawal.portal.name,
            "number": withdrawal.number,
            "status": "withdrawn",
            "address": withdrawal.address,
            "at": withdrawal.at.isoformat(),
            "article": plain(gone(withdrawal.article)),
        }
    )


def encode(document: object) -> bytes:
    """``document`` as UTF-8; half of a surrogate pair becomes a question mark."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
