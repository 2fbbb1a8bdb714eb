"""Typed look into a partner's record: every wrong type is an error that names its field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from fassung.article import Text
from fassung.errors import WireError
from fassung.wires.inline import read_inline, safe_url

Record = Mapping[str, object]
EMPTY: Record = {}

_SURROGATES = re.compile("[\ud800-\udfff]")
_EMAIL = re.compile(r"\s*(mailto:)?[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+\s*")
# Compared in lower case and without "_" and "-". ANS 0.10.12 (story.json, author.json)
# and what the Washington Post adds to it (field notes, "Reality check").
_PRIVATE = frozenset(
    "additionalproperties auth budgetline contributors createdby deadlinemiss desk editurl email"
    " employeeid internalnote jobprofile lastupdatedby networkid newsdesk pitches planning"
    " revision subdesk subdeskhead userid username tracking workertype workflow".split()
)


def wrong(field: str, expected: str) -> WireError:
    """The error for a field of the wrong type."""
    return WireError(
        "Field {field} of the ANS article must be {expected}; ask the partner to correct it.",
        field=field,
        expected=expected,
    )


def clean(value: str) -> str:
    """``value`` without characters that UTF-8 cannot carry."""
    return _SURROGATES.sub("�", value).replace("\0", "")


def string(record: Record, key: str, where: str = "") -> str:
    """The string at ``key``; empty if it is missing or null."""
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise wrong(f"{where}{key}", "text")
    return clean(value)


def plain(record: Record, key: str, where: str = "") -> str:
    """The string at ``key`` without markup and outer white space: a name, a credit."""
    return read_inline(string(record, key, where)).value.strip()


def text(record: Record, key: str, where: str = "") -> Text:
    """The inline HTML at ``key``."""
    return read_inline(string(record, key, where))


def address(record: Record, key: str, where: str = "") -> str:
    """The URL at ``key``; empty if it is not a safe one."""
    value = string(record, key, where).strip()
    return value if safe_url(value) else ""


def identity(record: Record, key: str = "_id", where: str = "") -> str:
    """An id as text; partners send numbers, too."""
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return string(record, key, where)


def mapping(record: Record, key: str, where: str = "") -> Record:
    """The object at ``key``; empty if it is missing or null."""
    value = record.get(key)
    if value is None:
        return EMPTY
    if not isinstance(value, dict):
        raise wrong(f"{where}{key}", "an object")
    return value


def items(record: Record, key: str, where: str = "") -> list[object]:
    """The list at ``key``; empty if it is missing or null."""
    value = record.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise wrong(f"{where}{key}", "a list")
    return value


def records(record: Record, key: str, where: str = "") -> Iterator[tuple[str, Record]]:
    """The objects in the list at ``key``, each with its place (``credits.by[0].``)."""
    for index, value in enumerate(items(record, key, where)):
        place = f"{where}{key}[{index}]"
        if not isinstance(value, dict):
            raise wrong(place, "an object")
        yield f"{place}.", value


def number(record: Record, key: str, where: str = "") -> float | None:
    """The number at ``key``; digits in a string count, as older versions send them."""
    value = record.get(key)
    if isinstance(value, str):
        if not value.strip():
            return None
        if re.fullmatch(r"\s*-?\d{1,15}(\.\d{1,9})?\s*", value, re.ASCII):
            value = float(value)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise wrong(f"{where}{key}", "a number")
    return float(value)


def size(record: Record, key: str, where: str = "") -> int | None:
    """A length in pixels; None if it is missing or not above zero."""
    value = number(record, key, where)
    return int(value) if value and value >= 1 else None


def moment(record: Record, key: str, where: str = "") -> datetime | None:
    """The time at ``key`` (RFC 3339, with its zone)."""
    value = string(record, key, where).strip()
    if not value:
        return None
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        raise wrong(f"{where}{key}", "a date and time such as 2026-03-01T12:00:00Z") from None
    if time.utcoffset() is None:
        raise wrong(f"{where}{key}", "a time with its zone such as 2026-03-01T12:00:00Z")
    return time


def origin(url: str) -> str:
    """``https://www.example.org`` of a full address, else empty."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""


def without_private(value: object) -> object:
    """``value`` without what only the newsroom may see, at any depth.

    Goes by the names of fields, and drops every text that is nothing but an e-mail address.
    """
    if isinstance(value, dict):
        return {
            clean(key): without_private(part)
            for key, part in value.items()
            if re.sub("[_-]", "", key.lower()) not in _PRIVATE
            and not (isinstance(part, str) and _EMAIL.fullmatch(part))
        }
    if isinstance(value, list):
        return [
            without_private(part)
            for part in value
            if not (isinstance(part, str) and _EMAIL.fullmatch(part))
            and not (isinstance(part, dict) and part.get("site") == "email")
        ]
    return clean(value) if isinstance(value, str) else value


def payload(value: object) -> str:
    """``value`` as JSON for a reader's eyes."""
    return json.dumps(without_private(value), ensure_ascii=False)


def digest(*parts: object) -> str:
    """A short stable id made from ``parts``."""
    joined = json.dumps(parts, sort_keys=True, default=str)
    return sha256(joined.encode()).hexdigest()[:16]
