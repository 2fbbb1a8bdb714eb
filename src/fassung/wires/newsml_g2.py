"""NewsML-G2 2.35: a news item with its text as XHTML. Written only; partners send other formats.

Order and names are those of IPTC's schema (NewsML-G2_2.35-spec-All-Power); qcodes are resolved by
its catalog 41.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree, html

from fassung._version import __version__
from fassung.article import Article, Text
from fassung.wires.inline import safe_url, write_inline
from fassung.wires.ninjs.profile import is_uri, uri
from fassung.wires.xhtml_write import write_blocks

VERSION = "2.35"
NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
XHTML = "http://www.w3.org/1999/xhtml"
CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONCEPTS = {"person": "person", "place": "geoArea", "organisation": "organisation"}
# XML 1.0 section 2.2: what no document may hold, escaped or not.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ATTRIBUTES = frozenset(
    "href src alt title lang class width height controls rel cite start".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What is said of a news item beside its article. Times are aware."""

    guid: str
    version: int = 1
    provider: str = "fassung"
    provider_uri: str = ""
    created: datetime
    first_created: datetime | None = None
    address: str = ""
    """The page that shows the item."""
    label: str = ""
    notices: tuple[str, ...] = ()
    withdrawn: bool = False


def write(article: Article, envelope: Envelope | None = None) -> bytes:
    """``article`` as a NewsML-G2 news item (UTF-8).

    Pictures are linked in the text and named with caption and credit; the lead picture is the
    item's icon too. Embeds are links. A translation says so by ``digitalSourceType`` and by a link
    to its original (``irel:translatedFrom``).

    Args:
        envelope: for what the article does not say itself; None makes one of its own dates.
    """
    given = envelope or Envelope(
        guid=uri(article.id, article.language if article.translated_from else ""),
        version=int(article.version) if re.fullmatch("[1-9][0-9]{0,8}", article.version) else 1,
        created=article.updated or article.first_published or datetime(1970, 1, 1, tzinfo=UTC),
        first_created=article.first_published,
        withdrawn=article.status.value == "canceled",
    )
    item = etree.Element(f"{{{NAMESPACE}}}newsItem", nsmap={None: NAMESPACE})
    for name, value in (
        ("guid", given.guid),
        ("version", str(given.version)),
        ("standard", "NewsML-G2"),
        ("standardversion", VERSION),
        ("conformance", "power"),
    ):
        item.set(name, _clean(value))
    item.set(_LANG, article.language)
    _add(item, "catalogRef", href=CATALOG)
    _rights(item, article)
    _item_meta(item, article, given)
    if not given.withdrawn:
        _content_meta(item, article, given)
    etree.indent(item)
    if not given.withdrawn:
        # After the indenting: white space counts in a text.
        _content(item, article, given)
    data: bytes = etree.tostring(item, xml_declaration=True, encoding="UTF-8")
    return data + b"\n"


def _rights(item: etree._Element, article: Article) -> None:
    rights = article.rights
    if not (rights.holder or rights.notice or rights.usage_terms):
        return
    info = _add(item, "rightsInfo")
    if rights.holder:
        _add(_add(info, "copyrightHolder"), "name", rights.holder)
    if rights.notice:
        _add(info, "copyrightNotice", rights.notice)
    if rights.usage_terms:
        _add(info, "usageTerms", rights.usage_terms)


def _item_meta(item: etree._Element, article: Article, given: Envelope) -> None:
    meta = _add(item, "itemMeta")
    _add(meta, "itemClass", qcode="ninat:text")
    named = {"uri": given.provider_uri} if given.provider_uri else {"literal": given.provider}
    _add(_add(meta, "provider", **named), "name", given.provider)
    _add(meta, "versionCreated", given.created.isoformat())
    if given.first_created:
        _add(meta, "firstCreated", given.first_created.isoformat())
    if article.rights.embargo:
        _add(meta, "embargoed", article.rights.embargo.isoformat())
    status = "canceled" if given.withdrawn else article.status.value
    _add(meta, "pubStatus", qcode=f"stat:{status}")
    _add(meta, "generator", "fassung", versioninfo=__version__)
    if not given.withdrawn:
        _add(meta, "title", article.headline.value or article.id)
    if given.version > 1 and not given.withdrawn:
        _add(meta, "signal", qcode="sig:update")
    if given.address:
        _add(meta, "altRep", given.address)
    if article.rights.expires:
        _add(meta, "expires", article.rights.expires.isoformat())
    if article.translated_from:
        place = {"href": article.url} if safe_url(article.url) else {}
        residref = uri(article.id)
        _add(meta, "link", rel="irel:translatedFrom", residref=residref, **place)


def _content_meta(item: etree._Element, article: Article, given: Envelope) -> None:
    meta = _add(item, "contentMeta")
    if article.lead_image and safe_url(article.lead_image.url):
        lead = article.lead_image
        sizes = {"width": lead.width, "height": lead.height}
        known = {name: str(size) for name, size in sizes.items() if size is not None and size >= 0}
        _add(meta, "icon", href=lead.url, **known)
    if article.first_published:
        _add(meta, "contentCreated", article.first_published.isoformat())
    if article.updated:
        _add(meta, "contentModified", article.updated.isoformat())
    if article.translated_from:
        kind = "compositeWithTrainedAlgorithmicMedia"
        _add(meta, "digitalSourceType", qcode=f"digsrctype:{kind}")
    if article.place:
        _add(_add(meta, "located"), "name", article.place)
    if article.publisher.name:
        site = article.publisher.site
        place = {"uri": site} if site else {"literal": article.publisher.name}
        _add(_add(meta, "infoSource", **place), "name", article.publisher.name)
    for author in article.authors:
        if author.role == "by" and author.name.strip():
            _add(_add(meta, "creator", literal=author.name), "name", author.name)
    _add(meta, "language", tag=article.language)
    for term in article.terms:
        kind = f"cpnat:{_CONCEPTS.get(term.scheme, 'abstract')}"
        known = {"uri": term.id} if is_uri(term.id) else {"literal": term.id or term.name}
        _add(_add(meta, "subject", type=kind, **known), "name", term.name)
    if article.headline:
        _add(meta, "headline", article.headline.value)
    if names := ", ".join(a.name for a in article.authors if a.role == "by"):
        _add(meta, "by", names)
    if given.notices:
        _add(meta, "creditline", given.notices[-1])
    if article.teaser:
        _add(meta, "description", article.teaser.value, role="drol:summary")


def _content(item: etree._Element, article: Article, given: Envelope) -> None:
    inline = _add(_add(item, "contentSet"), "inlineXML", contenttype="application/xhtml+xml")
    page = etree.SubElement(inline, f"{{{XHTML}}}html", nsmap={None: XHTML})
    page.set(_LANG, article.language)
    page.set("lang", article.language)
    title = etree.SubElement(etree.SubElement(page, f"{{{XHTML}}}head"), f"{{{XHTML}}}title")
    title.text = _clean(article.headline.value or article.id)
    body = etree.SubElement(page, f"{{{XHTML}}}body")
    main = etree.SubElement(body, f"{{{XHTML}}}article")
    blocks = (article.lead_image, *article.blocks) if article.lead_image else article.blocks
    parts = [
        _line("p", article.kicker, "kicker"),
        _line("h1", article.headline),
        _line("p", Text(given.label), "label"),
        _line("p", article.editor_note, "note"),
        _line("p", article.teaser, "teaser"),
        write_blocks(blocks),
        _line("p", article.contributors, "contributors"),
        *(_line("p", note.text, "correction") for note in article.corrections),
        *(_line("p", Text(notice), "notice") for notice in given.notices),
    ]
    fragment = html.fragment_fromstring(_clean("".join(parts)), create_parent="div")
    for child in fragment:
        _copy(child, main)


def _line(tag: str, text: Text, name: str = "") -> str:
    attribute = f' class="{name}"' if name else ""
    return f"<{tag}{attribute}>{write_inline(text)}</{tag}>" if text else ""


def _copy(source: etree._Element, into: etree._Element) -> None:
    """``source`` as XHTML at the end of ``into``; only attributes of :data:`_ATTRIBUTES`."""
    if not isinstance(source.tag, str):
        return
    made = etree.SubElement(into, f"{{{XHTML}}}{source.tag}")
    for name, value in source.attrib.items():
        if name in _ATTRIBUTES and value:
            made.set(name, value)
    if source.tag == "img" and "alt" not in made.attrib:
        made.set("alt", "")
    made.text, made.tail = source.text, source.tail
    for child in source:
        _copy(child, made)


def _add(parent: etree._Element, name: str, text: str = "", **values: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    for key, value in values.items():
        made.set(key, _clean(value))
    if text:
        made.text = _clean(text)
    return made


def _clean(value: str) -> str:
    return _NO_XML.sub("", value)
