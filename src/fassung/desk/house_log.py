"""The house's log: what people and keys did at the desk that belongs to no single article.

Sign-ins, roles, keys, the glossary, quarantine and trials: the lines of the record without a piece,
sealed like all others. What was done to an article stands in that article's record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from fassung._version import __version__
from fassung.desk import reasons, record
from fassung.desk.accounts import Person
from fassung.desk.base import now
from fassung.desk.record_export import SEALED
from fassung.desk.schema import Event
from fassung.messages import message

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "signed_in": "signed in",
        "signed_out": "signed out",
        "signed_out_everywhere": "signed out in every browser",
        "password_set": "password set",
        "tries_limited": "too many failed tries",
        "person_added": "person added",
        "invited": "link for a password made",
        "role_changed": "role changed",
        "shut_out": "shut out",
        "let_in": "let in again",
        "key_made": "key made",
        "key_revoked": "key revoked",
        "proposal accepted": "accepted for the glossary",
        "proposal refused": "kept out of the glossary",
        "quarantined": "delivery put into quarantine",
        "delivery retried": "delivery read again",
        "delivery discarded": "delivery discarded",
        "trial started": "trial started",
        "trial ended": "trial ended",
    }
)
"""What happened, by the kind of the line; messages."""
ROLES: Mapping[str, str] = MappingProxyType(
    {"reader": "Reader", "editor": "Editor", "chief": "Chief", "admin": "Admin"}
)
_OWNERS = {"partner": "Partner", "client": "Client"}
_LIMITED = {
    "login": "Login",
    "device": "a browser that the desk knows",
    "address": "Address",
    "key": "Keys from",
}
"""What tries are counted for (:mod:`fassung.desk.limits`)."""


def lines(
    session: Session, *, actor: str = "", kinds: Iterable[str] = (), before: int = 0, most: int
) -> Sequence[Event]:
    """The log's lines, the newest first.

    Args:
        session: any.
        actor: only what this one did, as the record names them; empty for all.
        kinds: only lines of these kinds; none for all.
        before: only lines with a lower number; 0 for all.
        most: how many at most.
    """
    query = select(Event).where(Event.piece_id.is_(None))
    if actor:
        query = query.where(Event.actor == actor)
    if wanted := list(kinds):
        query = query.where(Event.kind.in_(wanted))
    if before:
        query = query.where(Event.number < before)
    return session.scalars(query.order_by(Event.number.desc()).limit(most)).all()


def as_json(session: Session) -> str:
    """The whole log as a JSON document, with the digests that seal it and whether they hold."""
    found = record.lines(session, None)
    broken = record.broken(found)
    data = {
        "fassung": __version__,
        "made": now().isoformat(),
        "sealed": SEALED,
        "sound": broken is None,
        "broken_at": broken,
        "people": {f"person:{id}": name for id, name in names(session).items()},
        "lines": [record.as_data(line) for line in found],
    }
    return record.document(data)


def names(session: Session) -> dict[str, str]:
    """Everybody's name by their id."""
    return {id: name for id, name in session.execute(select(Person.id, Person.name))}


def kind(name: str) -> str:
    """What a line of this kind says; the plain name where it is a new one."""
    return message(KINDS[name]) if name in KINDS else name


def about(data: Mapping[str, Any], people: Mapping[str, str]) -> str:
    """Whom or what a line is about, for people; empty where the kind says it all.

    >>> about({"person": "7", "from": "reader", "to": "chief"}, {"7": "Eva Lind"})
    'Eva Lind: Reader → Chief'
    """
    return ": ".join(part for part in (_whom(data, people), _how(data)) if part)


def _whom(data: Mapping[str, Any], people: Mapping[str, str]) -> str:
    if "person" in data:
        return people.get(str(data["person"]), str(data["person"]))
    if "owner" in data:
        kind, _, name = str(data["owner"]).partition(":")
        return f"{message(_OWNERS[kind]) if kind in _OWNERS else kind} {name}"
    if "what" in data:
        kind, _, whose = str(data["what"]).partition(":")
        said = message(_LIMITED[kind]) if kind in _LIMITED else kind
        return said if kind == "device" else f"{said} {whose}"
    if "german" in data:
        return f"{data['source']} → {data['german']}"
    return " ".join(str(data[key]) for key in ("partner", "name") if data.get(key))


def _how(data: Mapping[str, Any]) -> str:
    return "; ".join(_said(data))


def _said(data: Mapping[str, Any]) -> Iterator[str]:
    if "from" in data and "to" in data:
        yield f"{_role(data['from'])} → {_role(data['to'])}"
    elif "role" in data:
        yield _role(data["role"])
    if data.get("reason"):
        yield reasons.shown(str(data["reason"]))


def _role(name: object) -> str:
    return message(ROLES[str(name)]) if str(name) in ROLES else str(name)
