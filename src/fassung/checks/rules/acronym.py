"""English acronyms that no German reader knows, and acronyms that are announced and missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fassung.checks.model import Check, Context, Finding, Pair, Severity, Word
from fassung.german.authority import Acronym, acronyms
from fassung.german.inflection import find, tokens

# "… und benutzte dabei ein Akronym", "… using its initials": the letters are what it is about.
_ANNOUNCED = re.compile(
    r"\b(?:(?:be)?nutz\w*|verwend\w*|gebrauch\w*|bedien\w*)\b[^.!?„“]{0,60}?"
    r"\b(?:(?:\w+-)?(Akronym|Abkürzung|Initialen)\w*)"
    r"|\b(?:mit|unter)\s+(?:dem|der|den|einem|einer|ihrer|seiner|ihren)\s+(?:\w+\s+)?"
    r"(Akronym|Abkürzung|Initialen)\b"
)
_COMMON = re.compile(r"\b(?:USA|US|EU|UN|UNO|ZDF|ARD|TV)\b")
_HINT = re.compile("akronym|abkürzung|initialen")
_LETTERS = re.compile(r"\b(?:[A-ZÄÖÜ]{2,}|(?:[A-ZÄÖÜ]\.\s?){2,}|[A-ZÄÖÜ][a-zäöü]?[A-ZÄÖÜ])")


def rule(check: Check, pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    told: set[str] = set()
    table = acronyms()
    for number, pair in enumerate(pairs):
        for word in pair.german_capitals:
            known = table.get(word.text)
            if known is None and "-" in word.text:
                known = table.get(word.text.partition("-")[0])  # "DPRK-Führung"
            if known is None or known.use == "known" or known.letters in told:
                continue
            told.add(known.letters)
            if known.use == "replace" or not _explained(known, pairs):
                yield _unexplained(check, pair, known, word)
        if _HINT.search(pair.german_lower):
            yield from _announced(check, pairs, number)


def _explained(acronym: Acronym, pairs: Sequence[Pair]) -> bool:
    """Whether one of its German renderings, or its meaning in brackets, stands in the article."""
    letters = re.escape(acronym.letters)
    brackets = re.compile(rf"\(\s*{letters}\s*\)|\b{letters}\s*\(\s*\w+[^)]*\w\)")
    for pair in pairs:
        split = tokens(pair.german)
        if any(find(right, split, pair.german) for right in acronym.german):
            return True
        if brackets.search(pair.german):
            return True
    return False


def _unexplained(check: Check, pair: Pair, acronym: Acronym, word: Word) -> Finding:
    stretch = (word.start, word.start + len(acronym.letters))
    at = pair.source.find(acronym.letters)
    source = [(at, at + len(acronym.letters))] if at >= 0 else []
    right = " / ".join(acronym.german[:2])
    if acronym.use == "replace":
        return check.finding(
            pair,
            "“{letters}” is English; in German: {right}.",
            source=source,
            target=[stretch],
            letters=acronym.letters,
            right=right,
        )
    return check.finding(
        pair,
        "“{letters}” is nowhere explained; for instance: {right}.",
        source=source,
        target=[stretch],
        letters=acronym.letters,
        right=right,
    )


def _announced(check: Check, pairs: Sequence[Pair], number: int) -> Iterator[Finding]:
    pair = pairs[number]
    match = _ANNOUNCED.search(pair.german)
    if not match or _has_letters(pair.german):
        return
    # The letters may stand in the sentence before or after.
    near = [*pairs[max(0, number - 1) : number], *pairs[number + 1 : number + 2]]
    if not pair.source and any(_has_letters(other.german) for other in near):
        return
    if pair.source and not _LETTERS.search(pair.source):
        return
    group = 1 if match.group(1) else 2
    yield check.finding(
        pair,
        "An acronym is announced, and there is none.",
        target=[match.span(group)],
        severity=Severity.MAJOR,
    )


def _has_letters(german: str) -> bool:
    """Whether there is an acronym beside those that any article holds."""
    return bool(_LETTERS.search(_COMMON.sub("", german)))


CHECK = Check(
    id="acronym",
    title="acronym without explanation",
    category="terminology/wrong-term",
    severity=Severity.MINOR,
    german_alone=True,
    article=rule,
)
