"""What a person has set up for a service, key and address, checked before it is used."""

from __future__ import annotations

import re

import httpx

from fassung.errors import EngineRefused

_HOST = re.compile(r"[\w.:-]+")
"""A name, an IPv4 or an IPv6 address: httpx takes more."""


def checked_key(engine: str, variable: str, value: str) -> str:
    """``value`` without white space at its ends, if it can stand in a header.

    Raises:
        EngineRefused: if it is empty or holds what no key holds; names the variable only.
    """
    key = value.strip()
    if not key:
        raise EngineRefused(
            "{engine} needs a key; set {variable}.", engine=engine, variable=variable
        )
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise EngineRefused(
            "{engine}: the key in {variable} has a space or a character that no key has; "
            "copy it again.",
            engine=engine,
            variable=variable,
        )
    return key


def checked_address(engine: str, variable: str, value: str) -> str:
    """``value`` as a base address without a slash at its end.

    Raises:
        EngineRefused: if it is no http(s) address, or holds a user, password or query,
            which would end up in logs.
    """
    try:
        url = httpx.URL(value.strip())
        plain = (
            url.scheme in ("http", "https")
            and _HOST.fullmatch(url.host)
            and not url.userinfo
            and not url.query
        )
    except httpx.InvalidURL:
        plain = False
    if not plain:
        raise EngineRefused(
            "{engine}: {variable} must be an address like https://host/path, "
            "without user, password or query.",
            engine=engine,
            variable=variable,
        )
    return str(url).rstrip("/")
