"""English words that were left in the German."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fassung.checks.foreign import FUNCTION, is_english, runs
from fassung.checks.leftovers import leftovers
from fassung.checks.model import Check, Context, Finding, Pair, Severity, Word

_CAPITAL_BEFORE = re.compile(r"[^\W\d_a-zäöüß][\w.'’&-]* $")
_CAPITAL_AFTER = re.compile(r" [^\W\d_a-zäöüß]")
_ADDRESS = "@#/_.-:"
_QUOTED = re.compile(r"[\"„“”»«‚‘'`(][^\"„“”»«‚‘()]{2,200}[\"„“”»«‘’'`)]")
_SHORTEST = 4


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    yield from _small(check, pair)
    for found in leftovers(pair) if pair.source else ():
        words = pair.german[found.start : found.end]
        if pair.german[found.start - 1 : found.start] in tuple("@#/_.") or _stays(context, words):
            continue
        place = [(found.start, found.end)]
        if found.noun is None:
            yield check.finding(
                pair,
                "“{words}” is English.",
                target=place,
                # Often a name, a title or a loan that no list knows: to look at, not to stop for.
                severity=Severity.MINOR,
                words=words,
            )
        else:
            yield check.finding(
                pair,
                "“{words}” is English; probably “{german}”.",
                target=place,
                repair=found.noun,
                words=words,
                german=found.noun,
            )


def _stays(context: Context, words: str) -> bool:
    return any(words in term for term in context.glossary.keep)


def _small(check: Check, pair: Pair) -> Iterator[Finding]:
    """Stretches of English words in small letters."""
    if not any(map(is_english, pair.german_vocabulary)):
        return
    kept = None
    for run in runs(pair.german, pair.german_words):
        start, end = run[0].start, run[-1].end
        if not _counts(pair, run) or _in_address(pair.german, start, end):
            continue
        if kept is None:
            kept = [m.span() for m in _QUOTED.finditer(pair.german) if _is_title(pair, m.group())]
        if any(a <= start and end <= b for a, b in kept):
            continue
        yield check.finding(
            pair,
            "“{words}” is English.",
            target=[(start, end)],
            words=pair.german[start:end],
        )


def _counts(pair: Pair, run: list[Word]) -> bool:
    german = pair.german
    before = bool(_CAPITAL_BEFORE.search(german[max(0, run[0].start - 25) : run[0].start]))
    after = bool(_CAPITAL_AFTER.match(german, run[-1].end))
    small = all(word.lower in FUNCTION for word in run)
    if small:
        # "Bank of America", "Sex and the City"
        return len(run) > 1 and not (before or after)
    if len(run) > 1:
        return not (before and after)
    word = run[0].lower
    # One word is a remainder only if the original has it; beside a capital it may be a name.
    return len(word) >= _SHORTEST and word in pair.source_vocabulary and not (before or after)


def _in_address(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in tuple(_ADDRESS) or (
        text[end : end + 1] in tuple(_ADDRESS) and text[end + 1 : end + 2].isalnum()
    )


def _is_title(pair: Pair, quoted: str) -> bool:
    """Whether something in quotation marks is a title: a capital first, and not long."""
    inner = quoted[1:-1].strip()
    return (
        inner[:1].isupper() and len(inner.split()) < 8 and (not pair.source or inner in pair.source)
    )


CHECK = Check(
    id="untranslated",
    title="English words left over",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    german_alone=True,
    segment=rule,
)
