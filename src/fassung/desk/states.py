"""The states of a piece's version, and which may follow which."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """Where a version of a piece stands on its way from the wire to the reader."""

    RECEIVED = "received"
    TRANSLATED = "translated"
    CHECKED = "checked"
    FAILED = "failed"
    """It could not be translated or checked; a person may ask again."""
    IN_REVIEW = "in_review"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    """Approved, and waiting for its hour or for the end of an embargo."""
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    """A newer version of the piece has come."""
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


_OPEN = (State.WITHDRAWN, State.SUPERSEDED)
"""What may befall every version that is not at its end."""

FOLLOWING: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.RECEIVED: frozenset({State.TRANSLATED, State.FAILED, *_OPEN}),
        State.FAILED: frozenset({State.RECEIVED, *_OPEN}),
        State.TRANSLATED: frozenset({State.CHECKED, State.FAILED, *_OPEN}),
        State.CHECKED: frozenset({State.IN_REVIEW, State.APPROVED, *_OPEN}),
        State.IN_REVIEW: frozenset({State.APPROVED, State.SENT_BACK, *_OPEN}),
        State.SENT_BACK: frozenset({State.IN_REVIEW, *_OPEN}),
        State.APPROVED: frozenset({State.SCHEDULED, State.SENT_BACK, *_OPEN}),
        State.SCHEDULED: frozenset({State.PUBLISHED, State.SENT_BACK, State.EXPIRED, *_OPEN}),
        State.PUBLISHED: frozenset({State.EXPIRED, *_OPEN}),
        State.SUPERSEDED: frozenset({State.WITHDRAWN}),
        State.WITHDRAWN: frozenset(),
        State.EXPIRED: frozenset({State.WITHDRAWN}),
    }
)
"""What may follow each state. ``withdrawn`` outranks everything and is final."""


def may_follow(before: State, after: State) -> bool:
    """Whether a version may go from ``before`` to ``after``.

    >>> may_follow(State.IN_REVIEW, State.APPROVED), may_follow(State.WITHDRAWN, State.PUBLISHED)
    (True, False)
    """
    return after in FOLLOWING[before]
