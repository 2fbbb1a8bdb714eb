"""A quotation that is lost, and words that left it or came into it."""

from __future__ import annotations

from collections.abc import Iterator

from fassung.article import Mark, Role
from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.german.quotations import Quotation, Quoted, quoted

# Below this many words a quotation may be a title or a coined word, which German often sets in
# other ways.
_SPEECH = 5
_LEFT_OUT = 0.3
"""Share of the words by which what is quoted may differ: translators move "he said" about."""


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    source = quoted(pair.source)
    if not source.quotations or source.opening or source.closing:
        return
    german = quoted(pair.german)
    if german.opening or german.closing or pair.role is Role.QUOTE:
        return  # ``quotes-paired`` says so; a block quotation needs no marks
    speech = [q for q in source.quotations if _words(pair.source, q) >= _SPEECH]
    if not german.quotations:
        if speech:
            yield check.finding(
                pair,
                "The German has lost the quotation: {quote}",
                source=[(q.start, q.end) for q in source.quotations],
                quote=_short(pair.source, speech[0]),
            )
        elif not _set_apart(pair):
            yield check.finding(
                pair,
                "The source sets this in quotation marks, the German does not: {quote}",
                source=[(q.start, q.end) for q in source.quotations],
                severity=Severity.MINOR,
                quote=_short(pair.source, source.quotations[0]),
            )
        return
    if speech:
        yield from _moved(check, pair, source, german)


def _moved(check: Check, pair: Pair, source: Quoted, german: Quoted) -> Iterator[Finding]:
    before, after = (
        sum(_words(text, q) for q in found.quotations) / max(1, len(words))
        for text, found, words in (
            (pair.source, source, pair.source_words),
            (pair.german, german, pair.german_words),
        )
    )
    if abs(before - after) > _LEFT_OUT:
        places = [(q.start, q.end) for q in source.quotations]
        target = [(q.start, q.end) for q in german.quotations]
        if after < before:
            yield check.finding(
                pair, "Words have left the quotation.", source=places, target=target
            )
        else:
            yield check.finding(
                pair, "Words were drawn into the quotation.", source=places, target=target
            )


def _set_apart(pair: Pair) -> bool:
    """Titles and foreign words may stand in italics instead."""
    spans = pair.german_text.spans if pair.german_text else ()
    return any(span.mark is Mark.ITALIC for span in spans)


def _words(text: str, quotation: Quotation) -> int:
    return text.count(" ", quotation.start, quotation.end) + 1


def _short(text: str, quotation: Quotation) -> str:
    words = text[quotation.start : quotation.end]
    return words if len(words) <= 60 else f"{words[:59]}…"


CHECK = Check(
    id="quote-count",
    title="quotations lost or shifted",
    category="accuracy/omission",
    severity=Severity.MAJOR,
    segment=rule,
)
