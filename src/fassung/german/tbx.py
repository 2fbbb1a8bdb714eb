"""TBX, the exchange format of terminology (ISO 30042), as a :class:`Glossary`.

Read are TBX-Basic of 2008 (``martif``, ``termEntry``, ``langSet``, ``tig`` or ``ntig``) and
TBX version 3 of 2019 (``tbx``, ``conceptEntry``, ``langSec``, ``termSec``), the latter in both
styles: data category as attribute (DCA) and as tag (DCT). A term whose administrative status is
deprecated or superseded is a forbidden one.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from fassung.errors import GlossaryError
from fassung.german.glossary import MAX_BYTES, Glossary, terms_of

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTRIES = ("termEntry", "conceptEntry")
_LANGUAGES = ("langSet", "langSec")
_TERMS = ("tig", "ntig", "termSec")
_FORBIDDEN = ("deprecated", "superseded", "forbidden", "obsolete")
_PREFERRED = "preferred"


def read_tbx(data: bytes, *, source: str = "glossary") -> Glossary:
    """A glossary from a TBX file; concepts that lack English or German are left out.

    Entities are not expanded, nothing outside the file is read.

    Args:
        data: the file's bytes.
        source: its name, for error messages.

    Raises:
        GlossaryError: one line that says what is wrong.
    """
    if len(data) > MAX_BYTES:
        raise GlossaryError("{source} is too large for a glossary.", source=source)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = str(error).partition("\n")[0] or "empty"
        raise GlossaryError(
            "{source} is no readable XML: {reason}.", source=source, reason=reason
        ) from None
    if (dtd := root.getroottree().docinfo.internalDTD) is not None and any(dtd.iterentities()):
        raise GlossaryError(
            "{source} defines entities of its own, which is not safe to read.", source=source
        )
    if _name(root) not in ("martif", "tbx", "TBX"):
        raise GlossaryError(
            "{source} is XML but no TBX: it begins with “{name}”.", source=source, name=_name(root)
        )
    entries = (node for node in root.iter() if _name(node) in _ENTRIES)
    return terms_of(_concept(entry) for entry in entries)


def _concept(entry: etree._Element) -> tuple[list[str], list[str], list[str]]:
    english: list[str] = []
    german: list[tuple[bool, str]] = []
    forbidden: list[str] = []
    for language in (node for node in entry if _name(node) in _LANGUAGES):
        tag = (language.get(_LANGUAGE) or language.get("lang") or "").lower()
        for term, status in _terms(language):
            bad = any(word in status for word in _FORBIDDEN)
            if tag.split("-")[0] == "en":
                english.append(term)
            elif tag.split("-")[0] == "de" and bad:
                forbidden.append(term)
            elif tag.split("-")[0] == "de":
                german.append((_PREFERRED not in status, term))
    # The preferred one first; of equals the order of the file.
    return english, [term for _, term in sorted(german, key=lambda pair: pair[0])], forbidden


def _terms(language: etree._Element) -> Iterator[tuple[str, str]]:
    for node in language.iter():
        if _name(node) not in _TERMS:
            continue
        term = next((child for child in node.iter() if _name(child) == "term"), None)
        if term is not None:
            yield "".join(term.itertext()), _status(node)


def _status(section: etree._Element) -> str:
    """The administrative status of a term, in small letters; empty if it has none."""
    for node in section.iter():
        name = _name(node)
        kind = node.get("type", "") if name == "termNote" else name
        if kind in ("administrativeStatus", "normativeAuthorization"):
            return (node.text or "").strip().lower()
    return ""


def _name(node: etree._Element) -> str:
    """The name without its namespace; empty for comments and the like."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
