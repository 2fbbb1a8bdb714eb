"""People: who may sign in, how they are invited, and what an admin changes.

Nobody gets a password from somebody else: an invitation is a link that works once.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from fassung.desk import record, rights, sessions
from fassung.desk.accounts import Invitation, Person
from fassung.desk.base import now
from fassung.desk.store import Store
from fassung.errors import DeskError, NotFound

INVITATION_HOURS = 72
LANGUAGES = ("de", "en")
_LOGIN = re.compile(r"[\w.@+-]{1,64}")
_LONGEST_NAME = 80


def first_link(store: Store) -> str:
    """The path of a link by which the desk's first admin sets a password.

    Empty if an admin can sign in already. A link that was not used is worth nothing once
    another is made, so a lost one does no harm.
    """
    with store.writing() as transaction:
        admins = transaction.scalars(
            select(Person).where(Person.role == "admin", Person.active).order_by(Person.created)
        ).all()
        if any(admin.password for admin in admins):
            return ""
        if not admins:
            _, token = invite(transaction, "admin", "Admin", "admin", record.FASSUNG)
        else:
            token = renew(transaction, admins[0], record.FASSUNG)
    return link(token)


def link(token: str) -> str:
    """The path at which the invitation with this token is taken up."""
    return f"/invitation/{token}"


def invite(transaction: Session, login: str, name: str, role: str, by: str) -> tuple[Person, str]:
    """A new person without a password, and the token of their link.

    Args:
        transaction: a writing one.
        login: what they will type to sign in; small letters from then on.
        name: as colleagues know them.
        role: one of :data:`rights.ROLES`.
        by: who does it, as the record names them.

    Raises:
        DeskError: if a value is not allowed, or the login is taken.
    """
    login = normal(login)
    name = " ".join(name.split())
    if not _LOGIN.fullmatch(login):
        raise DeskError("A login has up to 64 letters, figures and signs of . @ + - _ in it.")
    if not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
        raise DeskError("A name has up to {most} letters; write another.", most=_LONGEST_NAME)
    if transaction.scalars(select(Person.id).where(Person.login == login)).first():
        raise DeskError("The login {login} is taken; write another.", login=login)
    person = Person(login=login, name=name, role=_role(role))
    transaction.add(person)
    transaction.flush()
    said = {"person": person.id, "role": role}
    record.append(transaction, None, by, "person_added", said)
    return person, renew(transaction, person, by)


def renew(transaction: Session, person: Person, by: str) -> str:
    """The token of a new link for ``person``; those before it are worth nothing any more."""
    transaction.execute(
        delete(Invitation).where(Invitation.person_id == person.id, Invitation.used.is_(None))
    )
    token = secrets.token_urlsafe(32)
    until = now() + timedelta(hours=INVITATION_HOURS)
    transaction.add(Invitation(digest=sessions.digest(token), person_id=person.id, expires=until))
    record.append(transaction, None, by, "invited", {"person": person.id})
    return token


def change_role(transaction: Session, person_id: str, role: str, by: str) -> None:
    """Gives somebody another role, from their next click on.

    Raises:
        DeskError: if there is no such role, or nobody would be left to administer.
    """
    admins = _admins(transaction)
    person = get(transaction, person_id)
    if person.role == (new := _role(role)):
        return
    _leave_an_admin(admins, person)
    said = {"person": person.id, "from": person.role, "to": new}
    person.role = new
    record.append(transaction, None, by, "role_changed", said)


def change_active(transaction: Session, person_id: str, active: bool, by: str) -> None:
    """Shuts somebody out at once, in every browser, or lets them in again.

    Raises:
        DeskError: if nobody would be left to administer.
    """
    admins = _admins(transaction)
    person = get(transaction, person_id)
    if person.active == active:
        return
    if not active:
        _leave_an_admin(admins, person)
        sessions.end_all(transaction, person.id)
        transaction.execute(delete(Invitation).where(Invitation.person_id == person.id))
    person.active = active
    kind = "let_in" if active else "shut_out"
    record.append(transaction, None, by, kind, {"person": person.id})


def change_language(transaction: Session, person_id: str, language: str) -> None:
    """Gives somebody their pages in ``language``.

    Raises:
        DeskError: if it is neither ``de`` nor ``en``.
    """
    if language not in LANGUAGES:
        raise DeskError("The desk speaks {known}; choose one.", known=", ".join(LANGUAGES))
    get(transaction, person_id).language = language


def get(transaction: Session, person_id: str) -> Person:
    """The person with this id, locked until the transaction ends.

    Raises:
        NotFound: if there is none.
    """
    if person := transaction.get(Person, person_id, with_for_update=True):
        return person
    raise NotFound("There is no such person; reload the page.")


def normal(login: str) -> str:
    """A login as it is kept: one form of each letter, small.

    >>> normal(" Ａnna.Weiß ")
    'anna.weiss'
    """
    return unicodedata.normalize("NFKC", login).strip().casefold()


def _role(role: str) -> str:
    if role not in rights.ROLES:
        known = ", ".join(rights.ROLES)
        raise DeskError("There is no such role; choose one of {known}.", known=known)
    return role


def _admins(transaction: Session) -> Sequence[Person]:
    """All who can administer, locked before anybody else and in one order: two who change each
    other at once wait, and do not each hold what the other needs."""
    return transaction.scalars(
        select(Person)
        .where(Person.role == "admin", Person.active, Person.password != "")
        .order_by(Person.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def _leave_an_admin(admins: Sequence[Person], person: Person) -> None:
    if person.role == "admin" and all(other.id == person.id for other in admins):
        raise DeskError("Nobody would be left to administer; make somebody else an admin first.")
