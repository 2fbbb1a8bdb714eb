"""Column types: aware times, texts with their spans, findings."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime, Dialect, Unicode
from sqlalchemy.types import TypeDecorator

from fassung.article import Finding, Severity, Text
from fassung.article.text import Mark, Span


class AwareTime(TypeDecorator[datetime]):
    """A time in UTC, aware on every database (SQLite keeps no zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"a time without a zone: {value.isoformat()}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class SpannedText(TypeDecorator[Text]):
    """A :class:`~fassung.article.Text` with its spans, as JSON."""

    impl = Unicode
    cache_ok = True

    def process_bind_param(self, value: Text | None, dialect: Dialect) -> str | None:
        return None if value is None else text_as_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Text | None:
        return None if value is None else text_from_json(value)


def text_as_json(text: Text) -> str:
    """``text`` as one line of JSON.

    >>> text_as_json(Text("Im Zug", (Span(3, 6, Mark.BOLD),)))
    '["Im Zug", [3, 6, "bold", []]]'
    """
    spans = [[s.start, s.end, s.mark.value, [list(a) for a in s.attributes]] for s in text.spans]
    return json.dumps([text.value, *spans], ensure_ascii=False).replace("\x00", "\\u0000")


@lru_cache(maxsize=8192)
def text_from_json(line: str) -> Text:
    """The inverse of :func:`text_as_json`.

    >>> text_from_json('["Im Zug", [3, 6, "bold", []]]').spans[0].mark
    <Mark.BOLD: 'bold'>
    """
    value, *spans = json.loads(line)
    return Text(
        value,
        tuple(
            Span(start, end, Mark(mark), tuple((key, text) for key, text in attributes))
            for start, end, mark, attributes in spans
        ),
    )


def finding_as_json(found: Finding) -> dict[str, Any]:
    """``found`` in JSON's own types, to be read back by :func:`finding_from_json`."""
    values = {name: getattr(found, name) for name in Finding.__dataclass_fields__}
    return {**values, "severity": found.severity.value}


def finding_from_json(data: dict[str, Any]) -> Finding:
    """The inverse of :func:`finding_as_json`; keys of other versions are passed over."""
    known = {key: data[key] for key in Finding.__dataclass_fields__ if key in data}
    return Finding(
        **{
            **known,
            "severity": Severity(data["severity"]),
            "values": tuple((name, value) for name, value in data["values"]),
            "source": tuple((start, end) for start, end in data["source"]),
            "target": tuple((start, end) for start, end in data["target"]),
        }
    )
