"""feeds: RSS 2.0 and Atom (RFC 4287) of the newest articles, joined from entries made once."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from fassung.portals.safe import plain
from fassung.portals.site import facts, layout
from fassung.portals.site.facts import Facts
from fassung.portals.site.state import State
from fassung.portals.site.theme import Look

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_BASE = "{base}"
"""Stands for the portal's address in an entry, so that portals share it. A brace of a text is
never taken for it: see :func:`_put`."""


def rss(state: State, look: Look, scope: str) -> bytes:
    """The feed of ``scope`` as RSS 2.0, with pictures as Media RSS."""
    newest = state.newest(scope, layout.FEED)
    own = look.base + layout.link(layout.feed(scope, "rss"))
    changed = max((facts.read(text).updated for text in newest), default="")
    built = f"<lastBuildDate>{_rfc822(changed)}</lastBuildDate>\n" if changed else ""
    items = "".join(_put(_rss_item(text), look.base) for text in newest)
    return (
        f'{_HEAD}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:media="http://search.yahoo.com/mrss/">\n<channel>\n'
        f"<title>{_text(_name(look, scope))}</title>\n"
        f"<link>{_text(look.base + layout.link(layout.front(scope)))}</link>\n"
        f"<description>{_text(_about(look, scope))}</description>\n"
        f"<language>{_text(look.portal.locale.lower())}</language>\n"
        f"{built}<ttl>5</ttl>\n"
        f'<atom:link href={_attribute(own)} rel="self" type="application/rss+xml"/>\n'
        f"{items}</channel>\n</rss>\n"
    ).encode()


def atom(state: State, look: Look, scope: str) -> bytes:
    """The feed of ``scope`` as Atom."""
    newest = state.newest(scope, layout.FEED)
    own = look.base + layout.link(layout.feed(scope, "atom"))
    page = look.base + layout.link(layout.front(scope))
    # A feed must say when it changed; one that is still empty has done so at no time.
    changed = max((facts.read(text).updated for text in newest), default="1970-01-01T00:00:00Z")
    entries = "".join(_put(_atom_entry(text), look.base) for text in newest)
    return (
        f'{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom" '
        f"xml:lang={_attribute(look.portal.locale)}>\n<id>{_text(page)}</id>\n"
        f"<title>{_text(_name(look, scope))}</title>\n"
        f"<subtitle>{_text(_about(look, scope))}</subtitle>\n<updated>{changed}</updated>\n"
        f"<author><name>{_text(look.portal.publisher or look.portal.name)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href={_attribute(own)}/>\n'
        f'<link rel="alternate" type="text/html" href={_attribute(page)}/>\n{entries}</feed>\n'
    ).encode()


@lru_cache(maxsize=4096)
def _rss_item(text: str) -> tuple[str, ...]:
    a = facts.read(text)
    address = _BASE + _text(a.path)
    return _cut(
        f"<item>\n<title>{_text(a.headline)}</title>\n<link>{address}</link>\n"
        f"<guid>{address}</guid>\n<pubDate>{_rfc822(a.published)}</pubDate>\n"
        + _some("description", _summary(a))
        + _some("dc:creator", a.byline)
        + "".join(_some("category", name) for _, name in a.sections)
        + _media(a)
        + "</item>\n"
    )


@lru_cache(maxsize=4096)
def _atom_entry(text: str) -> tuple[str, ...]:
    a = facts.read(text)
    address = _BASE + _attribute(a.path)[1:-1]
    author = f"<author><name>{_text(a.byline)}</name></author>\n" if a.byline else ""
    return _cut(
        f"<entry>\n<id>{_BASE}{_text(a.path)}</id>\n<title>{_text(a.headline)}</title>\n"
        f'<link rel="alternate" type="text/html" href="{address}"/>\n'
        f"<published>{a.published}</published>\n<updated>{a.updated}</updated>\n{author}"
        + _some("summary", _summary(a))
        + "".join(f"<category term={_attribute(name)}/>\n" for _, name in a.sections)
        + "</entry>\n"
    )


def _summary(a: Facts) -> str:
    """The teaser, and the label: whoever reads only the feed sees it, too."""
    return f"{a.teaser} [{a.label}]".strip() if a.label else a.teaser


def _media(a: Facts) -> str:
    if a.picture is None:
        return ""
    src = a.picture.src
    url = _BASE + _attribute(src)[1:-1] if src.startswith("/") else _attribute(src)[1:-1]
    size = f' width="{a.picture.width}" height="{a.picture.height}"' if a.picture.width else ""
    return (
        f'<media:content url="{url}" medium="image"{size}>\n'
        + _some("media:description", a.picture.alt)
        + _some("media:credit", a.picture.credit)
        + "</media:content>\n"
    )


def _cut(entry: str) -> tuple[str, ...]:
    return tuple(entry.split(_BASE))


def _put(entry: tuple[str, ...], base: str) -> str:
    return base.join(entry)


def _name(look: Look, scope: str) -> str:
    section = dict(look.sections).get(scope, "")
    return f"{look.portal.name} – {section}" if section else look.portal.name


def _about(look: Look, scope: str) -> str:
    return f"Die neuesten Beiträge: {_name(look, scope)}"


def _some(name: str, value: str) -> str:
    return f"<{name}>{_text(value)}</{name}>\n" if value else ""


def _text(value: str) -> str:
    return escape(plain(value)).replace("{", "&#123;")


def _attribute(value: str) -> str:
    return quoteattr(plain(value), {'"': "&quot;", "{": "&#123;"})


def _rfc822(time: str) -> str:
    return format_datetime(datetime.fromisoformat(time))
