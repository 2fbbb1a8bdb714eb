"""What the lines of the record are called, for people; each word is a key of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from babel.numbers import format_decimal

from fassung.checks import CHECKS
from fassung.desk import reasons
from fassung.messages import language, message

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "received": "received",
        "came again": "came again",
        "held back": "held back by the partner while an older version is live",
        "came after withdrawal": "came after the withdrawal",
        "translated": "translated",
        "translation failed": "translation failed",
        "edited text gone": "an edited text has no place any more",
        "checked": "checked",
        "approved unread": "approved unread, by the partner’s policy",
        "in review again": "in review again",
        "edited": "text changed",
        "alternative taken": "another engine’s wording taken",
        "memory taken": "wording of the memory taken",
        "undone": "change undone",
        "repaired": "proposed repair accepted",
        "merged": "decided after an update",
        "overruled": "finding overruled",
        "ruling withdrawn": "overruling withdrawn",
        "seen": "read",
        "locked": "began to work on it",
        "unlocked": "stopped working on it",
        "assigned": "assigned",
        "commented": "commented",
        "correction begun": "correction begun",
        "correction worded": "correction for readers worded",
        "sent back": "sent back",
        "approved": "approved",
        "not published": "not published",
        "tried again": "translation tried again",
        "published": "published",
        "updated": "published as an update",
        "corrected": "published as a correction",
        "expired": "expired",
        "withdrawn": "withdrawn",
        "taken down": "taken down",
        "delivery tried again": "delivery tried again",
        "said above": "said anew under a higher number, after a backup was restored",
        "reader reported": "a reader reported something",
        "report closed": "reader’s report closed",
    }
)
"""What happened, by the kind of the line."""

_DETAILS: Mapping[str, str] = MappingProxyType(
    {
        "segment": "Segment",
        "check": "Check",
        "reason": "Reason",
        "policy": "Policy",
        "blocking": "Findings that block",
        "findings": "Findings",
        "open": "Open findings",
        "overruled": "Overruled findings",
        "edited": "Segments changed by people",
        "segments": "Segments",
        "conflicts": "Conflicts",
        "risk": "Highest risk",
        "words": "Words",
        "new words": "Words translated anew",
        "engine": "Engine",
        "signature": "Signature",
        "source_digest": "SHA-256 of the source",
        "german_digest": "SHA-256 of the German",
        "publish_at": "Not before",
        "address": "Address",
        "portals": "Portals",
        "portal": "Portal",
        "target": "Target",
        "external": "The partner’s version",
        "german": "Text",
        "correction": "Told to readers",
    }
)


_DELIVERIES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("publish", "waiting"): "publishing, on its way",
        ("publish", "done"): "published",
        ("publish", "superseded"): "publishing, overtaken by something newer",
        ("publish", "refused"): "publishing, refused",
        ("withdraw", "waiting"): "withdrawal, on its way",
        ("withdraw", "done"): "taken down",
        ("withdraw", "superseded"): "withdrawal, overtaken by something newer",
        ("withdraw", "refused"): "withdrawal, refused",
    }
)


def delivery(kind: str, state: str) -> str:
    """What became of a line of the outbox."""
    return message(_DELIVERIES[kind, state])


def kind(name: str) -> str:
    """What a line of this kind says; the plain name where it is a new one."""
    return message(KINDS[name]) if name in KINDS else name


def duration(seconds: float) -> str:
    """A time as people read it.

    >>> duration(59), duration(185)
    ('0:59', '3:05')
    """
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def details(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What a line of the record says beside its kind: name and value, for people."""
    for key, value in data.items():
        if key in _DETAILS and value not in (None, "", []):
            yield message(_DETAILS[key]), _shown(key, value)
    if isinstance(data.get("seconds"), int):
        yield message("Minutes"), duration(data["seconds"])


def check(id: str) -> str:
    """What a check looks for; its plain name where it is none of fassung's any more."""
    return next((message(known.title) for known in CHECKS if known.id == id), id)


def actor(name: str) -> str:
    """Who did something, where it was no person: the partner's id, or fassung."""
    return name.removeprefix("partner:")


def _shown(key: str, value: object) -> str:
    if key == "check":
        return check(str(value))
    if isinstance(value, float):
        return str(format_decimal(value, "0.000", locale=language()))
    return reasons.shown(str(value)) if key == "reason" else str(value)


def changes(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The words that a line says were exchanged, old and new."""
    found = data.get("changes")
    return [(str(old), str(new)) for old, new in found] if isinstance(found, list) else []
