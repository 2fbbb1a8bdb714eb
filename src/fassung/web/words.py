"""What the pages call things; each word is a key of the catalogue ``locale/desk-web.po``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_timedelta

from fassung.article import Role, Severity
from fassung.desk.base import now
from fassung.messages import language, message

ROLES: Mapping[str, str] = MappingProxyType(
    {
        Role.KICKER: "Kicker",
        Role.HEADLINE: "Headline",
        Role.TEASER: "Teaser",
        Role.BODY: "Paragraph",
        Role.HEADING: "Crosshead",
        Role.QUOTE: "Quotation",
        Role.CITATION: "Source of a quotation",
        Role.ITEM: "List item",
        Role.CELL: "Table cell",
        Role.CAPTION: "Caption",
        Role.ALT: "Picture description",
        Role.LINK: "Link title",
        Role.BIO: "About the author",
        Role.CONTRIBUTORS: "Contributors",
        Role.NOTE: "Editor’s note",
        Role.LABEL: "Label",
    }
)
"""What a segment is in its article."""

SEVERITIES: Mapping[Severity, str] = MappingProxyType(
    {Severity.CRITICAL: "Blocks", Severity.MAJOR: "Serious", Severity.MINOR: "Form"}
)

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "machine": "machine translation",
        "edit": "edited",
        "repair": "repair accepted",
        "undo": "undone",
        "merge": "merged with the update",
        "alternative": "other engine’s wording",
        "memory": "from the memory",
    }
)
"""Where a wording in a segment's history comes from."""

_LONG_AGO = timedelta(days=6)


def age(time: datetime) -> str:
    """How long ago ``time`` (aware) was, or its date where that says more."""
    passed = max(now() - time, timedelta())
    if passed < timedelta(minutes=1):
        return message("just now")
    if passed > _LONG_AGO:
        return moment(time)
    return str(format_timedelta(-passed, add_direction=True, locale=language(), threshold=1))


def moment(time: datetime, zone: ZoneInfo | None = None) -> str:
    """``time`` (aware) as people read it in ``zone`` (None: Berlin); of today only the clock."""
    zone = zone or ZoneInfo("Europe/Berlin")
    local = time.astimezone(zone)
    if local.date() == now().astimezone(zone).date():
        pattern = "HH:mm 'Uhr'" if language() == "de" else "h:mm a"
    else:
        pattern = "d. MMM, HH:mm 'Uhr'" if language() == "de" else "MMM d, h:mm a"
    return str(format_datetime(local, pattern, locale=language()))


def second(time: datetime, zone: ZoneInfo) -> str:
    """``time`` (aware) to the second, in ``zone``, as a log has it.

    >>> from datetime import UTC
    >>> second(datetime(2026, 11, 24, 17, 5, 9, tzinfo=UTC), ZoneInfo("Europe/Berlin"))
    '2026-11-24 18:05:09'
    """
    pattern = "dd.MM.yyyy, HH:mm:ss" if language() == "de" else "yyyy-MM-dd HH:mm:ss"
    return str(format_datetime(time.astimezone(zone), pattern, locale=language()))
