"""Naming: the id of a German article, unique over partners and fit for a file's name."""

from __future__ import annotations

import hashlib
import re

from fassung.desk.schema import Piece

_UNFIT = re.compile(r"[^A-Za-z0-9-]+")
_LONGEST = 120
"""Letters of a partner's id in a file's name; file systems allow 255 bytes."""


def name(piece: Piece) -> str:
    """The id of the German article.

    The underscore is in no partner's id and in no other part, so ``post-sport`` and ``post`` never
    meet, whatever they call their articles.

    >>> name(Piece(partner="post", external_id="AB12"))
    'post_AB12'
    >>> name(Piece(partner="post", external_id="a/b"))
    'post_a-b-c14cddc0'
    """
    external = piece.external_id
    plain = _UNFIT.sub("-", external)[:_LONGEST].strip("-")
    if plain != external:
        plain += "-" + hashlib.sha256(external.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{piece.partner}_{plain}"
