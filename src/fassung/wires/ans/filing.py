"""What an ANS story is filed under and what it points to."""

from __future__ import annotations

from fassung.article import Related, Term
from fassung.wires.ans.fields import Record, address, identity, items, mapping, plain, records, text

_SCHEMES = {
    "person": "person",
    "location": "place",
    "place": "place",
    "organization": "organisation",
    "organisation": "organisation",
    "company": "organisation",
}


def terms_of(story: Record) -> tuple[Term, ...]:
    """Sections, tags, keywords, names, subjects and stock symbols, each once."""
    taxonomy = mapping(story, "taxonomy")
    terms: list[Term] = []

    def add(record: object, scheme: str, *keys: str) -> None:
        # Plain strings stand here in some systems (fixture "bad-tag-strings"): harmless.
        if isinstance(record, str):
            record = {keys[0]: record}
        if not isinstance(record, dict):
            return
        name = next((name for key in keys if (name := plain(record, key, "taxonomy."))), "")
        term = Term(name=name, id=identity(record, "_id", "taxonomy."), scheme=scheme)
        if name and term not in terms:
            terms.append(term)

    section = taxonomy.get("primary_section") or taxonomy.get("primary_site")
    add(section, "section", "name", "title")
    for key in ("sections", "sites"):
        for record in items(taxonomy, key, "taxonomy."):
            add(record, "section", "name", "title")
    for record in items(taxonomy, "tags", "taxonomy."):
        if not (isinstance(record, dict) and _internal(record)):
            add(record, "tag", "text", "slug")
    for key in ("keywords", "seo_keywords"):
        for record in items(taxonomy, key, "taxonomy."):
            add(record, "keyword", "keyword")
    for key in ("named_entities", "entities", "custom_entities"):
        for record in items(taxonomy, key, "taxonomy."):
            kind = str(record.get("type", "")).lower() if isinstance(record, dict) else ""
            add(record, _SCHEMES.get(kind, "subject"), "name", "label")
    for key in ("topics", "content_topics", "categories", "custom_categories"):
        for record in items(taxonomy, key, "taxonomy."):
            add(record, "subject", "name", "label")
    # What the Washington Post's editors say the story is about; "auxiliaries" are guesses.
    taggings = mapping(taxonomy, "taggings", "taxonomy.")
    for key in taggings:
        place = f"taxonomy.taggings.{key}."
        for record in items(mapping(taggings, key, "taxonomy.taggings."), "topics", place):
            add(record, "subject", "name")
    for symbol in items(taxonomy, "stock_symbols", "taxonomy."):
        add(symbol, "ticker", "name")
    return tuple(terms)


def related_of(story: Record) -> tuple[tuple[Related, ...], Related | None]:
    """What the story points to, and the original where it is a translation."""
    found: list[Related] = []
    original = None
    everything = mapping(story, "related_content")
    for rel in everything:
        for where, other in records(everything, rel, "related_content."):
            referent = mapping(other, "referent", where)
            related = Related(
                rel=rel,
                id=identity(referent, "id", where) or identity(other, "_id", where),
                url=address(other, "redirect_url", where) or address(other, "canonical_url", where),
                title=text(mapping(other, "headlines", where), "basic", f"{where}headlines."),
            )
            if rel == "translation_of" and original is None:
                original = related
            else:
                found.append(related)
    return tuple(found), original


def _internal(tag: Record) -> bool:
    """True for a mark of the newsroom's system, which no reader sees.

    The Washington Post's are managed by its editor ("ellipsis_managed") or codes whose
    text is their slug ("methode-draft").
    """
    extras = tag.get("additional_properties")
    managed = isinstance(extras, dict) and extras.get("ellipsis_managed") is True
    words = tag.get("text")
    return managed or (isinstance(words, str) and "-" in words and words == tag.get("slug"))
