"""ninjs of any version to an article."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape
from typing import Any, TypeVar

from fassung.article import (
    Article,
    Author,
    Block,
    Correction,
    Heading,
    Image,
    Publisher,
    Related,
    Rights,
    Status,
    Term,
    Text,
)
from fassung.errors import WireError
from fassung.wires.flat import load as load_flat
from fassung.wires.flat import restore
from fassung.wires.inline import normal, read_inline, safe_url
from fassung.wires.load import decode, load
from fassung.wires.ninjs import profile
from fassung.wires.ninjs.shape import Item, objects, recognises, shape, string
from fassung.wires.xhtml import read_blocks

T = TypeVar("T")
_OTHER_FORMS = frozenset(("richtext", "xhtml", "html", "html5", "richhtml5"))
_LEAD = frozenset(("lead", "main", "mainpic", "featured", "featuremedia", "hero"))
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
    own = _own(item)
    status = _status(item, source)
    language = string(item, "language") or "en"
    if language.lower().split("-")[0].split("_")[0] not in ("en", "de"):
        raise WireError(
            "{source} is in the language “{language}”; send an English (or German) article.",
            source=source,
            language=language,
        )
    headlines = _wordings(item, "headlines", {"": "main", "headline": "main", "hl1": "main"})
    teasers = _wordings(item, "descriptions", {"": "summary", "text": "summary", "main": "summary"})
    # What fassung wrote itself has no headline in its body: a first h1 there is a block.
    blocks = _body(item, None if own else str(headlines.get("main", "")))
    if not blocks and status is not Status.CANCELED and not own:
        _refuse(item, source)
    lead, more = _images(item)
    known = {"main", "kicker", "seo", "summary", "editorNote", "contributors"}
    return Article(
        id=profile.id_of(string(item, "uri")),
        version=string(item, "version"),
        language=language,
        translated_from=_translated_from(item),
        publisher=_publisher(item, own),
        url=next(iter(_alt(item, profile.URL)), ""),
        first_published=_time(item, "firstcreated", source),
        updated=_time(item, "versioncreated", source),
        kicker=headlines.get("kicker", Text()),
        headline=headlines.get("main", Text()),
        seo_headline=headlines.get("seo", Text()),
        extra_headlines=tuple(
            (profile.key_of(role), text) for role, text in headlines.items() if role not in known
        ),
        teaser=teasers.get("summary", Text()),
        extra_teasers=tuple(
            (profile.key_of(role), text) for role, text in teasers.items() if role not in known
        ),
        editor_note=teasers.get("editorNote", Text()),
        contributors=teasers.get("contributors", Text()),
        place=string(item, "located"),
        authors=_restored(item, "author", Author) if own else _authors(item),
        lead_image=lead,
        blocks=(*blocks, *more),
        terms=_restored(item, "term", Term) if own else _terms(item),
        related=_related(item),
        rights=_rights(item, source),
        status=status,
        corrections=_restored(item, "correction", Correction),
    )


def _alt(item: Item, role: str) -> list[str]:
    """The values under ``role``, which 1.6 has as a name and so in lower case here."""
    parts = objects(item, "altids")
    return [string(p, "value") for p in parts if string(p, "role").lower() == role.lower()]


def _own(item: Item) -> bool:
    return bool(_alt(item, profile.PROFILE))


def _restored(item: Item, name: str, cls: type[T]) -> tuple[T, ...]:
    """The parts that our own writer put into ``altIds``; damaged ones are passed over."""
    found: list[T] = []
    for value in _alt(item, profile.OWN + name):
        try:
            found.append(restore(cls, load_flat(value)))
        except ValueError:
            continue
    return tuple(found)


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


def _time(item: Item, name: str, source: str) -> datetime | None:
    """A date-time; one without a zone is UTC. A date that cannot be read stops the item:
    an embargo that is passed over would be broken."""
    value = string(item, name)
    if not value:
        return None
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        raise WireError(
            "{source} has a date that cannot be read ({field}: {value}); send it again.",
            source=source,
            field=name,
            value=value[:40],
        ) from None
    return time if time.utcoffset() is not None else time.replace(tzinfo=UTC)


def _text(entry: Item) -> Text:
    value = string(entry, "value")
    if "html" in string(entry, "contenttype").lower():
        return read_inline(value)
    return normal(Text(value))


def _wordings(item: Item, name: str, names: dict[str, str]) -> dict[str, Text]:
    """Texts by role. The same wording in a second form is passed over."""
    found: dict[str, Text] = {}
    for entry in objects(item, name):
        role = string(entry, "role")
        if role.lower() in _OTHER_FORMS and found:
            continue
        role = names.get(role, role)
        if role.lower() in _OTHER_FORMS:
            role = names[""]
        text = _text(entry)
        if role not in found:
            found[role] = text
        elif text != found[role]:
            number = 2
            while f"{role}-{number}" in found:
                number += 1
            found[f"{role}-{number}"] = text
    return found


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


def _translated_from(item: Item) -> str:
    for part in objects(item, "associations"):
        if profile.TRANSLATED_FROM in (part.get("rel"), part.get("name")):
            return string(part, "language") or "en"
    return ""


def _publisher(item: Item, own: bool) -> Publisher:
    if own:
        return next(iter(_restored(item, "publisher", Publisher)), Publisher())
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
    holds = _alt(item, f"{profile.OWN}hold")
    if string(item, "representationtype") in ("partial", "incomplete") and "partial" not in holds:
        holds.append("partial")
    name = "embargoed" if "embargoed" in item else "embargoeduntil"
    return Rights(
        holder=string(item, "copyrightholder"),
        notice=string(item, "copyrightnotice"),
        usage_terms=string(item, "usageterms"),
        embargo=_time(item, name, source),
        expires=_time(item, "expires", source),
        holds=tuple(holds),
        indexable=not _alt(item, f"{profile.OWN}noindex"),
    )


def _images(item: Item) -> tuple[Image | None, list[Image]]:
    """The lead picture, and those that stand behind the text."""
    found: list[tuple[bool, Image]] = []
    pictures = [p for p in objects(item, "associations") if p.get("type") in ("picture", "graphic")]
    if item.get("type") == "picture":
        pictures.insert(0, {**item, "name": "main"})
    for number, part in enumerate(pictures, 1):
        image = next(iter(_restored(part, "image", Image)), None) or _image(part, f"i{number}")
        if image:
            words = {string(part, "rel").lower(), string(part, "name").lower()}
            found.append((bool(words & _LEAD), image))
    lead = next((image for is_lead, image in found if is_lead), found[0][1] if found else None)
    return lead, [image for _, image in found if image is not lead]


def _image(part: Item, id: str) -> Image | None:
    renditions = [r for r in objects(part, "renditions") if safe_url(string(r, "href"))]
    if not renditions:
        return None
    best = max(renditions, key=lambda r: _size(r, "width") or 0)
    texts = _wordings(part, "descriptions", {"": "caption", "text": "caption", "main": "caption"})
    captions = [text for role, text in texts.items() if role != "alt"]
    by, holder = string(part, "by"), string(part, "copyrightholder")
    return Image(
        id=id,
        url=string(best, "href"),
        caption=captions[0].strip() if captions else Text(),
        alt=texts.get("alt", Text()),
        credit=by or holder,
        source=holder if by else "",
        copyright=string(part, "copyrightnotice"),
        width=_size(best, "width"),
        height=_size(best, "height"),
    )


def _size(rendition: Item, name: str) -> int | None:
    value: Any = rendition.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _related(item: Item) -> tuple[Related, ...]:
    """Texts that the item points to. Film and sound are kept as a pointer too."""
    found: list[Related] = []
    for part in objects(item, "associations"):
        own = _restored(part, "related", Related)
        if own:
            found += own
        elif profile.TRANSLATED_FROM not in (part.get("rel"), part.get("name")) and (
            part.get("type") not in ("picture", "graphic")
            or not (_image(part, "i") or _restored(part, "image", Image))
        ):
            uri = string(part, "uri")
            url = uri if uri.startswith(("http://", "https://")) else ""
            titles = _wordings(part, "headlines", {"": "main"})
            title = next(iter(titles.values()), Text())
            rel = string(part, "rel") or string(part, "name") or "related"
            found.append(Related(rel=rel, id=uri, url=url, title=title))
    return tuple(found)
