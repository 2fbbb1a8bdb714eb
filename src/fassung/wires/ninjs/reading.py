"""ninjs of any version to an article."""

from __future__ import annotations

import re
from html import escape
from typing import TypeVar

from fassung.article import (
    Article,
    Author,
    Block,
    Correction,
    Heading,
    Publisher,
    Rights,
    Status,
    Term,
    Text,
)
from fassung.errors import WireError
from fassung.wires.load import decode, load
from fassung.wires.ninjs import profile
from fassung.wires.ninjs.fields import alt, is_own, moment, restored, wordings
from fassung.wires.ninjs.linked import images_of, related_of
from fassung.wires.ninjs.shape import Item, objects, recognises, shape, string
from fassung.wires.xhtml import read_blocks

T = TypeVar("T")
_MAKERS = frozenset(("author", "creator", "writer", "by"))


def read(data: bytes, source: str = "input") -> Article:
    """The article in a ninjs item of version 1.6, 2.x or 3.x.

    Desk notes (``edNote``) and contact details are not taken: no reader may see them.

    Raises:
        WireError: if it is damaged, is no ninjs, holds no text, or is neither English
            nor German.
    """
    value = load(decode(data, source), source)
    if not recognises(value):
        raise WireError("{source} is not a ninjs item; it needs a uri and a text.", source=source)
    item = shape(value)
    own = is_own(item)
    status = _status(item, source)
    language = string(item, "language") or "en"
    if language.lower().split("-")[0].split("_")[0] not in ("en", "de"):
        raise WireError(
            "{source} is in the language “{language}”; send an English (or German) article.",
            source=source,
            language=language,
        )
    headlines = wordings(item, "headlines", {"": "main", "headline": "main", "hl1": "main"})
    teasers = wordings(item, "descriptions", {"": "summary", "text": "summary", "main": "summary"})
    # What fassung wrote itself has no headline in its body: a first h1 there is a block.
    blocks = _body(item, None if own else str(headlines.get("main", "")))
    if not blocks and status is not Status.CANCELED and not own:
        _refuse(item, source)
    lead, more = images_of(item)
    # Of a translation the dates and the version are the original's; the item's own are those of
    # one portal's edition.
    dated = (_original(item) if own else None) or item
    known = {"main", "kicker", "seo", "summary", "editorNote", "contributors"}
    return Article(
        id=(own and next(iter(alt(item, profile.ID)), "")) or profile.id_of(string(item, "uri")),
        version=string(dated, "version"),
        language=language,
        translated_from=_translated_from(item),
        publisher=_publisher(item, own),
        url=next(iter(alt(item, profile.URL)), ""),
        first_published=moment(dated, "firstcreated", source),
        updated=moment(dated, "versioncreated", source),
        kicker=headlines.get("kicker", Text()),
        headline=headlines.get("main", Text()),
        seo_headline=headlines.get("seo", Text()),
        extra_headlines=tuple(
            (profile.key_of(role), text) for role, text in headlines.items() if role not in known
        ),
        teaser=teasers.get("summary", Text()),
        extra_teasers=tuple(
            (profile.key_of(role), text)
            for role, text in teasers.items()
            if role not in known and not (own and role.startswith(profile.OWN))
        ),
        editor_note=teasers.get("editorNote", Text()),
        contributors=teasers.get("contributors", Text()),
        place=string(item, "located"),
        authors=restored(item, "author", Author) if own else _authors(item),
        lead_image=lead,
        blocks=(*blocks, *more),
        terms=restored(item, "term", Term) if own else _terms(item),
        related=related_of(item),
        rights=_rights(item, source),
        status=status,
        corrections=restored(item, "correction", Correction),
    )


def _refuse(item: Item, source: str) -> None:
    kind = string(item, "type")
    if not kind:
        kind = "event" if "eventdetails" in item else "text"
    if kind in ("text", "composite"):
        raise WireError("{source} holds no text; send the whole article.", source=source)
    raise WireError(
        "{source} is of the type “{type}”, not an article; send the text that goes with it.",
        source=source,
        type=kind,
    )


def _status(item: Item, source: str) -> Status:
    status = string(item, "pubstatus") or "usable"
    try:
        return Status({"cancelled": "canceled"}.get(status, status))
    except ValueError:
        raise WireError(
            "{source} has the unknown status “{status}”; ask the partner what it means.",
            source=source,
            status=status,
        ) from None


def _body(item: Item, headline: str | None) -> tuple[Block, ...]:
    """Blocks of the first body that can be read, HTML before plain text.

    A first line that repeats ``headline`` is left out.
    """
    entries = [entry for entry in objects(item, "bodies") if string(entry, "value").strip()]
    for entry in entries:
        form = f"{string(entry, 'contenttype')} {string(entry, 'role')}".lower()
        if "html" in form or "richtext" in form:
            blocks = read_blocks(string(entry, "value"))
            first = next(iter(blocks), None)
            # Some wires repeat the headline as the first line of the body.
            if isinstance(first, Heading) and first.level == 1 and str(first.text) == headline:
                blocks = blocks[1:]
            if blocks:
                return blocks
    for entry in entries:
        form = string(entry, "contenttype").lower()
        if "plain" in form or not form:
            lines = re.split(r"\n\s*\n|\r\n|\n", string(entry, "value").strip())
            return read_blocks("".join(f"<p>{escape(line)}</p>" for line in lines))
    return ()


def _original(item: Item) -> Item | None:
    """What the item says it was translated from."""
    for part in objects(item, "associations"):
        if profile.TRANSLATED_FROM in (part.get("rel"), part.get("name")):
            return part
    return None


def _translated_from(item: Item) -> str:
    original = _original(item)
    return "" if original is None else string(original, "language") or "en"


def _publisher(item: Item, own: bool) -> Publisher:
    if own:
        return next(iter(restored(item, "publisher", Publisher)), Publisher())
    name = string(item, "copyrightholder")
    site = ""
    for part in objects(item, "infosources"):
        if string(part, "name"):
            name, site = string(part, "name"), string(part, "uri")
            break
    site = site if site.startswith(("http://", "https://")) else ""
    return Publisher(name=name, site=site, language=string(item, "language") or "en")


def _authors(item: Item) -> tuple[Author, ...]:
    """Authors from the byline, else from the people who made the text."""
    line = re.sub(r"^\s*(by|von)\s+", "", string(item, "by"), flags=re.IGNORECASE)
    names = re.split(r"\s*(?:,|/|;|\||\band\b|\bund\b|&)\s*", line)
    if not line:
        makers = (p for p in objects(item, "people") if string(p, "rel").lower() in _MAKERS)
        names = [string(person, "name") for person in makers]
    kept = dict.fromkeys(name.strip() for name in names if name.strip())
    return tuple(Author(id=f"a{i}", name=name) for i, name in enumerate(kept, 1))


def _terms(item: Item) -> tuple[Term, ...]:
    found: list[Term] = []
    lists = {
        "subjects": "subject",
        "people": "person",
        "places": "place",
        "organisations": "organisation",
    }
    for name, scheme in lists.items():
        for part in objects(item, name):
            rel = string(part, "rel").lower()
            if not string(part, "name") or (scheme == "person" and rel in _MAKERS):
                continue
            id = string(part, "uri") or string(part, "literal")
            kind = rel if rel in ("section", "tag", "keyword") else scheme
            found.append(Term(name=string(part, "name"), id=id, scheme=kind))
    return tuple(found)


def _rights(item: Item, source: str) -> Rights:
    holds = alt(item, f"{profile.OWN}hold")
    if string(item, "representationtype") in ("partial", "incomplete") and "partial" not in holds:
        holds.append("partial")
    name = "embargoed" if "embargoed" in item else "embargoeduntil"
    return Rights(
        holder=string(item, "copyrightholder"),
        notice=string(item, "copyrightnotice"),
        usage_terms=string(item, "usageterms"),
        embargo=moment(item, name, source),
        expires=moment(item, "expires", source),
        holds=tuple(holds),
        indexable=not alt(item, f"{profile.OWN}noindex"),
    )
