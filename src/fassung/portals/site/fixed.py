"""fixed: pages that no article changes, the note for withdrawn ones, and the lists for servers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from fassung.portals.site import layout, theme
from fassung.portals.site.theme import Look


def notice(look: Look) -> bytes:
    """How translations are made, for readers."""
    return theme.page(
        "notice.html.j2",
        look,
        "Wie unsere Übersetzungen entstehen",
        file=layout.NOTICE,
        description="Wie die deutsche Fassung eines Artikels entsteht und wie sie gekennzeichnet "
        "ist.",
        labels=look.labels,
    )


def missing(look: Look) -> bytes:
    """What stands where nothing does (404)."""
    return theme.page(
        "note.html.j2",
        look,
        "Seite nicht gefunden",
        name="Diese Seite gibt es nicht",
        words="Vielleicht ist die Adresse unvollständig, oder der Beitrag steht an einem anderen "
        "Ort.",
        status="",
        onward="",
    )


def gone(look: Look) -> bytes:
    """What stands where an article was withdrawn (410)."""
    return theme.page(
        "note.html.j2",
        look,
        "Nicht mehr verfügbar",
        name="Dieser Artikel ist nicht mehr verfügbar",
        words="Er wurde zurückgezogen, oder die Rechte daran sind abgelaufen.",
        status="410",
        onward="",
    )


def moved(look: Look, path: str) -> bytes:
    """What stands where an article stood before the portal changed its addresses."""
    return theme.page(
        "note.html.j2",
        look,
        "Umgezogen",
        name="Dieser Artikel steht jetzt an einem anderen Ort",
        words="Sie werden dorthin geleitet.",
        status="",
        onward=path,
    )


def robots(look: Look) -> bytes:
    """robots.txt (RFC 9309). Copies are kept out of search by ``noindex``, which must be read to
    hold, so nothing is disallowed."""
    maps = "".join(
        f"\nSitemap: {look.base}/{name}" for name in (layout.SITEMAPS, layout.NEWS_SITEMAP)
    )
    return f"User-agent: *\nDisallow:\n{maps}\n".encode()


def gone_for_nginx(files: Iterable[str]) -> bytes:
    """Withdrawn addresses for nginx' ``map $uri``."""
    return "".join(f'"{_escaped(path)}" 1;\n' for path in _paths(files)).encode()


def gone_for_apache(files: Iterable[str]) -> bytes:
    """Withdrawn addresses for Apache's ``RewriteMap`` of the kind ``txt``; for us, too."""
    return "".join(f"/{quote(path)} gone\n" for path in _paths(files)).encode()


def _paths(files: Iterable[str]) -> Iterator[str]:
    """What readers may ask for: each file, and the folder whose page it is."""
    for file in files:
        yield file
        if file.endswith("/index.html"):
            yield file.removesuffix("index.html")


def _escaped(path: str) -> str:
    return "/" + path.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$")
