"""The record of a piece for others: as JSON that can be verified, and as a page to read.

It is what a newsroom that answers for its translations must be able to show (EU AI Act, Article
50(4): the duty to label ends where a person has reviewed the text and answers for it).
"""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session

from fassung import templating
from fassung._version import __version__
from fassung.desk import record, record_words, standing
from fassung.desk.accounts import Person
from fassung.desk.base import now
from fassung.desk.places import Outgoing
from fassung.desk.schema import Piece, Ruling, Version
from fassung.desk.work import STATES
from fassung.errors import NotFound
from fassung.messages import language, message

SEALED = (
    "digest = SHA-256 over the UTF-8 JSON array [piece, number, at, actor, kind, data, before], "
    "keys sorted, without spaces, non-ASCII characters as they are; before = digest of the line "
    "before, empty for the first"
)
"""How an outsider verifies the chain."""


def as_data(session: Session, piece_id: str) -> dict[str, Any]:
    """All that is on record about a piece, in JSON's own types.

    Raises:
        NotFound: if there is no such piece.
    """
    piece = session.get(Piece, piece_id)
    if piece is None:
        raise NotFound("There is no piece {id}.", id=piece_id)
    lines = record.lines(session, piece_id)
    broken = record.broken(lines)
    versions = session.scalars(
        select(Version).where(Version.piece_id == piece_id).order_by(Version.number)
    ).all()
    return {
        "fassung": __version__,
        "made": now().isoformat(),
        "sealed": SEALED,
        "sound": broken is None,
        "broken_at": broken,
        "piece": {
            "id": piece.id,
            "partner": piece.partner,
            "external_id": piece.external_id,
            "created": piece.created.isoformat(),
            "withdrawn": piece.withdrawn,
        },
        "versions": [_version(version) for version in versions],
        "rulings": [
            _ruling(ruling, version.number) for version in versions for ruling in version.rulings
        ],
        "deliveries": [
            {
                "portal": line.outlet,
                "target": line.target,
                "number": line.number,
                "kind": line.kind,
                "state": line.state,
                "attempts": line.attempts,
                "at": line.at.isoformat(),
                "ended": line.ended.isoformat() if line.ended else None,
                "failed": standing.said(line.error),
                "receipt": line.receipt,
            }
            for line in session.scalars(
                select(Outgoing)
                .where(Outgoing.piece_id == piece_id)
                .order_by(Outgoing.number, Outgoing.outlet, Outgoing.target)
            )
        ],
        "people": _people(session, [line.actor for line in lines]),
        "lines": [record.as_data(line) for line in lines],
    }


def as_json(session: Session, piece_id: str) -> str:
    """:func:`as_data` as a JSON document.

    Raises:
        NotFound: if there is no such piece.
    """
    return record.document(as_data(session, piece_id))


def as_page(session: Session, piece_id: str, *, zone: ZoneInfo | None = None) -> str:
    """The record as one HTML document in the reader's language, with no scripts, to print or keep.

    Args:
        session: any.
        piece_id: the piece.
        zone: what times are shown in; None is Berlin's.

    Raises:
        NotFound: if there is no such piece.
    """
    data = as_data(session, piece_id)
    people: Mapping[str, str] = data["people"]
    zone = zone or ZoneInfo("Europe/Berlin")
    style = _style()
    return (
        _environment()
        .get_template("record.html.j2")
        .render(
            data=data,
            language=language(),
            style=Markup(style),
            style_hash=base64.b64encode(sha256(style.encode()).digest()).decode(),
            title=next((v["headline"] for v in reversed(data["versions"]) if v["headline"]), ""),
            name=lambda actor: people.get(actor) or record_words.actor(actor),
            check=record_words.check,
            time=lambda value: _time(value, zone),
            state=lambda value: message(STATES[value]),
            read=_read(data["lines"]),
            read_by=record_words.duration,
            kind=record_words.kind,
            delivery=record_words.delivery,
            details=record_words.details,
            changes=record_words.changes,
        )
    )


def _version(version: Version) -> dict[str, Any]:
    approved_by = version.approved_by_id
    return {
        "id": version.id,
        "number": version.number,
        "external": version.external,
        "created": version.created.isoformat(),
        "state": str(version.state),
        "headline": version.german_headline or version.headline,
        "source_digest": version.digest,
        "signature": version.signature,
        "engine": version.engine,
        "reviewed": version.reviewed,
        "approved_by": f"person:{approved_by}" if approved_by else None,
    }


def _ruling(ruling: Ruling, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "key": ruling.key,
        "check": ruling.check,
        "segment": ruling.segment,
        "reason": ruling.reason,
        "by": f"person:{ruling.person_id}",
        "at": ruling.at.isoformat(),
    }


def _people(session: Session, actors: Iterable[str]) -> dict[str, str]:
    ids = {actor.removeprefix("person:") for actor in actors if actor.startswith("person:")}
    found = session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {f"person:{id}": name for id, name in found}


def _read(lines: Iterable[Mapping[str, Any]]) -> list[tuple[int, str, int]]:
    """Version, actor and seconds that they had it before them."""
    seconds: Counter[tuple[int, str]] = Counter()
    for line in lines:
        if line["kind"] == "seen":
            seconds[line["data"].get("number", 0), line["actor"]] += line["data"].get("seconds", 0)
    return [(number, who, total) for (number, who), total in sorted(seconds.items())]


def _time(value: str, zone: ZoneInfo) -> str:
    local = datetime.fromisoformat(value).astimezone(zone)
    return local.strftime("%d.%m.%Y, %H:%M:%S %Z" if language() == "de" else "%Y-%m-%d %H:%M:%S %Z")


@cache
def _style() -> str:
    file = resources.files("fassung.desk") / "templates" / "record.css"
    return file.read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return templating.environment("fassung.desk", _=message)
