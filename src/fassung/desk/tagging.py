"""A segment's German as an editor writes it: tag pairs ⟦1⟧…⟦/1⟧ stand for its spans.

Read strictly: a link that an editor deletes by accident is not to be found again by guessing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from fassung.article import Mark, Span, Text
from fassung.errors import NotReady
from fassung.translation.tags import covers, tagged

_TAG = re.compile(r"⟦(/?)(\d{1,4})⟧")
_LONGEST = 50_000
"""Letters of a segment; more is a mistake of the clipboard."""


def written(text: Text) -> str:
    """``text`` with a numbered pair of tags around the words of each span.

    A span over all of the text, or over nothing but a line break, has no tags and stays where
    it is.

    >>> written(Text("Es könnte regnen", (Span(3, 9, Mark.ITALIC),)))
    'Es ⟦1⟧könnte⟦/1⟧ regnen'
    """
    return tagged(text)[0]


def read(value: str, before: Text) -> Text:
    """What an editor wrote, with the spans of ``before``.

    Args:
        value: as :func:`written` gives it, changed at will.
        before: the text that the editor began with.

    Raises:
        NotReady: if it is empty or far too long, or a tag is missing, doubled, unknown or around
            nothing, or line breaks were added or lost in a text that counts on them.

    >>> read("Es ⟦1⟧soll⟦/1⟧ regnen", Text("Es könnte regnen", (Span(3, 9, Mark.ITALIC),))).spans
    (Span(start=3, end=7, mark=<Mark.ITALIC: 'italic'>, attributes=()),)
    """
    value = _clean(value)
    if len(value) > _LONGEST:
        raise NotReady("The text is too long; at most {most} letters.", most=_LONGEST)
    wanted = {
        number
        for number, span in enumerate(before.spans, 1)
        if before.value[span.start : span.end].strip() and not covers(span, before)
    }
    plain, places = _taken(value, wanted, Counter(m.group() for m in _TAG.finditer(before.value)))
    if not plain.strip():
        raise NotReady("The German is empty; write something, or undo the change.")
    breaks = _breaks(before, plain)
    spans = []
    for number, span in enumerate(before.spans, 1):
        start, end = places.get(number) or breaks.get(number) or _stretched(span, before, plain)
        spans.append(Span(start, end, span.mark, span.attributes))
    return Text(plain, tuple(spans))


def _clean(value: str) -> str:
    """In composed letters, with plain line ends and no characters that control something."""
    value = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in value if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))


def _taken(
    value: str, wanted: set[int], literal: Counter[str]
) -> tuple[str, dict[int, tuple[int, int]]]:
    """``value`` without its tags, and where the words of each lie."""
    plain = ""
    last = 0
    at: dict[str, int] = {}
    for match in _TAG.finditer(value):
        tag, number = match.group(), int(match.group(2))
        plain += value[last : match.start()]
        last = match.end()
        if number not in wanted:
            if literal[tag] <= 0:
                raise NotReady("There is no {tag} here; take it out.", tag=tag)
            literal[tag] -= 1
            plain += tag
        elif tag in at:
            raise NotReady("{tag} stands twice; take one out.", tag=tag)
        else:
            at[tag] = len(plain)
    plain += value[last:]
    found = {}
    for number in sorted(wanted):
        first, second = f"⟦{number}⟧", f"⟦/{number}⟧"
        for tag in (first, second):
            if tag not in at:
                raise NotReady(
                    "{tag} is missing; put {first} and {second} around the words that carry the "
                    "link or emphasis.",
                    tag=tag,
                    first=first,
                    second=second,
                )
        start, end = at[first], at[second]
        if start > end or not plain[start:end].strip():
            raise NotReady(
                "Between {first} and {second} must be words.", first=first, second=second
            )
        found[number] = (start, end)
    return plain, found


def _breaks(before: Text, plain: str) -> dict[int, tuple[int, int]]:
    """Where the line breaks of ``before`` are now, by number of the span."""
    breaks = {n: s for n, s in enumerate(before.spans, 1) if s.mark is Mark.BREAK}
    if not breaks:
        return {}
    old = [index for index, char in enumerate(before.value) if char == "\n"]
    new = [index for index, char in enumerate(plain) if char == "\n"]
    if len(old) != len(new):
        raise NotReady(
            "The text must keep its line breaks: there were {before}, now there are {now}.",
            before=len(old),
            now=len(new),
        )
    found = {}
    for number, span in breaks.items():
        at = new[old.index(span.start)] if span.start in old else min(span.start, len(plain) - 1)
        found[number] = (at, at + 1)
    return found


def _stretched(span: Span, before: Text, plain: str) -> tuple[int, int]:
    """A span without tags: over all of the text, or over a space that nobody sees."""
    if before.value[span.start : span.end].strip():
        return 0, len(plain)
    start = min(span.start, len(plain) - 1)
    return start, max(start + 1, min(span.end, len(plain)))
