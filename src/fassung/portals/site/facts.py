"""facts: what fronts, feeds and sitemaps need to know of an article, as one line of JSON.

Kept in the site's state, so that none of them ever opens an article again. Nothing in it names
the portal: eighty portals that show an article alike share what is made of it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date

from fassung.portals import notices, safe, view
from fassung.portals.edition import Edition
from fassung.portals.site import layout

_FROM = {"en": "Aus dem Englischen"}
"""The short label by language of the original."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as a front shows it. ``src`` is an address, or a file of the site from its root."""

    src: str
    alt: str = ""
    credit: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All texts are plain; times are ISO 8601 in UTC, so they sort as they stand."""

    id: str
    path: str
    """From the root, percent-encoded: ``/artikel/post_AB12.html``."""
    headline: str
    kicker: str = ""
    teaser: str = ""
    byline: str = ""
    label: str = ""
    """The label in full; empty for a text that was not translated."""
    origin: str = ""
    """The short one, for fronts."""
    reviewed: bool = False
    picture: Picture | None = None
    published: str
    updated: str
    day: str
    """As readers of the portal write it: ``24. November 2026``."""
    clock: str
    short: str
    """The same where there is little room: ``24. Nov., 17:40 Uhr``."""
    month: str
    """Of the archive: ``2026-11``, by the portal's clock."""
    sections: tuple[tuple[str, str], ...] = ()
    """Folder and name."""
    indexable: bool = True

    def text(self) -> str:
        """As JSON, to be read by :func:`read`."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))


def picture_file(picture: Picture | None) -> str:
    """The file of a picture that lies in the site, from its root; empty for others and for none.

    >>> picture_file(Picture(src="/bilder/ab.png")), picture_file(Picture(src="https://a.example/b"))
    ('bilder/ab.png', '')
    """
    src = picture.src if picture else ""
    return src[1:] if src.startswith(f"/{layout.PICTURES}/") else ""


@lru_cache(maxsize=4096)
def read(text: str) -> Facts:
    """The facts that :meth:`Facts.text` wrote."""
    values = json.loads(text)
    if values["picture"]:
        values["picture"] = Picture(**values["picture"])
    values["sections"] = tuple((folder, name) for folder, name in values["sections"])
    return Facts(**values)


def of(edition: Edition, picture: Picture | None) -> Facts:
    """The facts of ``edition``; ``picture`` is what its fronts show."""
    article, portal = edition.article, edition.portal
    names = dict.fromkeys(
        portal.terms[term.name]
        for term in article.terms
        if term.scheme == "section" and portal.terms.get(term.name)
    )
    first = edition.first_published
    headline = article.headline or article.seo_headline
    return Facts(
        id=article.id,
        path=edition.address.removeprefix(f"https://{portal.domain}"),
        headline=_plain(headline.value) or portal.name,
        kicker=_plain(article.kicker.value),
        teaser=_plain(article.teaser.value),
        byline=_plain(view.names(article.authors, "by")),
        label=_plain(notices.label(article, portal)),
        origin=_FROM.get(article.translated_from.partition("-")[0].lower(), "Übersetzt")
        if article.translated_from
        else "",
        reviewed=edition.reviewed,
        picture=picture,
        published=_utc(first),
        updated=_utc(max(first, edition.published)),
        day=notices.date(first, portal),
        clock=notices.clock(first, portal),
        short=f"{_short(first.astimezone(portal.zone).date(), portal.locale)}, "
        f"{notices.clock(first, portal)}",
        month=f"{first.astimezone(portal.zone):%Y-%m}",
        sections=tuple((layout.slug(name, portal.path), name) for name in names),
        indexable=edition.indexable and edition.canonical == edition.address,
    )


@lru_cache(maxsize=1024)
def _short(day: date, locale: str) -> str:
    return str(format_date(day, "d. MMM", locale=Locale.parse(locale, sep="-")))


def _utc(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds")


def _plain(value: str) -> str:
    return " ".join(safe.plain(value).split())
