"""Signing in: proving who one is, and the passwords that do it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from fassung.desk import devices, limits, passwords, people, record, rights, sessions
from fassung.desk.accounts import Invitation, Person
from fassung.desk.base import now
from fassung.desk.store import Store
from fassung.errors import NotFound, UnknownCaller


def sign_in(
    store: Store,
    login: str,
    password: str,
    address: str,
    *,
    hours: int,
    old: str = "",
    device: str = "",
) -> str:
    """The token of a new session of whoever has this login and password.

    Args:
        store: the desk's.
        login: as typed.
        password: as typed.
        address: the network address that the call came from.
        hours: how long the session lasts.
        old: the session token that the browser brought along, which ends.
        device: the cookie by which the browser may be known (:mod:`fassung.desk.devices`).

    Raises:
        UnknownCaller: if they do not belong together; does not say which is wrong.
        TooManyTries: after too many failures of this login or from this address.
    """
    proven = prove(store, login, password, address, device)
    with store.writing() as transaction:
        person = _still(transaction, proven)
        if passwords.is_old(person.password):
            person.password = passwords.hashed(password)
        return sessions.begin(transaction, person, hours=hours, old=old)


def prove(store: Store, login: str, password: str, address: str, device: str = "") -> Person:
    """Who has this login and password. Signs nobody in; raises as :func:`sign_in` does."""
    login = people.normal(login)[:64]
    with store.reading() as transaction:
        person = transaction.scalars(
            select(Person).where(Person.login == login, Person.active)
        ).first()
    known = devices.known(person, device) if person else ""
    from_there = limits.network(address)
    own = f"device:{known}" if known else f"login:{login} {from_there}"
    counted = {own: limits.LOGIN}
    if not known:
        counted |= {f"address:{from_there}": limits.ADDRESS, f"login:{login}": limits.STRANGERS}
    tries = limits.charge(store, counted)
    # No transaction is open while it is hashed, which takes as long as a few hundred queries.
    right = passwords.matches(person.password if person else "", password)
    if person is None or not right:
        raise UnknownCaller("Login and password do not belong together; try again.")
    with store.writing() as transaction:
        limits.take_back(transaction, tries, own)
    return person


def change_password(
    store: Store,
    person: Person,
    current: str,
    new: str,
    address: str,
    *,
    hours: int,
    device: str = "",
) -> str:
    """Another password for somebody signed in; ends all their sessions and begins a new one.

    Raises:
        UnknownCaller, TooManyTries: as :func:`sign_in`, if ``current`` is wrong.
        DeskError: if ``new`` is refused.
    """
    passwords.check(new, login=person.login, name=person.name)
    proven = prove(store, person.login, current, address, device)
    kept = passwords.hashed(new)
    with store.writing() as transaction:
        return _set(transaction, _still(transaction, proven), kept, hours)


def invited(transaction: Session, token: str) -> tuple[Invitation, Person]:
    """The invitation that ``token`` opens, and whose it is. Looking does not use it up.

    Raises:
        NotFound: if it is none, or was used, or is too old.
    """
    row = transaction.execute(
        select(Invitation, Person)
        .join(Person, Person.id == Invitation.person_id)
        .where(
            Invitation.digest == sessions.digest(token),
            Invitation.used.is_(None),
            Invitation.expires > now(),
            Person.active,
        )
        .with_for_update()
    ).first()
    if row is None:
        raise NotFound("This link was used already or is too old; ask an admin for a new one.")
    return row[0], row[1]


def accept(store: Store, token: str, password: str, *, hours: int) -> str:
    """Sets the password of whoever was sent ``token`` and signs them in; gives the session's.

    Raises:
        NotFound: if the link does not hold.
        DeskError: if the password is refused; the link holds on.
    """
    with store.reading() as transaction:
        _, person = invited(transaction, token)
    passwords.check(password, login=person.login, name=person.name)
    kept = passwords.hashed(password)
    with store.writing() as transaction:
        invitation, person = invited(transaction, token)
        invitation.used = now()
        return _set(transaction, person, kept, hours)


def _set(transaction: Session, person: Person, kept: str, hours: int) -> str:
    """Whoever knew the old password is out, in every browser; a new session begins in this."""
    person.password = kept
    sessions.end_all(transaction, person.id)
    record.append(transaction, None, rights.actor(person), "password_set")
    return sessions.begin(transaction, person, hours=hours)


def _still(transaction: Session, proven: Person) -> Person:
    """The person as they are now, if the password that was proven is still theirs."""
    person = people.get(transaction, proven.id)
    if not person.active or person.password != proven.password:
        raise UnknownCaller("Login and password do not belong together; try again.")
    return person
