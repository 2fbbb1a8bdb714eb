"""Direct speech of a person or body that speaks German: the original wording must be fetched.

"The Germans are bad, very bad", translated back, is no quotation (BILDblog on Trump in Brussels).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.checks.quotations import Quotation, quoted
from fassung.checks.speakers import Mention, mentions, names_in

_SPEECH = 4
"""Words that make a quotation speech: below are titles and coined words."""
_NEAR = 160
"""Characters between a quotation and the one who said it, at most."""


def rule(check: Check, pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    seen: set[str] = set()
    for pair in pairs:
        if not pair.source:
            continue
        seen |= names_in(pair)
        marks = quoted(pair.source)
        speech = [
            q for q in marks.quotations if pair.source.count(" ", q.start, q.end) >= _SPEECH - 1
        ]
        # A quotation may run over the segment.
        speech += [Quotation(at, len(pair.source)) for at in marks.opening[:1]]
        speech += [Quotation(0, at + 1) for at in marks.closing[:1]]
        if not speech:
            continue
        for mention in mentions(pair, seen):
            said = next((q for q in speech if _belongs(pair.source, q, mention)), None)
            if said:
                yield check.finding(
                    pair,
                    "{speaker} speaks German: get the original wording.",
                    source=[(said.start, said.end), (mention.start, mention.end)],
                    target=[(q.start, q.end) for q in quoted(pair.german).quotations],
                    speaker=mention.name,
                )
                break


def _belongs(text: str, quotation: Quotation, mention: Mention) -> bool:
    """Whether both stand in one sentence, the mention outside the quotation."""
    if mention.end <= quotation.start:
        between = text[mention.end : quotation.start]
    elif quotation.end <= mention.start:
        between = text[quotation.end : mention.start]
    else:
        return False
    return len(between) <= _NEAR and not any(end in between for end in (". ", "! ", "? "))


CHECK = Check(
    id="german-speaker",
    title="a German speaker's words, translated back",
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    article=rule,
)
