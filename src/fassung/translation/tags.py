"""Spans as tag pairs ⟦1⟧…⟦/1⟧ for an engine that carries them, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fassung.article import Span, Text

_TAG = re.compile(r"\s?⟦(/?)(\d+)⟧\s?")


def tagged(text: Text) -> tuple[str, dict[int, Span]]:
    """The sentence with a numbered pair around each span's words, and the spans by number.

    White space at a span's rim stays outside; a span over the whole sentence
    needs no tags and comes back from :func:`untagged` all the same.

    >>> from fassung.article import Mark
    >>> tagged(Text("It may rain", (Span(3, 7, Mark.ITALIC),)))[0]
    'It ⟦1⟧may⟦/1⟧ rain'
    """
    spans = dict(enumerate(text.spans, 1))
    marks: list[tuple[int, int, int, str]] = []
    for number, span in spans.items():
        if covers(span, text):
            continue
        part = text.value[span.start : span.end]
        start = span.start + len(part) - len(part.lstrip())
        end = span.end - len(part) + len(part.rstrip())
        if start >= end:
            continue
        marks.append((start, 1, -end, f"⟦{number}⟧"))
        marks.append((end, 0, -start, f"⟦/{number}⟧"))
    value = text.value
    for position, _, _, tag in sorted(marks, reverse=True):
        value = value[:position] + tag + value[position:]
    return value, spans


def untagged(german: str, spans: Mapping[int, Span]) -> tuple[str, dict[int, tuple[int, int]]]:
    """The German without tags, and where each span's words are, by number.

    A span whose pair is missing, empty, doubled or turned round is left out of
    the result: the caller finds its words another way.

    >>> untagged("Es ⟦1⟧könnte⟦/1⟧ regnen", {1: None})
    ('Es könnte regnen', {1: (3, 9)})
    """
    value = ""
    opened: dict[int, list[int]] = {}
    closed: dict[int, list[int]] = {}
    last = 0
    for match in _TAG.finditer(german):
        value += german[last : match.start()]
        last = match.end()
        whole = match.group()
        space = (whole[0].isspace() or whole[-1].isspace()) and value[-1:] not in ("", " ")
        number = int(match.group(2))
        if match.group(1):
            closed.setdefault(number, []).append(len(value))
            value += " " if space else ""
        else:
            value += " " if space else ""
            opened.setdefault(number, []).append(len(value))
    value += german[last:]
    found: dict[int, tuple[int, int]] = {}
    for number in spans:
        starts, ends = opened.get(number, []), closed.get(number, [])
        if len(starts) == len(ends) == 1 and value[starts[0] : ends[0]].strip():
            found[number] = (starts[0], ends[0])
    return value, found


def covers(span: Span, text: Text) -> bool:
    """Whether the span lies over every word of the sentence."""
    return not text.value[: span.start].strip() and not text.value[span.end :].strip()
