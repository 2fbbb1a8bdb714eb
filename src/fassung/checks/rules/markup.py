"""Links and emphasis that were lost, lead elsewhere or lie over nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from fassung.article import Mark, Severity, Span, Text
from fassung.checks.model import Check, Context, Finding, Pair

_NAMES = {Mark.BOLD: "bold", Mark.ITALIC: "italic", Mark.SUB: "subscript", Mark.SUP: "superscript"}
# Markup and addresses in plain text, where the caller has no spans.
_PLAIN = re.compile(
    r"https?://[^\s<>\"'„“”»«)\]]*[\w/]|<a\s[^>]{0,2000}>|\]\([^)\s]{1,2000}\)|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
)
_HINT = re.compile(r"://|<a\s|\]\(|@")
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]+)")


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    if pair.source_text and pair.german_text:
        yield from _links(check, pair, pair.source_text, pair.german_text)
        yield from _emphasis(check, pair, pair.source_text, pair.german_text)
    if "/" in pair.source or "@" in pair.source or "](" in pair.source:
        yield from _addresses(check, pair)


def _links(check: Check, pair: Pair, source: Text, german: Text) -> Iterator[Finding]:
    wanted = [span for span in source.spans if span.mark is Mark.LINK]
    there = [span for span in german.spans if span.mark is Mark.LINK]
    if not wanted and not there:
        return
    missing = _left(wanted, there)
    foreign = _left(there, wanted)
    for span in missing:
        if foreign:
            other = foreign.pop(0)
            yield check.finding(
                pair,
                "The link leads elsewhere: {there} instead of {wanted}.",
                source=[(span.start, span.end)],
                target=[(other.start, other.end)],
                severity=Severity.CRITICAL,
                there=other.href or "–",
                wanted=span.href or "–",
            )
        else:
            yield check.finding(
                pair,
                "A link is lost: {address}",
                source=[(span.start, span.end)],
                address=span.href or source.value[span.start : span.end],
            )
    for span in foreign:
        yield check.finding(
            pair,
            "The source has no such link: {address}",
            target=[(span.start, span.end)],
            address=span.href or german.value[span.start : span.end],
        )
    for span in there:
        yield from _empty(check, pair, source, german, span)


def _emphasis(check: Check, pair: Pair, source: Text, german: Text) -> Iterator[Finding]:
    for mark, name in _NAMES.items():
        wanted = [span for span in source.spans if span.mark is mark and _has_words(source, span)]
        there = [span for span in german.spans if span.mark is mark]
        # An engine may cut one emphasis in two; that none is left is another thing.
        if wanted and not there:
            yield check.finding(
                pair,
                "The emphasis is lost ({name}).",
                source=[(span.start, span.end) for span in wanted],
                severity=Severity.MINOR,
                name=name,
            )
        for span in there:
            yield from _empty(check, pair, source, german, span)


def _empty(check: Check, pair: Pair, source: Text, german: Text, span: Span) -> Iterator[Finding]:
    if _has_words(german, span):
        return
    same = [other for other in source.spans if other.mark is span.mark]
    if any(not _has_words(source, other) for other in same):
        return
    yield check.finding(
        pair,
        "A link or an emphasis lies over no word.",
        target=[(span.start, span.end)],
    )


def _has_words(text: Text, span: Span) -> bool:
    return any(char.isalnum() for char in text.value[span.start : span.end])


def _left(spans: list[Span], others: list[Span]) -> list[Span]:
    """Those of ``spans`` whose address is not among ``others``, counted."""
    there = Counter(span.href for span in others)
    left = []
    for span in spans:
        if there[span.href]:
            there[span.href] -= 1
        else:
            left.append(span)
    return left


def _addresses(check: Check, pair: Pair) -> Iterator[Finding]:
    if not _HINT.search(pair.source):
        return
    for match in _PLAIN.finditer(pair.source):
        address = match[0].removeprefix("](").removesuffix(")") if match[0][0] == "]" else match[0]
        if match[0][0] == "<":
            found = _HREF.search(match[0])
            if not found:
                continue
            address = found[1]
        if address not in pair.german:
            yield check.finding(
                pair,
                "A link is lost: {address}",
                source=[match.span()],
                address=address,
            )


CHECK = Check(
    id="markup",
    title="links and emphasis",
    category="design-and-markup/markup",
    severity=Severity.MAJOR,
    segment=rule,
)
