"""layout: where each page of a site stands. Nothing that is there ever moves.

Fronts show the newest. What is older stands in the archive, in parts of one month each that are
filled up once and never shift, so one more article touches the last part and no other.
"""

from __future__ import annotations

from fassung.portals.slug import hyphened

FRONT = 21
"""Articles on the front of a section: a lead and five rows of four."""
LATEST = 11
"""Articles above the sections' blocks on the home page: a lead, four more, a list of six."""
BLOCK = 3
"""Articles of a section in its block on the home page."""
FEED = 30
"""Entries of a feed."""
PART = 40
"""Articles in a part of the archive."""
SITEMAP = 250
"""Addresses in a part of the sitemap; the protocol allows 50,000, but a part is written anew for
each article of its month."""
NEWS = 1000
"""Addresses in a news sitemap (Google's limit)."""
NEWS_HOURS = 48
"""Age up to which an article stands in a news sitemap (Google's limit)."""

ORDER = (
    "Politik",
    "Welt",
    "Europa",
    "USA",
    "Wirtschaft",
    "Technik",
    "Wissenschaft",
    "Klima",
    "Gesundheit",
    "Gesellschaft",
    "Kultur",
    "Sport",
    "Reise",
    "Meinung",
)
"""The order of sections where a site names none; others follow in that of the portal's terms."""

ALL = ""
"""The scope of all articles; that of a section is its slug."""
INDEXED = "/"
"""The scope of those that search engines may list."""

NOTICE = "uebersetzung.html"
MISSING = "404.html"
GONE = "410.html"
ROBOTS = "robots.txt"
SITEMAPS = "sitemap.xml"
NEWS_SITEMAP = "sitemap-news.xml"
PICTURES = "bilder"

_RESERVED = frozenset({"archiv", "sitemap", PICTURES})


def slug(name: str, path: str = "/artikel/{id}.html") -> str:
    """A section's folder; never one of the site's own, nor that of the articles (``path``).

    >>> slug("Österreich & Schweiz"), slug("Artikel"), slug("U.S.A.")
    ('oesterreich-schweiz', 'artikel-ressort', 'u-s-a')
    """
    plain = hyphened(name)[:60].strip("-") or "ressort"
    taken = _RESERVED | {path.split("/")[1]}
    return f"{plain}-ressort" if plain in taken else plain


def front(scope: str) -> str:
    """The file of the home page or of a section's front."""
    return f"{_folder(scope)}index.html"


def feed(scope: str, kind: str) -> str:
    """The file of a feed; ``kind`` is ``rss`` or ``atom``."""
    return f"{_folder(scope)}{kind}.xml"


def months(scope: str) -> str:
    """The file that leads to all parts of the archive."""
    return f"{_folder(scope)}archiv/index.html"


def archive(scope: str, month: str, part: int) -> str:
    """The file of a part of the archive.

    >>> archive("welt", "2026-11", 1), archive("", "2026-11", 2)
    ('welt/archiv/2026-11.html', 'archiv/2026-11-2.html')
    """
    return f"{_folder(scope)}archiv/{_part(month, part)}.html"


def sitemap(month: str, part: int) -> str:
    """The file of a part of the sitemap."""
    return f"sitemap/{_part(month, part)}.xml"


def link(file: str) -> str:
    """How pages of the site name ``file``: from the root, a folder without ``index.html``."""
    return "/" + (file.removesuffix("index.html") if file.endswith("index.html") else file)


def _folder(scope: str) -> str:
    return f"{scope}/" if scope else ""


def _part(month: str, part: int) -> str:
    return month if part == 1 else f"{month}-{part}"
