"""A story of ANS to an article; leniently, and only what a reader of the paper may see."""

from __future__ import annotations

import re

from fassung.article import (
    Article,
    Author,
    Block,
    Correction,
    Divider,
    Image,
    Mark,
    Paragraph,
    Publisher,
    Span,
    Text,
    joined,
)
from fassung.errors import WireError
from fassung.wires.ans import codec, licensing
from fassung.wires.ans.elements import Elements, read_correction
from fassung.wires.ans.fields import (
    Record,
    address,
    digest,
    identity,
    items,
    mapping,
    moment,
    origin,
    plain,
    records,
    string,
    text,
    without_private,
    wrong,
)
from fassung.wires.ans.filing import related_of, terms_of
from fassung.wires.ans.images import read_image, read_whole_image
from fassung.wires.ans.rights import holder_of, rights_of, status_of

SYSTEM = "fassung"
"""``source.system`` of what fassung wrote."""

_VERSION = re.compile(r"0\.(5|6|7|8|9|10)(\.\d+)?")
_CONTRIBUTED = re.compile(
    r"\bcontributed (to this (report|story|article)|reporting)\b"
    r"|^[A-Z][^.]{0,80} reported from [A-Z]"
)
_CONTRIBUTORS_LENGTH = 400
"""Longer closing paragraphs are text, not a line of names."""


def article_of(story: Record, *, extras: bool = True) -> Article:
    """The article in ``story``.

    ``extras=False`` leaves out what fassung put aside under ``additional_properties``.

    Raises:
        WireError: if it is no story that is read; wrong types and dates name their field.
    """
    _check(story)
    source = mapping(story, "source")
    trusted = string(source, "system", "source.") == SYSTEM
    related, original = related_of(story)
    language = string(story, "language").replace("_", "-") or "en"
    if language.partition("-")[0].lower() == "de" and not (trusted or original):
        raise _language_error(language)
    headlines, teasers = _wordings(story, "headlines"), _teasers(story)
    blocks = Elements(trusted).read_all(story, "content_elements")
    blocks, contributors = _contributors(blocks, story, trusted)
    updated = moment(story, "last_updated_date")
    site = _site(story)
    article = Article(
        id=_id(story, source, bool(original)),
        version=identity(mapping(story, "revision"), "revision_id")
        or (updated.isoformat() if updated else ""),
        language=language,
        translated_from="en" if original else "",
        publisher=_publisher(story, site, language),
        url=original.url if original else _url(story, site),
        first_published=moment(story, "first_publish_date")
        or moment(story, "publish_date")
        or moment(story, "display_date"),
        updated=updated,
        kicker=_kicker(story),
        headline=headlines.pop("basic", Text()),
        seo_headline=headlines.pop("meta_title", Text()),
        extra_headlines=tuple(headlines.items()),
        teaser=teasers.pop("basic", Text()),
        extra_teasers=tuple(teasers.items()),
        place=plain(story, "location"),
        authors=_authors(story),
        contributors=contributors,
        editor_note=text(story, "editor_note"),
        lead_image=_lead_image(story, trusted),
        blocks=blocks,
        terms=terms_of(story),
        related=related,
        rights=rights_of(story),
        status=status_of(story),
        corrections=_corrections(story),
    )
    if not trusted:
        article = licensing.everywhere(article)
    aside = mapping(story, "additional_properties").get("fassung")
    if trusted and extras and isinstance(aside, dict):
        return codec.restored(article, aside, "additional_properties.fassung")
    return article


def _language_error(language: str) -> WireError:
    return WireError(
        "The article is in the language {language}; only English articles are read.",
        language=language,
    )


def _check(story: Record) -> None:
    kind = string(story, "type")
    if kind not in ("", "story"):
        raise WireError(
            "The ANS object is of type {type}, not a story; send the story itself.", type=kind
        )
    version = string(story, "version")
    if version and not _VERSION.fullmatch(version):
        raise WireError(
            "ANS version {version} is not read, only 0.5 to 0.10; ask the partner for 0.10.",
            version=version,
        )
    language = string(story, "language").replace("_", "-") or "en"
    if language.partition("-")[0].lower() not in ("en", "de"):
        raise _language_error(language)


def _id(story: Record, source: Record, translated: bool) -> str:
    if translated and (id := identity(source, "source_id", "source.")):
        return id
    return identity(story) or digest(without_private(story))


def _wordings(story: Record, key: str) -> dict[str, Text]:
    """Texts by key; older versions send one string."""
    if isinstance(story.get(key), str):
        return {"basic": text(story, key)}
    record = mapping(story, key)
    return {name: text(record, name, f"{key}.") for name in record if record[name] is not None}


def _teasers(story: Record) -> dict[str, Text]:
    """Subheadlines first, then the description where it says something else."""
    teasers = _wordings(story, "subheadlines")
    for name, words in _wordings(story, "description").items():
        if name == "basic":
            if not teasers.get("basic"):
                teasers["basic"] = words
            elif words and words != teasers["basic"]:
                teasers["description"] = words
        else:
            teasers.setdefault(name, words)
    return teasers


def _kicker(story: Record) -> Text:
    label = mapping(mapping(story, "label"), "basic", "label.")
    if label.get("display") is not False and (words := text(label, "text", "label.basic.")):
        return words
    return text(story, "kicker") if isinstance(story.get("kicker"), str) else Text()


def _authors(story: Record) -> tuple[Author, ...]:
    """Everyone in ``credits`` with a name; nothing of them but name, bio and page."""
    credits = mapping(story, "credits")
    authors = []
    for role in credits:
        for index, person in enumerate(items(credits, role, "credits.")):
            where = f"credits.{role}[{index}]."
            if isinstance(person, str):
                person = {"name": person}
            if not isinstance(person, dict):
                raise wrong(where.rstrip("."), "an object")
            name = plain(person, "name", where) or plain(person, "byline", where)
            if not name:
                continue
            bio = text(person, "bio", where) or text(person, "description", where)
            # The slug stands in the public address; the _id is often a login.
            id = string(person, "slug", where) or identity(person, "_id", where)
            authors.append(
                Author(
                    id=id if id and "@" not in id else digest("author", role, name),
                    name=name,
                    bio=bio,
                    url=address(person, "url", where),
                    role=role,
                    picture=_portrait(person, where),
                )
            )
    return tuple(authors)


def _portrait(person: Record, where: str) -> str:
    """The address of a picture of ``person``, unless it may not be handed on."""
    image = person.get("image")
    if not isinstance(image, dict) or image.get("licensable") is False:
        return ""
    return address(image, "url", f"{where}image.")


def _lead_image(story: Record, trusted: bool) -> Image | None:
    promo = mapping(mapping(story, "promo_items"), "basic", "promo_items.")
    where = "promo_items.basic."
    if promo.get("type") in ("image", None) and "url" in promo:
        return read_whole_image(promo, where, trusted)
    inner = promo.get("promo_image")
    if not isinstance(inner, dict):
        items = promo.get("promo_items")
        inner = items.get("basic") if isinstance(items, dict) else None
    return read_image(inner, where) if isinstance(inner, dict) and "url" in inner else None


def _contributors(
    blocks: tuple[Block, ...], story: Record, trusted: bool
) -> tuple[tuple[Block, ...], Text]:
    """The closing paragraphs that name who else reported, taken off the body."""
    raw = [element for _, element in records(story, "content_elements")]
    found: list[Text] = []
    rest = list(blocks)
    while rest and isinstance(last := rest[-1], Paragraph):
        ours = raw[len(rest) - 1].get("subtype") == "contributors"
        if not ours and (trusted or len(rest) == 1 or not _names_contributors(last.text)):
            break
        found.insert(0, last.text)
        rest.pop()
    if not found:
        return blocks, Text()
    while len(rest) > 1 and isinstance(rest[-1], Divider) and not trusted:
        rest.pop()
    line = Text("\n", (Span(0, 1, Mark.BREAK),))
    parts = [part for text in found for part in (line, text)][1:]
    return tuple(rest), joined(parts)


def _names_contributors(words: Text) -> bool:
    bare = words.strip()
    if not bare or len(bare) > _CONTRIBUTORS_LENGTH:
        return False
    italic = any(
        span.mark is Mark.ITALIC and span.start == 0 and span.end >= len(bare.value.rstrip("."))
        for span in bare.spans
    )
    return italic or bool(_CONTRIBUTED.search(bare.value))


def _corrections(story: Record) -> tuple[Correction, ...]:
    ids = Elements()
    return tuple(
        read_correction(note, ids.take_id(note, where), where)
        for where, note in records(story, "corrections")
    )


def _site(story: Record) -> str:
    """The paper's address: of the story itself, else of its section, else of its authors."""
    label = mapping(mapping(story, "label"), "basic", "label.")
    found = [address(story, "canonical_url_external"), address(story, "canonical_url")]
    found.append(address(label, "url", "label.basic."))
    found += [author.url for author in _authors(story)]
    return next(filter(None, map(origin, found)), "")


def _url(story: Record, site: str) -> str:
    url = address(story, "canonical_url_external") or address(story, "canonical_url")
    return site + url if url.startswith("/") and not url.startswith("//") else url


def _publisher(story: Record, site: str, language: str) -> Publisher:
    distributor = mapping(story, "distributor")
    name = ""
    if distributor.get("category") in ("staff", "other"):
        name = plain(distributor, "name", "distributor.")
    name = name or holder_of(plain(story, "copyright"))
    return Publisher(name=name, site=site, language=language)
