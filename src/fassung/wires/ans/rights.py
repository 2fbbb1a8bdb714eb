"""What may be done with an ANS story, and when a person must decide."""

from __future__ import annotations

import re
from datetime import datetime

from fassung.article import Rights, Status
from fassung.wires.ans.fields import Record, mapping, moment, plain, records, string

_CANCELED = frozenset("canceled cancelled deleted killed retracted unpublished withdrawn".split())
_WITHHELD = frozenset("draft hold on-hold pending withheld".split())
_NOTICE = re.compile(
    r"^\s*(?:copyright|©|\(c\))?\s*(?:copyright|©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,]*"
    r"|[\s.,]*(?:all rights reserved)?[\s.,]*$",
    re.IGNORECASE,
)


def holder_of(notice: str) -> str:
    """Who holds the rights: a copyright line without signs, years and formulas.

    >>> holder_of("© 1996-2018 The Courier. All rights reserved.")
    'The Courier'
    """
    return _NOTICE.sub("", notice)


def rights_of(story: Record) -> Rights:
    """Rights and holds (ANS: content_restrictions, syndication, owner, distributor)."""
    restrictions = mapping(story, "content_restrictions")
    embargo = mapping(restrictions, "embargo", "content_restrictions.")
    until: datetime | None = None
    holds = []
    # An embargo without "active" is taken as active: waiting is the safe mistake.
    if embargo and embargo.get("active") is not False:
        until = moment(embargo, "end_time", "content_restrictions.embargo.")
        if until is None:
            holds.append("embargo")
    syndication = mapping(story, "syndication")
    if syndication.get("external_distribution") is False:
        holds.append("distribution")
    if mapping(story, "owner").get("sponsored") is True:
        holds.append("sponsored")
    distributor = mapping(story, "distributor")
    # A reference does not say who distributes; a person must look.
    if distributor.get("category") == "wires" or distributor.get("mode") == "reference":
        holds.append("third-party")
    if mapping(restrictions, "geo", "content_restrictions.").get("restrictions"):
        holds.append("geo")
    if string(restrictions, "content_code", "content_restrictions.") not in ("", "default"):
        holds.append("content-code")
    notice = plain(story, "copyright")
    return Rights(
        holder=holder_of(notice),
        notice=notice,
        embargo=until,
        expires=_expires(story),
        holds=tuple(holds),
        indexable=syndication.get("search") is not False,
    )


def _expires(story: Record) -> datetime | None:
    where = "publishing.scheduled_operations."
    operations = mapping(mapping(story, "publishing"), "scheduled_operations", "publishing.")
    times = [
        moment(operation, "operation_date", place)
        for place, operation in records(operations, "unpublish_edition", where)
    ]
    return min((time for time in times if time), default=None)


def status_of(story: Record) -> Status:
    """An unpublished edition is a withdrawal, whatever ``status`` says."""
    editions = mapping(mapping(story, "publishing"), "editions", "publishing.")
    default = mapping(editions, "default", "publishing.editions.")
    word = string(story, "status").strip().lower()
    if default.get("edition_published") is False or word in _CANCELED:
        return Status.CANCELED
    return Status.WITHHELD if word in _WITHHELD else Status.USABLE
