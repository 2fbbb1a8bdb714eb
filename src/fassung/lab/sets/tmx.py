"""A set from a translation memory: TMX 1.4b (LISA OSCAR, 2005)."""

from __future__ import annotations

from pathlib import Path

from fassung.errors import WireError
from fassung.lab.pairs import Pair
from fassung.lab.sets import markup

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut", "sub"})
"""Inline elements that hold native codes (TMX 1.4b, 3.2); ``hi`` holds text."""
_DOCUMENT = frozenset({"x-document", "x-filename", "x-doc", "x-file"})
"""Properties by which tools name the document of a unit."""


def read(path: Path) -> list[Pair]:
    """The units that have English and German.

    Raises:
        WireError: if it is no TMX, or has no such unit.
    """
    root = markup.parse(path)
    if markup.name(root) != "tmx":
        raise WireError("{source} is no TMX file; check the format.", source=path)
    found = []
    stem = path.name.split(".")[0]
    units = [unit for body in markup.children(root, "body") for unit in body]
    for number, unit in enumerate((u for u in units if markup.name(u) == "tu"), 1):
        texts: dict[str, str] = {}
        for variant in markup.children(unit, "tuv"):
            language = (variant.get(markup.XML_LANG) or variant.get("lang") or "")[:2].lower()
            for segment in markup.children(variant, "seg"):
                texts.setdefault(language, markup.text(segment, _CODES))
        if texts.get("en") and texts.get("de"):
            segment = str(number)
            document = next(
                (
                    str(prop.text).strip()
                    for prop in markup.children(unit, "prop")
                    if (prop.get("type") or "").lower() in _DOCUMENT and prop.text
                ),
                f"{stem}-{segment}",
            )
            found.append(
                Pair(
                    document=document,
                    segment=segment,
                    source=texts["en"],
                    reference=texts["de"],
                )
            )
    if not found:
        raise WireError("{source} has no unit in English and German.", source=path)
    return found
