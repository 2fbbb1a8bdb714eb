"""The head of an article as a page's JSON-LD and meta elements say it: who, when, which picture."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from fassung.article import Author, Image, Publisher, Term, Text
from fassung.wires.captions import split_credit
from fassung.wires.inline import read_inline, safe_url
from fassung.wires.structured import Record


def string(value: object) -> str:
    """``value`` if it is text, else nothing."""
    return value if isinstance(value, str) else ""


def line(value: object) -> str:
    """A string or the first of a list, tags and entities resolved, in one line."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return " ".join(str(read_inline(string(value))).split())


def _records(value: object) -> list[Record]:
    """Objects of a JSON-LD value; a bare string is a name."""
    values = value if isinstance(value, list) else [value]
    return [
        part if isinstance(part, dict) else {"name": part}
        for part in values
        if isinstance(part, dict) or (isinstance(part, str) and part)
    ]


def names(value: object) -> str:
    """The first name in a JSON-LD value: of a person, a paper."""
    return next((name for part in _records(value) if (name := line(part.get("name")))), "")


def publisher_of(record: Record, about: dict[str, str], language: str) -> Publisher:
    """Who published the page; the site is where it stands."""
    name = names(record.get("publisher")) or about.get("og:site_name", "")
    parts = urlsplit(url_of(about, record))
    site = f"{parts.scheme}://{parts.hostname}" if parts.hostname else ""
    return Publisher(name=name, site=site, language=language)


def headline_of(title: str, site: str) -> str:
    """``title`` without the name of the paper behind it."""
    title = " ".join(title.split())
    if site and title.endswith(site):
        title = re.sub(r"\s+[-–—|:·]\s*$", "", title.removesuffix(site))
    return title


def url_of(about: dict[str, str], record: Record) -> str:
    """The page's own address; empty if it gives none that is absolute."""
    page = record.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    for url in (about.get("canonical"), string(page), string(record.get("url"))):
        if url and re.match("https?://[^/]", url):
            try:
                urlsplit(url)
            except ValueError:
                continue
            return url
    return ""


def moment(value: object) -> datetime | None:
    """A date-time; without a zone UTC. A date that cannot be read is left out."""
    try:
        time = datetime.fromisoformat(string(value))
    except ValueError:
        return None
    return time if time.utcoffset() is not None else time.replace(tzinfo=UTC)


def authors_of(record: Record, about: dict[str, str]) -> tuple[Author, ...]:
    """The authors by name and public page; e-mail and the like stay behind."""
    found: dict[str, str] = {}
    # Name and public page only: e-mail and the like stay behind.
    for part in _records(record.get("author")) or _records(about.get("author", "")):
        url = string(part.get("url"))
        for name in part["name"] if isinstance(part.get("name"), list) else [part.get("name")]:
            name = re.sub(r"^(by|von)\s+", "", line(name), flags=re.IGNORECASE)
            if name and not name.startswith("http"):
                found.setdefault(name, url if url.startswith("http") else "")
    return tuple(
        Author(id=f"a{i}", name=name, url=url) for i, (name, url) in enumerate(found.items(), 1)
    )


def terms_of(record: Record) -> tuple[Term, ...]:
    """Sections and keywords."""
    found: list[Term] = []
    for key, scheme in (("articleSection", "section"), ("keywords", "keyword")):
        value = record.get(key)
        values = value if isinstance(value, list) else string(value).split(",")
        names = (line(name) for name in values)
        found += [Term(name=name, scheme=scheme) for name in dict.fromkeys(names) if name]
    return tuple(found)


def image_of(record: Record, about: dict[str, str], page: str) -> Image | None:
    """The first picture that has an address."""
    for part in _records(record.get("image")) or _records(about.get("og:image", "")):
        url = string(part.get("contentUrl")) or string(part.get("url")) or string(part.get("name"))
        url = joined(page, url)
        if not safe_url(url):
            continue
        caption, credit = split_credit(line(part.get("caption")) or line(part.get("description")))
        credit = line(part.get("creditText")) or names(part.get("creator")) or credit
        sizes = {name: part.get(name) for name in ("width", "height")}
        known = {n: int(str(s)) for n, s in sizes.items() if re.fullmatch(r"\d{1,5}", str(s))}
        return Image(
            id="lead",
            url=url,
            caption=Text(caption),
            credit=credit,
            copyright=line(part.get("copyrightNotice")),
            width=known.get("width"),
            height=known.get("height"),
        )
    return None


def joined(page: str, url: str) -> str:
    """``url`` made absolute by the address of the ``page``; empty if it cannot be."""
    try:
        return urljoin(page, url) if page and url else url
    except ValueError:
        return ""
