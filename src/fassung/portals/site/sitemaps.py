"""sitemaps: what search engines may list, by month, and the news of the last two days.

The sitemap protocol 0.9 and Google's news extension. Copies that search engines are not to show
stand in neither.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from xml.sax.saxutils import escape

from fassung.portals.safe import plain
from fassung.portals.site import facts, layout
from fassung.portals.site.state import State
from fassung.portals.site.theme import Look

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def part(state: State, look: Look, month: str, number: int) -> bytes:
    """A part of the sitemap; one may be empty where all its articles are withdrawn."""
    base = look.base
    lines = "".join(
        f"<url><loc>{base}{path}</loc><lastmod>{updated}</lastmod></url>\n"
        for path, updated in map(_line, state.listed(layout.INDEXED, month, number))
    )
    if not lines:  # A set without an address is not allowed; the home page is never wrong.
        lines = f"<url><loc>{base}/</loc></url>\n"
    return f'{_HEAD}<urlset xmlns="{_PROTOCOL}">\n{lines}</urlset>\n'.encode()


def index(state: State, look: Look) -> bytes:
    """The index of all parts, each with the day on which it last changed."""
    lines = "".join(
        f"<sitemap><loc>{look.base}{layout.link(layout.sitemap(p.month, p.part))}</loc>"
        f"<lastmod>{p.changed}</lastmod></sitemap>\n"
        for p in state.parts(layout.INDEXED)
    )
    if not lines:
        return (
            f'{_HEAD}<urlset xmlns="{_PROTOCOL}">\n<url><loc>{look.base}/</loc></url>\n</urlset>\n'
        ).encode()
    return f'{_HEAD}<sitemapindex xmlns="{_PROTOCOL}">\n{lines}</sitemapindex>\n'.encode()


def news(state: State, look: Look, now: datetime) -> bytes:
    """The news sitemap: what was first published in the 48 hours before ``now`` (aware)."""
    since = (now - timedelta(hours=layout.NEWS_HOURS)).astimezone(UTC)
    newest = state.newest(layout.INDEXED, layout.NEWS, since.isoformat(timespec="seconds"))
    language = look.portal.locale.partition("-")[0]
    publication = (
        f"<news:publication><news:name>{_text(look.portal.name)}</news:name>"
        f"<news:language>{language}</news:language></news:publication>"
    )
    lines = "".join(
        f"<url><loc>{look.base}{before}{publication}{after}</url>\n"
        for before, after in map(_item, newest)
    )
    return (
        f'{_HEAD}<urlset xmlns="{_PROTOCOL}" xmlns:news="{_NEWS}">\n'
        # Google takes an empty set here; it only says that there is no news.
        f"{lines}</urlset>\n"
    ).encode()


@lru_cache(maxsize=4096)
def _line(text: str) -> tuple[str, str]:
    a = facts.read(text)
    return _text(a.path), a.updated


@lru_cache(maxsize=4096)
def _item(text: str) -> tuple[str, str]:
    a = facts.read(text)
    return (
        f"{_text(a.path)}</loc><news:news>",
        f"<news:publication_date>{a.published}</news:publication_date>"
        f"<news:title>{_text(a.headline)}</news:title></news:news>",
    )


def _text(value: str) -> str:
    return escape(plain(value))
