"""A negation that was dropped or added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fassung.checks.bound import orphans, plurals
from fassung.checks.model import Check, Context, Finding, Pair, Severity, Stretch
from fassung.checks.polarity import (
    cues,
    denies,
    denying,
    explained,
    far,
    firm,
    half,
    in_capitals,
    said_in_a_word,
    said_no,
    until_lost,
    weak_english,
    weak_german,
)
from fassung.checks.polarity_lists import english, free_german, german
from fassung.checks.scope import undenied

_SONDERN = re.compile(r"\bsondern\b(?! (?:sich|wir|sie|ab)\b)")
_BEGINS = re.compile(r"[.!?:;„“»«\"] ?")
_DENYING_VERB = re.compile(
    r"\b(?:unable to|inability to|fail(?:s|ed|ing)? to|refus(?:es|ed|al|ing)|unauthori[sz]ed"
    r"|unlikely|unclear|by no means|cease[sd]? to|impossible to)\b"
)
_SHORT = 25
"""Words of a sentence in which a denied verb cannot be lost from view."""
_CLAUSES = 2
"""Commas between a negation and its "sondern"; 3 in 230 of human translators have more."""
_MANY = 30
"""Denying words from which on counting them says nothing of a segment."""
# An auxiliary with its "not", or "never": rarely said without a negation in German.
_VERB = re.compile(
    r"n['’]t\b|\bcannot\b|\bnever\b|\b(?:is|are|was|were|do|does|did|has|have|had|will|would|can"
    r"|could|should|must|may|might)(?: (?:he|she|it|they|we|you|i))? not\b"
)


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    found = list(_compared(check, pair))
    alone, before_plural = tuple(orphans(pair)), tuple(plurals(pair.german))
    if all(finding.target for finding in found):
        if alone:
            yield check.finding(
                pair,
                "“{word}” stands here without the negation that it needs.",
                target=alone,
                word=pair.german[slice(*alone[0])],
            )
        if before_plural:
            yield check.finding(
                pair, "“eine” before a plural: is “keine” meant?", target=before_plural
            )
    for finding in found:
        # Two signs make a doubt more than one.
        doubted = finding.severity is Severity.MINOR and (alone or before_plural)
        yield replace(finding, severity=Severity.MAJOR) if doubted else finding


def _compared(check: Check, pair: Pair) -> Iterator[Finding]:
    """What the words that deny show, counted in both languages."""
    if not denies(pair) and "sondern" not in pair.german:
        # "failed to agree" says no without a "not"; nothing in the German does.
        words = firm(pair)
        if not (words or "fail" in pair.source or "cease" in pair.source):
            return
        if (word := _DENYING_VERB.search(pair.source)) and not weak_german(pair):
            yield _lost(check, pair, [word.span()])
        else:
            yield from _likely(check, pair, 0, 0)
        return
    if "sondern" in pair.german and (but := _SONDERN.search(pair.german)):
        before = denying((w for w in pair.german_words if w.end <= but.start()), german())
        if not before or pair.german.count(",", before[-1].end, but.start()) > _CLAUSES:
            yield check.finding(
                pair,
                "“sondern” without a negation before it.",
                target=[(_clause(pair.german, but.start()), but.end())],
                severity=None if before else Severity.CRITICAL,
            )
            return
    all_said = said_no(pair)
    all_says = denying(pair.german_words, german())
    if max(len(all_said), len(all_says)) > _MANY:
        return
    # As many on both sides, quiet or not: most segments are such.
    if len(all_said) == len(all_says):
        if alone := list(undenied(pair, all_said)):
            yield _doubted(check, pair, [(word.start, word.end) for word in alone])
        else:
            yield from _likely(check, pair, len(all_said), len(all_says))
        return
    headline = in_capitals(pair.source_words)
    said = cues(pair.source_lower, all_said, english(), headline=headline)
    says = cues(pair.german_lower, all_says, german())
    if len(said.sure) > says.most:
        stretches = [(word.start, word.end) for word in said.sure]
        places = [word.start / len(pair.source) for word in said.sure]
        if explained(places, weak_german(pair), weak_english(pair), len(pair.source)):
            if not said_in_a_word(pair, said.sure):
                yield _doubted(check, pair, stretches)
        else:
            yield _lost(
                check,
                pair,
                stretches,
                Severity.CRITICAL if _certain(pair, says.most) else None,
            )
    elif len(all_said) > len(all_says):
        words = half(pair.source_lower, said.quiet) or until_lost(pair, said.quiet)
        # "nothing but …, not …" and only "nichts als …": the quiet ones stand for each other.
        if not words and len(said.sure) > len(says.sure):
            words = said.sure
        if words and not said_in_a_word(pair, words):
            yield _doubted(check, pair, [(word.start, word.end) for word in words])
    elif len(says.sure) > said.most:
        free = [m.span() for m in free_german().finditer(pair.german_lower)]
        bare = [w for w in says.sure if not any(a <= w.start and w.end <= b for a, b in free)]
        places = [word.start / len(pair.german) for word in bare]
        if len(bare) <= said.most or explained(
            places, weak_english(pair), weak_german(pair), len(pair.german)
        ):
            return
        yield check.finding(
            pair,
            "“{word}” denies what the original does not deny.",
            target=[(word.start, word.end) for word in bare],
            word=bare[0].text,
        )


def _likely(check: Check, pair: Pair, said: int, says: int) -> Iterator[Finding]:
    """What says no by its form ("unable", "disagree") and has no counterpart, counted in."""
    words = firm(pair)
    if not words:
        return
    if said + len(words) <= says + len(weak_german(pair)):
        words = far(pair, words)
    if words:
        yield _doubted(check, pair, [(word.start, word.end) for word in words])


def _lost(
    check: Check, pair: Pair, source: Sequence[Stretch], severity: Severity | None = None
) -> Finding:
    return check.finding(
        pair,
        "“{word}” has no counterpart: the German may say the opposite.",
        source=source,
        word=pair.source[slice(*source[0])],
        severity=severity,
    )


def _doubted(check: Check, pair: Pair, source: Sequence[Stretch]) -> Finding:
    return check.finding(
        pair,
        "Does the German say “{word}”, too?",
        source=source,
        word=pair.source[slice(*source[0])],
        severity=Severity.MINOR,
    )


def _clause(text: str, end: int) -> int:
    """Where the clause begins that ends there."""
    return max((m.end() for m in _BEGINS.finditer(text, 0, end)), default=0)


def _certain(pair: Pair, says: int) -> bool:
    """Whether a verb is denied in a short sentence and nothing at all in the German denies."""
    return (
        says == 0
        and len(pair.source_words) <= _SHORT
        and bool(_VERB.search(pair.source_lower))
        # "not before …, not until …" is "erst", and a question may ask for what is denied.
        and "until" not in pair.source_vocabulary
        and "?" not in pair.german
    )


CHECK = Check(
    id="polarity",
    title="negation dropped or added",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    segment=rule,
)
