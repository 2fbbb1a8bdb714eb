"""Who may do what: a reader looks, an editor works and approves, a chief also decides on others."""

from __future__ import annotations

from fassung.desk.accounts import Person
from fassung.errors import NotAllowed
from fassung.messages import message

ROLES = ("reader", "editor", "chief", "admin")
"""From the least to the most; each may do what the one before it may."""

_NAMES = {"editor": "an editor", "chief": "a chief", "admin": "an administrator"}


def may(person: Person, role: str) -> bool:
    """Whether ``person`` is active and has ``role`` or more.

    >>> may(Person(role="chief", active=True), "editor")
    True
    """
    known = person.role in ROLES
    return person.active and known and ROLES.index(person.role) >= ROLES.index(role)


def require(person: Person, role: str) -> None:
    """Nothing, if ``person`` may do what ``role`` may.

    Raises:
        NotAllowed: if not.
    """
    if not may(person, role):
        raise NotAllowed(
            "{name} may not do this; ask {role}.", name=person.name, role=message(_NAMES[role])
        )


def actor(person: Person) -> str:
    """The person as the record names them."""
    return f"person:{person.id}"
