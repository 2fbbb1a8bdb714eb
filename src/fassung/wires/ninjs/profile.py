"""Our profile of ninjs: the words that we use where the standard leaves them free.

ninjs refuses unknown properties (``unevaluatedProperties: false``), so what it has no
field for stands in ``altIds`` under roles of our own, as JSON.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

OWN = "fassung:"
"""Begin of the roles in ``altIds`` that are ours."""
PROFILE = "fassung:profile"
SOURCE_URI = "sourceUri"
TRANSLATED_FROM = "translatedFrom"
URL = "webUrl"
ID = "fassung:id"
"""The article's id, where the item's uri is the address of one portal's page."""
INLINE = "inline"
"""A picture of the text: the body shows it, the association says whose it is."""
RESERVED = frozenset("main kicker seo summary editorNote contributors".split())
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_PREFIX = "urn:fassung:"


def is_uri(value: str) -> bool:
    """True if ``value`` is a URI (RFC 3986 section 3), as ninjs asks of every ``uri``."""
    return bool(_URI.fullmatch(value))


def uri(id: str, translation: str = "") -> str:
    """A URI for ``id``; one of its own for its ``translation`` into that language.

    >>> uri("A1"), uri("urn:x:1"), uri("A1", "de")
    ('urn:fassung:id:A1', 'urn:x:1', 'urn:fassung:translation:de:A1')
    """
    if translation:
        return f"{_PREFIX}translation:{quote(translation, safe='')}:{quote(id, safe='')}"
    if is_uri(id) and not id.startswith(_PREFIX):
        return id
    return f"{_PREFIX}id:{quote(id, safe='')}"


def id_of(uri: str) -> str:
    """The id that :func:`uri` was given.

    >>> id_of(uri("a b")), id_of(uri("a b", "de")), id_of("urn:x:1")
    ('a b', 'a b', 'urn:x:1')
    """
    return unquote(uri.rsplit(":", 1)[1]) if uri.startswith(_PREFIX) else uri


def role_of(key: str) -> str:
    """The role that a further wording has under the partner's ``key``."""
    return f"x-{key}" if key in RESERVED or key.startswith("x-") else key


def key_of(role: str) -> str:
    """The key that :func:`role_of` was given."""
    return role.removeprefix("x-")
