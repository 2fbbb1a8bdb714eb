"""What its partner holds back: editors may work on it, and it cannot go out."""

from __future__ import annotations

from fassung.article import Status
from fassung.desk import reasons
from fassung.desk.articles import source_article
from fassung.desk.schema import Version
from fassung.errors import FassungError

_OVER_LIVE = FassungError(
    "The partner holds this version back, and readers still see an older one; "
    "leave that as it is, or withdraw the piece."
)
_NEW = FassungError(
    "The partner holds this version back; it can be published when they release it."
)


def reason(version: Version) -> str:
    """What editors must know of a version that its partner holds back; empty for others."""
    if source_article(version).status is not Status.WITHHELD:
        return ""
    return reasons.kept(_NEW if version.piece.live_id is None else _OVER_LIVE)


def is_held(reason: str) -> bool:
    """Whether the ``reason`` that a version carries is of :func:`reason`."""
    return reason in (reasons.kept(_NEW), reasons.kept(_OVER_LIVE))
