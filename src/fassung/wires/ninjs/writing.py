"""Article to ninjs 3.1 or 2.2."""

from __future__ import annotations

import json
from typing import Any

from fassung.article import Article, Term, Text, extract
from fassung.errors import UsageError
from fassung.wires.flat import flatten
from fassung.wires.ninjs import profile
from fassung.wires.ninjs.linking import associations, own, publisher, time, wording
from fassung.wires.ninjs.shape import Item
from fassung.wires.xhtml import write_blocks

VERSIONS = ("3.1", "2.2")
_DIGITAL_SOURCE = "compositeWithTrainedAlgorithmicMedia"
_LISTS = {"person": "people", "place": "places", "organisation": "organisations"}


def write(article: Article, version: str = "3.1") -> bytes:
    """``article`` as a ninjs item, valid against the IPTC's schema of ``version``.

    Raises:
        UsageError: if ``version`` is not one of :data:`VERSIONS`.
    """
    return encode(item(article), version)


def encode(item: Item, version: str = "3.1") -> bytes:
    """An :func:`item` as the bytes of a file of ``version``; what is empty in it is left out.

    Raises:
        UsageError: if ``version`` is not one of :data:`VERSIONS`.
    """
    if version not in VERSIONS:
        raise UsageError(
            "ninjs {version} is not written; choose one of: {versions}.",
            version=version,
            versions=", ".join(VERSIONS),
        )
    standard = {
        "name": "ninjs",
        "version": version,
        "schema": f"http://www.iptc.org/std/ninjs/ninjs-schema_{version}.json",
    }
    item = {"uri": item["uri"], "type": item["type"], "standard": standard, **item}
    item = {name: value for name, value in item.items() if value not in ("", None, [])}
    if version == "2.2":
        item = _lowered(item)
        if "embargoeduntil" in item:
            item["embargoed"] = item.pop("embargoeduntil")
        # 2.x has no rel in associations: the name says what the part is.
        for part in item.get("associations", []):
            part["name"] = part.pop("rel")
    return json.dumps(item, ensure_ascii=False, indent=2).encode("utf-8", "replace")


def item(article: Article) -> Item:
    """``article`` as a ninjs item with the names of 3.1.

    A translation gets a uri of its own; ``altIds`` and an association with rel
    ``translatedFrom`` lead to its source.
    """
    rights = article.rights
    return {
        "uri": profile.uri(article.id, article.language if article.translated_from else ""),
        "type": "text",
        "version": article.version,
        "representationType": "partial" if "partial" in rights.holds else "full",
        "pubStatus": article.status.value,
        "language": article.language,
        "firstCreated": time(article.first_published),
        "versionCreated": time(article.updated),
        "embargoedUntil": time(rights.embargo),
        "expires": time(rights.expires),
        "copyrightHolder": rights.holder,
        "copyrightNotice": rights.notice,
        "usageTerms": rights.usage_terms,
        "by": ", ".join(author.name for author in article.authors if author.role == "by"),
        "located": article.place,
        "headlines": _headlines(article),
        "descriptions": _descriptions(article),
        "bodies": _bodies(article),
        "people": _people(article),
        "subjects": _terms(article, "section", "tag", "keyword", "subject"),
        "places": _terms(article, "place"),
        "organisations": _terms(article, "organisation"),
        "infoSources": publisher(article),
        "associations": associations(article),
        "altIds": _alt_ids(article),
        "digitalSourceType": _source_type() if article.translated_from else None,
    }


def _source_type() -> Item:
    return {
        "name": "Machine translation",
        "uri": f"http://cv.iptc.org/newscodes/digitalsourcetype/{_DIGITAL_SOURCE}",
    }


def _texts(known: dict[str, Text], extra: tuple[tuple[str, Text], ...]) -> list[Item]:
    found = [wording(role, text) for role, text in known.items() if text.value]
    return found + [wording(profile.role_of(key), text) for key, text in extra]


def _headlines(article: Article) -> list[Item]:
    known = {"main": article.headline, "kicker": article.kicker, "seo": article.seo_headline}
    return _texts(known, article.extra_headlines)


def _descriptions(article: Article) -> list[Item]:
    known = {
        "summary": article.teaser,
        "editorNote": article.editor_note,
        "contributors": article.contributors,
    }
    return _texts(known, article.extra_teasers)


def _bodies(article: Article) -> list[Item]:
    # Counts exclude captions (ninjs 3.1, bodies), so they are those of the plain text.
    blocks = Article(id="", blocks=article.blocks)
    skipped = ("/caption", "/alt")
    words = [str(s.text) for s in extract(blocks) if not s.id.endswith(skipped)]
    plain = "\n\n".join(words)
    counts = {"charCount": len(plain), "wordCount": len(plain.split())}
    form = "application/xhtml+xml"
    html = {"role": "main", "contentType": form, "value": write_blocks(article.blocks), **counts}
    return [html, {"role": "plain", "contentType": "text/plain", "value": plain, **counts}]


def _people(article: Article) -> list[Item]:
    authors = [
        {"name": author.name, "rel": "author" if author.role == "by" else author.role}
        for author in article.authors
    ]
    return authors + _terms(article, "person")


def _terms(article: Article, *schemes: str) -> list[Item]:
    def entry(term: Term) -> Item:
        place = {} if not term.id else {"uri" if profile.is_uri(term.id) else "literal": term.id}
        rel = "about" if term.scheme in _LISTS else term.scheme
        return {"name": term.name, "rel": rel, **place}

    return [entry(term) for term in article.terms if term.scheme in schemes]


def _alt_ids(article: Article) -> list[Item]:
    """Links to the source, and everything that ninjs has no field for."""
    found: list[Item] = [{"role": profile.PROFILE, "value": "1"}]
    if article.translated_from:
        found.append({"role": profile.SOURCE_URI, "value": profile.uri(article.id)})
    if article.url:
        found.append({"role": profile.URL, "value": article.url})
    parts: tuple[tuple[str, tuple[object, ...]], ...] = (
        ("author", article.authors),
        ("term", article.terms),
        ("correction", article.corrections),
    )
    found.append(own("publisher", flatten(article.publisher)))
    found += [own(name, flatten(part)) for name, every in parts for part in every]
    found += [{"role": f"{profile.OWN}hold", "value": hold} for hold in article.rights.holds]
    if not article.rights.indexable:
        found.append({"role": f"{profile.OWN}noindex", "value": "true"})
    return found


def _lowered(value: Any) -> Any:
    """Names as 2.x has them: in lower case."""
    if isinstance(value, dict):
        return {name.lower(): _lowered(part) for name, part in value.items()}
    return [_lowered(part) for part in value] if isinstance(value, list) else value
