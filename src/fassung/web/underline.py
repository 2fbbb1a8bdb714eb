"""underline: a text as markup, with its spans and a line under every stretch of a finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from fassung.article import Mark, Severity, Span, Text

_ELEMENTS = {Mark.BOLD: "b", Mark.ITALIC: "i", Mark.SUB: "sub", Mark.SUP: "sup"}
_ORDER = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)


class Line(NamedTuple):
    """A stretch of a text, counted in characters, and the finding that it belongs to.

    ``finding`` is the id that the finding's explanation has in the page. A line that is
    ``settled`` (somebody overruled the finding) is drawn faintly.
    """

    start: int
    end: int
    severity: Severity
    finding: str
    settled: bool = False


def underlined(text: Text, lines: Sequence[Line] = ()) -> Markup:
    """``text`` as HTML. Where lines lie over each other, the gravest is drawn.

    A stretch that holds nothing becomes a sign at its place; one that reaches past the end is cut.
    Links lead nowhere here: an editor who clicks into a text wants to edit it.

    >>> underlined(Text("25 Menschen"), [Line(0, 2, Severity.CRITICAL, "f1")])
    Markup('<mark class="critical" data-finding="f1">25</mark> Menschen')
    """
    length = len(text)
    lines = [
        line._replace(start=min(max(line.start, 0), length), end=min(line.end, length))
        for line in lines
    ]
    cuts = {0, length}
    for start, end in [(s.start, s.end) for s in text.spans] + [(a.start, a.end) for a in lines]:
        cuts |= {start, max(start, end)}
    places = sorted(cuts)
    parts: list[Markup] = []
    for number, start in enumerate(places):
        for line in lines:
            if line.start == start and line.end <= start:
                parts.append(_mark(Markup(), [line], " gap"))
        if number + 1 < len(places):
            end = places[number + 1]
            over = [line for line in lines if line.start <= start and end <= line.end]
            part = _spanned(text.value[start:end], [s for s in text.spans if _over(s, start, end)])
            parts.append(_mark(part, over) if over else part)
    return Markup().join(parts)


def _over(span: Span, start: int, end: int) -> bool:
    return span.start <= start and end <= span.end


def _spanned(words: str, spans: Iterable[Span]) -> Markup:
    part = escape(words)
    for span in spans:
        if span.mark is Mark.BREAK:
            part = Markup("<br>")
        elif span.mark is Mark.LINK:
            part = Markup('<span class="link" title="{}">{}</span>').format(span.href, part)
        else:
            name = Markup(_ELEMENTS[span.mark])
            part = Markup("<{}>{}</{}>").format(name, part, name)
    return part


def _mark(part: Markup, lines: Sequence[Line], more: str = "") -> Markup:
    open_lines = [line for line in lines if not line.settled]
    worst = min((line.severity for line in open_lines or lines), key=_ORDER.index)
    kind = f"{worst.value}{more}{'' if open_lines else ' settled'}"
    names = " ".join(dict.fromkeys(line.finding for line in lines))
    return Markup('<mark class="{}" data-finding="{}">{}</mark>').format(kind, names, part)
