"""How often somebody may be wrong: failed sign-ins and keys, counted in the database.

A try counts before it is checked, and is taken back when it was right, so that many tries at
once are not heard more often than one after the other.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from fassung.desk import record
from fassung.desk.accounts import Attempt
from fassung.desk.base import now
from fassung.desk.store import Store
from fassung.errors import TooManyTries


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``tries`` that fail within ``minutes``."""

    tries: int
    minutes: int


LOGIN = Limit(10, 15)
"""Of one login from one address, or in one browser that is known (NIST SP 800-63B, 3.2.2: at
most 100)."""
STRANGERS = Limit(50, 15)
"""Of one login, in browsers that are not known, wherever they are: for who has many addresses."""
ADDRESS = Limit(40, 15)
"""From one address, for whatever login: a newsroom may sit behind one."""
KEY = Limit(20, 15)
"""API keys from one address."""
_LONGEST = timedelta(minutes=15)


def network(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 of an IPv6 one, which is one line.

    >>> network("192.0.2.7"), network("2001:db8:1:2:3::4"), network("::ffff:192.0.2.7")
    ('192.0.2.7', '2001:db8:1:2::', '192.0.2.7')
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((int(found), 64), strict=False).network_address)
    return str(found)


def check(store: Store, limits: Mapping[str, Limit]) -> None:
    """Nothing, while fewer tries have failed than ``limits`` (by what is tried) allow.

    Raises:
        TooManyTries: if one is reached.
    """
    with store.reading() as transaction:
        _check(transaction, limits)


def charge(store: Store, limits: Mapping[str, Limit]) -> list[int]:
    """Counts a try and gives what :func:`take_back` needs if it was right.

    Raises:
        TooManyTries: if a limit is reached; then the try does not count, so that the wait ends.
    """
    with store.writing() as transaction:
        if not store.sqlite:
            # Those who try the same wait for each other; in one order, so that none wait for ever.
            for what in sorted(limits):
                transaction.execute(select(func.pg_advisory_xact_lock(func.hashtext(what))))
        transaction.execute(delete(Attempt).where(Attempt.at < now() - _LONGEST))
        counts = _check(transaction, limits)
        tries = [Attempt(what=what) for what in limits]
        transaction.add_all(tries)
        for what, limit in limits.items():
            if counts[what] + 1 == limit.tries:
                record.append(transaction, None, record.FASSUNG, "tries_limited", {"what": what})
        transaction.flush()
        return [one.id for one in tries]


def take_back(transaction: Session, tries: Sequence[int], what: str = "") -> None:
    """The ``tries`` were right; so whatever failed for ``what`` before is forgiven."""
    transaction.execute(delete(Attempt).where(Attempt.id.in_(tries) | (Attempt.what == what)))


def _check(transaction: Session, limits: Mapping[str, Limit]) -> dict[str, int]:
    """How often each was tried within its time."""
    counts: dict[str, int] = {}
    for what, limit in limits.items():
        since = now() - timedelta(minutes=limit.minutes)
        row = transaction.execute(
            select(func.count(), func.min(Attempt.at)).where(
                Attempt.what == what, Attempt.at >= since
            )
        ).one()
        counts[what] = row[0]
        if row[0] >= limit.tries:
            first: datetime = row[1]
            wait = first - since
            raise TooManyTries(
                "Too many failed tries; wait {minutes} minutes and try again.",
                minutes=max(1, -(-int(wait.total_seconds()) // 60)),
                seconds=max(1, int(wait.total_seconds())),
            )
    return counts
