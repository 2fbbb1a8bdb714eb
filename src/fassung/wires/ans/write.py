"""An article to a story of ANS 0.10.12, valid against its schema.

What ANS has no field for is found by reading the story back: whatever differs is put
under ``additional_properties.fassung``, so nothing can be forgotten.
"""

from __future__ import annotations

import json
from typing import Any

from fassung.article import Article, Author, Related, Text
from fassung.wires.ans import codec
from fassung.wires.ans.story import SYSTEM, article_of
from fassung.wires.ans.write_elements import VERSION, author, correction, element, image
from fassung.wires.inline import write_inline

_ENTITIES = {"person": "person", "place": "location", "organisation": "organization"}


def story(article: Article) -> dict[str, Any]:
    """``article`` as an ANS story."""
    made = _story(article)
    extras = codec.differences(article, article_of(made, extras=False))
    if extras:
        made["additional_properties"] = {"fassung": extras}
    return made


def encode(story: dict[str, Any]) -> bytes:
    """A :func:`story` as the bytes of a file."""
    return json.dumps(story, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _story(article: Article) -> dict[str, Any]:
    translated = bool(article.translated_from)
    story: dict[str, Any] = {
        "type": "story",
        "version": VERSION,
        # A translation is a piece of its own; related_content leads to its source.
        "_id": f"{article.id}-{article.language}" if translated else article.id,
        "language": article.language,
        "source": {"system": SYSTEM, "source_id": article.id},
        "status": {"usable": "published"}.get(article.status.value, article.status.value),
        "headlines": _wordings(
            article.headline,
            (("meta_title", article.seo_headline), *article.extra_headlines),
        ),
        "subheadlines": _wordings(article.teaser, article.extra_teasers),
        "credits": _credits(article.authors),
        "content_elements": [element(block) for block in article.blocks],
        "taxonomy": _taxonomy(article),
        "related_content": _related(article),
        **_rights(article),
    }
    if article.contributors:
        line = {"type": "text", "subtype": "contributors", "_id": f"{article.id}-contributors"}
        story["content_elements"].append(line | {"content": write_inline(article.contributors)})
    if article.version:
        story["revision"] = {"revision_id": article.version}
    if article.url and not translated:
        story["canonical_url"] = article.url
    if article.kicker:
        story["label"] = {"basic": {"text": write_inline(article.kicker)}}
    if article.place:
        story["location"] = article.place
    if article.editor_note:
        story["editor_note"] = write_inline(article.editor_note)
    if article.lead_image:
        story["promo_items"] = {"basic": image(article.lead_image)}
    if article.corrections:
        story["corrections"] = [correction(note) for note in article.corrections]
    if article.first_published:
        story["first_publish_date"] = article.first_published.isoformat()
    if article.updated:
        story["last_updated_date"] = article.updated.isoformat()
    return story


def _wordings(basic: Text, others: tuple[tuple[str, Text], ...]) -> dict[str, str]:
    # utils/dictionary.json: "basic" is required.
    found = {"basic": write_inline(basic)}
    return found | {key: write_inline(words) for key, words in others if words}


def _credits(authors: tuple[Author, ...]) -> dict[str, list[dict[str, Any]]]:
    credits: dict[str, list[dict[str, Any]]] = {}
    for person in authors:
        record: dict[str, Any] = author(person.name) | {"_id": person.id}
        if person.bio:
            record["bio"] = write_inline(person.bio)
        if person.url:
            record["url"] = person.url
        if person.picture:
            record["image"] = {"type": "image", "version": VERSION, "url": person.picture}
        credits.setdefault(person.role, []).append(record)
    return credits


def _taxonomy(article: Article) -> dict[str, Any]:
    taxonomy: dict[str, Any] = {}
    for term in article.terms:
        id = {"_id": term.id} if term.id else {}
        match term.scheme:
            case "section":
                section = {"type": "section", "version": VERSION, "name": term.name} | id
                taxonomy.setdefault("primary_section", section)
                taxonomy.setdefault("sections", []).append(section)
            case "tag":
                taxonomy.setdefault("tags", []).append({"text": term.name} | id)
            case "keyword":
                entry = {"keyword": term.name, "score": 1}
                taxonomy.setdefault("keywords", []).append(entry)
            case "person" | "place" | "organisation":
                entity = {"_id": term.id, "name": term.name, "type": _ENTITIES[term.scheme]}
                taxonomy.setdefault("named_entities", []).append(entity)
            case "ticker":
                taxonomy.setdefault("stock_symbols", []).append(term.name)
            case _:
                topic = {"_id": term.id, "label": term.name, "score": 1}
                taxonomy.setdefault("content_topics", []).append(topic)
    return taxonomy


def _related(article: Article) -> dict[str, list[dict[str, Any]]]:
    related: dict[str, list[dict[str, Any]]] = {}
    if article.translated_from:
        source = Related(rel="translation_of", id=article.id, url=article.url)
        related[source.rel] = [_reference(source)]
    for other in article.related:
        if other.rel == "redirect":
            redirect = {"type": "redirect", "version": VERSION, "_id": other.id}
            redirect |= {"canonical_url": article.url, "redirect_url": other.url}
            related.setdefault(other.rel, [redirect])
        else:
            related.setdefault(other.rel, []).append(_reference(other))
    return related


def _reference(other: Related) -> dict[str, Any]:
    record: dict[str, Any] = {"type": "story", "version": VERSION, "_id": other.id}
    if other.url:
        record["canonical_url"] = other.url
    if other.title:
        record["headlines"] = {"basic": write_inline(other.title)}
    return record


def _rights(article: Article) -> dict[str, Any]:
    rights = article.rights
    found: dict[str, Any] = {
        "syndication": {
            "external_distribution": "distribution" not in rights.holds,
            "search": rights.indexable,
        }
    }
    restrictions: dict[str, Any] = {}
    if rights.embargo:
        restrictions["embargo"] = {"active": True, "end_time": rights.embargo.isoformat()}
    elif "embargo" in rights.holds:
        restrictions["embargo"] = {"active": True}
    if "geo" in rights.holds:
        # The partner's rule is not known any more; that there is one must be seen.
        restrictions["geo"] = {"restrictions": [{"restriction_id": "unknown"}]}
    if "content-code" in rights.holds:
        restrictions["content_code"] = "restricted"
    if restrictions:
        found["content_restrictions"] = restrictions
    if "sponsored" in rights.holds:
        found["owner"] = {"sponsored": True}
    if "third-party" in rights.holds:
        found["distributor"] = {"category": "wires", "mode": "custom"}
    elif article.publisher.name:
        found["distributor"] = {
            "name": article.publisher.name,
            "category": "other",
            "mode": "custom",
        }
    if rights.notice or rights.holder:
        found["copyright"] = rights.notice or rights.holder
    if rights.expires:
        operation = {
            "operation": "unpublish_edition",
            "operation_edition": "default",
            "operation_date": rights.expires.isoformat(),
        }
        found["publishing"] = {
            "has_published_edition": True,
            "scheduled_operations": {"unpublish_edition": [operation]},
        }
    return found
