"""Keys of programs: a partner's, to push articles, or a client's, to ask. Shown once."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from fassung.desk import limits, record
from fassung.desk.accounts import ApiKey
from fassung.desk.base import now
from fassung.desk.sessions import digest
from fassung.desk.store import Store
from fassung.errors import DeskError, UnknownCaller

PREFIX = "fsg_"
"""By which a scanner for secrets knows one of ours."""
_KEY = re.compile(r"fsg_[A-Za-z0-9_-]{43}")
_CLIENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a key is: ``kind`` is ``partner`` or ``client``."""

    kind: str
    name: str


def make(transaction: Session, owner: Owner, by: str) -> tuple[ApiKey, str]:
    """A new key of ``owner``: its row, and the key itself, which nobody can show again.

    Raises:
        DeskError: if the name is none that a program should have.
    """
    if owner.kind not in ("partner", "client") or not _CLIENT.fullmatch(owner.name):
        raise DeskError(
            "{name} cannot own a key; write letters, figures and hyphens.", name=owner.name[:40]
        )
    key = PREFIX + secrets.token_urlsafe(32)
    row = ApiKey(digest=digest(key), owner=f"{owner.kind}:{owner.name}")
    transaction.add(row)
    transaction.flush()
    record.append(transaction, None, by, "key_made", {"key": row.id, "owner": row.owner})
    return row, key


def revoke(transaction: Session, key_id: str, by: str) -> None:
    """From now on the key with this id opens nothing; one that is not there changes nothing."""
    row = transaction.get(ApiKey, key_id)
    if row and not row.revoked:
        row.revoked = now()
        record.append(transaction, None, by, "key_revoked", {"key": row.id, "owner": row.owner})


def find(store: Store, key: str, address: str) -> Owner:
    """Whose ``key`` is, for a call from ``address``.

    Raises:
        UnknownCaller: if it is none of ours or revoked; that counts as a failed try.
        TooManyTries: if too many from there were wrong, whatever this one is.
    """
    what = {f"key:{limits.network(address)}": limits.KEY}
    limits.check(store, what)
    if _KEY.fullmatch(key):
        wanted = digest(key)
        with store.reading() as transaction:
            row = transaction.scalars(select(ApiKey).where(ApiKey.digest == wanted)).first()
        # The database found it by its digest; what counts is compared in constant time.
        if row and secrets.compare_digest(row.digest, wanted) and not row.revoked:
            kind, _, name = row.owner.partition(":")
            return Owner(kind, name)
    limits.charge(store, what)
    raise UnknownCaller("This key is not known here, or no longer; ask the desk for a new one.")
