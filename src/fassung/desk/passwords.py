"""Passwords: hashed with Argon2id, and refused when they would be guessed first."""

from __future__ import annotations

import secrets
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from fassung.errors import DeskError

SHORTEST = 12
"""Characters (NIST SP 800-63B asks for 8 at least, BSI for 8 to 12; longer ones are welcome)."""
LONGEST = 200
"""Characters; more would only cost time."""
_DIFFERENT = 6
"""Different characters that a password has at least: none of ``aaaaaaaaaaaa``, ``121212121212``."""
_FIRST_GUESSES = ("password", "passwort", "kennwort", "qwertz", "qwerty", "123456", "fassung")


@cache
def _hasher() -> PasswordHasher:
    """19 MiB, two rounds, one lane: OWASP's Password Storage Cheat Sheet. More memory would let
    a handful of sign-ins at once crowd out a translation on a small machine."""
    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


@cache
def _turns() -> BoundedSemaphore:
    """Four at once, so that a flood of sign-ins takes 76 MiB and no more."""
    return BoundedSemaphore(4)


@cache
def _nobodys() -> str:
    """The hash that is checked where there is none, so that both take as long."""
    return _hasher().hash(secrets.token_hex(16))


def check(password: str, *, login: str, name: str) -> None:
    """Nothing, if ``password`` may be taken.

    Raises:
        DeskError: if it is too short, too long, or easily guessed for somebody of this login
            and name (NIST SP 800-63B, 3.1.1.2: a list of first guesses, no rules on signs).
    """
    if len(password) < SHORTEST:
        raise DeskError("The password is too short; take {least} signs or more.", least=SHORTEST)
    if len(password) > LONGEST:
        raise DeskError("The password is too long; take {most} signs at most.", most=LONGEST)
    folded = password.casefold()
    guesses = [*_FIRST_GUESSES, *(w.casefold() for w in (login, *name.split()) if len(w) > 2)]
    rest = folded
    for guess in guesses:
        rest = rest.replace(guess, "")
    if len(set(folded)) < _DIFFERENT or len(rest) < _DIFFERENT:
        raise DeskError("This password would soon be guessed; take a few words of your own.")


def hashed(password: str) -> str:
    """The Argon2id hash of ``password``, to be kept."""
    with _turns():
        return _hasher().hash(password)


def matches(kept: str, password: str) -> bool:
    """Whether ``password`` is the one whose hash was ``kept``; an empty hash matches nothing.

    Takes as long for an empty hash, so that time does not tell who has an account.
    """
    against = kept or _nobodys()
    try:
        with _turns():
            return _hasher().verify(against, password[: LONGEST + 1]) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def is_old(kept: str) -> bool:
    """Whether ``kept`` was made with other parameters, so that it should be made anew."""
    return _hasher().check_needs_rehash(kept)
