"""Sessions: a browser that is signed in. The token is the browser's; its SHA-256 is ours."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session as Transaction

from fassung.desk import record
from fassung.desk.accounts import Person, Session
from fassung.desk.base import now
from fassung.desk.store import Store

_BYTES = 32
"""256 bits, twice what OWASP asks (Session Management Cheat Sheet: at least 128)."""
_LONGEST = 200
"""Characters; no token of ours is longer, and nothing longer is looked up."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in, and the token that each of their forms carries."""

    person: Person
    csrf: str
    digest: str


def begin(transaction: Transaction, person: Person, *, hours: int, old: str = "") -> str:
    """Signs ``person`` in and gives the new session's token.

    The token is new at each sign-in, and that which the browser brought along (``old``) ends:
    a token planted before is worth nothing afterwards (session fixation).
    """
    if old:
        end(transaction, old)
    transaction.execute(delete(Session).where(Session.expires <= now()))
    token = secrets.token_urlsafe(_BYTES)
    transaction.add(
        Session(
            digest=digest(token),
            person_id=person.id,
            csrf=secrets.token_urlsafe(_BYTES),
            expires=now() + timedelta(hours=hours),
        )
    )
    record.append(transaction, None, f"person:{person.id}", "signed_in")
    return token


def find(store: Store, token: str) -> SignedIn | None:
    """Whose session ``token`` is; None if it is nobody's, over, or they may not sign in."""
    if not 0 < len(token) <= _LONGEST:
        return None
    with store.reading() as transaction:
        row = transaction.execute(
            select(Session, Person)
            .join(Person, Person.id == Session.person_id)
            .where(Session.digest == digest(token), Session.expires > now(), Person.active)
        ).first()
    return SignedIn(row[1], row[0].csrf, row[0].digest) if row else None


def end(transaction: Transaction, token: str) -> None:
    """Ends the session of ``token``, if there is one."""
    transaction.execute(delete(Session).where(Session.digest == digest(token)))


def end_all(transaction: Transaction, person_id: str) -> None:
    """Signs a person out of every browser."""
    transaction.execute(delete(Session).where(Session.person_id == person_id))


def digest(token: str) -> str:
    """SHA-256 in hex. Enough for a secret of 256 random bits: there is nothing to guess.

    >>> digest("a")[:8]
    'ca978112'
    """
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
