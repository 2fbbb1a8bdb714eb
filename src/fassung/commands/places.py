"""Where a segment stands, as a person says it: "Paragraph 6", not the id of a block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from fassung.article import Role
from fassung.checks import Pair
from fassung.messages import message

_KEYED = ("headline/", "teaser/")
"""Further wordings of one text, by the partner's key for it."""


def names(pairs: Sequence[Pair]) -> Mapping[str, str]:
    """A name for each segment of ``pairs`` by its id; roles that are there twice are numbered.

    >>> pairs = [Pair("", "a", Role.HEADLINE, "headline"), Pair("", "b", segment="block/x/text"),
    ...          Pair("", "c", segment="block/y/text")]
    >>> list(names(pairs).values())
    ['Headline', 'Paragraph 1', 'Paragraph 2']
    """
    keyed = {pair.segment: key for pair in pairs if (key := _key(pair.segment))}
    total = Counter(pair.role for pair in pairs if pair.segment not in keyed)
    seen: Counter[Role] = Counter()
    found: dict[str, str] = {}
    for pair in pairs:
        name = _role(pair.role)
        if pair.segment in keyed:
            name = f"{name} ({keyed[pair.segment]})"
        else:
            seen[pair.role] += 1
            if total[pair.role] > 1:
                name = f"{name} {seen[pair.role]}"
        # A plain text or a table has no parts with names: its number is all that is known.
        found[pair.segment] = pair.segment if pair.segment.isdigit() else name
    return found


def _key(segment: str) -> str:
    if segment == "seo_headline":
        return "SEO"
    start = next((start for start in _KEYED if segment.startswith(start)), None)
    return segment.removeprefix(start) if start else ""


def _role(role: Role) -> str:
    return {
        Role.KICKER: message("Kicker"),
        Role.HEADLINE: message("Headline"),
        Role.TEASER: message("Teaser"),
        Role.BODY: message("Paragraph"),
        Role.HEADING: message("Subhead"),
        Role.QUOTE: message("Quotation"),
        Role.CITATION: message("Source of a quotation"),
        Role.ITEM: message("List item"),
        Role.CELL: message("Table cell"),
        Role.CAPTION: message("Caption"),
        Role.ALT: message("Alt text"),
        Role.LINK: message("Link"),
        Role.BIO: message("About the author"),
        Role.CONTRIBUTORS: message("Contributors"),
        Role.NOTE: message("Note"),
        Role.LABEL: message("Label"),
    }[role]
