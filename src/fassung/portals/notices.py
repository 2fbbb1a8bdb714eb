"""Notices: what a reader must know about where a text comes from and who translated it.

Visible at first sight and again in full at the end (EU AI Act Art. 50(4) and
50(5); field/standards.md §8). The wording belongs to the portal.
"""

from __future__ import annotations

import datetime as calendar
from datetime import datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date

from fassung.article import Article
from fassung.portals.portal import DEFAULT, Portal
from fassung.portals.template import fill

_LANGUAGES = {"en": "englischer"}
"""Language of the original, as it stands before “Sprache”."""


def label(article: Article, portal: Portal = DEFAULT) -> str:
    """The short notice for the top of the page; empty if nothing was translated."""
    return fill(portal.label, _values(article, portal)) if article.translated_from else ""


def notices(article: Article, portal: Portal = DEFAULT) -> tuple[str, ...]:
    """The notices in full, in German: machine translation, then origin and cooperation.

    What the article does not say (date, publisher) is left out of the sentence.
    A text that was not translated carries no notice of translation, and one
    whose origin nobody names gets the portal's ``origin_unknown``.
    """
    values = _values(article, portal)
    known = values["date"] or values["publisher"]
    if not known and not article.translated_from:
        return ()
    origin = fill(portal.origin if known else portal.origin_unknown, values)
    cooperation = fill(portal.cooperation, values) if article.translated_from else ""
    return tuple(
        notice
        for notice in (
            fill(portal.translated, values) if article.translated_from else "",
            f"{origin} {cooperation}".strip(),
        )
        if notice
    )


def date(time: datetime, portal: Portal = DEFAULT) -> str:
    """The day of ``time`` at the portal: ``11. September 2023``."""
    return _day(time.astimezone(portal.zone).date(), portal.locale)


def clock(time: datetime, portal: Portal = DEFAULT) -> str:
    """The time of day of ``time`` at the portal: ``14:05 Uhr``."""
    return f"{time.astimezone(portal.zone):%H:%M} Uhr"


@lru_cache(maxsize=4096)
def _day(day: calendar.date, locale: str) -> str:
    # Eighty portals write the days of one article, several times each.
    return str(format_date(day, "d. MMMM y", locale=Locale.parse(locale, sep="-")))


def _values(article: Article, portal: Portal) -> dict[str, str]:
    base = article.translated_from.partition("-")[0].lower()
    return {
        "portal": portal.name,
        "publisher": " ".join(article.publisher.name.split()),
        "date": date(article.first_published, portal) if article.first_published else "",
        "language": _LANGUAGES.get(base, ""),
    }
