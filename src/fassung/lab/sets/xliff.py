"""A set from XLIFF: 1.2 (OASIS 2008) and 2.0 to 2.2 (OASIS 2014 and later)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fassung.errors import WireError
from fassung.lab.pairs import Pair
from fassung.lab.sets import markup
from fassung.lab.sets.markup import Element

_CODES_1 = frozenset({"bpt", "ept", "ph", "it", "x", "bx", "ex", "sub"})
"""Native codes and placeholders (XLIFF 1.2, 2.3); ``g`` and ``mrk`` hold text."""
_CODES_2 = frozenset({"ph", "sc", "ec", "cp", "sm", "em"})
"""The same in XLIFF 2 (4.2.3); ``pc`` and ``mrk`` hold text."""


def read(path: Path) -> list[Pair]:
    """The units, a document for each ``file``; what is not to be translated is left out.

    Raises:
        WireError: if it is no XLIFF of English (and German), or holds no unit.
    """
    root = markup.parse(path)
    if markup.name(root) != "xliff":
        raise WireError("{source} is no XLIFF file; check the format.", source=path)
    second = (root.get("version") or "").startswith("2")
    if second:
        _check_languages(path, root.get("srcLang"), root.get("trgLang"))
    found: list[Pair] = []
    for number, file in enumerate(markup.children(root, "file"), 1):
        if second:
            document = file.get("original") or file.get("id") or str(number)
            found += _units_2(file, document)
        else:
            _check_languages(path, file.get("source-language"), file.get("target-language"))
            document = file.get("original") or str(number)
            found += _units_1(file, document)
    if not found:
        raise WireError("{source} has no unit to translate.", source=path)
    return found


def _units_1(file: Element, document: str) -> Iterator[Pair]:
    for unit in file.iter("{*}trans-unit"):
        if _held(unit, file):
            continue
        # Children only: the targets of alt-trans are proposals of a memory.
        source = next(markup.children(unit, "source"), None)
        target = next(markup.children(unit, "target"), None)
        if source is not None:
            yield Pair(
                document=document,
                segment=unit.get("id") or "",
                source=markup.text(source, _CODES_1),
                reference="" if target is None else markup.text(target, _CODES_1),
            )


def _units_2(file: Element, document: str) -> Iterator[Pair]:
    for unit in file.iter("{*}unit"):
        if _held(unit, file):
            continue
        for number, segment in enumerate(markup.children(unit, "segment"), 1):
            source = next(markup.children(segment, "source"), None)
            target = next(markup.children(segment, "target"), None)
            if source is not None:
                yield Pair(
                    document=document,
                    segment=f"{unit.get('id')}/{segment.get('id') or number}",
                    source=markup.text(source, _CODES_2),
                    reference="" if target is None else markup.text(target, _CODES_2),
                )


def _held(unit: Element, file: Element) -> bool:
    """Whether the nearest ``translate`` of a unit or of what it stands in says no."""
    element = unit
    while element is not None:
        if said := element.get("translate"):
            return bool(said == "no")
        element = None if element is file else element.getparent()
    return False


def _check_languages(path: Path, source: str | None, target: str | None) -> None:
    if not (source or "").lower().startswith("en") or not (target or "de").lower().startswith("de"):
        raise WireError(
            "{source} goes from {english} to {german}; the lab measures English to German.",
            source=path,
            english=source or "–",
            german=target or "–",
        )
