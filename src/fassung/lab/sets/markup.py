"""TMX and XLIFF as trees: parsed with no entities, no DTD, no network; inline codes left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree

from fassung.errors import WireError
from fassung.messages import reason

Element: TypeAlias = Any
"""An element of lxml, which has no types of its own."""

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOST = 200_000_000
"""Bytes of a file that is read; lxml keeps some ten times as many in memory."""


def parse(path: Path) -> Element:
    """The root element of an XML file.

    Raises:
        WireError: if it cannot be read, or declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        if path.stat().st_size > MOST:
            raise WireError(
                "{source} has more than {most} MB; split it.", source=path, most=MOST // 1_000_000
            )
        tree = etree.fromstring(path.read_bytes(), parser).getroottree()
    except OSError as error:
        raise WireError(
            "{source} cannot be opened ({reason}); check the path.",
            source=path,
            reason=reason(error),
        ) from error
    except etree.XMLSyntaxError as error:
        raise WireError(
            "{source} is no well-formed XML ({reason}); export it again.",
            source=path,
            reason=str(error).splitlines()[0],
        ) from error
    subset = tree.docinfo.internalDTD
    if subset is not None and any(subset.iterentities()):
        raise WireError(
            "{source} declares entities, which are not read; export it without.", source=path
        )
    return tree.getroot()


def name(element: Element) -> str:
    """The local name; empty for comments and processing instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: Element, wanted: str) -> Iterator[Element]:
    """Children of one local name."""
    return (child for child in element if name(child) == wanted)


def text(element: Element, codes: frozenset[str]) -> str:
    """The words in ``element``. Elements named in ``codes`` hold a tool's own codes: what is in
    them is no text. White space is folded, as both formats have it by default."""
    return " ".join("".join(_parts(element, codes)).split())


def _parts(element: Element, codes: frozenset[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if name(child) and name(child) not in codes:
            yield from _parts(child, codes)
        yield child.tail or ""
