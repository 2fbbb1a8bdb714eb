"""Terms that a partner or portal wants to be called so and not otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from fassung.checks.model import Check, Context, Finding, Pair, Severity, Stretch
from fassung.german.glossary import Term
from fassung.german.inflection import Token, find, tokens


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    glossary = context.glossary
    if not glossary:
        return
    for stretch, word in glossary.kept_in_source(pair.source):
        if word not in pair.german:
            yield check.finding(
                pair,
                "“{word}” must stay as it is.",
                source=[stretch],
                word=word,
            )
    if glossary.first_words.isdisjoint(pair.source_vocabulary):
        return
    split = tokens(pair.german)
    for stretch, term in glossary.in_source(pair.source):
        yield from _term(check, pair, split, stretch, term)


def _term(
    check: Check, pair: Pair, split: list[Token], stretch: Stretch, term: Term
) -> Iterator[Finding]:
    right = [found for form in term.german for found in find(form, split, pair.german)]
    wrong = [
        (start, end)
        for form in term.forbidden
        for start, end in find(form, split, pair.german, compounds=False)
        if not any(a <= start and end <= b for a, b in right)
    ]
    if wrong:
        yield check.finding(
            pair,
            "The glossary forbids “{wrong}” for “{english}”; right: {right}.",
            source=[stretch],
            target=wrong,
            wrong=pair.german[slice(*wrong[0])],
            english=pair.source[slice(*stretch)],
            right=term.german[0] if term.german else "–",
        )
    elif term.german and not right:
        yield check.finding(
            pair,
            "The glossary wants “{right}” for “{english}”.",
            source=[stretch],
            english=pair.source[slice(*stretch)],
            right=term.german[0],
        )


CHECK = Check(
    id="glossary",
    title="term not as the glossary has it",
    category="terminology/inconsistent-with-terminology-resource",
    severity=Severity.MAJOR,
    segment=rule,
)
