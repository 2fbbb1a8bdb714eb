"""Direct speech of a person or body that speaks German: the original wording must be fetched.

"The Germans are bad, very bad", translated back, is no quotation (BILDblog on Trump in Brussels).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.checks.speakers import Mention, mentions, names_in, only_a_pronoun
from fassung.german.quotations import Quotation, quoted

_SPEECH = 4
"""Words that make a quotation speech: below are titles and coined words."""
_NEAR = 160
"""Characters between a quotation and the one who said it, at most."""


def rule(check: Check, pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    seen: set[str] = set()
    last = ""
    for pair in pairs:
        if not pair.source:
            continue
        seen |= names_in(pair)
        speech = _speech(pair.source)
        said, speaker = _said(pair, speech, seen, last)
        last = speaker if said or (last and not speech) else ""
        if said:
            yield check.finding(
                pair,
                "{speaker} speaks German: get the original wording.",
                source=[(said.start, said.end)],
                target=[(q.start, q.end) for q in quoted(pair.german).quotations],
                speaker=speaker,
            )


def _said(
    pair: Pair, speech: list[Quotation], seen: set[str], last: str
) -> tuple[Quotation | None, str]:
    """The quotation of a German speaker, and who that is; "she said" is the one before."""
    if not speech:
        return None, last
    for mention in mentions(pair, seen):
        for quotation in speech:
            if _belongs(pair.source, quotation, mention):
                return quotation, mention.name
    if last and only_a_pronoun(pair.source):
        return speech[0], last
    return None, ""


def _speech(source: str) -> list[Quotation]:
    marks = quoted(source)
    speech = [q for q in marks.quotations if source.count(" ", q.start, q.end) >= _SPEECH - 1]
    # A quotation may run over the segment.
    speech += [Quotation(at, len(source)) for at in marks.opening[:1]]
    speech += [Quotation(0, at + 1) for at in marks.closing[:1]]
    return speech


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
