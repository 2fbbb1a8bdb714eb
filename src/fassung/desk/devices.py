"""Devices: a browser in which somebody has signed in before is not kept out by strangers.

Whoever fails often for a login shuts out everybody whom the desk does not know by a cookie, and
nobody else ("device cookies", OWASP, Slow Down Online Guessing Attacks with Device Cookies). The
cookie opens nothing; it only says whose failures are counted together. It is bound to the person
and their password, so a new password makes it worthless, and nothing of it is kept here.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from fassung.desk.accounts import Person

_BETWEEN = "~"
_MOST = 4
"""People who share a browser and are known in it."""
_LONGEST = 500


def remember(person: Person, held: str = "") -> str:
    """The cookie's value once ``person`` has signed in where it was ``held`` before."""
    nonce = secrets.token_hex(16)
    others = [one for one in _tokens(held) if not _is_of(person, one)]
    return _BETWEEN.join([f"{nonce}.{_proof(person, nonce)}", *others][:_MOST])


def known(person: Person, held: str) -> str:
    """What the cookie ``held`` is counted as for ``person``; empty if it is not theirs."""
    for token in _tokens(held):
        if _is_of(person, token):
            return hashlib.sha256(token.encode()).hexdigest()[:32]
    return ""


def _tokens(held: str) -> list[str]:
    return held.split(_BETWEEN) if held.isascii() and 0 < len(held) <= _LONGEST else []


def _is_of(person: Person, token: str) -> bool:
    nonce, _, proof = token.partition(".")
    return bool(person.password) and hmac.compare_digest(proof, _proof(person, nonce))


def _proof(person: Person, nonce: str) -> str:
    """The key is the kept password: salted, hashed, and seen by nobody outside."""
    said = f"fassung-device:{person.id}:{nonce}"
    return hmac.new(person.password.encode(), said.encode(), hashlib.sha256).hexdigest()
